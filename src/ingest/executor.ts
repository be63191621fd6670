// Where batches are scanned: in worker threads, or in place.
import type { ScannedChunk } from '../store/scanned-chunk.js';
import { type DeliverChunk, type ScanTask, scanFiles } from './scan-task.js';

export interface Executor {
  /** Batches that may be scanned at once. */
  readonly width: number;
  /**
   * The last chunk of the batch, after `deliver` took all before it. Rejects with ScanFailure where the worker died or
   * the scan threw, and with what `deliver` threw as it is; the executor itself stays usable.
   */
  scan(task: ScanTask, deliver: DeliverChunk): Promise<ScannedChunk>;
  /** Lets go of what scanning holds; the next scan takes it up again. Nothing may be scanning. */
  rest(): Promise<void>;
  close(): Promise<void>;
}

/** A batch was not scanned to its end, for a reason that lies in its files or its worker. */
export class ScanFailure extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** Scans in the calling thread: for a few files, and where there are no threads. */
export function inlineExecutor(): Executor {
  return {
    width: 1,
    async scan(task, deliver) {
      let failed: { error: unknown } | undefined;
      const watched: DeliverChunk = (chunk) =>
        deliver(chunk).catch((error: unknown) => {
          failed = { error };
          throw error;
        });
      try {
        return await scanFiles(task, watched);
      } catch (error) {
        throw failed === undefined ? new ScanFailure(error) : failed.error;
      }
    },
    rest: async () => undefined,
    close: async () => undefined,
  };
}
