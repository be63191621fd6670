// New files into the store as they arrive. Between rounds the store is closed, so that other commands can read it.
import { setTimeout as sleep } from 'node:timers/promises';
import { EngineError } from '../core/error.js';
import type { Skip } from '../core/skip.js';
import type { EventStore } from '../store/open-store.js';
import type { LogFile } from '../trail/list-log-files.js';
import type { Executor } from './executor.js';
import { ingestArchive } from './ingest-archive.js';

export interface WatchOptions {
  /** Lists what is there now. */
  list: () => AsyncIterable<LogFile | Skip>;
  /** Opens the store for one round. */
  open: () => Promise<EventStore>;
  executor: Executor;
  /** From the end of one round to the next; a file that was written to more recently is left for the next round. */
  intervalMs: number;
  /** Ends the watch; a batch under way is given up, what was committed stays. */
  signal: AbortSignal;
  /** After a round that took something in, with the store still open. */
  onRound: (files: readonly (LogFile | Skip)[], store: EventStore) => Promise<void>;
  /** Another process has the store open: the round is put off. */
  onConflict: (error: EngineError) => void;
}

/** Rounds until `signal` aborts, then resolves. Rejects with what cannot be got over by waiting. */
export async function watchArchive(options: WatchOptions): Promise<void> {
  const { list, open, executor, intervalMs, signal, onRound, onConflict } = options;
  const arrivals = new Arrivals(intervalMs);
  while (!signal.aborted) {
    const files = await arrivals.look(list());
    try {
      if (files.length > 0) {
        const store = await open();
        try {
          await ingestArchive({ files: listed(files), store, executor, signal });
          arrivals.took(files);
          await onRound(files, store);
        } finally {
          store.close();
        }
      }
      await sleep(intervalMs, undefined, { signal });
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof EngineError) || error.kind !== 'conflict') throw error;
      onConflict(error);
      await sleep(intervalMs, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** Tells files that are whole and new from those taken before and those still being written. */
export class Arrivals {
  readonly #quietMs: number;
  readonly #taken = new Map<string, string>();
  #before = new Map<string, string>();

  /** `quietMs`: how long a file must have been left alone. */
  constructor(quietMs: number) {
    this.#quietMs = quietMs;
  }

  /** The files to take now; the others are looked at again next time. */
  async look(files: AsyncIterable<LogFile | Skip>, nowMs = Date.now()): Promise<(LogFile | Skip)[]> {
    const ready: (LogFile | Skip)[] = [];
    const seen = new Map<string, string>();
    for await (const file of files) {
      const state = stateOf(file);
      if (this.#taken.get(file.path) === state) continue;
      // A clock that is ahead must not hold a file back for ever: twice the same is quiet too.
      const isQuiet =
        'reason' in file || nowMs - file.modifiedMs >= this.#quietMs || this.#before.get(file.path) === state;
      if (isQuiet) ready.push(file);
      else seen.set(file.path, state);
    }
    this.#before = seen;
    return ready;
  }

  took(files: readonly (LogFile | Skip)[]): void {
    for (const file of files) this.#taken.set(file.path, stateOf(file));
  }
}

function stateOf(file: LogFile | Skip): string {
  return 'reason' in file ? file.reason : `${file.sizeBytes} ${file.modifiedMs}`;
}

async function* listed<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}
