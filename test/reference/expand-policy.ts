// A policy as the set of its (action, resource, condition) triples: what fitting may rearrange, never change.
import type { Conditions } from '../../src/core/permission.js';
import { canonicalConditions } from '../../src/policy/print-policy.js';
import { matchesResource } from './match-resource.js';

export interface Triple {
  action: string;
  resource: string;
  conditionKey: string;
}

interface Rectangle {
  actions: readonly string[];
  resources: readonly string[];
  conditions: Conditions;
}

/** Sorted text of every triple. */
export function expandRectangles(rectangles: readonly Rectangle[]): string[] {
  const triples = new Set<string>();
  for (const { actions, resources, conditions } of rectangles) {
    for (const action of actions) {
      for (const resource of resources) {
        triples.add(JSON.stringify([action, resource, canonicalConditions(conditions)]));
      }
    }
  }
  return [...triples].sort();
}

/** True if one of the granted triples allows the action on the literal resource, in a request with that context. */
export function isAllowed(granted: readonly Triple[], { action, resource, conditionKey }: Triple): boolean {
  return granted.some(
    (grant) =>
      grant.action === action &&
      (grant.conditionKey === '{}' || grant.conditionKey === conditionKey) &&
      matchesResource(grant.resource, resource),
  );
}
