// CheckNoNewAccess: does a new policy allow a request that the existing one does not? Keys that hang together in AWS
// (an account and its organization) are taken to be independent, as AWS does.
// https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_CheckNoNewAccess.html
import type { JsonValue } from '../core/json.js';
import type { PolicyDocument } from '../policy/policy-document.js';
import type { RequestQuestion } from '../reasoning/encode-question.js';
import type { PolicyKind } from '../reasoning/encode-statement.js';
import { isRefusal, type Refusal, readObject, readPolicy, readPolicyKind } from './check-request.js';
import { type CheckOptions, type CheckResponse, type CheckTexts, checkStatements } from './check-response.js';

export interface NoNewAccessQuestion {
  readonly newPolicy: PolicyDocument;
  readonly existingPolicy: PolicyDocument;
  readonly kind: PolicyKind;
  /** See RequestQuestion: nothing in AWS's check. */
  readonly known?: RequestQuestion['known'];
}

/** The answer for FAIL as AWS's CLI reference shows it; that for PASS after its model (unverified). */
const TEXTS: CheckTexts = {
  pass: 'The modified permissions do not grant new access compared to your existing policy.',
  fail: 'The modified permissions grant new access compared to your existing policy.',
  reason: 'New access in the statement with',
};

/** The request of the API, or why it is none. */
export function readNoNewAccessRequest(value: JsonValue): NoNewAccessQuestion | Refusal {
  const request = readObject(value);
  if (isRefusal(request)) return request;
  const kind = readPolicyKind(request);
  if (typeof kind === 'object') return kind;
  const newPolicy = readPolicy(request, 'newPolicyDocument', kind);
  if (isRefusal(newPolicy)) return newPolicy;
  const existingPolicy = readPolicy(request, 'existingPolicyDocument', kind);
  if (isRefusal(existingPolicy)) return existingPolicy;
  return { newPolicy, existingPolicy, kind };
}

/** What is asked: a request that the new policy allows and the existing one does not. */
export function newAccessQuestion({
  newPolicy,
  existingPolicy,
  kind,
  known,
}: NoNewAccessQuestion): RequestQuestion {
  return { policy: newPolicy, existing: existingPolicy, kind, known };
}

/** PASS where all requests that the new policy allows are allowed by the existing one. */
export function checkNoNewAccess(question: NoNewAccessQuestion, options: CheckOptions = {}): CheckResponse {
  return checkStatements(newAccessQuestion(question), TEXTS, options);
}
