// Grants of a policy that no use of the log stands behind.

import type { Widened } from '../generation/generation-options.js';
import type { IdentityPolicy } from '../policy/identity-policy.js';
import { coversResource } from '../policy/resource-pattern.js';
import type { PermissionUsage } from '../store/usage.js';
import type { Unmet } from './proof.js';

/**
 * Each action and resource of the policy that was neither used (or tried) as it stands nor, where it is wider, covers a
 * use and is listed as widened. Resources of uses that could not be told stand as wildcards in the uses themselves.
 */
export function unusedGrants(
  documents: readonly IdentityPolicy[],
  permissions: readonly PermissionUsage[],
  widened: readonly Widened[],
): Unmet[] {
  const used = new Map<string, Set<string>>();
  for (const { action, resource } of permissions) {
    const known = used.get(action);
    if (known === undefined) used.set(action, new Set([resource]));
    else known.add(resource);
  }
  const listed = new Set(widened.flatMap(({ actions, to }) => actions.map((action) => `${action}\n${to}`)));
  const unused: Unmet[] = [];
  for (const { Action, Resource } of documents.flatMap(({ Statement }) => Statement)) {
    for (const action of Action) {
      const seen = used.get(action);
      for (const resource of Resource) {
        if (seen?.has(resource)) continue;
        const isListed = seen !== undefined && listed.has(`${action}\n${resource}`);
        if (isListed && coversOne(resource, seen)) continue;
        unused.push({ action, resource });
      }
    }
  }
  return unused;
}

function coversOne(resource: string, seen: ReadonlySet<string>): boolean {
  for (const one of seen) if (coversResource(resource, one)) return true;
  return false;
}
