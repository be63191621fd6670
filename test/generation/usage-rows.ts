// Usage as the store answers it, from the few fields that a case cares about.
import type { Conditions, DenialCause, ResourceReason, RoleReference } from '../../src/core/permission.js';
import type { GenerationOptions } from '../../src/generation/generation-options.js';
import type { PermissionUsage, PrincipalUsage } from '../../src/store/usage.js';

export const DAY_SECONDS = 86_400;

/** A row of `permissions`, all but the action with a default. Days count from 1970-01-01. */
export interface UsageRow {
  action: string;
  resource?: string;
  type?: string;
  reason?: ResourceReason;
  conditions?: Conditions;
  auth?: 'proven' | 'denied' | 'unknown';
  error?: string;
  cause?: DenialCause;
  crossAccount?: boolean;
  role?: RoleReference;
  inferred?: boolean;
  count?: number;
  firstDay?: number;
  lastDay?: number;
  /** One row for each number below it: `{i}` in the resource, and day `i` where no day is given. */
  times?: number;
}

export function permissionRows(row: UsageRow): PermissionUsage[] {
  return Array.from({ length: row.times ?? 1 }, (_, i) => permissionRow(row, i, row.times !== undefined));
}

function permissionRow(row: UsageRow, i: number, numbered: boolean): PermissionUsage {
  const firstDay = row.firstDay ?? (numbered ? i : 0);
  const lastDay = row.lastDay ?? firstDay;
  return {
    action: row.action,
    resource: (row.resource ?? '*').replaceAll('{i}', String(i)),
    rawArn: undefined,
    resourceType: row.type,
    resourceReason: row.reason ?? (row.resource === undefined ? 'action-has-no-resource-types' : undefined),
    conditions: row.conditions ?? {},
    evidence: row.inferred ? 'inferred' : 'observed',
    authorization: row.auth ?? 'proven',
    errorCode: row.error,
    denialCause: row.cause,
    crossAccount: row.crossAccount ?? false,
    source: 'test',
    roleReference: row.role,
    count: row.count ?? 1,
    firstSeen: firstDay * DAY_SECONDS + 60,
    lastSeen: lastDay * DAY_SECONDS + 120,
  };
}

export function principalUsage(
  permissions: readonly PermissionUsage[],
  other: Partial<PrincipalUsage> = {},
): PrincipalUsage {
  return {
    principalArn: 'arn:aws:iam::111122223333:role/app',
    principalType: 'IAMRole',
    accountId: '111122223333',
    serviceLinked: false,
    permissionSet: undefined,
    policyHolder: true,
    uniqueId: 'AROAEXAMPLE',
    earlier: [],
    events: permissions.length,
    deniedEvents: 0,
    firstSeen: 0,
    lastSeen: DAY_SECONDS,
    services: [...new Set(permissions.map((p) => p.action.split(':')[0] ?? ''))].sort(),
    unmapped: [],
    ...other,
    permissions,
  };
}

export function generationOptions(other: Partial<GenerationOptions> = {}): GenerationOptions {
  return {
    granularity: 'resource',
    placeholders: false,
    includeDenied: false,
    includeFailed: false,
    generalize: false,
    filtered: false,
    skipped: false,
    ...other,
  };
}
