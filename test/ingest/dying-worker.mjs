// A scan worker that dies on the file it is told to: stands in for one that runs out of memory.
import { scanFiles } from '../../dist/src/ingest/scan-task.js';

export default function scan(task) {
  if (task.paths.some((path) => path.endsWith('deadly.json'))) process.exit(9);
  return scanFiles(task);
}
