// Chunks over a message port, each answered when it has landed: a slow store holds its workers up, and at most one
// chunk of a worker waits while the next is built.
import type { MessagePort } from 'node:worker_threads';
import type { Columns, ScannedChunk } from '../store/scanned-chunk.js';
import type { DeliverChunk } from './scan-task.js';

/** What a worker is called with. */
export interface PortedTask<T> {
  task: T;
  port: MessagePort;
}

/** The worker's end: `deliver` posts, `drain` resolves when all that was posted has landed. */
export function sendChunks(port: MessagePort): { deliver: DeliverChunk; drain: () => Promise<void> } {
  let landed: Promise<void> = Promise.resolve();
  return {
    async deliver(chunk) {
      await landed;
      landed = new Promise((resolve) => port.once('message', () => resolve()));
      port.postMessage(chunk, buffersOf(chunk));
    },
    drain: () => landed,
  };
}

/** The other end: hands each chunk to `deliver` and answers. `onError` gets what `deliver` throws. */
export function receiveChunks(
  port: MessagePort,
  deliver: DeliverChunk,
  onError: (error: unknown) => void,
): void {
  port.on('message', (chunk: ScannedChunk) => {
    deliver(chunk).then(() => port.postMessage('landed'), onError);
  });
}

/** Memory of a chunk's numbers: moved between threads, not copied. */
export function buffersOf(chunk: ScannedChunk): ArrayBuffer[] {
  const { sightings, calls, roleLinks, copies } = chunk;
  return [sightings, roleLinks, copies, ...Object.values(calls)].flatMap((columns: Columns) =>
    Object.values(columns).flatMap((column) => (Array.isArray(column) ? [] : [column.buffer as ArrayBuffer])),
  );
}
