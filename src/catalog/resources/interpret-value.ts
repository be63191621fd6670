// What one parameter value says about a resource: callers write a name, an id, a path, a part of an ARN,
// a whole ARN, or a URL where a name is asked for.
import { type Arn, parseArn } from '../../core/arn.js';
import {
  type ArnFormat,
  type FormatValues,
  isOfFormat,
  isParent,
  matchArn,
  matchResourcePart,
} from './arn-format.js';

export interface Interpreted {
  /** The value is the ARN of such a resource. */
  arn?: string;
  /** Values for the format's variables. */
  values?: FormatValues;
  /** Account and Region that the value itself names. */
  account?: string;
  region?: string;
  /** The value is the ARN of a resource that this one belongs to (a cluster's, for a task), of this format. */
  parent?: ArnFormat;
}

/** What stands around one variable in its format. */
export interface VariableSurroundings {
  format: ArnFormat;
  /** Its place in the format's variables. */
  slot: number;
  /** Its place in the format's parts. */
  part: number;
  /** The literal after it, where a literal is. */
  separator: string | undefined;
  /** What the format writes right before it, since the last separator: `p-` of `p-${PolicyId}`. */
  stem: string;
  /** A literal that ends with a slash is all that stands before it. */
  afterSlash: boolean;
  /** Formats whose resources this one may belong to, by way of this variable. */
  parents: readonly ArnFormat[];
}

/** The surroundings of `variable` in `format`; `kin`: formats of the service's types. */
export function surroundingsOf(
  variable: string,
  format: ArnFormat,
  kin: readonly ArnFormat[],
): VariableSurroundings {
  const { parts } = format;
  const part = parts.findIndex((one) => 'variable' in one && one.variable === variable);
  const before = parts[part - 1];
  const after = parts[part + 1];
  const literal = before !== undefined && 'literal' in before ? before.literal : '';
  return {
    format,
    slot: format.variables.indexOf(variable),
    part,
    separator: after !== undefined && 'literal' in after ? after.literal : undefined,
    stem: /[^/:]*$/.exec(literal)?.[0] ?? '',
    afterSlash: part === 1 && literal.endsWith('/'),
    parents: kin.filter((other) => other.variables.includes(variable) && isParent(other, format)),
  };
}

const QUEUE_URL = /^https?:\/\/(?:sqs\.)?([a-z0-9-]+)?[^/]*\/(\d{12})\/([^/]+)$/;
const ACCOUNT_PREFIX = /^(\d{12}):/;
const ACCOUNT_LENGTH = 12;

/** Reads `value`, given where a variable with these surroundings is asked for. */
export function interpretValue(value: string, around: VariableSurroundings): Interpreted | undefined {
  const { format, slot } = around;
  if (value.startsWith('arn:')) {
    const arn = parseArn(value);
    if (arn !== undefined) return interpretArn(value, arn, around);
  }
  const url = value.startsWith('http') && format.variables.length === 1 ? QUEUE_URL.exec(value) : null;
  if (url?.[2] !== undefined && url[3] !== undefined) {
    const region = url[1] !== undefined && /^[a-z]{2,}-.*\d$/.test(url[1]) ? { region: url[1] } : {};
    return { values: valuesWith(format, slot, url[3]), account: url[2], ...region };
  }
  return interpretPartial(value, format) ?? interpretTail(value, around) ?? interpretName(value, around);
}

/** The ARN is of this format, or of a type whose resources this one belongs to. */
function interpretArn(
  text: string,
  arn: Arn,
  { format, parents }: VariableSurroundings,
): Interpreted | undefined {
  if (isOfFormat(format, arn, 'strict')) return { arn: text };
  for (const how of ['strict', 'lenient'] as const) {
    for (const parent of parents) {
      const values = matchArn(parent, arn, how);
      if (values !== undefined) return { ...fromParent(parent, values, format, arn), parent };
    }
    if (how === 'strict' && isOfFormat(format, arn, 'lenient')) return { arn: text };
  }
  return undefined;
}

function fromParent(parent: ArnFormat, values: FormatValues, format: ArnFormat, arn: Arn): Interpreted {
  return {
    values: format.variables.map((variable) => values[parent.variables.indexOf(variable)]),
    ...(arn.account === '' ? {} : { account: arn.account }),
    ...(arn.region === '' ? {} : { region: arn.region }),
  };
}

/** `123456789012:function:name`, `table/Orders`, `/hostedzone/Z123`: a resource part, with its literal. */
function interpretPartial(value: string, format: ArnFormat): Interpreted | undefined {
  const first = format.parts[0];
  if (first === undefined || !('literal' in first)) return undefined;
  const account = value[ACCOUNT_LENGTH] === ':' ? ACCOUNT_PREFIX.exec(value)?.[1] : undefined;
  let rest = account === undefined ? value : value.slice(ACCOUNT_LENGTH + 1);
  if (rest.startsWith('/') && !first.literal.startsWith('/')) rest = rest.slice(1);
  if (!rest.startsWith(first.literal)) return undefined;
  const values = matchResourcePart(format, rest, 'strict') ?? matchResourcePart(format, rest, 'lenient');
  if (values === undefined) return undefined;
  return account === undefined ? { values } : { values, account };
}

/** `family:3` for `task-definition/${Family}:${Revision}`: the variable and all that follows it. */
function interpretTail(
  value: string,
  { format, part, separator }: VariableSurroundings,
): Interpreted | undefined {
  if (separator === undefined || !value.includes(separator)) return undefined;
  const values = [...format.noValues];
  let from = 0;
  for (let i = part; i < format.parts.length; i++) {
    const one = format.parts[i];
    if (one === undefined) break;
    if ('literal' in one) {
      if (!value.startsWith(one.literal, from)) return undefined;
      from += one.literal.length;
      continue;
    }
    const next = format.parts[i + 1];
    const to = next !== undefined && 'literal' in next ? value.indexOf(next.literal, from) : value.length;
    if (to <= from) return undefined;
    const piece = value.slice(from, to);
    if (/[/:]/.test(piece)) return undefined;
    values[one.slot] = piece;
    from = to;
  }
  return from === value.length ? { values } : undefined;
}

/** The name itself, without what the format already writes before it (`p-` of `p-${PolicyId}`, a leading slash). */
function interpretName(value: string, around: VariableSurroundings): Interpreted | undefined {
  const { format, slot, stem, afterSlash } = around;
  let name = value;
  if (stem !== '' && name.startsWith(stem)) name = name.slice(stem.length);
  if (afterSlash && name.startsWith('/')) name = name.replace(/^\/+/, '');
  return name === '' ? undefined : { values: valuesWith(format, slot, name) };
}

function valuesWith(format: ArnFormat, slot: number, value: string): FormatValues {
  if (format.variables.length === 1) return [value];
  const values = [...format.noValues];
  values[slot] = value;
  return values;
}
