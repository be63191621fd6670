// The theory of one condition key: absent, one value, or several values, so that all that is said of it holds.

import type { KeyAtom, Literal, PresenceAtom } from './atom.js';
import type { Budget } from './budget.js';
import { type Facet, type FacetFamily, facetHas } from './facet.js';
import { solveValue } from './value-theory.js';

/** What values a key can have at all, as far as a question needs to know. */
export interface KeyProfile {
  /** Which facets of the key the question asks about. */
  readonly families: ReadonlySet<FacetFamily>;
  readonly mayBeAbsent: boolean;
  /** A request may have several values. */
  readonly mayBeSeveral: boolean;
}

/** `values` undefined: the key is absent. */
export type KeyAnswer =
  | { readonly kind: 'found'; readonly values: readonly string[] | undefined }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' };

/** A value is in the facet, or is not. */
export interface ValueConstraint {
  readonly facet: Facet;
  readonly isIn: boolean;
}

export type KeyLiteral = Literal & { readonly atom: KeyAtom | PresenceAtom };

/** @throws BudgetExceeded */
export function solveKey(literals: readonly KeyLiteral[], profile: KeyProfile, budget: Budget): KeyAnswer {
  if (profile.mayBeAbsent && literals.every(({ atom, isPositive }) => atom.whenAbsent === isPositive))
    return { kind: 'found', values: undefined };
  const said: KeyLiteral[] = [];
  for (const literal of literals) {
    if (literal.atom.kind === 'key') said.push(literal);
    else if (literal.atom.whenPresent !== literal.isPositive) return { kind: 'none' };
  }
  const one = solveOne(said, profile, budget);
  if (one.kind === 'found' || !profile.mayBeSeveral) return one;
  const several = solveSeveral(said, profile, budget);
  return several.kind === 'none' ? one : several;
}

function solveOne(literals: readonly KeyLiteral[], profile: KeyProfile, budget: Budget): KeyAnswer {
  const answer = solveValue(
    literals.flatMap(({ atom, isPositive }) =>
      atom.kind === 'key' ? [{ facet: atom.facet, isIn: isPositive !== atom.isNegated }] : [],
    ),
    profile,
    budget,
  );
  return answer.kind === 'found' ? { kind: 'found', values: [answer.text] } : answer;
}

/** Two values or more: what holds of each, and for each `some` a value of which it holds. */
function solveSeveral(literals: readonly KeyLiteral[], profile: KeyProfile, budget: Budget): KeyAnswer {
  const each: ValueConstraint[] = [];
  const some: ValueConstraint[] = [];
  for (const { atom, isPositive } of literals) {
    if (atom.kind !== 'key') continue;
    const { facet, isNegated, quantifier } = atom;
    if (quantifier === 'single') {
      if (isNegated !== isPositive) return { kind: 'none' };
      continue;
    }
    const constraint = { facet, isIn: isPositive !== isNegated };
    if ((quantifier === 'all') === isPositive) each.push(constraint);
    else some.push(constraint);
  }
  const values = new Set<string>();
  for (const constraint of some) {
    if ([...values].some((value) => facetHas(constraint.facet, value) === constraint.isIn)) continue;
    const answer = solveValue([...each, constraint], profile, budget);
    if (answer.kind !== 'found') return answer;
    values.add(answer.text);
  }
  while (values.size < 2) {
    const answer = solveValue(each, profile, budget, [...values]);
    if (answer.kind !== 'found') return answer;
    values.add(answer.text);
  }
  return { kind: 'found', values: [...values] };
}
