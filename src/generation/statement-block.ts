// A statement before it has a name: actions × resources under one condition set.
import type { Conditions } from '../core/permission.js';
import { compareText, sortedUnique } from '../policy/compare-text.js';
import { type Grant, groupBy, serviceOf } from './grant.js';

export interface StatementBlock {
  /** Sorted, distinct, at least one. */
  actions: readonly string[];
  /** Sorted, distinct, at least one. */
  resources: readonly string[];
  conditions: Conditions;
  conditionKey: string;
}

/** One block for each service, resource set and condition set; sorted. Allows just what the grants say. */
export function blocksOfGrants(grants: readonly Grant[]): StatementBlock[] {
  const perAction = [...groupBy(grants, (g) => `${g.action}\n${g.conditionKey}`).values()].map((same) => {
    const [{ action, conditions, conditionKey }] = same as [Grant];
    return { action, conditions, conditionKey, resources: sortedUnique(same.map((g) => g.resource)) };
  });
  const perStatement = groupBy(perAction, ({ action, conditionKey, resources }) =>
    JSON.stringify([serviceOf(action), conditionKey, resources]),
  );
  return [...perStatement.values()]
    .map((same): StatementBlock => {
      const [{ resources, conditions, conditionKey }] = same as [(typeof perAction)[number]];
      return { actions: sortedUnique(same.map((p) => p.action)), resources, conditions, conditionKey };
    })
    .sort(compareBlocks);
}

/** By actions (so by service), then conditions, then resources. */
export function compareBlocks(a: StatementBlock, b: StatementBlock): number {
  return (
    compareLists(a.actions, b.actions) ||
    compareText(a.conditionKey, b.conditionKey) ||
    compareLists(a.resources, b.resources)
  );
}

function compareLists(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const order = compareText(a[i] as string, b[i] as string);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
