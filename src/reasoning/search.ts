// Is there a request that makes some literals true and one of each of several lists? A depth-first search led by a
// request that fits so far: only lists that it fails are looked at. What follows is taken at once, and where nothing fits
// it goes back to the choice that is at fault. Exact, within its budget.
import { type Literal, negated, type VariableName } from './atom.js';
import { type Budget, BudgetExceeded } from './budget.js';
import { isTrueOf } from './literal-truth.js';
import type { Theory } from './theory.js';

/** One of its literals must be true. */
export type Clause = readonly Literal[];

/** By variable: any values that fit the literals, variable by variable, are a request that fits. */
export type LiteralsByVariable = ReadonlyMap<VariableName, readonly Literal[]>;

export type SearchAnswer =
  | { readonly kind: 'found'; readonly literals: LiteralsByVariable }
  | { readonly kind: 'none' }
  /** Nothing was found, and it is not sure that there is nothing. */
  | { readonly kind: 'unknown' };

/** Choices that a fact rests on, a bit each. */
type Choices = bigint;

interface Said {
  readonly literals: readonly Literal[];
  readonly choices: Choices;
}

type Saying = ReadonlyMap<VariableName, Said>;

/** No request fits; `choices` are at fault. */
class Failure {
  readonly choices: Choices;

  constructor(choices: Choices) {
    this.choices = choices;
  }
}

/** A list that the request at hand fails, with the literals that can still be, and what made the others false. */
interface OpenClause {
  readonly literals: Clause;
  readonly choices: Choices;
}

/** Deeper than any question of real policies; the stack must hold it. */
const DEEPEST = 1_500;
/** How often an end that is not sure is passed by for a better one. */
const MOST_UNKNOWN = 64;

export class Search {
  readonly #theory: Theory;
  readonly #budget: Budget;
  #unknown = 0;

  constructor(theory: Theory, budget: Budget) {
    this.#theory = theory;
    this.#budget = budget;
  }

  /** @throws BudgetExceeded */
  run(facts: readonly Literal[], clauses: readonly Clause[]): SearchAnswer {
    this.#unknown = 0;
    if (this.#isPlainlyNone(facts, clauses)) return { kind: 'none' };
    let start: Saying = new Map();
    for (const fact of facts) {
      const next = this.#say(start, fact, 0n);
      if (next instanceof Failure) return { kind: 'none' };
      start = next;
    }
    this.#budget.spend(clauses.length);
    const open = clauses.filter((clause) => !clause.some((literal) => this.#follows(start, literal)));
    const found = this.#search(start, open, 0);
    if (found instanceof Failure) return { kind: this.#unknown > 0 ? 'unknown' : 'none' };
    const literals = new Map<VariableName, readonly Literal[]>();
    for (const [variable, said] of found) literals.set(variable, said.literals);
    // The request that was found is pinned down by all that it was found to do.
    for (const clause of open) {
      const literal = clause.find((one) => this.#isTrue(found, one));
      if (literal === undefined || this.#follows(found, literal)) continue;
      const { variable } = literal.atom;
      literals.set(variable, [...(literals.get(variable) ?? []), literal]);
    }
    return { kind: 'found', literals };
  }

  /** True where the facts say outright that a list has nothing true: no automaton is asked. */
  #isPlainlyNone(facts: readonly Literal[], clauses: readonly Clause[]): boolean {
    const said = new Map<VariableName, Literal[]>();
    for (const fact of facts) {
      const own = said.get(fact.atom.variable);
      if (own === undefined) said.set(fact.atom.variable, [fact]);
      else own.push(fact);
    }
    const isFalse = (literal: Literal): boolean =>
      this.#theory.follows(negated(literal), said.get(literal.atom.variable) ?? []);
    return facts.some(isFalse) || clauses.some((clause) => clause.every(isFalse));
  }

  #search(given: Saying, clauses: readonly Clause[], depth: number): Saying | Failure {
    let said = given;
    let best: OpenClause | undefined;
    for (;;) {
      best = undefined;
      let next: Saying | Failure = said;
      for (const clause of clauses) {
        this.#budget.spend(1);
        if (clause.some((literal) => this.#isTrue(said, literal) || this.#follows(said, literal))) continue;
        const open = this.#open(said, clause);
        const [only] = open.literals;
        if (only === undefined) return new Failure(open.choices);
        if (open.literals.length === 1) {
          next = this.#say(said, only, open.choices);
          break;
        }
        if (best === undefined || open.literals.length < best.literals.length) best = open;
      }
      if (next instanceof Failure) return next;
      if (next === said) break;
      said = next;
    }
    if (best === undefined) return this.#end(said, depth);
    if (depth >= DEEPEST) throw new BudgetExceeded();
    const choice = 1n << BigInt(depth);
    let fault = best.choices;
    for (const literal of best.literals) {
      if (this.#unknown >= MOST_UNKNOWN) break;
      const next = this.#say(said, literal, choice);
      const result = next instanceof Failure ? next : this.#search(next, clauses, depth + 1);
      if (!(result instanceof Failure)) return result;
      if ((result.choices & choice) === 0n) return result;
      fault |= result.choices & ~choice;
    }
    return new Failure(fault);
  }

  /** Nothing is left open: a request, unless one of its variables is not sure to have a value. */
  #end(said: Saying, depth: number): Saying | Failure {
    for (const [variable, { literals }] of said)
      if (this.#theory.answer(variable, literals).kind === 'unknown') {
        this.#unknown++;
        return new Failure((1n << BigInt(depth)) - 1n);
      }
    return said;
  }

  #open(said: Saying, clause: Clause): OpenClause {
    let choices = 0n;
    const literals: Literal[] = [];
    for (const literal of clause) {
      const why = this.#refuted(said, literal);
      if (why === undefined) literals.push(literal);
      else choices |= why;
    }
    return { literals, choices };
  }

  #say(saying: Saying, literal: Literal, choices: Choices): Saying | Failure {
    const { variable } = literal.atom;
    const before = saying.get(variable);
    const literals = [...(before?.literals ?? []), literal];
    const all = (before?.choices ?? 0n) | choices;
    if (this.#theory.answer(variable, literals).kind === 'none') return new Failure(all);
    return new Map(saying).set(variable, { literals, choices: all });
  }

  /** True of the request at hand. */
  #isTrue(said: Saying, literal: Literal): boolean {
    const { variable } = literal.atom;
    const answer = this.#theory.answer(variable, said.get(variable)?.literals ?? []);
    if (answer.kind !== 'found') return false;
    if (!hasSymbol(literal)) return isTrueOf(literal, answer.values);
    // With a policy variable in it, what seems false of a value may be true.
    const isSure = literal.atom.kind === 'text' ? literal.isPositive : answer.values === undefined;
    return isSure && isTrueOf(literal, answer.values);
  }

  #follows(saying: Saying, literal: Literal): boolean {
    const said = saying.get(literal.atom.variable);
    return said !== undefined && this.#theory.follows(literal, said.literals);
  }

  /** What a literal that cannot be is at odds with; undefined if it can be. */
  #refuted(saying: Saying, literal: Literal): Choices | undefined {
    const { variable } = literal.atom;
    const said = saying.get(variable);
    if (said !== undefined && this.#theory.follows(negated(literal), said.literals)) return said.choices;
    const answer = this.#theory.answer(variable, [...(said?.literals ?? []), literal]);
    return answer.kind === 'none' ? (said?.choices ?? 0n) : undefined;
  }
}

function hasSymbol({ atom }: Literal): boolean {
  if (atom.kind === 'presence') return false;
  const patterns = atom.kind === 'text' ? atom.patterns : 'patterns' in atom.facet ? atom.facet.patterns : [];
  return patterns.some((pattern) => pattern.hasSymbol);
}
