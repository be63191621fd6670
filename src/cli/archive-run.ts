// What `generate` and `ingest` share: the paths given, an open store, the workers, and a clean stop on ctrl-C.
import { availableParallelism } from 'node:os';
import { catalogDate } from '../catalog/actions.js';
import { EngineError } from '../core/error.js';
import { progressLine } from '../report/progress-line.js';
import type { EventStore } from '../store/open-store.js';
import { EXIT } from './exit-code.js';

export interface ArchiveFlags {
  store?: string;
  filesFrom?: string;
  threads?: string;
  quiet?: boolean;
}

/** The paths given on the command line and in the list; `-` is a list on standard input. */
export async function inputPaths(paths: readonly string[], filesFrom: string | undefined): Promise<string[]> {
  const { readFileList } = await import('../trail/list-log-files.js');
  const lists = [...(filesFrom === undefined ? [] : [filesFrom]), ...(paths.includes('-') ? ['-'] : [])];
  const listed = await Promise.all(lists.map(readFileList));
  return [...paths.filter((p) => p !== '-'), ...listed.flat()];
}

export function threadCount(flag: string | undefined): number {
  if (flag === undefined) return Math.max(1, Math.min(availableParallelism(), 8));
  const n = Number(flag);
  if (!Number.isInteger(n) || n < 1 || n > 256) {
    throw new EngineError('invalid-input', 'bad-threads', `\`${flag}\` is no number of threads`, {
      help: 'give a whole number from 1 to 256',
    });
  }
  return n;
}

/** Ctrl-C, a polite kill, and the terminal closed. */
const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * A signal that one of these aborts, while `body` runs; a second one ends the process at once.
 */
export async function withStopSignal<T>(body: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  const stop = () => {
    if (abort.signal.aborted) process.exit(EXIT.interrupted);
    abort.abort();
  };
  for (const signal of STOP_SIGNALS) process.on(signal, stop);
  try {
    return await body(abort.signal);
  } finally {
    for (const signal of STOP_SIGNALS) process.off(signal, stop);
  }
}

/** Opens the store (temporary without --store), and tells where another catalog mapped what it has. */
export async function openFlaggedStore(flags: ArchiveFlags, mustExist: boolean): Promise<EventStore> {
  const { openStore } = await import('../store/open-store.js');
  const store = await openStore({
    ...(flags.store === undefined ? {} : { path: flags.store }),
    mustExist,
    catalogDate: catalogDate(),
    threads: threadCount(flags.threads),
  });
  if (store.catalogDate !== catalogDate() && !flags.quiet) {
    const dates = `the catalog of ${store.catalogDate}, this program has that of ${catalogDate()}`;
    process.stderr.write(`trailwright: what the store has was mapped by ${dates}\n`);
  }
  return store;
}

/**
 * Opens the store, reads `paths` into it if there are any, runs `body` and closes it. When stopped, reading ends between
 * batches and rejects with an AbortError.
 */
export async function withArchive<T>(
  paths: readonly string[],
  flags: ArchiveFlags,
  body: (store: EventStore, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  // Signals are caught before a temporary store is made: however the run ends, the store goes.
  return await withStopSignal(async (signal) => {
    const store = await openFlaggedStore(flags, paths.length === 0);
    try {
      signal.throwIfAborted();
      if (paths.length > 0) await readArchive(paths, flags, store, signal);
      else {
        const { settleStore } = await import('../ingest/ingest-archive.js');
        await settleIfPossible(store, () => settleStore(store));
      }
      const { QUERY_MEMORY_MB } = await import('../store/open-store.js');
      await store.setMemoryLimit(QUERY_MEMORY_MB);
      return await body(store, signal);
    } finally {
      store.close();
    }
  });
}

async function readArchive(
  paths: readonly string[],
  flags: ArchiveFlags,
  store: EventStore,
  signal: AbortSignal,
): Promise<void> {
  const { ingestArchive } = await import('../ingest/ingest-archive.js');
  const { threadExecutor } = await import('../ingest/thread-executor.js');
  const { listLogFiles } = await import('../trail/list-log-files.js');
  const executor = threadExecutor(threadCount(flags.threads));
  const line = progressLine(process.stderr);
  const onProgress = flags.quiet ? {} : { onProgress: line.listen };
  try {
    await ingestArchive({ files: listLogFiles(paths), store, executor, signal, ...onProgress });
  } finally {
    await executor.close();
    line.clear();
  }
}

/**
 * A full disk and a file that may only be read leave a store readable: what was settled before is shown, and that
 * something is missing is told.
 */
async function settleIfPossible(store: EventStore, settle: () => Promise<void>): Promise<void> {
  const leftOut = 'what an interrupted run has read is left out';
  if (store.isReadOnly) {
    const { isSettled } = await import('../store/settle.js');
    if (await isSettled(store)) return;
    process.stderr.write(`trailwright: the store cannot be written: ${leftOut}\n`);
    process.exitCode = EXIT.skipped;
    return;
  }
  try {
    await settle();
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'disk-full') throw error;
    process.stderr.write(`trailwright: no space left: ${leftOut}\n  help: free some space and run again\n`);
    process.exitCode = EXIT.skipped;
  }
}
