// A scan worker that dies on the file it is told to: stands in for one that runs out of memory. It hands over a chunk
// after each record, so that rows of the batch have landed before.
import { sendChunks } from '../../dist/src/ingest/chunk-channel.js';
import { scanFiles } from '../../dist/src/ingest/scan-task.js';

export default async function scan({ task, port }) {
  const { deliver, drain } = sendChunks(port);
  const deadly = task.paths.findIndex((path) => path.endsWith('deadly.json'));
  const paths = deadly < 0 ? task.paths : task.paths.slice(0, deadly);
  const last = await scanFiles({ ...task, paths, chunkBytes: 1 }, deliver);
  await drain();
  if (deadly >= 0) process.exit(9);
  port.close();
  return last;
}
