// `kill -9` at any moment: a second run makes the store that one undisturbed run makes, row for row.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { DEFAULT_SHAPE, writeArchive } from '../../bench/generate-archive.js';
import { randomNumbers } from '../../bench/random-words.js';
import { dumpStore } from '../reference/dump-store.js';

const MAIN = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
const ROUNDS = process.env.TRAILWRIGHT_LARGE === '1' ? 50 : 5;

const folder = mkdtempSync(join(tmpdir(), 'trailwright-kill-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs `ingest`, killed after `killMs` if it takes so long; the exit code, or null where it was killed. */
function ingest(archive: string, store: string, killMs?: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [MAIN, 'ingest', archive, '--store', store, '--quiet'], {
      stdio: 'ignore',
    });
    const timer = killMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killMs);
    child.on('error', reject);
    child.on('exit', (code) => {
      clearTimeout(timer);
      resolve(code);
    });
  });
}

it(`leaves a store that a second run completes, ${ROUNDS} times`, async () => {
  const seed = Date.now();
  console.log(`seed ${seed}`);
  const random = randomNumbers(seed);
  const archive = join(folder, 'archive');
  writeArchive(archive, { ...DEFAULT_SHAPE, events: 6_000, perFile: 200, seed });
  const whole = join(folder, 'whole.duckdb');
  const began = performance.now();
  expect(await ingest(archive, whole)).toBe(0);
  const wholeMs = performance.now() - began;
  const expected = await dumpStore(whole);
  expect(expected.filter((line) => line.startsWith('sighting'))).toHaveLength(6_000);
  let killed = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const store = join(folder, `${round}.duckdb`);
    for (let kills = 1 + (random() % 2); kills > 0; kills--) {
      const killMs = wholeMs * (0.1 + 0.9 * (random() / 0x1_0000_0000));
      if ((await ingest(archive, store, killMs)) === null) killed++;
    }
    expect(await ingest(archive, store)).toBe(0);
    expect(await dumpStore(store)).toEqual(expected);
    rmSync(store);
  }
  console.log(`killed ${killed} times of a run of ${Math.round(wholeMs)} ms`);
  expect(killed).toBeGreaterThan(0);
}, 900_000);
