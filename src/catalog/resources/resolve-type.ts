// One resource type of an action, from the request's parameters: which ARNs of this type the request names.
import { type Arn, parseArn } from '../../core/arn.js';
import type { PermissionResource, ResourceReason } from '../../core/permission.js';
import { escapePolicyText } from '../../core/policy-text.js';
import {
  type ArnFormat,
  type ArnScope,
  type FilledArn,
  type FormatValues,
  fillArn,
  isOfFormat,
  onlyEndMissing,
} from './arn-format.js';
import type { BoundFormat, BoundType } from './bound-plan.js';
import { type Filled, fillFormat } from './fill-format.js';
import { type Candidate, readSource } from './read-variable.js';
import { isMasked, type RequestReading } from './request-reading.js';
import type { FormatPlan, ResolutionPlan, TypePlan } from './resolution-plan.js';
import type { SuffixRow } from './resource-tables.js';

export interface TypeResult {
  resources: readonly PermissionResource[];
  /** A value that would have named it is masked. */
  masked: boolean;
  /** The request names it by something that its ARN does not contain. */
  otherwiseNamed: boolean;
  /** Nothing of it is in the request: it is what the service takes then. */
  assumed: boolean;
  /** False where the request says that it is about another type. */
  meant: boolean;
}

const NONE: readonly never[] = [];

/** The resources of a type that the request names. */
export function resolveType(
  bound: BoundType,
  plan: ResolutionPlan,
  reading: RequestReading,
  scope: ArnScope,
): TypeResult {
  const { omitted } = reading.request;
  // Parameters that are left out may have said anything, but for what the record itself lists.
  if (!omitted && bound.selectors.length > 0 && !isSelected(bound, reading)) return NOT_MEANT;
  const whole = wholeArns(bound, reading);
  if (whole.found.length > 0) {
    const resources = finish(bound, whole.found, reading, scope);
    return { resources, masked: false, otherwiseNamed: false, assumed: false, meant: true };
  }
  let masked = omitted || whole.masked;
  let otherwiseNamed = false;
  let best: { format: BoundFormat; filled: Filled } | undefined;
  let most = 0;
  for (const format of bound.formats) {
    if (format.empty) {
      otherwiseNamed ||= format.otherwiseNamed;
      continue;
    }
    const filled = fillFormat(format, bound.type, plan, reading);
    masked ||= filled.masked;
    otherwiseNamed ||= filled.otherwiseNamed;
    const first = filled.candidates[0];
    if (first === undefined) continue;
    const known = first.arn === undefined ? countOf(first.values) : format.variables.length + 1;
    if (best === undefined || known > most) [best, most] = [{ format, filled }, known];
  }
  if (best !== undefined) {
    const { format, parents } = best.format.plan;
    const { filled } = best;
    const masks = filled.maskedVariables;
    const found = filled.candidates.map((candidate) => ({ format, parents, candidate, masked: masks }));
    const resources = finish(bound, found, reading, scope);
    return { resources, masked, otherwiseNamed, assumed: filled.assumed, meant: true };
  }
  const resources = finish(bound, scanArns(bound.type, reading), reading, scope);
  return { resources, masked, otherwiseNamed, assumed: false, meant: true };
}

const NOT_MEANT: TypeResult = {
  resources: NONE,
  masked: false,
  otherwiseNamed: false,
  assumed: false,
  meant: false,
};

function isSelected(bound: BoundType, { request }: RequestReading): boolean {
  return bound.selectors.every(({ pattern, at }) => {
    const value = (at === undefined ? undefined : request.values[at]) ?? '';
    return isMasked(value) || pattern.test(value);
  });
}

function countOf(values: FormatValues): number {
  let count = 0;
  for (const value of values) if (value !== undefined) count++;
  return count;
}

interface Found {
  format: ArnFormat;
  parents: ReadonlySet<string>;
  candidate: Candidate;
  /** Variables whose values are masked. */
  masked: readonly string[];
}

function foundArn({ format, parents }: FormatPlan, arn: string): Found {
  const candidate = {
    arn,
    values: format.noValues,
    account: undefined,
    region: undefined,
    parent: undefined,
  };
  return { format, parents, candidate, masked: NONE };
}

/** Whole ARNs in the parameters that are meant for them. */
function wholeArns(bound: BoundType, reading: RequestReading): { found: readonly Found[]; masked: boolean } {
  if (bound.arnSources.length === 0) return NONE_WHOLE;
  let anyMasked = false;
  for (const source of bound.arnSources) {
    const { values, masked } = readSource(source, reading, NONE);
    anyMasked ||= masked;
    const found = values.flatMap((value) => wholeArn(bound.type, value, 'lenient'));
    if (found.length > 0) return { found, masked };
  }
  return { found: NONE, masked: anyMasked };
}

const NONE_WHOLE = { found: NONE, masked: false };

/** Any ARN of the request that is strictly of this type. */
function scanArns(type: TypePlan, reading: RequestReading): readonly Found[] {
  const { arns } = reading;
  return arns.length === 0 ? NONE : arns.flatMap((arn) => wholeArn(type, arn, 'strict'));
}

function wholeArn(type: TypePlan, value: string, how: 'strict' | 'lenient'): readonly Found[] {
  const arn = parsedOnce(value);
  if (arn === undefined) return NONE;
  const { formats } = type;
  for (const pass of how === 'strict' ? STRICT : STRICT_THEN_LENIENT) {
    for (const plan of formats) {
      if (plan.format.service === '' && (how === 'strict' || formats.length > 1)) continue;
      if (isOfFormat(plan.format, arn, pass)) return [foundArn(plan, value)];
    }
  }
  return NONE;
}

/** As `parseArn`: the same text is asked for under each type, one after the other. */
function parsedOnce(text: string): Arn | undefined {
  if (text !== parsed.text) parsed = { text, arn: parseArn(text) };
  return parsed.arn;
}

let parsed: { text: string; arn: Arn | undefined } = { text: '', arn: undefined };
const STRICT = ['strict'] as const;
const STRICT_THEN_LENIENT = ['strict', 'lenient'] as const;

/** ARNs that the record lists, as `resolveType` would give them. */
export function listedOf(
  bound: BoundType,
  arns: readonly string[],
  reading: RequestReading,
  scope: ArnScope,
): readonly PermissionResource[] {
  const format = bound.type.formats[0];
  if (format === undefined) return NONE;
  const [only] = arns;
  if (only !== undefined && arns.length === 1 && bound.suffix === undefined)
    return [resource(bound.type, escapePolicyText(only), only, undefined)];
  const found = arns.map((arn) => foundArn(format, arn));
  return finish(bound, found, reading, scope);
}

/** Candidates as ARNs of a policy, with the suffixes that the type asks for and the reason of each wildcard. */
function finish(
  { type, suffix }: BoundType,
  found: readonly Found[],
  { request }: RequestReading,
  scope: ArnScope,
): readonly PermissionResource[] {
  const made: PermissionResource[] = [];
  for (const { format, parents, candidate, masked } of found) {
    const filled = toArn(format, candidate, scope, suffix?.row.trim);
    const reason =
      filled.missing.length === 0
        ? undefined
        : filled.missing.some((variable) => masked.includes(variable))
          ? 'value-masked'
          : wildcardReason(type, format, parents, filled.missing);
    const one = resource(type, filled.arn, filled.raw, reason);
    if (suffix === undefined) made.push(one);
    else {
      const value = (suffix.at === undefined ? undefined : request.values[suffix.at]) ?? '';
      made.push(...addSuffix(one, candidate, filled, suffix.row, value, type));
    }
  }
  return made;
}

function resource(
  type: TypePlan,
  arn: string,
  raw: string,
  reason: ResourceReason | undefined,
): PermissionResource {
  if (raw === arn && reason === undefined) return { arn, type: type.qualified };
  return {
    arn,
    ...(raw === arn ? {} : { rawArn: raw }),
    type: type.qualified,
    ...(reason === undefined ? {} : { reason }),
  };
}

/** The service gives the id; or the name is known, and not all that stands around it; or only a parent is known. */
function wildcardReason(
  type: TypePlan,
  format: ArnFormat,
  parents: ReadonlySet<string>,
  missing: readonly string[],
): ResourceReason | undefined {
  if (missing.length === 0) return undefined;
  if (type.created !== undefined) return 'id-assigned-by-service';
  const named = format.variables.some((variable) => !missing.includes(variable) && !parents.has(variable));
  if (!named) return 'resource-not-in-record';
  return onlyEndMissing(format, missing) ? 'suffix-unknown' : 'arn-not-derivable';
}

function toArn(
  format: ArnFormat,
  candidate: Candidate,
  scope: ArnScope,
  trim: RegExp | undefined,
): FilledArn {
  if (candidate.arn !== undefined) {
    const raw = trim === undefined ? candidate.arn : candidate.arn.replace(trim, '');
    return { arn: escapePolicyText(raw), raw, missing: NONE };
  }
  const { values, account, region } = candidate;
  return fillArn(
    format,
    trim === undefined ? values : values.map((value) => value?.replace(trim, '')),
    account === undefined && region === undefined
      ? scope
      : { partition: scope.partition, region: region ?? scope.region, account: account ?? scope.account },
  );
}

function addSuffix(
  made: PermissionResource,
  candidate: Candidate,
  filled: FilledArn,
  row: SuffixRow,
  value: string,
  type: TypePlan,
): readonly PermissionResource[] {
  if (candidate.arn !== undefined && row.complete?.test(filled.raw) === true) return [made];
  if (row.suffix === '' || (row.parameter !== '' && value === '')) return [made];
  const arn = filled.arn + row.suffix.replace('{}', () => escapePolicyText(value));
  const raw = filled.raw + row.suffix.replace('{}', () => value);
  const suffixed = resource(type, arn, raw, row.reason ?? made.reason);
  return row.keep ? [made, suffixed] : [suffixed];
}
