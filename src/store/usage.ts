// What the store answers to generation and to the lists: usage per principal, already aggregated.

import type { PrincipalType } from '../core/event.js';
import type { Conditions, DenialCause, Evidence, ResourceReason, RoleReference } from '../core/permission.js';

/** Which events count. Absent: all. Times in seconds since the epoch; `since` inclusive, `until` exclusive. */
export interface UsageFilter {
  /** Principal ARNs or IAM globs over them; any may match. */
  principals?: readonly string[];
  /** Account ids of principals. */
  accounts?: readonly string[];
  /** Regions; calls of global services (IAM, STS, …) always count. */
  regions?: readonly string[];
  since?: number;
  until?: number;
}

/** One distinct (action, resource, condition, authorization …) of one principal, with its counts. */
export interface PermissionUsage {
  action: string;
  /** As a policy would write it. Empty string only where `roleReference` is set and was not resolved. */
  resource: string;
  /** As logged, where escaping changed it. */
  rawArn: string | undefined;
  /** `service:type` in the catalog's words. */
  resourceType: string | undefined;
  resourceReason: ResourceReason | undefined;
  conditions: Conditions;
  evidence: Evidence;
  authorization: 'proven' | 'denied' | 'unknown';
  /** Of failed calls. */
  errorCode: string | undefined;
  /** Of denied calls. */
  denialCause: DenialCause | undefined;
  crossAccount: boolean;
  /** Row source of the mapping. */
  source: string;
  /** Set where a role to be passed could not be resolved from the archive. */
  roleReference: RoleReference | undefined;
  count: number;
  /** Seconds since the epoch. */
  firstSeen: number;
  lastSeen: number;
  /** Of the calls before the cut that was asked for; undefined without one, and where there were none. */
  before?: { count: number; lastSeen: number };
}

export interface UnmappedUsage {
  eventSource: string;
  eventName: string;
  count: number;
}

/** One principal under a filter. Arrays sorted by their text, so that output is stable. */
export interface PrincipalSummary {
  principalArn: string;
  principalType: PrincipalType;
  accountId: string | undefined;
  serviceLinked: boolean;
  permissionSet: string | undefined;
  /** A policy may be written for it (see EventPrincipal.policyHolder). */
  policyHolder: boolean;
  /** Unique id (AROA…, AIDA…) whose usage this is: the newest under this ARN. */
  uniqueId: string | undefined;
  /** Earlier holders of the same ARN, made and deleted before: what they did is not counted here. */
  earlier: readonly { uniqueId: string; events: number; firstSeen: number; lastSeen: number }[];
  events: number;
  deniedEvents: number;
  firstSeen: number;
  lastSeen: number;
  /** Service prefixes (`s3`) of mapped calls, else the event source's first label; sorted. */
  services: readonly string[];
  unmapped: readonly UnmappedUsage[];
}

/** One principal with all its usage. */
export interface PrincipalUsage extends PrincipalSummary {
  permissions: readonly PermissionUsage[];
}

/** What was looked at. `records = events + duplicates + notApplicable + recordsSkipped`. */
export interface ArchiveTotals {
  logFiles: number;
  logFilesSkipped: number;
  /** Files set aside by content: digest files, Insight files, .DS_Store, by kind. */
  setAside: Readonly<Record<string, number>>;
  records: number;
  recordsSkipped: number;
  events: number;
  duplicates: number;
  notApplicable: number;
  /** Seconds since the epoch; undefined where there is no event. */
  startTime: number | undefined;
  endTime: number | undefined;
  accounts: readonly string[];
  regions: readonly string[];
}
