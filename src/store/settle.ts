// What has landed → principals, calls, permissions and usage a day. Only days with new sightings are counted anew, each
// whole, so that the result is a pure function of what has landed. Merging of copies is the caller's: it knows records,
// the store knows SQL.
import { readFileSync } from 'node:fs';
import { appendColumns } from './append-columns.js';
import { landCalls, nextIds, withdrawUnfinished } from './land-chunk.js';
import type { EventStore } from './open-store.js';
import type { CallColumns } from './scanned-chunk.js';

export function readQuery(name: string): string {
  return readFileSync(new URL(`./queries/${name}.sql`, import.meta.url), 'utf8');
}

/** One of several records of one identity. `identity` is the caller's to group by, in the order of rows. */
export interface SharedCopy {
  identity: string;
  digest: string;
  recordIndex: number;
  record: string;
}

/** A call: rows of its principal and its meaning. */
export interface CallRows {
  principal: number;
  meaning: number;
}

/** What merged copies mean: calls as a chunk has them, and which of them each identity is. */
export interface MergedCalls {
  identities: ReadonlyMap<string, CallRows>;
  calls: CallColumns;
}

/** Identities whose copies are read and merged at once. */
const MERGED_AT_ONCE = 500;
/** Sightings that are counted at once: bounds what the aggregation keeps in memory or spills. */
const COUNTED_AT_ONCE = 4_000_000;

/** True where everything that has landed is in the usage. */
export async function isSettled(store: EventStore): Promise<boolean> {
  const row = (
    await store.rows(`
      SELECT coalesce((SELECT max(chunk) FROM log_file), 0) <= (SELECT value::INTEGER FROM meta WHERE key = 'settled_chunk')
      AS settled`)
  )[0];
  return row?.settled === true;
}

/** Brings usage up to date. `merge` maps copies of different content once more. No file may be half landed. */
export async function settle(store: EventStore, merge: (copies: SharedCopy[]) => MergedCalls): Promise<void> {
  if (await isSettled(store)) return;
  await withdrawUnfinished(store);
  await mergeDisputed(store, merge);
  await unifyCalls(store);
  const { nextChunkId } = await nextIds(store);
  await store.transaction(async () => {
    await store.run(`
      CREATE OR REPLACE TEMP TABLE dirty_day AS
      SELECT DISTINCT day FROM sighting WHERE chunk > (SELECT value::INTEGER FROM meta WHERE key = 'settled_chunk')`);
    await store.run(readQuery('find-straddling'));
    await store.run(readQuery('winners'));
    await store.run(readQuery('activity-of'));
    await store.run('DELETE FROM usage WHERE day IN (SELECT day FROM dirty_day)');
    await store.run('DELETE FROM activity WHERE day IN (SELECT day FROM dirty_day)');
    for (const [first, last] of await dayRanges(store)) {
      await store.run(
        `INSERT INTO usage
         SELECT day, call_id, count(*)::INTEGER, min(second), max(second)
         FROM winners(${first}, ${last}) SEMI JOIN dirty_day USING (day)
         GROUP BY day, call_id ORDER BY call_id, day`,
      );
      await store.run(
        `INSERT INTO activity
         FROM activity_of('usage')
         WHERE day BETWEEN ${first} AND ${last} AND day IN (SELECT day FROM dirty_day)
         ORDER BY principal_id, operation_id, day`,
      );
    }
    await store.run('DROP TABLE dirty_day');
    await store.run(`UPDATE meta SET value = '${nextChunkId - 1}' WHERE key = 'settled_chunk'`);
  });
}

/** Moves landed calls to their places; may run at any time, however many chunks are still to come. */
export async function unifyCalls(store: EventStore): Promise<void> {
  await store.transaction(() => store.run(readQuery('unify-calls')));
}

async function mergeDisputed(store: EventStore, merge: (copies: SharedCopy[]) => MergedCalls): Promise<void> {
  await store.run(readQuery('disputed-identities'));
  const disputed = Number((await store.rows('SELECT count(*) AS n FROM disputed'))[0]?.n);
  for (let first = 1; first <= disputed; first += MERGED_AT_ONCE) {
    const last = first + MERGED_AT_ONCE - 1;
    const rows = await store.rows(readQuery('disputed-copies'), { first, last });
    const ids = new Map(rows.map((r) => [identityText(r), r]));
    const { identities, calls } = merge(
      rows.map((r) => ({
        identity: identityText(r),
        digest: String(r.digest),
        recordIndex: Number(r.record_index),
        record: String(r.record),
      })),
    );
    const { nextChunkId } = await nextIds(store);
    const told = [...identities].map(([identity, call]) => ({ row: ids.get(identity) ?? {}, call }));
    await store.transaction(async () => {
      await store.run(`
        DELETE FROM merged_call USING disputed d
        WHERE merged_call.id_space = d.id_space AND merged_call.id_high = d.id_high AND merged_call.id_low = d.id_low
          AND d.row BETWEEN ${first} AND ${last}`);
      await landCalls(store, nextChunkId, calls);
      await appendColumns(store, 'merged_call', {
        id_space: Uint8Array.from(told, ({ row }) => Number(row.id_space)),
        id_high: BigUint64Array.from(told, ({ row }) => BigInt(String(row.id_high))),
        id_low: BigUint64Array.from(told, ({ row }) => BigInt(String(row.id_low))),
        chunk: new Int32Array(told.length).fill(nextChunkId),
        principal: Int32Array.from(told, ({ call }) => call.principal),
        meaning: Int32Array.from(told, ({ call }) => call.meaning),
      });
    });
  }
  await store.run('DROP TABLE disputed');
}

function identityText(row: Record<string, unknown>): string {
  return `${String(row.id_space)} ${String(row.id_high)} ${String(row.id_low)}`;
}

/** Dirty days in ranges of at most COUNTED_AT_ONCE sightings, or of one day. */
async function dayRanges(store: EventStore): Promise<[number, number][]> {
  const rows = await store.rows(
    'SELECT day, count(*) AS n FROM sighting SEMI JOIN dirty_day USING (day) GROUP BY day ORDER BY day',
  );
  const ranges: [number, number][] = [];
  let held = 0;
  for (const row of rows) {
    const day = Number(row.day);
    const n = Number(row.n);
    const range = ranges.at(-1);
    if (range === undefined || held + n > COUNTED_AT_ONCE) {
      ranges.push([day, day]);
      held = n;
    } else {
      range[1] = day;
      held += n;
    }
  }
  return ranges;
}
