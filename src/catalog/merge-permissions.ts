// Permissions of one event, each said once: same action, conditions and evidence → one permission with all resources.
import type { Permission, PermissionResource } from '../core/permission.js';

/** Merged in order of first appearance; resources sorted by ARN, none twice. What is observed is not inferred again. */
export function mergePermissions(permissions: readonly Permission[]): readonly Permission[] {
  if (!repeatsAction(permissions)) return permissions;
  const merged = new Map<string, Permission>();
  for (const permission of permissions) {
    const key = keyOf(permission, permission.evidence);
    const known = merged.get(key);
    merged.set(
      key,
      known === undefined
        ? permission
        : { ...known, resources: union(known.resources, permission.resources) },
    );
  }
  return [...merged.values()].flatMap((permission) => {
    const observed =
      permission.evidence === 'inferred' ? merged.get(keyOf(permission, 'observed')) : undefined;
    if (observed === undefined) return [permission];
    const arns = new Set(observed.resources.map(({ arn }) => arn));
    const resources = permission.resources.filter(({ arn }) => !arns.has(arn));
    return resources.length === 0 ? [] : [{ ...permission, resources }];
  });
}

function repeatsAction(permissions: readonly Permission[]): boolean {
  return permissions.some(({ action }, i) => permissions.findIndex((one) => one.action === action) < i);
}

function keyOf(permission: Permission, evidence: Permission['evidence']): string {
  return JSON.stringify([
    permission.action,
    permission.conditions,
    permission.roleReference ?? null,
    evidence,
  ]);
}

function union(
  a: readonly PermissionResource[],
  b: readonly PermissionResource[],
): readonly PermissionResource[] {
  const byArn = new Map(a.map((resource) => [resource.arn, resource]));
  for (const resource of b) if (!byArn.has(resource.arn)) byArn.set(resource.arn, resource);
  return [...byArn.values()].sort((x, y) => (x.arn < y.arn ? -1 : x.arn > y.arn ? 1 : 0));
}
