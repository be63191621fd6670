// What becomes of a request, and through what.

import type { MatchedStatement } from './evaluate-layer.js';
import type { Layer } from './layer.js';

export type Outcome = 'Allowed' | 'ImplicitlyDenied' | 'ExplicitlyDenied';

/** What the decision rests on where that is no policy. */
export type OtherDecider =
  /** The account's root user, which has full access by itself. */
  | 'root-user'
  /** The operation itself, which needs no permission. */
  | 'operation';

export type DecisionReason =
  | 'explicit-deny'
  /** Policies are attached, and none has a statement that allows the request. */
  | 'no-allow'
  /** No policy is attached where one would have to allow. */
  | 'no-policy'
  /** A session of GetFederationToken without a session policy has no permissions of its own. */
  | 'no-session-policy'
  /** The root user may not call this operation. */
  | 'root-user-refused'
  /** Allowed by identity-based policies and all that limits them. */
  | 'identity-allows'
  /** Allowed by the resource-based policy alone. */
  | 'resource-allows'
  /** Allowed on both sides: by the resource's account and by the caller's. */
  | 'both-allow'
  | 'root-user'
  | 'no-permission-needed';

export interface Decision {
  readonly outcome: Outcome;
  readonly decidedBy: Layer | OtherDecider;
  /** Level of the organisation, 0 is the root, where a level decided. */
  readonly level: number | undefined;
  readonly reason: DecisionReason;
  /** The statements that the decision rests on: all that deny, or those that allow; none for an implicit deny. */
  readonly statements: readonly MatchedStatement[];
}
