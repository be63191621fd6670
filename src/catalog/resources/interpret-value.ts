// What one parameter value says about a resource: callers write a name, an id, a path, a part of an ARN,
// a whole ARN, or a URL where a name is asked for.
import { type Arn, parseArn } from '../../core/arn.js';
import { type ArnFormat, isParent, matchArn, matchResourcePart } from './arn-format.js';

export interface Interpreted {
  /** The value is the ARN of such a resource. */
  arn?: Arn;
  /** Values for the format's variables. */
  values?: ReadonlyMap<string, string>;
  /** Account and Region that the value itself names. */
  account?: string;
  region?: string;
  /** The value is the ARN of a resource that this one belongs to (a cluster's, for a task), of this format. */
  parent?: ArnFormat;
}

const QUEUE_URL = /^https?:\/\/(?:sqs\.)?([a-z0-9-]+)?[^/]*\/(\d{12})\/([^/]+)$/;
const ACCOUNT_PREFIX = /^(\d{12}):/;

/** Reads `value`, given where `variable` of `format` is asked for. `kin`: formats of the service's other types. */
export function interpretValue(
  value: string,
  format: ArnFormat,
  variable: string,
  kin: readonly ArnFormat[],
): Interpreted | undefined {
  if (value.startsWith('arn:')) {
    const arn = parseArn(value);
    if (arn !== undefined) return interpretArn(arn, format, variable, kin);
  }
  const url = QUEUE_URL.exec(value);
  if (url?.[2] !== undefined && url[3] !== undefined && format.variables.length === 1) {
    const region = url[1] !== undefined && /^[a-z]{2,}-.*\d$/.test(url[1]) ? { region: url[1] } : {};
    return { values: new Map([[variable, url[3]]]), account: url[2], ...region };
  }
  return (
    interpretPartial(value, format) ??
    interpretTail(value, format, variable) ??
    interpretName(value, format, variable)
  );
}

/** The ARN is of this format, or of a type whose resources this one belongs to. */
function interpretArn(
  arn: Arn,
  format: ArnFormat,
  variable: string,
  kin: readonly ArnFormat[],
): Interpreted | undefined {
  if (matchArn(format, arn, 'strict') !== undefined) return { arn };
  for (const how of ['strict', 'lenient'] as const) {
    for (const other of kin) {
      if (!other.variables.includes(variable) || !isParent(other, format)) continue;
      const values = matchArn(other, arn, how);
      if (values !== undefined) return { ...fromParent(values, format, arn), parent: other };
    }
    if (how === 'strict' && matchArn(format, arn, 'lenient') !== undefined) return { arn };
  }
  return undefined;
}

function fromParent(values: ReadonlyMap<string, string>, format: ArnFormat, arn: Arn): Interpreted {
  const shared = [...values].filter(([name]) => format.variables.includes(name));
  return {
    values: new Map(shared),
    ...(arn.account === '' ? {} : { account: arn.account }),
    ...(arn.region === '' ? {} : { region: arn.region }),
  };
}

/** `123456789012:function:name`, `table/Orders`, `/hostedzone/Z123`: a resource part, with its literal. */
function interpretPartial(value: string, format: ArnFormat): Interpreted | undefined {
  const first = format.parts[0];
  if (first === undefined || !('literal' in first)) return undefined;
  const account = ACCOUNT_PREFIX.exec(value)?.[1];
  let rest = account === undefined ? value : value.slice(account.length + 1);
  if (rest.startsWith('/') && !first.literal.startsWith('/')) rest = rest.slice(1);
  if (!rest.startsWith(first.literal)) return undefined;
  const values = matchResourcePart(format, rest, 'strict') ?? matchResourcePart(format, rest, 'lenient');
  if (values === undefined) return undefined;
  return account === undefined ? { values } : { values, account };
}

/** `family:3` for `task-definition/${Family}:${Revision}`: the variable and all that follows it. */
function interpretTail(value: string, format: ArnFormat, variable: string): Interpreted | undefined {
  const at = format.parts.findIndex((part) => 'variable' in part && part.variable === variable);
  if (at < 0 || at + 1 >= format.parts.length) return undefined;
  const separator = format.parts[at + 1];
  if (separator === undefined || !('literal' in separator) || !value.includes(separator.literal))
    return undefined;
  const values = new Map<string, string>();
  let from = 0;
  for (let i = at; i < format.parts.length; i++) {
    const part = format.parts[i];
    if (part === undefined) break;
    if ('literal' in part) {
      if (!value.startsWith(part.literal, from)) return undefined;
      from += part.literal.length;
      continue;
    }
    const next = format.parts[i + 1];
    const to = next !== undefined && 'literal' in next ? value.indexOf(next.literal, from) : value.length;
    if (to <= from) return undefined;
    const piece = value.slice(from, to);
    if (/[/:]/.test(piece)) return undefined;
    values.set(part.variable, piece);
    from = to;
  }
  return from === value.length ? { values } : undefined;
}

/** The name itself, without what the format already writes before it (`p-` of `p-${PolicyId}`, a leading slash). */
function interpretName(value: string, format: ArnFormat, variable: string): Interpreted | undefined {
  const at = format.parts.findIndex((part) => 'variable' in part && part.variable === variable);
  const before = format.parts[at - 1];
  let name = value;
  if (before !== undefined && 'literal' in before) {
    const stem = /[^/:]*$/.exec(before.literal)?.[0] ?? '';
    if (stem !== '' && name.startsWith(stem)) name = name.slice(stem.length);
    if (at === 1 && before.literal.endsWith('/') && name.startsWith('/')) name = name.replace(/^\/+/, '');
  }
  return name === '' ? undefined : { values: new Map([[variable, name]]) };
}
