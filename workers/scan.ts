// Thread entry: a batch of log files in, their landing columns out.
import { scanFiles } from '../src/ingest/scan-task.js';

export default scanFiles;
