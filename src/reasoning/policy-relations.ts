// How the requests that policies allow relate: one set within another, an empty one, two that have requests in common.
import type { PolicyDocument } from '../policy/policy-document.js';
import { askStatements, type FoundRequests, type UnknownReason } from './allowed-requests.js';
import type { RequestQuestion } from './encode-question.js';
import type { PolicyKind } from './encode-statement.js';

/** `no` comes with requests that show it (for `haveRequestsInCommon`, `yes` does). */
export type Relation =
  | { readonly holds: 'yes' | 'no'; readonly requests: FoundRequests | undefined }
  | { readonly holds: 'unknown'; readonly reason: UnknownReason };

/** `links`: see RequestQuestion. */
export type RelationBounds = Pick<RequestQuestion, 'steps' | 'links'>;

/** Whether all requests that `inner` allows are allowed by `outer`. Documents have no fault (`refusalOf`). */
export function isWithin(
  inner: PolicyDocument,
  outer: PolicyDocument,
  kind: PolicyKind,
  bounds: RelationBounds = {},
): Relation {
  return refuted({ policy: inner, existing: outer, kind, ...bounds });
}

/** Whether the policy allows nothing. */
export function allowsNothing(
  policy: PolicyDocument,
  kind: PolicyKind,
  bounds: RelationBounds = {},
): Relation {
  return refuted({ policy, kind, ...bounds });
}

/** Whether some request is allowed by both. */
export function haveRequestsInCommon(
  a: PolicyDocument,
  b: PolicyDocument,
  kind: PolicyKind,
  bounds: RelationBounds = {},
): Relation {
  const relation = refuted({ policy: a, within: b, kind, ...bounds });
  if (relation.holds === 'unknown') return relation;
  return { ...relation, holds: relation.holds === 'no' ? 'yes' : 'no' };
}

/** Holds where no statement allows such a request. */
function refuted(question: RequestQuestion): Relation {
  let reason: UnknownReason | undefined;
  for (const { answer } of askStatements(question)) {
    if (answer.kind === 'found') return { holds: 'no', requests: answer.found };
    if (answer.kind === 'unknown') reason ??= answer.reason;
  }
  return reason === undefined ? { holds: 'yes', requests: undefined } : { holds: 'unknown', reason };
}
