// What may be granted, read straight from the rules: one filter, no merging, no order.
import type { GenerationOptions } from '../../src/generation/generation-options.js';
import { canonicalConditions } from '../../src/policy/print-policy.js';
import type { PermissionUsage } from '../../src/store/usage.js';
import type { Triple } from './expand-policy.js';

export function slowGrants(rows: readonly PermissionUsage[], options: GenerationOptions): Triple[] {
  const triple = (row: PermissionUsage): Triple => ({
    action: row.action,
    resource: row.resource,
    conditionKey: JSON.stringify(canonicalConditions(row.conditions)),
  });
  const same = (a: PermissionUsage, b: PermissionUsage): boolean =>
    JSON.stringify(triple(a)) === JSON.stringify(triple(b));
  return rows
    .filter((row) => {
      if (row.authorization === 'proven') return true;
      if (row.authorization === 'unknown') {
        if (options.includeFailed) return true;
        return rows.some(
          (other) =>
            other.authorization === 'proven' &&
            other.action === row.action &&
            (same(other, row) || (row.resourceType !== undefined && other.resourceType === row.resourceType)),
        );
      }
      const include = options.includeDenied;
      const named = Array.isArray(include) && include.includes(row.action);
      if (row.denialCause === 'no-identity-based-policy') return include === true || named;
      return row.denialCause === 'unspecified' && named;
    })
    .filter((row) => row.resource !== '')
    .filter(
      (row) =>
        row.action !== 'iam:PassRole' ||
        (!/[*?]/.test(row.resource) && JSON.stringify(row.conditions).includes('iam:PassedToService')),
    )
    .map(triple);
}
