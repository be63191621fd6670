// Thread entry: a batch of log files in, its chunks out.
import { type PortedTask, sendChunks } from '../src/ingest/chunk-channel.js';
import { type ScanTask, scanFiles } from '../src/ingest/scan-task.js';

export default async function scan({ task, port }: PortedTask<ScanTask>) {
  const { deliver, drain } = sendChunks(port);
  const last = await scanFiles(task, deliver);
  await drain();
  port.close();
  return last;
}
