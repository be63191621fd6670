// What is shown of a generated policy.

import type { WithinCurrent } from './within-current.js';

/** A use of the log that the policy does not allow, or a grant of the policy that the log has no use for. */
export interface Unmet {
  readonly action: string;
  /** As a request has it; of a grant, as the policy writes it. */
  readonly resource: string;
}

/** A generated policy of the first part of the period, held against the rest. Counted in authorised calls. */
export interface Backtest {
  readonly trainedEvents: number;
  readonly replayedEvents: number;
  /** Replayed calls that the policy of the first part would have denied. */
  readonly denied: number;
}

/** `ready`: nothing speaks against attaching it. `review`: read the reasons first. `insufficient`: not to be attached. */
export type Grade = 'ready' | 'review' | 'insufficient';

export interface Proof {
  /** Every distinct authorised request of the log is allowed. */
  readonly sufficient: boolean;
  readonly checkedRequests: number;
  readonly allowedRequests: number;
  /** The first of those that are not allowed, at most `LISTED`. */
  readonly missing: readonly Unmet[];
  /** Every action was used, and every resource is one that was used or is listed as widened or unresolved. */
  readonly tight: boolean;
  /** The first grants that were not used, at most `LISTED`. */
  readonly unused: readonly Unmet[];
  /** Nothing in it that the principal may not do now; null where that is not known. */
  readonly withinCurrent: boolean | null;
  /** The rest of what an export of the account tells; null without one, or where it does not have the principal. */
  readonly current: Omit<WithinCurrent, 'withinCurrent'> | null;
  /** ValidatePolicy has no error and no security warning. */
  readonly valid: boolean;
  /** Issue codes of such findings, each once. */
  readonly findings: readonly string[];
  /** Null where there is no second part to replay. */
  readonly backtest: Backtest | null;
  readonly grade: Grade;
  /** Why the grade is no better: lower case, no period. */
  readonly reasons: readonly string[];
}

export const LISTED = 25;

/** True if nothing that can be shown of the policy speaks against it. */
export function isProven({ sufficient, tight, valid, withinCurrent }: Proof): boolean {
  return sufficient && tight && valid && withinCurrent !== false;
}
