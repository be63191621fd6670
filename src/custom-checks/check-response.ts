// The answers of the three checks, in the shape of AWS's API, and what is added: every failing statement, `undecided`,
// and requests that show what is failing.
// https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_ReasonSummary.html
import { EngineError } from '../core/error.js';
import type { JsonObject } from '../core/json.js';
import type { PolicyDocument } from '../policy/policy-document.js';
import { askStatements, type UnknownReason } from '../reasoning/allowed-requests.js';
import { BudgetExceeded } from '../reasoning/budget.js';
import type { RequestQuestion } from '../reasoning/encode-question.js';
import { hasPartialWildcard } from '../reasoning/principal-patterns.js';
import { Replay } from '../reasoning/replay.js';
import { requestJson } from '../reasoning/request-json.js';
import { type WitnessRequest, witnessOf } from '../reasoning/witness.js';

export interface CheckReason {
  readonly description: string;
  readonly statementIndex: number;
  readonly statementId?: string;
  /** Where it could not be decided whether the statement fails. */
  readonly undecided?: true;
  readonly witness?: JsonObject;
}

export interface CheckResponse {
  readonly result: 'PASS' | 'FAIL';
  readonly message: string;
  /** Only with FAIL. */
  readonly reasons?: readonly CheckReason[];
  /** True where FAIL stands only for "could not be decided". */
  readonly undecided?: true;
  /** Of the first failing statement. */
  readonly witness?: JsonObject;
}

/** What a check says, in AWS's words. */
export interface CheckTexts {
  readonly pass: string;
  readonly fail: string;
  /** Before `sid: …` or `index: …`. */
  readonly reason: string;
}

export interface CheckOptions {
  /** Answers have the requests that show what is failing. */
  readonly withWitness?: boolean;
  /** Bounds the work; by default some seconds. */
  readonly steps?: number;
}

const UNDECIDED = 'Could not be decided.';
const UNKNOWN_REASONS: Readonly<Record<UnknownReason, string>> = {
  variables: 'it hangs on the values of policy variables',
  'mixed-comparison': 'a condition key is compared as two kinds of value',
  budget: 'it would take too long',
};

/** Asks the question of each statement, and tells what was found. A request that does not replay is an internal error. */
export function checkStatements(
  question: RequestQuestion,
  texts: CheckTexts,
  { withWitness = false, steps }: CheckOptions,
): CheckResponse {
  const { policy, existing, kind } = question;
  const reasons: CheckReason[] = [];
  const documents = existing === undefined ? [policy] : [policy, existing];
  let replay: Replay | undefined;
  for (const { index, sid, answer } of askStatements({
    ...question,
    ...(steps === undefined ? {} : { steps }),
  })) {
    if (answer.kind === 'none') continue;
    const place = sid === undefined ? `index: ${index}` : `sid: ${sid}`;
    const statement = { statementIndex: index, ...(sid === undefined ? {} : { statementId: sid }) };
    if (answer.kind === 'unknown') {
      const description = `Could not be decided for the statement with ${place}: ${UNKNOWN_REASONS[answer.reason]}.`;
      reasons.push({ description, ...statement, undecided: true });
      continue;
    }
    const witness = witnessOrNone(answer.found, kind, withWitness);
    if (witness === undefined) {
      const description = `Could not be decided for the statement with ${place}: ${UNKNOWN_REASONS.budget}.`;
      reasons.push({ description, ...statement, undecided: true });
      continue;
    }
    if (!documents.some(namesByWildcard)) {
      replay ??= new Replay(kind, documents);
      assertReplays(replay, witness, index);
    }
    reasons.push({
      description: `${texts.reason} ${place}.`,
      ...statement,
      ...(withWitness ? { witness: requestJson(witness) } : {}),
    });
  }
  if (reasons.length === 0) return { result: 'PASS', message: texts.pass };
  // What is sure comes first.
  reasons.sort((a, b) => Number(a.undecided ?? false) - Number(b.undecided ?? false));
  const [first] = reasons;
  return {
    result: 'FAIL',
    message: first?.undecided ? UNDECIDED : texts.fail,
    reasons,
    ...(first?.undecided ? { undecided: true } : {}),
    ...(first?.witness === undefined ? {} : { witness: first.witness }),
  };
}

/** Undefined where the budget ends it. */
function witnessOrNone(...of: Parameters<typeof witnessOf>): WitnessRequest | undefined {
  try {
    return witnessOf(...of);
  } catch (cause) {
    if (cause instanceof BudgetExceeded) return undefined;
    throw new EngineError('internal', 'no-witness', 'a request was found and cannot be made', { cause });
  }
}

/** AWS's grammar has no wildcards within a principal; the evaluator knows none. */
function namesByWildcard({ statements }: PolicyDocument): boolean {
  return statements.some(({ principal, notPrincipal }) => {
    const element = principal ?? notPrincipal;
    return element !== undefined && hasPartialWildcard(element);
  });
}

function assertReplays(replay: Replay, witness: WitnessRequest, index: number): void {
  const [own, existing] = replay.decide(witness);
  if (own?.isAllowed && own.allowedBy.includes(index) && !existing?.isAllowed) return;
  throw new EngineError(
    'internal',
    'witness-does-not-replay',
    `the request found for statement ${index} does not replay: ${JSON.stringify(requestJson(witness))}`,
    { help: 'this is a mistake of the program: please report it with the policies' },
  );
}
