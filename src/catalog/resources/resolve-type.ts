// One resource type of an action, from the request's parameters: which ARNs of this type the request names.
import { type Arn, formatArn, parseArn } from '../../core/arn.js';
import type { PermissionResource, ResourceReason } from '../../core/permission.js';
import { escapePolicyText } from '../../core/policy-text.js';
import { type ArnFormat, type ArnScope, fillArn, matchArn, onlyEndMissing } from './arn-format.js';
import { type Candidate, type Findings, MAX_CANDIDATES, readSource, readVariable } from './read-variable.js';
import { isMasked, type RequestIndex } from './request-index.js';
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

/** The resources of `type` that the request names. */
export function resolveType(
  type: TypePlan,
  plan: ResolutionPlan,
  index: RequestIndex,
  scope: ArnScope,
): TypeResult {
  const nothing = { resources: [], masked: false, otherwiseNamed: false, assumed: false, meant: true };
  // Parameters that are left out may have said anything, but for what the record itself lists.
  if (!index.omitted && !type.selectors.every((row) => selected(row.parameter, row.pattern, index)))
    return { ...nothing, meant: false };
  const whole = wholeArns(type, index);
  if (whole.found.length > 0) return { ...nothing, resources: finish(type, whole.found, index, scope) };
  let masked = index.omitted || whole.masked;
  let otherwiseNamed = false;
  let best:
    | {
        format: FormatPlan;
        candidates: readonly Candidate[];
        filled: number;
        assumed: boolean;
        maskedVariables: ReadonlySet<string>;
      }
    | undefined;
  for (const format of type.formats) {
    const found = fillFormat(format, type, plan, index);
    masked ||= found.masked;
    otherwiseNamed ||= found.otherwiseNamed;
    const first = found.candidates[0];
    if (first === undefined) continue;
    const filled = first.arn === undefined ? first.values.size : format.variables.length + 1;
    if (best === undefined || filled > best.filled) {
      const { candidates, assumed, maskedVariables } = found;
      best = { format, candidates, filled, assumed, maskedVariables };
    }
  }
  if (best !== undefined) {
    const { format, parents } = best.format;
    const masks = best.maskedVariables;
    const found = best.candidates.map((candidate) => ({ format, parents, candidate, masked: masks }));
    const resources = finish(type, found, index, scope);
    return { ...nothing, resources, masked, otherwiseNamed, assumed: best.assumed };
  }
  const scanned = scanArns(type, index);
  return { ...nothing, resources: finish(type, scanned, index, scope), masked, otherwiseNamed };
}

const NONE_USED: ReadonlySet<string> = new Set();
const NO_VALUES: ReadonlyMap<string, string> = new Map();

interface Found {
  format: ArnFormat;
  parents: ReadonlySet<string>;
  candidate: Candidate;
  /** Variables whose values are masked. */
  masked?: ReadonlySet<string>;
}

/** Whole ARNs in the parameters that are meant for them. */
function wholeArns(type: TypePlan, index: RequestIndex): { found: readonly Found[]; masked: boolean } {
  let anyMasked = false;
  for (const source of type.arnSources) {
    const { values, masked } = readSource(source, index, NONE_USED);
    anyMasked ||= masked;
    const found = values.flatMap((value) => wholeArn(type, value, 'lenient'));
    if (found.length > 0) return { found, masked };
  }
  return { found: [], masked: anyMasked };
}

/** Any ARN of the request that is strictly of this type. */
function scanArns(type: TypePlan, index: RequestIndex): readonly Found[] {
  return index.arns.flatMap((leaf) => wholeArn(type, leaf.value, 'strict'));
}

function wholeArn(type: TypePlan, value: string, how: 'strict' | 'lenient'): readonly Found[] {
  if (!value.startsWith('arn:')) return [];
  const arn = parseArn(value);
  if (arn === undefined) return [];
  const formats = type.formats.filter(({ format }) => format.service !== '' || type.formats.length === 1);
  for (const pass of how === 'strict' ? (['strict'] as const) : (['strict', 'lenient'] as const)) {
    for (const { format, parents } of formats) {
      if (format.service === '' && how === 'strict') continue;
      const values = matchArn(format, arn, pass);
      if (values !== undefined) return [{ format, parents, candidate: { arn, values } }];
    }
  }
  return [];
}

/** Fills one format from the request; no candidate if nothing of its own is named. */
function fillFormat(
  plan: FormatPlan,
  type: TypePlan,
  whole: ResolutionPlan,
  index: RequestIndex,
): Findings & { assumed: boolean; maskedVariables: ReadonlySet<string> } {
  const found = {
    candidates: [] as Candidate[],
    masked: false,
    otherwiseNamed: false,
    assumed: false,
    maskedVariables: new Set<string>(),
  };
  const columns: { variable: string; candidates: readonly Candidate[] }[] = [];
  const fallbacks = new Map<string, string>();
  const used = new Set<string>();
  for (const variable of plan.variables) {
    const read = readVariable(variable, plan.format, type, whole, index, used);
    found.masked ||= read.masked;
    found.otherwiseNamed ||= read.otherwiseNamed;
    const arns = read.candidates.filter((candidate) => candidate.arn !== undefined);
    if (arns.length > 0) return { ...found, candidates: arns };
    if (read.candidates.length > 0)
      columns.push({ variable: variable.variable, candidates: read.candidates });
    else if (read.masked) found.maskedVariables.add(variable.variable);
    else if (variable.fallback !== undefined && !index.omitted)
      fallbacks.set(variable.variable, variable.fallback);
  }
  const named = new Set(
    columns.flatMap((column) => column.candidates.flatMap((one) => [...one.values.keys()])),
  );
  const onlyFallbacks =
    named.size === 0 && fallbacks.size === plan.variables.length && plan.variables.length === 1;
  if (named.size === 0 && !onlyFallbacks) return found;
  if (!type.required && !onlyFallbacks && !namesOptional(plan, type, named)) return found;
  found.assumed = onlyFallbacks;
  if (columns.length > 0 && columns.every((column) => isSiblings(column.candidates, whole))) return found;
  found.candidates = combine(
    columns.map((column) => column.candidates),
    fallbacks,
  );
  return found;
}

/** True if what is named is enough to tell that an optional type is meant. */
function namesOptional(plan: FormatPlan, type: TypePlan, named: ReadonlySet<string>): boolean {
  const own = type.ownVariables;
  if (own.size > 0 && ![...named].some((name) => own.has(name))) return false;
  return type.about || plan.principal === undefined || named.has(plan.principal);
}

/** All of it was read from ARNs of another type of the action: those name that one. */
function isSiblings(candidates: readonly Candidate[], whole: ResolutionPlan): boolean {
  return candidates.every(
    ({ parent }) =>
      parent !== undefined &&
      whole.types.some((type) => type.formats.some(({ format }) => format === parent)),
  );
}

/** Every combination; columns of the same length are read in step (names and versions of one list). */
function combine(
  columns: readonly (readonly Candidate[])[],
  fallbacks: ReadonlyMap<string, string>,
): Candidate[] {
  const length = Math.max(1, ...columns.map((column) => column.length));
  const inStep = columns.every((column) => column.length === 1 || column.length === length);
  if (inStep) {
    return Array.from({ length: Math.min(length, MAX_CANDIDATES) }, (_, row) =>
      merge(
        columns.map((column) => column[column.length === 1 ? 0 : row]),
        fallbacks,
      ),
    );
  }
  let rows: (readonly (Candidate | undefined)[])[] = [[]];
  for (const column of columns) {
    rows = rows.flatMap((row) => column.map((one) => [...row, one])).slice(0, MAX_CANDIDATES);
  }
  return rows.map((row) => merge(row, fallbacks));
}

/** Later columns are nearer to the resource: their account counts, and a name inside them wins. */
function merge(row: readonly (Candidate | undefined)[], fallbacks: ReadonlyMap<string, string>): Candidate {
  const values = new Map(fallbacks);
  let account: string | undefined;
  let region: string | undefined;
  for (const one of row) {
    if (one === undefined) continue;
    for (const [name, value] of one.values) values.set(name, value);
    account = one.account ?? account;
    region = one.region ?? region;
  }
  return { values, account, region };
}

function selected(parameter: string, pattern: RegExp, index: RequestIndex): boolean {
  const value = index.byPath.get(parameter.toLowerCase())?.[0] ?? '';
  return isMasked(value) || pattern.test(value);
}

/** ARNs that the record lists, as `resolveType` would give them. */
export function listedOf(
  type: TypePlan,
  arns: readonly Arn[],
  index: RequestIndex,
  scope: ArnScope,
): readonly PermissionResource[] {
  const format = type.formats[0];
  if (format === undefined) return [];
  const found = arns.map((arn) => ({ ...format, candidate: { arn, values: NO_VALUES } }));
  return finish(type, found, index, scope);
}

/** Candidates as ARNs of a policy, with the suffixes that the type asks for and the reason of each wildcard. */
function finish(
  type: TypePlan,
  found: readonly Found[],
  index: RequestIndex,
  scope: ArnScope,
): readonly PermissionResource[] {
  const suffix = type.suffixes.find((row) => row.parameter === '' || index.byName.has(row.parameter));
  return found.flatMap(({ format, parents, candidate, masked }) => {
    const filled = toArn(format, candidate, scope, suffix?.trim);
    const made = resource(
      type,
      filled.arn,
      filled.raw,
      filled.missing.some((variable) => masked?.has(variable))
        ? 'value-masked'
        : wildcardReason(type, format, parents, filled.missing),
    );
    return suffix === undefined ? [made] : addSuffix(made, candidate, filled, suffix, index, type);
  });
}

function resource(
  type: TypePlan,
  arn: string,
  raw: string,
  reason: ResourceReason | undefined,
): PermissionResource {
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
): { arn: string; raw: string; missing: readonly string[] } {
  if (candidate.arn !== undefined) {
    const text = formatArn(candidate.arn);
    const raw = trim === undefined ? text : text.replace(trim, '');
    return { arn: escapePolicyText(raw), raw, missing: [] };
  }
  const values =
    trim === undefined
      ? candidate.values
      : new Map([...candidate.values].map(([name, value]) => [name, value.replace(trim, '')]));
  return fillArn(format, values, {
    partition: scope.partition,
    region: candidate.region ?? scope.region,
    account: candidate.account ?? scope.account,
  });
}

function addSuffix(
  made: PermissionResource,
  candidate: Candidate,
  filled: { arn: string; raw: string },
  row: SuffixRow,
  index: RequestIndex,
  type: TypePlan,
): readonly PermissionResource[] {
  if (candidate.arn !== undefined && row.complete?.test(filled.raw) === true) return [made];
  const value = row.parameter === '' ? '' : (index.byName.get(row.parameter)?.[0]?.value ?? '');
  if (row.suffix === '' || (row.parameter !== '' && value === '')) return [made];
  const arn = filled.arn + row.suffix.replace('{}', () => escapePolicyText(value));
  const raw = filled.raw + row.suffix.replace('{}', () => value);
  const suffixed = resource(type, arn, raw, row.reason ?? made.reason);
  return row.keep ? [made, suffixed] : [suffixed];
}
