// The question behind every check: does a statement of a policy allow a request of a certain kind, which another policy
// does not allow? Decided exactly where no policy variable is in play; else for all values of the variables at once, then
// value by value.
import type { Literal } from './atom.js';
import { Budget, BudgetExceeded, DEFAULT_STEPS } from './budget.js';
import { type EncodedQuestion, encodeQuestion, type RequestQuestion } from './encode-question.js';
import { type EncodedStatement, negatedStatement } from './encode-statement.js';
import { keyProfiles } from './key-profiles.js';
import { type Clause, type LiteralsByVariable, Search, type SearchAnswer } from './search.js';
import { Theory } from './theory.js';
import { NO_CASE, splitValues, type ValueCase, variableKeysOf } from './variable-values.js';

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
  /** Keys that follow from others have their values. */
  readonly isLinked: boolean;
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
  const keys = variableKeysOf(question.policy, question.existing, question.within).filter(
    (key) => !question.known?.has(key),
  );
  const problem = new Problem(question, NO_CASE);
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
  let reason: UnknownReason | undefined;
  for (const one of splitValues(keys, question)) {
    budget.spend(1000);
    const answer = new Problem(question, one).ask(index, budget);
    if (answer.kind === 'found') return answer;
    if (answer.kind !== 'unknown') continue;
    // With a value for every variable, it hangs on something else.
    const isOpen = one.values.size < keys.length;
    reason = isOpen ? (reason ?? 'variables') : 'mixed-comparison';
  }
  return reason === undefined ? { kind: 'none' } : { kind: 'unknown', reason };
}

/** The policies with some policy variables given their values. */
class Problem {
  readonly #question: EncodedQuestion;
  readonly #theory: Theory;
  readonly #isLinked: boolean;

  constructor(question: RequestQuestion, { values, others }: ValueCase) {
    this.#isLinked = question.links !== undefined && question.kind === 'resource';
    this.#question = encodeQuestion(question, { values, others });
    this.#theory = new Theory(keyProfiles(this.#question.table.all()), new Budget(0));
  }

  get allows(): readonly EncodedStatement[] {
    return this.#question.allows;
  }

  ask(index: number, budget: Budget): StatementAnswer {
    const { allows, denies, constraints, links } = this.#question;
    const statement = allows.find((allow) => allow.index === index) as EncodedStatement;
    const theory = this.#theory;
    theory.spendFrom(budget);
    const search = new Search(theory, budget);
    const facts = [...constraints, ...statement.literals];
    const notDenied = denies.map(negatedStatement);
    let isUnknown = false;
    for (const also of this.#waysToBeWithin())
      for (const not of this.#waysNotToBeAllowed()) {
        const answer: SearchAnswer = search.run(
          [...facts, ...also.facts, ...not.facts],
          [...notDenied, ...also.clauses, ...not.clauses, ...links],
        );
        if (answer.kind === 'found')
          return { kind: 'found', found: { literals: answer.literals, theory, isLinked: this.#isLinked } };
        if (answer.kind === 'unknown') isUnknown = true;
      }
    return isUnknown ? { kind: 'unknown', reason: 'mixed-comparison' } : { kind: 'none' };
  }

  /** By one Allow of the other policy, and none of its Denies. */
  *#waysToBeWithin(): Generator<Way> {
    const { within } = this.#question;
    if (within === undefined) {
      yield ANY_WAY;
      return;
    }
    const clauses = within.filter(({ effect }) => effect === 'Deny').map(negatedStatement);
    for (const { effect, literals } of within) if (effect === 'Allow') yield { facts: literals, clauses };
  }

  /** By no Allow of the existing policy, or by one of its Denies. */
  *#waysNotToBeAllowed(): Generator<Way> {
    const { existing } = this.#question;
    if (existing === undefined) {
      yield ANY_WAY;
      return;
    }
    const allows = existing.filter(({ effect }) => effect === 'Allow');
    yield { facts: [], clauses: allows.map(negatedStatement) };
    for (const { effect, literals } of existing)
      if (effect === 'Deny') yield { facts: literals, clauses: [] };
  }
}

/** What must hold, and lists of which one must. */
interface Way {
  readonly facts: readonly Literal[];
  readonly clauses: readonly Clause[];
}

const ANY_WAY: Way = { facts: [], clauses: [] };
