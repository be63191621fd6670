// One thing to be allowed: an action on a resource under conditions, with what is known of its calls.
import type { Conditions } from '../core/permission.js';
import { compareText } from '../policy/compare-text.js';

export interface Grant {
  action: string;
  /** As a policy writes it. */
  resource: string;
  /** `service:type` in the catalog's words. */
  resourceType: string | undefined;
  conditions: Conditions;
  /** JSON of the canonical conditions: equal conditions, equal key. */
  conditionKey: string;
  /** The resource is the exact ARN of a call that was proven authorised: the only ground for widening. */
  provenExact: boolean;
  /** First and last UTC day with a call, counted from 1970-01-01. */
  firstDay: number;
  lastDay: number;
}

/** `s3` of `s3:GetObject`. */
export function serviceOf(action: string): string {
  return action.slice(0, action.indexOf(':'));
}

/** Order of grants that no order of input rows can change. */
export function compareGrants(a: Grant, b: Grant): number {
  return (
    compareText(a.action, b.action) ||
    compareText(a.conditionKey, b.conditionKey) ||
    compareText(a.resource, b.resource)
  );
}

/** The distinct values of `key` over `items`, each with its items, in order of first appearance. */
export function groupBy<T>(items: Iterable<T>, key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return groups;
}
