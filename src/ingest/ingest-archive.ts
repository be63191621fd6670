// An archive into the store: batches of files, bounded by bytes, scanned ahead by workers, landed one at a time.
import type { Progress, ProgressListener } from '../core/progress.js';
import type { Skip } from '../core/skip.js';
import { knownDigests, landBatch } from '../store/land-batch.js';
import type { EventStore } from '../store/open-store.js';
import type { ScannedBatch } from '../store/scanned-batch.js';
import { settle } from '../store/settle.js';
import type { LogFile } from '../trail/list-log-files.js';
import type { Executor } from './executor.js';
import { mergeShared } from './scan-task.js';

/** A batch is full at either. */
const BATCH_BYTES = 8 * 1024 * 1024;
const BATCH_FILES = 64;

export interface IngestOptions {
  files: AsyncIterable<LogFile | Skip>;
  store: EventStore;
  executor: Executor;
  onProgress?: ProgressListener;
  signal?: AbortSignal;
}

/**
 * Reads every file that the store does not have and settles the store. At most twice as many batches as workers are
 * in flight, so a slow sink holds the reading up. A worker that dies costs its batch one more try, file by file; a file
 * that kills it again is a skip. Aborting rejects with the signal's reason; what was committed stays.
 */
export async function ingestArchive(options: IngestOptions): Promise<void> {
  const { store, executor, signal } = options;
  const known = [...(await knownDigests(store))];
  const digests = new Set(known);
  const progress: Progress = {
    ...{ phase: 'scan', files: 0, totalFiles: 0, bytes: 0, totalBytes: 0, records: 0, listed: false },
  };
  const tell = (change: Partial<Progress>) => options.onProgress?.(Object.assign(progress, change));

  const scan = async (files: readonly LogFile[]): Promise<ScannedBatch[]> => {
    try {
      return [await executor.scan({ paths: files.map((f) => f.path), known })];
    } catch (error) {
      signal?.throwIfAborted();
      if (files.length === 1) return [deadBatch(files[0]?.path ?? '', error)];
      const batches: ScannedBatch[] = [];
      for (const file of files) batches.push(...(await scan([file])));
      return batches;
    }
  };
  const land = async ({ files, batches }: { files: readonly LogFile[]; batches: ScannedBatch[] }) => {
    for (const batch of batches) {
      signal?.throwIfAborted();
      await landBatch(store, withoutKnown(batch, digests));
      progress.records += batch.records.time?.length ?? 0;
    }
    tell({ files: progress.files + files.length, bytes: progress.bytes + sizeOf(files) });
  };

  const flying: Promise<{ files: readonly LogFile[]; batches: ScannedBatch[] }>[] = [];
  const launch = (files: readonly LogFile[]) => {
    const flight = scan(files).then((batches) => ({ files, batches }));
    flight.catch(() => undefined);
    flying.push(flight);
  };
  let pending: LogFile[] = [];
  for await (const file of options.files) {
    signal?.throwIfAborted();
    if ('reason' in file) {
      await landBatch(store, skippedPath(file));
      continue;
    }
    pending.push(file);
    tell({ totalFiles: progress.totalFiles + 1, totalBytes: progress.totalBytes + file.sizeBytes });
    if (pending.length < BATCH_FILES && sizeOf(pending) < BATCH_BYTES) continue;
    launch(pending);
    pending = [];
    const first = flying.length >= executor.width * 2 ? flying.shift() : undefined;
    if (first !== undefined) await land(await first);
  }
  if (pending.length > 0) launch(pending);
  tell({ listed: true });
  for (const flight of flying) await land(await flight);
  signal?.throwIfAborted();
  tell({ phase: 'settle' });
  await settle(store, mergeShared);
}

/** Makes the derived tables of a store that an interrupted run left behind current. */
export async function settleStore(store: EventStore): Promise<void> {
  await settle(store, mergeShared);
}

function sizeOf(files: readonly LogFile[]): number {
  return files.reduce((sum, f) => sum + f.sizeBytes, 0);
}

const EMPTY = { records: {}, calls: {}, permissions: {}, roleLinks: {}, copies: {} };

/** Copies of one file under two names, scanned in two batches: the first one landed counts. */
function withoutKnown(batch: ScannedBatch, digests: Set<string>): ScannedBatch {
  const again = new Set(
    batch.files.filter((f) => f.digest !== '' && digests.has(f.digest)).map((f) => f.digest),
  );
  for (const file of batch.files) digests.add(file.digest);
  if (again.size === 0) return batch;
  const keep = (columns: ScannedBatch['records']) => {
    const rows = (columns.digest ?? []).map((d) => !again.has(String(d)));
    return Object.fromEntries(
      Object.entries(columns).map(([name, list]) => [name, list.filter((_, i) => rows[i])]),
    );
  };
  return {
    ...batch,
    files: batch.files.filter((f) => !again.has(f.digest)),
    records: keep(batch.records),
    copies: keep(batch.copies),
  };
}

function skippedPath({ path, reason }: Skip): ScannedBatch {
  const file = { path, digest: '', setAside: undefined, damaged: true, records: 0, recordsSkipped: 0 };
  return { ...EMPTY, files: [{ ...file, skips: [{ reason }] }] };
}

function deadBatch(path: string, error: unknown): ScannedBatch {
  const reason = `reading it stopped the worker twice: ${error instanceof Error ? error.message : String(error)}`;
  return skippedPath({ path, reason });
}
