// How much of `generate` goes into proofs? 300 roles from a store, with them and with --no-verify, whole processes in turn:
// medians, and their share of processor time, which hangs less than seconds on what else the machine does. Exit code 1
// where it is a quarter or more of a run that ingests the logs too. Usage: node dist/bench/proofs.js [events] [rounds]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cachedArchive } from './cached-archive.js';
import { median } from './compare-engines.js';
import { DEFAULT_SHAPE } from './generate-archive.js';
import { type Measured, measureProcess } from './measure-process.js';

const MOST_SHARE = 0.25;
const events = Number(process.argv[2] ?? 1_000_000);
const rounds = Number(process.argv[3] ?? 5);
if (!(events > 0 && rounds > 0)) throw new Error('give a number of events and a number of rounds');

const main = fileURLToPath(new URL('../src/cli/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'trailwright-bench-proofs-'));
process.once('SIGINT', () => process.exit(130));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const store = join(folder, 'events.duckdb');
const out = join(folder, 'policies');

async function run(...args: string[]): Promise<Measured> {
  const measured = await measureProcess([process.execPath, main, ...args, '--store', store, '--quiet']);
  // 1: a policy is not proven, which a made-up archive may well bring about.
  if (measured.exitCode !== 0 && measured.exitCode !== 1) throw new Error(measured.stderr);
  return measured;
}

const archive = await cachedArchive({ ...DEFAULT_SHAPE, events });
const ingest = await run('ingest', archive.folder);
const proven: Measured[] = [];
const bare: Measured[] = [];
for (let round = 0; round < rounds; round++) {
  proven.push(await run('generate', '--out', out));
  bare.push(await run('generate', '--out', out, '--no-verify'));
}

const cpu = (runs: readonly Measured[]): number => median(runs.map(({ cpuSeconds }) => cpuSeconds));
const said = (what: string, runs: readonly Measured[]): string =>
  `${what.padEnd(16)} ${median(runs.map(({ wallSeconds }) => wallSeconds)).toFixed(1)} s, ` +
  `${cpu(runs).toFixed(1)} s of processor time, ` +
  `${(median(runs.map(({ peakBytes }) => peakBytes ?? Number.NaN)) / 1e6).toFixed(0)} MB`;
const proofs = cpu(proven) - cpu(bare);
const share = proofs / (cpu(proven) + ingest.cpuSeconds);
const percent = (part: number): string => `${(100 * part).toFixed(0)} %`;
console.log(`${events.toLocaleString('en-US')} events, medians of ${rounds}`);
console.log(said('ingest', [ingest]));
console.log(said('generate', proven));
console.log(said('without proofs', bare));
console.log(
  `proofs are ${percent(share)} of a run with ingest, ${percent(proofs / cpu(proven))} of generate from a store`,
);
if (share >= MOST_SHARE) process.exitCode = 1;
