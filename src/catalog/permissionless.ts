// API calls that need no identity-based permission. Table: data/permissionless.tsv.
import { matchesWildcard } from '../core/wildcard.js';
import { readTable } from './resources/read-table.js';

let rows: readonly { service: string; operation: string }[] | undefined;

/** True if whoever has credentials may make this call, as sts:GetCallerIdentity; case does not count. */
export function isPermissionless(service: string, operation: string): boolean {
  rows ??= readTable('permissionless.tsv').map((row) => ({
    service: row.service ?? '',
    operation: (row.operation ?? '').toLowerCase(),
  }));
  const name = operation.toLowerCase();
  return rows.some((row) => row.service === service && matchesWildcard(row.operation, name));
}
