// Actions that were called only from networks that the principal had not called from before.
import { INTEGER, LIST, listValue, VARCHAR } from '@duckdb/node-api';
import { networkText } from '../core/network.js';
import type { EventStore } from './open-store.js';
import type { StoredPrincipal } from './read-usage.js';
import { readQuery } from './settle.js';

/** Action → networks that it was called from, as texts; actions that were also called from others are not in it. */
export type NewNetworks = ReadonlyMap<string, readonly string[]>;

/**
 * By principal ARN, over all that is settled, whatever the filter. Looks at calls of `actions`, and of actions that were called
 * `rare` times at most. A network is new for a day, to a principal that was seen from others for `settledDays` before.
 */
export async function readNewNetworks(
  store: EventStore,
  principals: readonly StoredPrincipal[],
  { actions, rare, settledDays }: { actions: readonly string[]; rare: number; settledDays: number },
): Promise<ReadonlyMap<string, NewNetworks>> {
  const arns = new Map(principals.map(({ principalId, summary }) => [principalId, summary.principalArn]));
  const rows = await store.rows(
    readQuery('new-networks'),
    { actions: listValue([...actions]), rare, settled_days: settledDays },
    { actions: LIST(VARCHAR), rare: INTEGER, settled_days: INTEGER },
  );
  const found = new Map<string, Map<string, readonly string[]>>();
  for (const row of rows) {
    const arn = arns.get(Number(row.principal_id));
    if (arn === undefined) continue;
    const networks = (row.networks as unknown as readonly number[]).map(networkText);
    const own = found.get(arn);
    if (own === undefined) found.set(arn, new Map([[String(row.action), networks]]));
    else own.set(String(row.action), networks);
  }
  return found;
}
