// One request as it is asked about: who, what, on which resource, under which circumstances.
import type { Principal } from './principal.js';

export interface EvaluationRequest {
  readonly principal: Principal;
  /** `service:Action` without wildcards; case does not count. */
  readonly action: string;
  /** An ARN, or `*` for an action that has no resource. */
  readonly resource: string;
  /** The account that owns the resource. Undefined: the ARN's own; where it has none, the principal's. */
  readonly resourceAccount: string | undefined;
  /** Condition keys as given, case does not count, with their values; a key without values is absent. */
  readonly context: ReadonlyMap<string, readonly string[]>;
}
