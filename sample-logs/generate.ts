// Writes the sample archive: `node dist/sample-logs/generate.js [folder]`, the folder being `sample-logs` unless given.
// What it writes depends on the seed in generator/company.ts alone; an older one in the folder is replaced.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { archiveFiles } from './generator/archive.js';
import { exportFiles } from './generator/exports.js';
import { gzipWithoutTraces } from './generator/gzip.js';

const folder = process.argv[2] ?? 'sample-logs';
rmSync(join(folder, 'AWSLogs'), { recursive: true, force: true });
let bytes = 0;
let files = 0;
for (const { path, text } of archiveFiles()) {
  const target = join(folder, path);
  const compressed = gzipWithoutTraces(text);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, compressed);
  bytes += compressed.length;
  files++;
}
rmSync(join(folder, 'exports'), { recursive: true, force: true });
for (const { path, text } of exportFiles()) {
  const target = join(folder, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
}
process.stdout.write(`${files} files, ${bytes} bytes in ${join(folder, 'AWSLogs')}\n`);
