// The parts, one after another, each a process of its own; what they print goes to bench/runs too.
// Usage: node dist/bench/parts.js
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runFolder } from './machine.js';

const PARTS = ['inflate', 'scan', 'meaning', 'sinks', 'evaluate'];

let printed = '';
for (const part of PARTS) {
  const file = fileURLToPath(new URL(`./${part}.js`, import.meta.url));
  const { status, stdout } = spawnSync(process.execPath, [file], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${part} ended with ${status}`);
  const text = `${part}\n${stdout}\n`;
  process.stdout.write(text);
  printed += text;
}
const folder = runFolder(new Date().toISOString());
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'parts.txt'), printed);
