// The question behind every check: does a statement of a policy allow a request of a certain kind, which another policy
// does not allow? Decided exactly where no policy variable is in play; else for all values of the variables at once, then
// value by value.
import type { PolicyDocument } from '../policy/policy-document.js';
import { type AtomBody, AtomTable, KEY_PREFIX, type Literal, type VariableName } from './atom.js';
import { Budget, BudgetExceeded, DEFAULT_STEPS } from './budget.js';
import {
  type EncodedStatement,
  encodeStatement,
  negatedStatement,
  type PolicyKind,
} from './encode-statement.js';
import { textFacet } from './facet.js';
import { keyProfiles } from './key-profiles.js';
import { literalPattern } from './pattern.js';
import { type Clause, type LiteralsByVariable, Search, type SearchAnswer } from './search.js';
import { Theory } from './theory.js';
import { type otherValues, splitValues, variableKeysOf } from './variable-values.js';
import type { VariableValues } from './written-patterns.js';

export interface Constraint {
  readonly body: AtomBody;
  readonly isPositive: boolean;
}

export interface RequestQuestion {
  /** Without faults (`policyFault`), as `existing`. */
  readonly policy: PolicyDocument;
  readonly kind: PolicyKind;
  /** What holds of the requests that are asked about. */
  readonly constraints?: readonly Constraint[];
  /** Requests that this policy allows are not asked about. */
  readonly existing?: PolicyDocument | undefined;
  /** Bounds the work; by default some seconds. */
  readonly steps?: number;
}

export type UnknownReason =
  /** It hangs on the values of policy variables. */
  | 'variables'
  /** One key is compared as values of two kinds. */
  | 'mixed-comparison'
  | 'budget';

export type StatementAnswer =
  | { readonly kind: 'none' }
  | { readonly kind: 'found'; readonly found: FoundRequests }
  | { readonly kind: 'unknown'; readonly reason: UnknownReason };

/** Requests that fit, by what is said of each variable. */
export interface FoundRequests {
  readonly literals: LiteralsByVariable;
  readonly theory: Theory;
}

export interface AnsweredStatement {
  readonly index: number;
  readonly sid: string | undefined;
  readonly answer: StatementAnswer;
}

/** One answer for each Allow statement of the policy, in written order. */
export function askStatements(question: RequestQuestion): AnsweredStatement[] {
  const total = new Budget(question.steps ?? DEFAULT_STEPS);
  const share = Math.max(Math.ceil(total.left / 4), 1);
  const keys = variableKeysOf(question.policy, question.existing);
  const problem = new Problem(question, new Map(), []);
  return problem.allows.map(({ index, sid }) => {
    const budget = new Budget(Math.min(share, total.left));
    const before = budget.left;
    let answer: StatementAnswer;
    try {
      answer = askStatement(question, problem, index, keys, budget);
    } catch (error) {
      if (!(error instanceof BudgetExceeded)) throw error;
      answer = { kind: 'unknown', reason: 'budget' };
    }
    // Never below nothing: the next statements have a little to be seen to be simple.
    total.spend(Math.min(before - Math.max(budget.left, 0), Math.max(total.left - share / 100, 0)));
    return { index, sid, answer };
  });
}

function askStatement(
  question: RequestQuestion,
  problem: Problem,
  index: number,
  keys: readonly string[],
  budget: Budget,
): StatementAnswer {
  const first = problem.ask(index, budget);
  if (first.kind !== 'unknown') return first;
  if (keys.length === 0) return { kind: 'unknown', reason: 'mixed-comparison' };
  // Value by value: every value that a policy names, the absent key, and all other values at once.
  let isUnknown = false;
  for (const { values, others } of splitValues(keys, question.policy, question.existing)) {
    budget.spend(1000);
    const answer = new Problem(question, values, others).ask(index, budget);
    if (answer.kind === 'found') return answer;
    if (answer.kind === 'unknown') isUnknown = true;
  }
  return isUnknown ? { kind: 'unknown', reason: 'variables' } : { kind: 'none' };
}

/** The policies with some policy variables given their values. */
class Problem {
  readonly allows: readonly EncodedStatement[];
  readonly #denies: readonly EncodedStatement[];
  readonly #existing: readonly EncodedStatement[] | undefined;
  readonly #constraints: readonly Literal[];
  readonly #table = new AtomTable();
  readonly #theory: Theory;

  constructor(question: RequestQuestion, values: VariableValues, others: ReturnType<typeof otherValues>[]) {
    const { policy, existing, kind, constraints = [] } = question;
    const encode = (document: PolicyDocument): EncodedStatement[] =>
      document.statements.map((statement) => encodeStatement(document, statement, kind, values, this.#table));
    const own = encode(policy);
    this.allows = own.filter(({ effect }) => effect === 'Allow');
    this.#denies = own.filter(({ effect }) => effect === 'Deny');
    this.#existing = existing && encode(existing);
    this.#constraints = [
      ...constraints.map(({ body, isPositive }) => ({ atom: this.#table.atom(body), isPositive })),
      ...[...values].flatMap(([key, value]) => this.#fixed(key, value)),
      ...others.flatMap(({ key, named }) => this.#other(key, named)),
    ];
    this.#theory = new Theory(keyProfiles(this.#table.all()), new Budget(0));
  }

  ask(index: number, budget: Budget): StatementAnswer {
    const statement = this.allows.find((allow) => allow.index === index) as EncodedStatement;
    const theory = this.#theory;
    theory.spendFrom(budget);
    const search = new Search(theory, budget);
    const facts = [...this.#constraints, ...statement.literals];
    const notDenied = this.#denies.map(negatedStatement);
    let isUnknown = false;
    for (const [more, clauses] of this.#waysNotToBeAllowed()) {
      const answer: SearchAnswer = search.run([...facts, ...more], [...notDenied, ...clauses]);
      if (answer.kind === 'found') return { kind: 'found', found: { literals: answer.literals, theory } };
      if (answer.kind === 'unknown') isUnknown = true;
    }
    return isUnknown ? { kind: 'unknown', reason: 'mixed-comparison' } : { kind: 'none' };
  }

  /** By no Allow of the existing policy, or by one of its Denies. */
  *#waysNotToBeAllowed(): Generator<readonly [facts: readonly Literal[], clauses: readonly Clause[]]> {
    const existing = this.#existing;
    if (existing === undefined) {
      yield [[], []];
      return;
    }
    yield [[], existing.filter(({ effect }) => effect === 'Allow').map(negatedStatement)];
    for (const { effect, literals } of existing) if (effect === 'Deny') yield [literals, []];
  }

  #fixed(key: string, value: string | undefined): Literal[] {
    const variable: VariableName = KEY_PREFIX + key;
    if (value === undefined)
      return [this.#literal({ kind: 'presence', variable, whenAbsent: true, whenPresent: false })];
    return [this.#literal(equals(variable, [value]))];
  }

  /** There, and none of the named values. */
  #other(key: string, named: readonly string[]): Literal[] {
    const variable: VariableName = KEY_PREFIX + key;
    const { atom } = this.#literal(equals(variable, named));
    return [
      this.#literal({ kind: 'presence', variable, whenAbsent: false, whenPresent: true }),
      { atom, isPositive: false },
    ];
  }

  #literal(body: AtomBody): Literal {
    return { atom: this.#table.atom(body), isPositive: true };
  }
}

function equals(variable: VariableName, texts: readonly string[]): AtomBody {
  const facet = textFacet('text', texts.map(literalPattern));
  return { kind: 'key', variable, quantifier: 'single', facet, isNegated: false, whenAbsent: false };
}
