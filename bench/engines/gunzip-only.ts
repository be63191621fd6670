// node:zlib alone: every file inflated whole by two worker threads, nothing done with the text.
// Usage: gunzip-only.js LIST ANSWER, where LIST has a file a line and ANSWER gets the number of bytes.
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';

const WORKERS = 2;

if (isMainThread) {
  const [list = '', answer = ''] = process.argv.slice(2);
  const files = readFileSync(list, 'utf8').trim().split('\n');
  const counts = Array.from({ length: WORKERS }, async (_, first) => {
    const share = files.filter((_, i) => i % WORKERS === first);
    const [bytes] = await once(new Worker(fileURLToPath(import.meta.url), { workerData: share }), 'message');
    return bytes as number;
  });
  const bytes = (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  writeFileSync(answer, `${bytes}\n`);
} else {
  let bytes = 0;
  for (const file of workerData as string[]) {
    bytes += gunzipSync(readFileSync(file), { chunkSize: 1024 * 1024 }).length;
  }
  parentPort?.postMessage(bytes);
}
