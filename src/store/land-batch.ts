// A scanned batch into the landing tables: rows, files and skips in one transaction, so that a crash loses at most the
// batch in flight and nothing counts twice.
import {
  DuckDBDataChunk as Chunk,
  type DuckDBDataChunk,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api';
import type { EventStore } from './open-store.js';
import type { Cell, Columns, ScannedBatch } from './scanned-batch.js';

const CHUNK_ROWS = 2048;

/** Digests of the files that the store has. */
export async function knownDigests(store: EventStore): Promise<Set<string>> {
  return new Set((await store.rows('SELECT digest FROM log_file')).map((r) => String(r.digest)));
}

/** Lands one batch; a file whose digest is there already is left out by the caller. */
export async function landBatch(store: EventStore, batch: ScannedBatch): Promise<void> {
  const files = batch.files.filter((f) => f.digest !== '');
  const skips = batch.files.flatMap((f) => f.skips.map((s) => ({ ...s, digest: f.digest, path: f.path })));
  await store.transaction(async () => {
    await store.run(`UPDATE meta SET value = 'false' WHERE key = 'settled'`);
    await append(store, 'log_file', {
      digest: files.map((f) => f.digest),
      path: files.map((f) => f.path),
      set_aside: files.map((f) => f.setAside ?? null),
      damaged: files.map((f) => f.damaged),
      records: files.map((f) => BigInt(f.records)),
      records_skipped: files.map((f) => BigInt(f.recordsSkipped)),
    });
    await append(store, 'skip', {
      digest: skips.map((s) => s.digest),
      path: skips.map((s) => s.path),
      record: skips.map((s) => (s.record === undefined ? null : BigInt(s.record))),
      reason: skips.map((s) => s.reason),
    });
    await append(store, 'landed_record', batch.records);
    await landCalls(store, batch.calls, batch.permissions);
    await append(store, 'role_link', batch.roleLinks);
    await append(store, 'shared_copy', batch.copies);
  });
}

/** Calls are named by their content: those that the store has already are left out with their permissions. */
export async function landCalls(store: EventStore, calls: Columns, permissions: Columns): Promise<void> {
  await store.run('CREATE OR REPLACE TEMP TABLE new_call AS SELECT * FROM landed_call LIMIT 0');
  await store.run('CREATE OR REPLACE TEMP TABLE new_permission AS SELECT * FROM landed_permission LIMIT 0');
  await append(store, 'new_call', calls, 'temp');
  await append(store, 'new_permission', permissions, 'temp');
  await store.run(
    `INSERT INTO landed_permission SELECT * FROM new_permission
     WHERE call_hash NOT IN (SELECT call_hash FROM landed_call SEMI JOIN new_call USING (call_hash))`,
  );
  await store.run('INSERT INTO landed_call SELECT * FROM new_call ANTI JOIN landed_call USING (call_hash)');
}

/** Appends columns, named in the table's order, in data chunks. */
async function append(store: EventStore, table: string, columns: Columns, catalog?: string): Promise<void> {
  const lists = Object.values(columns);
  const rows = lists[0]?.length ?? 0;
  if (rows === 0) return;
  const appender = await store.connection.createAppender(table, null, catalog ?? null);
  const types = lists.map((_, i) => appender.columnType(i));
  for (let from = 0; from < rows; from += CHUNK_ROWS) {
    appender.appendDataChunk(chunkOf(types, lists, from, Math.min(CHUNK_ROWS, rows - from)));
  }
  appender.closeSync();
}

function chunkOf(
  types: readonly DuckDBType[],
  lists: Cell[][],
  from: number,
  count: number,
): DuckDBDataChunk {
  const chunk = Chunk.create(types, count);
  lists.forEach((list, i) => {
    chunk.setColumnValues(i, list.slice(from, from + count) as DuckDBValue[]);
  });
  return chunk;
}
