// ARN formats of the Service Authorization Reference, as `arn:${Partition}:ecs:${Region}:${Account}:task/${ClusterName}/${TaskId}`:
// parsed once, then filled with values or matched against ARNs.
// https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
import type { Arn } from '../../core/arn.js';
import { escapePolicyText, isPlainPolicyText as isPlain } from '../../core/policy-text.js';
import { remembered } from '../../core/remembered.js';

/** A literal, or a variable by its name and its place in the format's `variables`. */
export type FormatPart = { literal: string } | { variable: string; slot: number };

/** A value for each of a format's `variables`, in their order; undefined where there is none. */
export type FormatValues = readonly (string | undefined)[];

export interface ArnFormat {
  /** Empty where any service may stand (AWS Backup's recovery points). */
  service: string;
  /** A literal (often empty), or undefined where the Region belongs. */
  region: string | undefined;
  /** A literal (often empty, or `aws`), or undefined where an account id belongs. */
  account: string | undefined;
  /** The resource part. */
  parts: readonly FormatPart[];
  /** Names of the variables of the resource part, in order, each once. */
  variables: readonly string[];
  /** Characters of the parts that are literals. */
  literalLength: number;
  noValues: FormatValues;
  /** What every resource part begins with: most ARNs of another format are told by it, without a pattern. */
  head: string;
  /** Matches a resource part in which every variable is one segment (IAM's names have paths). */
  strict: RegExp;
  /** Matches a resource part whose last variable may hold separators (`model:0`, `path/name`, `name:alias`). */
  lenient: RegExp;
}

/** Where an ARN belongs: what fills the fields before the resource part; undefined where the record does not say. */
export interface ArnScope {
  partition: string;
  region: string | undefined;
  account: string | undefined;
}

export interface FilledArn {
  /** As a policy would write it. */
  arn: string;
  /** With the names as they are. */
  raw: string;
  /** Variables (also `Region`, `Account`) for which there was no value: they became `*`. */
  missing: readonly string[];
}

const parsed = new Map<string, ArnFormat>();

/** The format of `text`. Fields beyond the known variables are literals. */
export function parseArnFormat(text: string): ArnFormat {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const fields = text.split(':');
  const [, , service = '', region = '', account = ''] = fields;
  const parts = splitParts(fields.slice(5).join(':'));
  const variables = [...new Set(parts.flatMap((part) => ('variable' in part ? [part.variable] : [])))];
  const made: ArnFormat = {
    service: service.startsWith('${') ? '' : service,
    region: region.startsWith('${') || region === '*' ? undefined : region,
    account: account.startsWith('${') || account === '*' ? undefined : account,
    parts,
    variables,
    literalLength: parts.reduce((sum, part) => sum + ('literal' in part ? part.literal.length : 0), 0),
    noValues: variables.map(() => undefined),
    head: headOf(parts[0]),
    strict: partsPattern(parts, false),
    lenient: partsPattern(parts, true),
  };
  parsed.set(text, made);
  return made;
}

/**
 * The values of the format's variables in `arn`, or undefined if it is of another format.
 * The partition does not count; an ARN may leave out Region or account where the format has them.
 */
export function matchArn(format: ArnFormat, arn: Arn, how: 'strict' | 'lenient'): FormatValues | undefined {
  return belongsTo(format, arn) ? matchResourcePart(format, arn.resource, how) : undefined;
}

/** True if `arn` is of `format`, as `matchArn`. */
export function isOfFormat(format: ArnFormat, arn: Arn, how: 'strict' | 'lenient'): boolean {
  return belongsTo(format, arn) && arn.resource.startsWith(format.head) && format[how].test(arn.resource);
}

function belongsTo({ service, region, account }: ArnFormat, arn: Arn): boolean {
  return (
    (service === '' || arn.service === service) &&
    (region === undefined || arn.region === region) &&
    (account === undefined || arn.account === account)
  );
}

/** As `matchArn`, of the resource part alone. */
export function matchResourcePart(
  format: ArnFormat,
  text: string,
  how: 'strict' | 'lenient',
): FormatValues | undefined {
  const match = format[how].exec(text);
  if (match === null) return undefined;
  return format.variables.map((_, slot) => match[slot + 1] ?? '');
}

/** There are few Regions and accounts. */
const isPlainField = remembered(isPlain);

const NONE_MISSING: readonly string[] = [];

/** The ARN of `format` with `values`; what has no value becomes `*`, a run of them at the end one `*`. */
export function fillArn(format: ArnFormat, values: FormatValues, scope: ArnScope): FilledArn {
  const region = format.region ?? scope.region;
  const account = format.account ?? scope.account;
  const start = `arn:${scope.partition}:${format.service}:`;
  let raw = `${start}${region ?? '*'}:${account ?? '*'}:`;
  let arn = raw;
  let missing = NONE_MISSING;
  if (region === undefined || account === undefined || !isPlainField(region) || !isPlainField(account)) {
    const escaped = (text: string | undefined) => (text === undefined ? '*' : escapePolicyText(text));
    arn = `${start}${escaped(region)}:${escaped(account)}:`;
    missing = [...(region === undefined ? ['Region'] : []), ...(account === undefined ? ['Account'] : [])];
  }
  const { parts } = format;
  const end = values.includes(undefined) ? openEnd(parts, values) : parts.length - 1;
  let i = 0;
  for (const part of parts) {
    const kept = i++ <= end;
    if ('literal' in part) {
      if (kept) raw += part.literal;
      if (kept) arn += part.literal;
      continue;
    }
    const value = values[part.slot];
    if (value === undefined) missing = [...missing, part.variable];
    if (!kept) continue;
    raw += value ?? '*';
    arn += value === undefined ? '*' : escapePolicyText(value);
  }
  return { arn, raw, missing };
}

/** True if resources of `format` belong to ones of `other`: its variables are some of the format's. */
export function isParent(other: ArnFormat, format: ArnFormat): boolean {
  return (
    other.variables.length < format.variables.length &&
    other.variables.every((variable) => format.variables.includes(variable))
  );
}

/** True if the last variables of the format are exactly those in `missing`: only the ARN's end is unknown. */
export function onlyEndMissing(format: ArnFormat, missing: readonly string[]): boolean {
  return format.variables.slice(-missing.length).every((variable, i) => variable === missing[i]);
}

/** The part after which there are only variables without a value and what separates them. */
function openEnd(parts: readonly FormatPart[], values: FormatValues): number {
  let end = parts.length - 1;
  for (let i = end; i >= 0; i--) {
    const part = parts[i];
    if (part === undefined) break;
    if ('variable' in part) {
      if (values[part.slot] !== undefined) break;
      end = i;
    } else if (!/^[/:]$/.test(part.literal)) {
      break;
    }
  }
  return end;
}

function splitParts(text: string): FormatPart[] {
  const names: string[] = [];
  return text
    .split(/(\$\{[^}]+\})/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      if (!piece.startsWith('${')) return { literal: piece };
      const variable = piece.slice(2, -1);
      if (!names.includes(variable)) names.push(variable);
      return { variable, slot: names.indexOf(variable) };
    });
}

/** A star in a literal stands for any text. */
function headOf(first: FormatPart | undefined): string {
  return first !== undefined && 'literal' in first ? (first.literal.split('*')[0] ?? '') : '';
}

function partsPattern(parts: readonly FormatPart[], lenient: boolean): RegExp {
  const source = parts.map((part, i) => {
    if ('literal' in part) return part.literal.split('*').map(escapeRegExp).join('[\\s\\S]*');
    const next = parts[i + 1];
    if (lenient && next === undefined) return '([\\s\\S]+)';
    if (lenient && next !== undefined && 'literal' in next && next.literal.startsWith(':')) return '([^:]+)';
    return part.variable.endsWith('WithPath') ? '([^:]+)' : '([^/:]+)';
  });
  return new RegExp(`^${source.join('')}$`);
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
