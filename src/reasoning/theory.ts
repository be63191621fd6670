// What is said of one variable, decided, and remembered: searches ask the same often.
import { type Literal, literalId, type TextAtom, type VariableName } from './atom.js';
import type { Budget } from './budget.js';
import { type KeyLiteral, type KeyProfile, solveKey } from './key-theory.js';
import { matchesPattern, type Pattern } from './pattern.js';
import { areDisjoint, coversPattern } from './pattern-relations.js';
import { solveText } from './text-theory.js';
import { ACTIONS, PRINCIPALS, RESOURCES } from './universe.js';

export type VariableAnswer =
  | { readonly kind: 'found'; readonly values: readonly string[] | undefined }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' };

const NONE: VariableAnswer = { kind: 'none' };

const UNIVERSES: Readonly<Record<string, readonly Pattern[]>> = {
  action: ACTIONS,
  resource: RESOURCES,
  principal: PRINCIPALS,
};

/** More than there are atoms. */
const IDS = 2 ** 26;

/** The patterns of an atom, sorted for look-up. */
interface Sorted {
  readonly literals: ReadonlySet<string>;
  readonly wild: readonly Pattern[];
}

export class Theory {
  readonly #profiles: ReadonlyMap<VariableName, KeyProfile>;
  #budget: Budget;
  readonly #answers = new Map<string, VariableAnswer>();
  readonly #sorted = new Map<TextAtom, Sorted>();
  readonly #covers = new Map<number, boolean>();
  readonly #disjoint = new Map<number, boolean>();

  constructor(profiles: ReadonlyMap<VariableName, KeyProfile>, budget: Budget) {
    this.#profiles = profiles;
    this.#budget = budget;
  }

  /** From here on work is paid from this. */
  spendFrom(budget: Budget): void {
    this.#budget = budget;
  }

  /** As `solve`, remembered. */
  answer(variable: VariableName, literals: readonly Literal[]): VariableAnswer {
    const key = literals.length === 0 ? variable : idsOf(literals);
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    this.#budget.spend(4 + literals.length);
    const answer = this.#isQuicklyNone(literals) ? NONE : this.solve(variable, literals);
    this.#answers.set(key, answer);
    return answer;
  }

  /** A value that is as the literals say; `hints` are taken where they fit. */
  solve(variable: VariableName, literals: readonly Literal[], hints: readonly string[] = []): VariableAnswer {
    const universe = UNIVERSES[variable];
    if (universe === undefined) {
      const profile = this.#profiles.get(variable);
      if (profile === undefined) throw new RangeError(`no profile of \`${variable}\``);
      return solveKey(literals as readonly KeyLiteral[], profile, this.#budget);
    }
    const wanted: (readonly Pattern[])[] = [];
    const unwanted: Pattern[] = [];
    for (const { atom, isPositive } of literals) {
      if (atom.kind !== 'text') continue;
      if (isPositive) wanted.push(atom.patterns);
      else for (const pattern of atom.patterns) unwanted.push(pattern);
    }
    const answer = solveText({ wanted: [...wanted, universe], unwanted, hints }, this.#budget);
    return answer.kind === 'found' ? { kind: 'found', values: [answer.text] } : answer;
  }

  /** True if the literal follows from the others: sure when true. */
  follows(literal: Literal, from: readonly Literal[]): boolean {
    const { atom, isPositive } = literal;
    for (const other of from) {
      if (other.atom === atom) return other.isPositive === isPositive;
      if (atom.kind !== 'text' || other.atom.kind !== 'text' || !other.isPositive) continue;
      if (isPositive ? this.#isCovered(other.atom, atom) : this.#areDisjoint(other.atom, atom)) return true;
    }
    return false;
  }

  /** True where two literals cannot be together, and that is cheap to see. */
  #isQuicklyNone(literals: readonly Literal[]): boolean {
    const last = literals.at(-1);
    if (last === undefined || last.atom.kind !== 'text') return false;
    const { atom, isPositive } = last;
    for (const other of literals.slice(0, -1)) {
      if (other.atom.kind !== 'text' || !other.isPositive) continue;
      if (isPositive ? this.#areDisjoint(other.atom, atom) : this.#isCovered(other.atom, atom)) return true;
    }
    return false;
  }

  #isCovered(inner: TextAtom, outer: TextAtom): boolean {
    const key = inner.id * IDS + outer.id;
    let covered = this.#covers.get(key);
    if (covered === undefined) {
      const o = this.#sort(outer);
      this.#budget.spend(inner.patterns.length * (1 + o.wild.length));
      covered = inner.patterns.every(
        (pattern) =>
          (pattern.literal !== undefined && o.literals.has(pattern.literal)) ||
          o.wild.some((wild) => coversPattern(wild, pattern)),
      );
      this.#covers.set(key, covered);
    }
    return covered;
  }

  #areDisjoint(one: TextAtom, other: TextAtom): boolean {
    const key = Math.min(one.id, other.id) * IDS + Math.max(one.id, other.id);
    let disjoint = this.#disjoint.get(key);
    if (disjoint === undefined) {
      const a = this.#sort(one);
      const b = this.#sort(other);
      this.#budget.spend(1 + a.literals.size + a.wild.length * (1 + b.wild.length) + b.literals.size);
      disjoint =
        ![...a.literals].some((text) => b.literals.has(text)) &&
        !a.wild.some((wild) => meetsAny(wild, b)) &&
        !b.wild.some((wild) => meetsAny(wild, { literals: a.literals, wild: [] }));
      this.#disjoint.set(key, disjoint);
    }
    return disjoint;
  }

  #sort(atom: TextAtom): Sorted {
    let sorted = this.#sorted.get(atom);
    if (sorted === undefined) {
      sorted = {
        literals: new Set(atom.patterns.flatMap(({ literal }) => literal ?? [])),
        wild: atom.patterns.filter(({ literal }) => literal === undefined),
      };
      this.#sorted.set(atom, sorted);
    }
    return sorted;
  }
}

function meetsAny(wild: Pattern, { literals, wild: others }: Sorted): boolean {
  if (others.some((other) => !areDisjoint(wild, other))) return true;
  for (const text of literals) if (wild.hasSymbol || matchesPattern(wild, text)) return true;
  return false;
}

/** The same for the same literals in any order. */
function idsOf(literals: readonly Literal[]): string {
  return literals
    .map(literalId)
    .sort((a, b) => a - b)
    .join();
}
