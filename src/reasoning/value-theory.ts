// The theory of one value of a condition key. Texts, numbers, instants and addresses are each decided exactly; where a
// question compares one key as two of these, by the values that it names, and else it is not known.

import type { Budget } from './budget.js';
import {
  ADDRESSES,
  complement,
  type Facet,
  facetHas,
  INSTANTS,
  NUMBERS,
  pickValue,
  readValue,
} from './facet.js';
import { type Interval, type Intervals, intersect, type Line } from './intervals.js';
import type { KeyProfile, ValueConstraint } from './key-theory.js';
import { letterToken, literalPattern, makePattern, matchesPattern, type Pattern } from './pattern.js';
import { NONE, solveText, type TextAnswer } from './text-theory.js';
import { ARNS } from './universe.js';

const BOOLEANS = ['true', 'false'].map((text) => makePattern([...text].map(letterToken)));
/** Values that readers know. */
const HINTS = ['example', 'true', 'false'];
const REGULAR: ReadonlySet<Facet['family']> = new Set(['text', 'arn', 'bool']);

/** `butNot`: values that are taken. @throws BudgetExceeded */
export function solveValue(
  constraints: readonly ValueConstraint[],
  profile: KeyProfile,
  budget: Budget,
  butNot: readonly string[] = [],
): TextAnswer {
  const families = [...profile.families];
  if (families.every((family) => REGULAR.has(family)))
    return solveRegular(constraints, profile, budget, butNot);
  const [family] = families;
  if (families.length === 1 && (family === 'number' || family === 'instant' || family === 'address'))
    return solveLine(family, constraints, butNot);
  if (families.length === 1) return solveBytes(constraints, butNot);
  return solveMixed(constraints, profile, budget, butNot);
}

function solveRegular(
  constraints: readonly ValueConstraint[],
  profile: KeyProfile,
  budget: Budget,
  butNot: readonly string[],
): TextAnswer {
  const universe = universeOf(profile);
  const wanted: (readonly Pattern[])[] = universe === undefined ? [] : [universe];
  const unwanted: Pattern[] = butNot.map(literalPattern);
  for (const { facet, isIn } of constraints) {
    if (!('patterns' in facet)) continue;
    if (isIn) wanted.push(facet.patterns);
    else for (const pattern of facet.patterns) unwanted.push(pattern);
  }
  // Where several values are possible, an empty one counts as none.
  if (profile.mayBeSeveral) unwanted.push(literalPattern(''));
  if (wanted.length === 0) wanted.push([ANYTHING]);
  return solveText({ wanted, unwanted, hints: HINTS }, budget);
}

const ANYTHING = makePattern([{ kind: 'run', of: 'any' }]);

/** Keys that are only compared as ARNs have ARNs, those compared as booleans `true` or `false`. */
function universeOf({ families }: KeyProfile): readonly Pattern[] | undefined {
  if (families.size !== 1) return undefined;
  if (families.has('arn')) return ARNS;
  return families.has('bool') ? BOOLEANS : undefined;
}

function solveLine(
  family: 'number' | 'instant' | 'address',
  constraints: readonly ValueConstraint[],
  butNot: readonly string[],
): TextAnswer {
  const text =
    family === 'address'
      ? pickValue(family, narrowed<bigint>(family, constraints, ADDRESSES, butNot))
      : pickValue(
          family,
          narrowed<number>(family, constraints, family === 'number' ? NUMBERS : INSTANTS, butNot),
        );
  return text === undefined ? NONE : { kind: 'found', text };
}

function narrowed<T extends number | bigint>(
  family: Facet['family'],
  constraints: readonly ValueConstraint[],
  line: Line<T>,
  butNot: readonly string[],
): Intervals<T> {
  let left: Intervals<T> = [{ from: line.min, to: line.max }];
  for (const { facet, isIn } of constraints) {
    if (facet.family !== family || !('intervals' in facet)) continue;
    const intervals = facet.intervals as unknown as Intervals<T>;
    left = intersect(left, isIn ? intervals : complement(intervals, line));
  }
  for (const value of butNot) left = intersect(left, complement(pointOf<T>(family, value), line));
  return left;
}

function pointOf<T>(family: Facet['family'], value: string): Intervals<T> {
  const point = readValue(family, value);
  return point === undefined ? [] : [{ from: point, to: point } as unknown as Interval<T>];
}

function solveBytes(constraints: readonly ValueConstraint[], butNot: readonly string[]): TextAnswer {
  const named = constraints.flatMap(({ facet }) => ('values' in facet ? [...facet.values] : []));
  // One more value than are named or taken: some value is none of them.
  const others = Array.from({ length: named.length + butNot.length + 1 }, (_, i) =>
    Buffer.from(`example-${i}`).toString('base64'),
  );
  const text = [...named, ...others].find((value) => !butNot.includes(value) && holds(constraints, value));
  return text === undefined ? NONE : { kind: 'found', text };
}

function holds(constraints: readonly ValueConstraint[], value: string): boolean {
  return constraints.every(({ facet, isIn }) => facetHas(facet, value) === isIn);
}

/** Values that the constraints name, and values of each facet alone; `unknown` where none fits and some other may. */
function solveMixed(
  constraints: readonly ValueConstraint[],
  profile: KeyProfile,
  budget: Budget,
  butNot: readonly string[],
): TextAnswer {
  const candidates = new Set(HINTS);
  let isListed = false;
  for (const family of profile.families) {
    const own = constraints.filter(({ facet }) => facet.family === family);
    const alone = solveValue(own, { ...profile, families: new Set([family]) }, budget, butNot);
    if (alone.kind === 'none' && own.some(({ isIn }) => isIn)) return NONE;
    if (alone.kind === 'found') candidates.add(alone.text);
    for (const { facet, isIn } of own) {
      for (const value of namedValues(facet)) candidates.add(value);
      if (isIn && 'patterns' in facet && facet.patterns.every(({ literal }) => literal !== undefined))
        isListed = true;
    }
  }
  budget.spend(candidates.size * constraints.length);
  for (const text of candidates)
    if (!butNot.includes(text) && holds(constraints, text)) return { kind: 'found', text };
  return isListed ? NONE : { kind: 'unknown' };
}

function namedValues(facet: Facet): string[] {
  switch (facet.family) {
    case 'number':
    case 'instant':
      return facet.intervals.flatMap(({ from, to }) =>
        [from, to].flatMap((n) => pickValue(facet.family, [{ from: n, to: n }]) ?? []),
      );
    case 'address':
      return facet.intervals.flatMap(({ from, to }) =>
        [from, to].flatMap((n) => pickValue('address', [{ from: n, to: n }]) ?? []),
      );
    case 'bytes':
      return [...facet.values];
    default:
      return facet.patterns.flatMap((pattern) =>
        pattern.literal !== undefined
          ? [pattern.literal]
          : HINTS.filter((hint) => matchesPattern(pattern, hint)),
      );
  }
}
