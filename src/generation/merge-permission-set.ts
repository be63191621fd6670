// The roles that Identity Center made of one permission set, in all accounts, as one principal.
// They cannot be edited in the accounts: the permission set is where their policy is written.
// https://docs.aws.amazon.com/singlesignon/latest/userguide/permissionsetsconcept.html
import { EngineError } from '../core/error.js';
import { compareText, sortedUnique } from '../policy/compare-text.js';
import { canonicalConditions } from '../policy/print-policy.js';
import type { PermissionUsage, PrincipalUsage, UnmappedUsage } from '../store/usage.js';
import { groupBy } from './grant.js';
import { tally } from './tally.js';

/**
 * All usage of one permission set. The ARN and the unique id are those of the role whose ARN sorts first;
 * `accountId` only where there is one account. Throws `internal` for none, or for roles of several sets.
 */
export function mergePermissionSet(usages: readonly PrincipalUsage[]): PrincipalUsage {
  const sorted = [...usages].sort((a, b) => compareText(a.principalArn, b.principalArn));
  const [first] = sorted;
  if (first === undefined || sorted.some((usage) => usage.permissionSet !== first.permissionSet)) {
    throw new EngineError('internal', 'permission-set-mixed', 'usage of one permission set expected');
  }
  const accounts = new Set(sorted.map((usage) => usage.accountId));
  return {
    ...first,
    accountId: accounts.size === 1 ? first.accountId : undefined,
    earlier: sorted.flatMap((usage) => usage.earlier),
    events: sum(sorted, (usage) => usage.events),
    deniedEvents: sum(sorted, (usage) => usage.deniedEvents),
    firstSeen: Math.min(...sorted.map((usage) => usage.firstSeen)),
    lastSeen: Math.max(...sorted.map((usage) => usage.lastSeen)),
    services: sortedUnique(sorted.flatMap((usage) => usage.services)),
    permissions: mergePermissions(sorted.flatMap((usage) => usage.permissions)),
    unmapped: tally<UnmappedUsage>(sorted.flatMap((usage) => usage.unmapped)),
  };
}

function mergePermissions(rows: readonly PermissionUsage[]): PermissionUsage[] {
  const groups = groupBy(rows, (row) =>
    JSON.stringify({
      ...row,
      conditions: canonicalConditions(row.conditions),
      count: 0,
      firstSeen: 0,
      lastSeen: 0,
    }),
  );
  return [...groups]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, same]) => ({
      ...(same[0] as PermissionUsage),
      count: sum(same, (row) => row.count),
      firstSeen: Math.min(...same.map((row) => row.firstSeen)),
      lastSeen: Math.max(...same.map((row) => row.lastSeen)),
    }));
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
