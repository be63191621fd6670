// One chunk into the store in one transaction, with the files that end in it: a crash loses at most chunks that were not
// landed, and nothing counts twice. Landing only appends; calls are unified later (unify-calls).
import { appendColumns } from './append-columns.js';
import type { EventStore } from './open-store.js';
import { operationsByService } from './operations-by-service.js';
import { type CallColumns, type Columns, rowCount, type ScannedChunk } from './scanned-chunk.js';

export interface LogFileRow {
  fileId: number;
  digest: string;
  /** Absolute. */
  path: string;
  /** The same bytes were read under another path. */
  copy: boolean;
  setAside: string;
  damaged: boolean;
  records: number;
  recordsSkipped: number;
}

export interface SkipRow {
  /** -1 where there is no file. */
  fileId: number;
  path: string;
  record?: number;
  reason: string;
}

/** Where a chunk's rows go. */
export interface Placement {
  chunkId: number;
  /** File id of each of the chunk's files. */
  fileIds: readonly number[];
  /** Files that end in this chunk. */
  ended: readonly LogFileRow[];
  skips: readonly SkipRow[];
  /** Files whose rows must go, those of earlier chunks too. */
  withdrawn: readonly number[];
  /** Of the files that end, those that were damaged when they were read before. */
  mended: readonly string[];
}

/** Lands `chunk`; all of it stays, or none. */
export async function landChunk(store: EventStore, chunk: ScannedChunk, placement: Placement): Promise<void> {
  const { chunkId, fileIds, ended, skips, withdrawn, mended } = placement;
  const placed = (columns: Columns): Columns => ({
    ...columns,
    file_id: (columns.file_id as Int32Array).map((file) => fileIds[file] ?? -1),
  });
  const inChunk = (columns: Columns): Columns => ({
    ...columns,
    chunk: new Int32Array(rowCount(columns)).fill(chunkId),
  });
  await store.transaction(async () => {
    await appendColumns(store, 'sighting', inChunk(placed(chunk.sightings)));
    await appendColumns(store, 'role_link', placed(chunk.roleLinks));
    await appendColumns(store, 'shared_copy', inChunk(placed(chunk.copies)));
    await landCalls(store, chunkId, chunk.calls);
    for (const fileId of withdrawn) await withdrawFile(store, fileId);
    for (const path of mended) await mendFile(store, path);
    await appendColumns(store, 'log_file', {
      file_id: Int32Array.from(ended, (f) => f.fileId),
      chunk: new Int32Array(ended.length).fill(chunkId),
      digest: ended.map((f) => f.digest),
      path: ended.map((f) => f.path),
      copy: Uint8Array.from(ended, (f) => Number(f.copy)),
      set_aside: ended.map((f) => f.setAside),
      damaged: Uint8Array.from(ended, (f) => Number(f.damaged)),
      records: Int32Array.from(ended, (f) => f.records),
      records_skipped: Int32Array.from(ended, (f) => f.recordsSkipped),
    });
    await appendColumns(store, 'skip', {
      file_id: Int32Array.from(skips, (s) => s.fileId),
      path: skips.map((s) => s.path),
      record: Int32Array.from(skips, (s) => s.record ?? -1),
      reason: skips.map((s) => s.reason),
    });
  });
}

/** A file with the bytes of one that was read: its records count, as duplicates, and its damage is told again. */
export async function landCopy(
  store: EventStore,
  chunkId: number,
  fileId: number,
  file: { digest: string; path: string; place: string },
): Promise<void> {
  const { digest, path, place } = file;
  await store.transaction(async () => {
    await store.run(
      `INSERT INTO skip
       SELECT $fileId, $path, record, reason
       FROM skip WHERE file_id = (SELECT file_id FROM log_file WHERE digest = $digest AND NOT copy)`,
      { fileId, path, digest },
    );
    await store.run(
      `INSERT INTO log_file
       SELECT $fileId, $chunkId, digest, $place, true, set_aside, damaged, records, records_skipped
       FROM log_file WHERE digest = $digest AND NOT copy`,
      { fileId, chunkId, place, digest },
    );
  });
}

/** Appends the distinct calls of a chunk. */
export async function landCalls(store: EventStore, chunkId: number, calls: CallColumns): Promise<void> {
  const land = (table: string, columns: Columns, number?: string) => {
    const rows = rowCount(columns);
    const numbered =
      number === undefined ? {} : { [number]: Int32Array.from({ length: rows }, (_, row) => row) };
    return appendColumns(store, table, {
      ...columns,
      ...numbered,
      chunk: new Int32Array(rows).fill(chunkId),
    });
  };
  const { principals, operations, mappings, meanings, permissions } = operationsByService(calls);
  await land('landed_principal', principals, 'principal');
  await land('landed_operation', operations, 'operation');
  await land('landed_mapping', mappings, 'mapping');
  await land('landed_meaning', meanings, 'meaning');
  await land('landed_permission', permissions);
}

/** A file that was damaged when it was read before stands whole at its path now: what was said of it is past. */
async function mendFile(store: EventStore, path: string): Promise<void> {
  await store.run(
    `DELETE FROM skip WHERE record < 0 AND file_id IN (SELECT file_id FROM log_file WHERE path = $path AND damaged)`,
    { path },
  );
  await store.run('UPDATE log_file SET damaged = false WHERE path = $path AND damaged', { path });
}

/** Takes back every row of a file that was not read whole. Runs inside the caller's transaction. */
export async function withdrawFile(store: EventStore, fileId: number): Promise<void> {
  for (const table of ['sighting', 'role_link', 'shared_copy']) {
    await store.run(`DELETE FROM ${table} WHERE file_id = ${fileId}`);
  }
}

/** Takes back what an interrupted run left of files that it did not finish. */
export async function withdrawUnfinished(store: EventStore): Promise<void> {
  const rows = await store.rows('SELECT DISTINCT file_id FROM sighting ANTI JOIN log_file USING (file_id)');
  if (rows.length === 0) return;
  await store.transaction(async () => {
    for (const { file_id } of rows) await withdrawFile(store, Number(file_id));
  });
}

/** What a run that adds to the store must know of it. */
export interface StoreContents {
  /** Absolute paths under which digests were read. */
  places: readonly { digest: string; path: string }[];
  /** Absolute paths of files that were damaged. */
  damaged: Set<string>;
  nextFileId: number;
  nextChunkId: number;
}

export async function readContents(store: EventStore): Promise<StoreContents> {
  const files = await store.rows('SELECT digest, path FROM log_file');
  const places = files.map((row) => ({ digest: String(row.digest), path: String(row.path) }));
  const damaged = await store.rows('SELECT DISTINCT path FROM log_file WHERE damaged');
  return { places, damaged: new Set(damaged.map((row) => String(row.path))), ...(await nextIds(store)) };
}

/** Ids that nothing in the store bears. */
export async function nextIds(store: EventStore): Promise<{ nextFileId: number; nextChunkId: number }> {
  const row = (
    await store.rows(`
      SELECT
        greatest((SELECT coalesce(max(file_id), 0) FROM log_file), (SELECT coalesce(max(file_id), 0) FROM sighting)) AS file_id,
        greatest(
          (SELECT coalesce(max(chunk), 0) FROM log_file),
          (SELECT coalesce(max(chunk), 0) FROM landed_meaning),
          (SELECT coalesce(max(chunk), 0) FROM meaning_of),
          (SELECT value::INTEGER FROM meta WHERE key = 'settled_chunk')
        ) AS chunk`)
  )[0];
  return { nextFileId: Number(row?.file_id) + 1, nextChunkId: Number(row?.chunk) + 1 };
}
