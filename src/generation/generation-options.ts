// What the caller may choose, and what comes out for one principal.
import type { DenialCause, ResourceReason } from '../core/permission.js';
import type { IdentityPolicy } from '../policy/identity-policy.js';

/**
 * How far resources are told apart. None of the three ever writes an action wildcard.
 * - `resource`: the exact ARNs of the calls.
 * - `action`: for each action the ARN formats of the types that it was used on, with the call's partition,
 *   account and Region, and `*` for every name (`arn:aws:s3:::*`, `arn:aws:lambda:eu-west-1:111122223333:function:*`).
 * - `service`: for each service the actions that were used, on `*`.
 * In the last two, what may never be widened (see `isProtected`) keeps its exact ARNs.
 */
export type Granularity = 'service' | 'action' | 'resource';

export interface GenerationOptions {
  granularity: Granularity;
  /** AWS's own template form, `${BucketName}` in place of names: to be filled in before it can be attached. */
  placeholders: boolean;
  /**
   * Grant what was denied for want of an identity-based policy. A list limits this to the actions it names, and
   * alone lets a denial without a stated cause through. Any other cause is never granted.
   */
  includeDenied: boolean | readonly string[];
  /** Grant also what failed for a reason that does not tell whether it was authorised. */
  includeFailed: boolean;
  /** Merge names that clearly vary (see `generalizeNames`). */
  generalize: boolean;
  /** The usage was taken under a filter (period, Region, account): nothing is complete. */
  filtered: boolean;
  /** Log data was skipped: nothing is complete. */
  skipped: boolean;
}

/** A denied call. `granted`: it was a ground for granting, by `includeDenied`. */
export interface DeniedUse {
  action: string;
  resource: string;
  cause: DenialCause;
  count: number;
  granted: boolean;
  /** The resource is another account's: the message may blame the wrong side. Present only where true. */
  crossAccount?: true;
}

/** A call that failed for a reason that does not tell whether it was authorised. */
export interface UnknownUse {
  action: string;
  errorCode: string;
  count: number;
  granted: boolean;
}

/** Why a use could not be narrowed to a resource, or not be granted at all. */
export type UnresolvedReason =
  | ResourceReason
  /** The service that the role was passed to is not known, so `iam:PassedToService` cannot be written. */
  | 'passed-to-service-unknown'
  /** The name alone is longer than a policy may be. */
  | 'resource-too-long';

/** A use whose resource could not be told. `granted`: it stands in the policy on `resource`. */
export interface UnresolvedUse {
  action: string;
  reason: UnresolvedReason;
  count: number;
  granted: boolean;
  /** As written in the policy; empty where nothing is known of the role that was passed. */
  resource: string;
  /** ARN of the task definition or instance profile that stands for an unknown role. */
  reference?: string;
}

export type WidenReason =
  /** Ids, dates or numbers in otherwise equal names. */
  | 'names-vary'
  /** Object keys below one prefix. */
  | 'object-keys-under-prefix'
  | 'granularity-action'
  | 'granularity-service';

/** Exact resources that one wider element replaced. */
export interface Widened {
  actions: readonly string[];
  /** The first of them in order, at most `WIDENED_EXAMPLES`. */
  from: readonly string[];
  fromCount: number;
  to: string;
  reason: WidenReason;
}

/** How many replaced resources `Widened.from` lists. */
export const WIDENED_EXAMPLES = 25;

export type NoPolicyReason =
  | 'service-linked-role'
  | 'not-a-role-or-user'
  /** Calls that need no permission, or none at all. */
  | 'nothing-to-grant'
  /** Only calls that were denied, or whose authorization or resource is not known. */
  | 'no-authorized-calls'
  /** Only calls for which the catalog has no action. */
  | 'no-mapped-calls'
  /** See `limit`. */
  | 'over-quota';

/** How the documents came to fit the quota; each stage only where the one before did not do. */
export type Fit = 'exact' | 'compressed' | 'split' | 'generalised';

export interface GeneratedPrincipal {
  /** Empty exactly where `noPolicyReason` is set. */
  documents: readonly IdentityPolicy[];
  noPolicyReason?: NoPolicyReason;
  /** Set where the quota cannot be met without a decision that is the user's. */
  limit?: { message: string; help: string };
  /** AWS's word: the policy has every action that the logs name for this principal, in the whole period. */
  isComplete: boolean;
  /** `service:Action` that are granted, or would be but for `noPolicyReason`; sorted. */
  actions: readonly string[];
  services: readonly string[];
  denied: readonly DeniedUse[];
  unknown: readonly UnknownUse[];
  unresolved: readonly UnresolvedUse[];
  widened: readonly Widened[];
  fit: Fit;
  /** Sentences for people: lower case, no final period. */
  notes: readonly string[];
}
