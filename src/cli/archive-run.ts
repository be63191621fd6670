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

/**
 * Opens the store (temporary without --store), reads `paths` into it if there are any, runs `body` and closes it.
 * On SIGINT or SIGTERM reading stops between batches and rejects with an AbortError; a second one ends the process.
 */
export async function withArchive<T>(
  paths: readonly string[],
  flags: ArchiveFlags,
  body: (store: EventStore) => Promise<T>,
): Promise<T> {
  const threads = threadCount(flags.threads);
  const { openStore } = await import('../store/open-store.js');
  const { ingestArchive, settleStore } = await import('../ingest/ingest-archive.js');
  const store = await openStore({
    ...(flags.store === undefined ? {} : { path: flags.store }),
    mustExist: paths.length === 0,
    catalogDate: catalogDate(),
    threads,
  });
  const abort = new AbortController();
  const stop = () => {
    if (abort.signal.aborted) process.exit(130);
    abort.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  const line = progressLine(process.stderr);
  try {
    if (store.catalogDate !== catalogDate() && !flags.quiet) {
      const dates = `the catalog of ${store.catalogDate}, this program has that of ${catalogDate()}`;
      process.stderr.write(`trailwright: what the store has was mapped by ${dates}\n`);
    }
    if (paths.length === 0) await settleIfRoom(() => settleStore(store));
    else {
      const { threadExecutor } = await import('../ingest/thread-executor.js');
      const { listLogFiles } = await import('../trail/list-log-files.js');
      const executor = threadExecutor(threads);
      try {
        await ingestArchive({
          files: listLogFiles(paths),
          store,
          executor,
          signal: abort.signal,
          ...(flags.quiet ? {} : { onProgress: line.listen }),
        });
      } finally {
        await executor.close();
        line.clear();
      }
    }
    return await body(store);
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
    store.close();
  }
}

/** A full disk leaves a store readable: what was settled before is shown, and that something is missing is told. */
async function settleIfRoom(settle: () => Promise<void>): Promise<void> {
  try {
    await settle();
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'disk-full') throw error;
    process.stderr.write(
      'trailwright: no space left to take in what an interrupted run has read: it is left out\n',
    );
    process.stderr.write('  help: free some space and run again\n');
    process.exitCode = EXIT.skipped;
  }
}
