// A CloudTrail event: one record, normalised. What reads archives makes it; what knows actions reads it.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
import type { JsonObject, JsonValue } from './json.js';

/** What a record tells of. Only `api-call` asks for permissions; `network-activity` lends context. */
export type EventKind =
  | 'api-call'
  | 'network-activity'
  | 'service-event'
  | 'sign-in'
  | 'insight'
  /** An eventType that the program does not know: listed, never guessed at. */
  | 'other';

/** Whose call it was. `IAMRole` covers every session of a role; the rest are CloudTrail's userIdentity types. */
export type PrincipalType =
  | 'IAMRole'
  | 'IAMUser'
  | 'Root'
  | 'SAMLUser'
  | 'WebIdentityUser'
  | 'IdentityCenterUser'
  | 'FederatedUser'
  | 'AWSAccount'
  | 'AWSService'
  | 'Directory'
  | 'Unknown';

export interface EventPrincipal {
  type: PrincipalType;
  /**
   * The role's or user's own ARN (with its path; never a session's ARN). For a principal that is no role or user,
   * the best name there is: the root's ARN, the service's host, the account id, the userName; `unknown` at last.
   */
  arn: string;
  /** Of `arn`; undefined where that is no ARN. */
  partition: string | undefined;
  accountId: string | undefined;
  /** `AROA…`, `AIDA…`: tells a role from a later one under the same name. Without the session name. */
  uniqueId: string | undefined;
  /** A role below `/aws-service-role/`: it never gets a policy. */
  serviceLinked: boolean;
  /** Name of the Identity Center permission set, for a role below `/aws-reserved/sso.amazonaws.com/`. */
  permissionSet: string | undefined;
  /** True for a role or user that a policy may be written for: false for all that are only listed. */
  policyHolder: boolean;
  /** The session carries a source identity (sessionContext.sourceIdentity). */
  hasSourceIdentity: boolean;
}

export interface EventResource {
  arn: string | undefined;
  accountId: string | undefined;
  /** `AWS::S3::Object` … as CloudTrail writes it. */
  type: string | undefined;
}

/**
 * All of a request but its plain texts, which are strings that are values in it, none of them empty or past 2,048 bytes.
 * One object for all requests that differ in these alone: what hangs on names can be worked out once for it.
 */
export interface RequestLayout {
  /** Number of the texts. */
  readonly count: number;
  /** A request of this layout, with these texts. */
  with(textAt: (place: number) => string): JsonObject;
}

export interface TrailEvent {
  /** `eventID`, or undefined in records that are older than it. */
  eventId: string | undefined;
  sharedEventId: string | undefined;
  /** `addendum.originalEventID`: this record replaces that one. */
  addendumOf: string | undefined;
  kind: EventKind;
  /** True for data events (eventCategory `Data`, or managementEvent false). */
  dataEvent: boolean;
  /** Seconds since 1970-01-01T00:00:00Z. */
  time: number;
  /** Lower case and trimmed, as in `s3.amazonaws.com`. */
  eventSource: string;
  /** Trimmed, in the record's own case. */
  eventName: string;
  region: string;
  recipientAccountId: string | undefined;
  /**
   * Who received other copies of this call, the caller's own account aside: whose resources it was about. Sorted;
   * absent unless copies were merged.
   */
  peerAccountIds?: readonly string[];
  principal: EventPrincipal;
  /** `userIdentity.invokedBy`: a service's host, or `AWS Internal`. */
  invokedBy: string | undefined;
  errorCode: string | undefined;
  errorMessage: string | undefined;
  /** Masked (`HIDDEN_DUE_TO_SECURITY_REASONS`), omitted or truncated values are left as they are. */
  requestParameters: JsonObject | undefined;
  /** Of `requestParameters`, where it is known; `requestTexts` are then its plain texts, in their order, made when asked for. */
  requestLayout?: RequestLayout | undefined;
  requestTexts?: readonly string[] | undefined;
  responseElements: JsonObject | undefined;
  additionalEventData: JsonObject | undefined;
  /** True where it is known that no member of these two has a name with `key` in it, in upper or lower case. */
  answerNamesNoKey?: boolean;
  serviceEventDetails: JsonObject | undefined;
  resources: readonly EventResource[];
  vpcEndpointId: string | undefined;
  userAgent: string | undefined;
  sourceIpAddress: string | undefined;
  readOnly: boolean | undefined;
  /** The record as parsed, for what none of the fields above has. */
  record: Readonly<Record<string, JsonValue>>;
}
