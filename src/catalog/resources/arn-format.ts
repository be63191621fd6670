// ARN formats of the Service Authorization Reference, as `arn:${Partition}:ecs:${Region}:${Account}:task/${ClusterName}/${TaskId}`:
// parsed once, then filled with values or matched against ARNs.
// https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
import type { Arn } from '../../core/arn.js';
import { escapePolicyText } from '../../core/policy-text.js';

/** A literal, or a variable by its name. */
export type FormatPart = { literal: string } | { variable: string };

export interface ArnFormat {
  /** Empty where any service may stand (AWS Backup's recovery points). */
  service: string;
  /** A literal (often empty), or undefined where the Region belongs. */
  region: string | undefined;
  /** A literal (often empty, or `aws`), or undefined where an account id belongs. */
  account: string | undefined;
  /** The resource part. */
  parts: readonly FormatPart[];
  /** Names of the variables of the resource part, in order. */
  variables: readonly string[];
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
  const made: ArnFormat = {
    service: service.startsWith('${') ? '' : service,
    region: region.startsWith('${') || region === '*' ? undefined : region,
    account: account.startsWith('${') || account === '*' ? undefined : account,
    parts,
    variables: parts.flatMap((part) => ('variable' in part ? [part.variable] : [])),
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
export function matchArn(
  format: ArnFormat,
  arn: Arn,
  how: 'strict' | 'lenient',
): ReadonlyMap<string, string> | undefined {
  if (format.service !== '' && arn.service !== format.service) return undefined;
  if (format.region !== undefined && arn.region !== format.region) return undefined;
  if (format.account !== undefined && arn.account !== format.account) return undefined;
  return matchResourcePart(format, arn.resource, how);
}

/** As `matchArn`, of the resource part alone. */
export function matchResourcePart(
  format: ArnFormat,
  text: string,
  how: 'strict' | 'lenient',
): ReadonlyMap<string, string> | undefined {
  const match = (how === 'strict' ? format.strict : format.lenient).exec(text);
  if (match === null) return undefined;
  return new Map(format.variables.map((variable, i) => [variable, match[i + 1] ?? '']));
}

/** The ARN of `format` with `values`; what has no value becomes `*`, a run of them at the end one `*`. */
export function fillArn(format: ArnFormat, values: ReadonlyMap<string, string>, scope: ArnScope): FilledArn {
  const region = format.region ?? scope.region;
  const account = format.account ?? scope.account;
  const missing: string[] = [];
  if (region === undefined) missing.push('Region');
  if (account === undefined) missing.push('Account');
  const head = `arn:${scope.partition}:${format.service}:`;
  let raw = `${head}${region ?? '*'}:${account ?? '*'}:`;
  let arn = `${head}${region === undefined ? '*' : escapePolicyText(region)}:`;
  arn += `${account === undefined ? '*' : escapePolicyText(account)}:`;
  const end = openEnd(format.parts, values);
  for (const [i, part] of format.parts.entries()) {
    const value = 'literal' in part ? part.literal : values.get(part.variable);
    if (value === undefined && 'variable' in part) missing.push(part.variable);
    if (i > end) continue;
    raw += value ?? '*';
    arn += value === undefined ? '*' : 'literal' in part ? value : escapePolicyText(value);
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
function openEnd(parts: readonly FormatPart[], values: ReadonlyMap<string, string>): number {
  let end = parts.length - 1;
  for (let i = end; i >= 0; i--) {
    const part = parts[i];
    if (part === undefined) break;
    if ('variable' in part) {
      if (values.has(part.variable)) break;
      end = i;
    } else if (!/^[/:]$/.test(part.literal)) {
      break;
    }
  }
  return end;
}

function splitParts(text: string): FormatPart[] {
  return text
    .split(/(\$\{[^}]+\})/)
    .filter((piece) => piece !== '')
    .map((piece) => (piece.startsWith('${') ? { variable: piece.slice(2, -1) } : { literal: piece }));
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
