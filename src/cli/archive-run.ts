// What `generate` and `ingest` share: the paths given, an open store, the workers, and a clean stop on ctrl-C.
import { availableParallelism } from 'node:os';
import { catalogDate } from '../catalog/actions.js';
import { EngineError } from '../core/error.js';
import { progressLine } from '../report/progress-line.js';
import type { EventStore } from '../store/open-store.js';

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
    if (paths.length === 0) await settleStore(store);
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
