// Preloaded into a process under test: writes its peak memory in bytes to the file that TRAILWRIGHT_PEAK_FILE names.
import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const file = process.env.TRAILWRIGHT_PEAK_FILE;
if (isMainThread && file !== undefined) {
  process.on('exit', () => writeFileSync(file, String(process.resourceUsage().maxRSS * 1024)));
}
