// Batches scanned by a pool of worker threads. A worker that dies is replaced by the pool; its batch rejects.
import { MessageChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type { ScannedChunk } from '../store/scanned-chunk.js';
import { type PortedTask, receiveChunks } from './chunk-channel.js';
import { type Executor, ScanFailure } from './executor.js';
import type { ScanTask } from './scan-task.js';

/** Built beside this file's own place in dist: Node cannot start a .ts worker. */
const SCAN_WORKER = new URL('../../workers/scan.js', import.meta.url);

/** Bounds what a worker holds: with 16 (and larger batches) 10,000,000 events took 527 MB in all, with 8 they take 477. */
const YOUNG_HEAP_MB = 8;

/** A pool of `threads` workers, each with at most `heapMb` of JavaScript heap. `worker`: a compiled module's URL. */
export function threadExecutor(threads: number, worker: URL = SCAN_WORKER, heapMb = 1024): Executor {
  type Pool = Piscina<PortedTask<ScanTask>, ScannedChunk>;
  let pool: Pool | undefined;
  const start = (): Pool => {
    const started: Pool = new Piscina({
      filename: worker.href,
      minThreads: 1,
      maxThreads: threads,
      concurrentTasksPerWorker: 1,
      idleTimeout: 60_000,
      resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: YOUNG_HEAP_MB },
    });
    started.on('error', () => undefined);
    return started;
  };
  const stop = async () => {
    const stopped = pool;
    pool = undefined;
    await stopped?.destroy();
  };
  return {
    width: threads,
    async scan(task, deliver) {
      const { port1: here, port2: there } = new MessageChannel();
      const failed = new Promise<never>((_, reject) => receiveChunks(here, deliver, reject));
      try {
        pool ??= start();
        const scanned = pool.run({ task, port: there }, { transferList: [there] });
        const outcome = scanned.catch((error: unknown) => Promise.reject(new ScanFailure(error)));
        return await Promise.race([outcome, failed]);
      } finally {
        here.close();
      }
    },
    rest: stop,
    close: stop,
  };
}
