// Batches scanned by a pool of worker threads. A worker that dies is replaced by the pool; its batch rejects.
import { Piscina } from 'piscina';
import type { ScannedBatch } from '../store/scanned-batch.js';
import type { Executor } from './executor.js';
import type { ScanTask } from './scan-task.js';

/** Built beside this file's own place in dist: Node cannot start a .ts worker. */
const SCAN_WORKER = new URL('../../workers/scan.js', import.meta.url);

/** A pool of `threads` workers, each with at most `heapMb` of JavaScript heap. `worker`: a compiled module's URL. */
export function threadExecutor(threads: number, worker: URL = SCAN_WORKER, heapMb = 1024): Executor {
  const pool = new Piscina<ScanTask, ScannedBatch>({
    filename: worker.href,
    minThreads: 1,
    maxThreads: threads,
    concurrentTasksPerWorker: 1,
    idleTimeout: 60_000,
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
  pool.on('error', () => undefined);
  return { width: threads, scan: (task) => pool.run(task), close: () => pool.destroy() };
}
