// Runs the built command line and tells how long it took and how much memory it held at most.
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
const PRELOAD = new URL('./peak-memory.mjs', import.meta.url).href;

export interface MeasuredRun {
  exitCode: number | null;
  stdout: string;
  ms: number;
  peakBytes: number;
}

export function runMeasured(args: readonly string[]): Promise<MeasuredRun> {
  const file = join(tmpdir(), `trailwright-peak-${process.pid}-${Math.round(performance.now())}`);
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(process.execPath, ['--import', PRELOAD, MAIN, ...args], {
      env: { ...process.env, TRAILWRIGHT_PEAK_FILE: file },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let stdout = '';
    child.stdout.on('data', (data: Buffer) => {
      stdout += data.toString();
    });
    child.on('error', reject);
    child.on('close', (exitCode) => {
      const ms = performance.now() - began;
      try {
        resolve({ exitCode, stdout, ms, peakBytes: Number(readFileSync(file, 'utf8')) });
      } catch (error) {
        reject(error);
      } finally {
        rmSync(file, { force: true });
      }
    });
  });
}
