// Where batches are scanned: in worker threads, or in place.
import type { ScannedBatch } from '../store/scanned-batch.js';
import { type ScanTask, scanFiles } from './scan-task.js';

export interface Executor {
  /** Batches that may be in flight at once. */
  readonly width: number;
  /** Rejects where the worker died; the executor itself stays usable. */
  scan(task: ScanTask): Promise<ScannedBatch>;
  close(): Promise<void>;
}

/** Scans in the calling thread: for a few files, and where there are no threads. */
export function inlineExecutor(): Executor {
  return { width: 1, scan: scanFiles, close: async () => undefined };
}
