// Landing tables → derived tables. Merging of copies is the caller's: it knows records, the store knows SQL.
import { readFileSync } from 'node:fs';
import { landCalls } from './land-batch.js';
import type { EventStore } from './open-store.js';
import type { Columns } from './scanned-batch.js';

export function readQuery(name: string): string {
  return readFileSync(new URL(`./queries/${name}.sql`, import.meta.url), 'utf8');
}

/** A record of an identity that has copies of other content. */
export interface SharedCopy {
  identity: string;
  digest: string;
  recordIndex: number;
  record: string;
}

/** What merged copies mean, as columns of the landing tables and of merged_call. */
export interface MergedCalls {
  merged: Columns;
  calls: Columns;
  permissions: Columns;
}

/** Makes the derived tables anew unless they are current. `merge` maps copies of other content once more. */
export async function settle(store: EventStore, merge: (copies: SharedCopy[]) => MergedCalls): Promise<void> {
  const state = await store.rows(`SELECT value FROM meta WHERE key = 'settled'`);
  if (state[0]?.value === 'true') return;
  const copies = (await store.rows(readQuery('shared-copies'))).map((r) => ({
    identity: String(r.identity),
    digest: String(r.digest),
    recordIndex: Number(r.record_index),
    record: String(r.record),
  }));
  await store.transaction(async () => {
    const { merged, calls, permissions } = merge(copies);
    await landCalls(store, calls, permissions);
    await store.run('DELETE FROM merged_call');
    const identities = merged.identity ?? [];
    for (let i = 0; i < identities.length; i++) {
      await store.run('INSERT INTO merged_call VALUES ($identity, $hash)', {
        identity: String(identities[i]),
        hash: String(merged.call_hash?.[i]),
      });
    }
    await store.run(readQuery('settle-events'));
    await store.run(`UPDATE meta SET value = 'true' WHERE key = 'settled'`);
  });
}
