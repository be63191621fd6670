// What an event says about permissions: the action and resources that its call was authorised for.

/** `proven`: the record shows that the call was authorised. `unknown`: it failed for a reason that does not tell. */
export type Authorization = 'proven' | 'denied' | 'unknown';

/** What became of the call, in one word; service events, sign-ins and refused signatures ask for no permission. */
export type Outcome = 'allowed' | 'denied' | 'not-applicable';

/** `observed`: the call itself. `inferred`: something else in the record shows that it was needed too. */
export type Evidence = 'observed' | 'inferred';

/** Operator → condition key → values, as in a policy's Condition block; values sorted. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** One resource that the action was authorised on. */
export interface PermissionResource {
  /** As a policy would write it: an ARN with names escaped, an ARN with a wildcard, or `*`. */
  arn: string;
  /** The name as logged, where escaping changed it. */
  rawArn?: string;
  /** `service:type` in the catalog's words (`s3:object`); undefined for `*` and for what is no known type. */
  type: string | undefined;
  /** Why it is no exact ARN: machine-readable, see `ResourceReason`. */
  reason?: ResourceReason;
}

export type ResourceReason =
  /** AWS authorises the action only on `*`. */
  | 'action-has-no-resource-types'
  /** The call makes the resource under an id that the service assigns. */
  | 'id-assigned-by-service'
  /** The record does not say which resource (nothing in parameters, resources or the message). */
  | 'resource-not-in-record'
  /** The value is masked, omitted or truncated in the record. */
  | 'value-masked'
  /** Known by name; AWS appends a random suffix to the ARN (Secrets Manager). */
  | 'suffix-unknown'
  /** The record names it by alias or another id, from which the ARN cannot be told. */
  | 'arn-not-derivable';

/** A role that is to be passed, known only through something else that names it (see `RoleLink`). */
export interface RoleReference {
  kind: 'ecs-task-definition' | 'instance-profile';
  /** The ARN of the task definition or instance profile. */
  key: string;
}

/** What a record teaches for later ones: this task definition or instance profile stands for that role. */
export interface RoleLink extends RoleReference {
  roleArn: string;
}

export interface Permission {
  /** `service:Action` in the catalog's case; always an action of the catalog. */
  action: string;
  /** At least one, sorted by ARN, no duplicates; empty only with `roleReference`. */
  resources: readonly PermissionResource[];
  conditions: Conditions;
  evidence: Evidence;
  /** Where the mapping comes from: a data file's row source, as `service-reference 2026-02` or `rule 12`. */
  source: string;
  /** For iam:PassRole where the role is not in this record: resolved over the whole archive, or left unresolved. */
  roleReference?: RoleReference;
}

/** Why a call was refused, as the message tells. */
export type DenialCause =
  | 'no-identity-based-policy'
  | 'no-resource-based-policy'
  | 'no-permissions-boundary'
  | 'no-session-policy'
  | 'no-service-control-policy'
  | 'no-resource-control-policy'
  | 'no-vpc-endpoint-policy'
  | 'explicit-deny-identity-based-policy'
  | 'explicit-deny-resource-based-policy'
  | 'explicit-deny-permissions-boundary'
  | 'explicit-deny-session-policy'
  | 'explicit-deny-service-control-policy'
  | 'explicit-deny-resource-control-policy'
  | 'explicit-deny-vpc-endpoint-policy'
  | 'explicit-deny'
  /** The message names no cause. */
  | 'unspecified';

/** What one event means. The same code makes it for `explain` and for ingestion. */
export interface EventMeaning {
  outcome: Outcome;
  authorization: Authorization;
  /** For not-applicable: why no permission is needed; else undefined. */
  notApplicableReason?: string;
  permissions: readonly Permission[];
  /** The call needs no IAM permission (sts:GetCallerIdentity): mapped, with no permissions. */
  permissionless: boolean;
  /** An API call for which the catalog has no action. */
  unmapped: boolean;
  /** Set where authorization is `denied`. `crossAccount`: the text may blame the wrong side. */
  denial?: { cause: DenialCause; crossAccount: boolean };
  roleLinks: readonly RoleLink[];
}
