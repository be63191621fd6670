// One ARN format of a type, filled from a request: every combination of the values that its variables have there.
import type { FormatValues } from './arn-format.js';
import type { BoundFormat } from './bound-plan.js';
import { type Candidate, type Findings, MAX_CANDIDATES, readVariable } from './read-variable.js';
import type { RequestReading } from './request-reading.js';
import type { FormatPlan, ResolutionPlan, TypePlan } from './resolution-plan.js';

const NONE: readonly never[] = [];

export interface Filled extends Findings {
  assumed: boolean;
  maskedVariables: readonly string[];
}

/** Fills one format from the request; no candidate if nothing of its own is named. */
export function fillFormat(
  { plan, variables }: BoundFormat,
  type: TypePlan,
  whole: ResolutionPlan,
  reading: RequestReading,
): Filled {
  const found: Filled = {
    candidates: NONE,
    masked: false,
    otherwiseNamed: false,
    assumed: false,
    maskedVariables: NONE,
  };
  const columns: (readonly Candidate[])[] = [];
  const used: string[] = [];
  let fallbacks = plan.format.noValues;
  for (const variable of variables) {
    const read = readVariable(variable, type, reading, used);
    found.masked ||= read.masked;
    found.otherwiseNamed ||= read.otherwiseNamed;
    if (read.candidates.length > 0) {
      if (read.candidates.some((candidate) => candidate.arn !== undefined)) {
        const candidates = read.candidates.filter((candidate) => candidate.arn !== undefined);
        return { ...found, candidates };
      }
      columns.push(read.candidates);
      continue;
    }
    const { fallback, around } = variable.plan;
    if (read.masked) found.maskedVariables = [...found.maskedVariables, variable.plan.variable];
    else if (fallback !== undefined && !reading.request.omitted)
      fallbacks = fallbacks.map((value, slot) => (slot === around.slot ? fallback : value));
  }
  const onlyFallback = columns.length === 0 && variables.length === 1 && fallbacks[0] !== undefined;
  if (columns.length === 0 && !onlyFallback) return found;
  if (!type.required && !onlyFallback && !namesOptional(plan, type, columns)) return found;
  found.assumed = onlyFallback;
  if (columns.length > 0 && columns.every((column) => isSiblings(column, whole))) return found;
  found.candidates = combine(columns, fallbacks);
  return found;
}

/** True if what is named is enough to tell that an optional type is meant. */
function namesOptional(
  { format, principal }: FormatPlan,
  type: TypePlan,
  columns: readonly (readonly Candidate[])[],
): boolean {
  const isNamed = (variable: string): boolean => {
    const slot = format.variables.indexOf(variable);
    return columns.some((column) => column.some(({ values }) => values[slot] !== undefined));
  };
  const own = type.ownVariables;
  if (own.size > 0 && !format.variables.some((variable) => own.has(variable) && isNamed(variable)))
    return false;
  return type.about || principal === undefined || isNamed(principal);
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
function combine(columns: readonly (readonly Candidate[])[], fallbacks: FormatValues): readonly Candidate[] {
  if (columns.length === 1 && !fallbacks.some((value) => value !== undefined)) return columns[0] ?? NONE;
  if (columns.every((column) => column.length === 1))
    return [
      merge(
        columns.map(([one]) => one),
        fallbacks,
      ),
    ];
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
function merge(row: readonly (Candidate | undefined)[], fallbacks: FormatValues): Candidate {
  let values = fallbacks;
  let account: string | undefined;
  let region: string | undefined;
  for (const one of row) {
    if (one === undefined) continue;
    values = values.map((value, slot) => one.values[slot] ?? value);
    account = one.account ?? account;
    region = one.region ?? region;
  }
  return { arn: undefined, values, account, region, parent: undefined };
}
