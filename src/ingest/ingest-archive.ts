// An archive into the store: batches of files, bounded by bytes, scanned ahead by workers, landed one at a time.
import { availableParallelism } from 'node:os';
import type { Progress, ProgressListener } from '../core/progress.js';
import type { Skip } from '../core/skip.js';
import { withdrawUnfinished } from '../store/land-chunk.js';
import { type EventStore, SETTLE_MEMORY_MB } from '../store/open-store.js';
import type { ScannedChunk } from '../store/scanned-chunk.js';
import { settle } from '../store/settle.js';
import type { LogFile } from '../trail/list-log-files.js';
import { type Executor, ScanFailure } from './executor.js';
import { Landing, skippedFile } from './landing.js';
import { pathKey } from './path-key.js';
import { mergeShared } from './scan-task.js';

/** A batch is full at either: small enough that no worker is left alone with the last one for long. */
const BATCH_BYTES = 6 * 1024 * 1024;
const BATCH_FILES = 2048;
/** Batches under way for each worker: one being scanned, one waiting for it or for the store. */
const BATCHES_PER_WORKER = 2;

export interface IngestOptions {
  files: AsyncIterable<LogFile | Skip>;
  store: EventStore;
  executor: Executor;
  onProgress?: ProgressListener;
  signal?: AbortSignal;
  /** Bytes at which a chunk is handed over; default CHUNK_BYTES. */
  chunkBytes?: number;
}

/**
 * Reads every file that the store does not have and settles the store. At most twice as many batches as workers are
 * under way, and each worker waits while a chunk of its own lands, so a slow store holds the reading up. A worker that
 * dies costs its batch one more try, file by file; a file that kills it again is a skip. Aborting rejects with the
 * signal's reason; what was committed stays.
 */
export async function ingestArchive(options: IngestOptions): Promise<void> {
  const { store, executor, signal, chunkBytes } = options;
  await withdrawUnfinished(store);
  // A thread of DuckDB's that finds nothing to do spins, on a core that a worker could have.
  await store.useThreads(Math.max(1, availableParallelism() - executor.width));
  const landing = await Landing.open(store);
  const progress: Progress = {
    ...{ phase: 'scan', files: 0, totalFiles: 0, bytes: 0, totalBytes: 0, records: 0, listed: false },
  };
  const tell = (change: Partial<Progress>) => {
    Object.assign(progress, change);
    options.onProgress?.(progress);
  };

  // What went wrong first: nothing lands after it.
  let failure: { error: unknown } | undefined;
  const stop = (error: unknown) => {
    failure ??= { error };
  };
  const land = async (chunk: ScannedChunk) => {
    signal?.throwIfAborted();
    if (failure !== undefined) throw failure.error;
    await landing.land(chunk);
    tell({ records: progress.records + (chunk.sightings.day?.length ?? 0) });
  };
  const scan = async (paths: readonly string[]): Promise<void> => {
    let last: ScannedChunk;
    try {
      const budget = chunkBytes === undefined ? {} : { chunkBytes };
      last = await executor.scan({ paths, known: landing.known.bytes, ...budget }, land);
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof ScanFailure)) throw error;
      const left = await landing.unread(paths);
      for (const path of left) {
        if (paths.length > 1) await scan([path]);
        else await land(skippedFile(path, `reading it stopped the worker twice: ${error.message}`));
      }
      return;
    }
    await land(last);
  };

  const flying = new Set<Promise<void>>();
  const launch = (files: readonly LogFile[]) => {
    const flight = scan(files.map((f) => f.path)).then(() => {
      flying.delete(flight);
      tell({ files: progress.files + files.length, bytes: progress.bytes + sizeOf(files) });
    });
    flight.catch(stop);
    flying.add(flight);
  };
  const found = (file: LogFile) =>
    tell({ totalFiles: progress.totalFiles + 1, totalBytes: progress.totalBytes + file.sizeBytes });
  try {
    for await (const batch of batchesOf(options.files, land, found)) {
      signal?.throwIfAborted();
      launch(batch);
      if (flying.size >= executor.width * BATCHES_PER_WORKER) await Promise.race(flying);
    }
    tell({ listed: true });
    await Promise.all(flying);
  } catch (error) {
    stop(error);
    await Promise.allSettled(flying);
    throw error;
  }
  await landing.finish();
  signal?.throwIfAborted();
  tell({ phase: 'settle' });
  // Counting takes the memory and the cores that the workers had.
  await executor.rest();
  await store.setMemoryLimit(SETTLE_MEMORY_MB);
  await store.useThreads(store.threads);
  await settle(store, mergeShared);
}

/** Brings a store that an interrupted run left behind up to date. */
export async function settleStore(store: EventStore): Promise<void> {
  await settle(store, mergeShared);
}

/** Files in batches; a path that could not be listed is a skip, a path that was listed before is passed over. */
async function* batchesOf(
  files: AsyncIterable<LogFile | Skip>,
  land: (chunk: ScannedChunk) => Promise<void>,
  found: (file: LogFile) => void,
): AsyncGenerator<LogFile[]> {
  const seen = new Set<string>();
  let batch: LogFile[] = [];
  let bytes = 0;
  for await (const file of files) {
    if ('reason' in file) {
      await land(skippedFile(file.path, file.reason));
      continue;
    }
    const place = pathKey(file.path);
    if (seen.has(place)) continue;
    seen.add(place);
    found(file);
    batch.push(file);
    bytes += file.sizeBytes;
    if (batch.length < BATCH_FILES && bytes < BATCH_BYTES) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}

function sizeOf(files: readonly LogFile[]): number {
  return files.reduce((sum, f) => sum + f.sizeBytes, 0);
}
