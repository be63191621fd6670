// From an archive on disk to what a policy generator needs to know of it: trailwright against what else could do it, each
// a whole process. Usage: node dist/bench/ends.js, with the flags below; results go to bench/runs.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cachedArchive } from './cached-archive.js';
import { compareEngines, type EngineResult, emptyResult } from './compare-engines.js';
import { ENGINES, type Engine } from './engines.js';
import { DEFAULT_SHAPE } from './generate-archive.js';
import { ownVersions, runFolder, thisMachine } from './machine.js';
import { tableOf, writeResults } from './results.js';
import { ASKED_FOR, toolVersion } from './tools.js';

const { values: flags } = parseArgs({
  options: {
    events: { type: 'string', default: '1000000' },
    'per-file': { type: 'string', default: String(DEFAULT_SHAPE.perFile) },
    distinct: { type: 'string', default: String(DEFAULT_SHAPE.distinctShare) },
    level: { type: 'string', default: String(DEFAULT_SHAPE.level) },
    seed: { type: 'string', default: String(DEFAULT_SHAPE.seed) },
    rounds: { type: 'string', default: '5' },
    /** Engines whose tools the machine may have: python,jq,gzip,libdeflate,trailscraper. */
    with: { type: 'string', default: '' },
    /** These alone. */
    engines: { type: 'string' },
    /** Leaves answers and stores where they were made. */
    keep: { type: 'boolean', default: false },
  },
});

function numberOf(flag: 'events' | 'per-file' | 'distinct' | 'level' | 'seed' | 'rounds'): number {
  const n = Number(flags[flag]);
  if (!(n >= 0) || (flag !== 'distinct' && !(Number.isInteger(n) && n > 0)))
    throw new Error(`--${flag} ${flags[flag]}`);
  return n;
}

function chosenEngines(): Engine[] {
  const named = (list: string) => list.split(',').filter(Boolean);
  const asked = named(flags.with);
  const only = flags.engines === undefined ? undefined : named(flags.engines);
  const optional: readonly string[] = ASKED_FOR;
  for (const name of [...asked, ...(only ?? [])]) {
    if (!ENGINES.some((engine) => engine.name === name)) throw new Error(`no engine is named ${name}`);
  }
  return ENGINES.filter(
    ({ name }) => only?.includes(name) ?? (!optional.includes(name) || asked.includes(name)),
  );
}

const shape = {
  events: numberOf('events'),
  perFile: numberOf('per-file'),
  distinctShare: numberOf('distinct'),
  level: numberOf('level'),
  seed: numberOf('seed'),
};
const rounds = numberOf('rounds');
const date = new Date().toISOString();
const given = process.argv.slice(2);
const command = [
  `npm run ${process.env.npm_lifecycle_event ?? 'bench'}`,
  ...(given[0] ? ['--', ...given] : []),
].join(' ');
const versions = ownVersions();
const absent: EngineResult[] = [];
const engines = chosenEngines().filter((engine) => {
  if (engine.tool === undefined) return true;
  const version = toolVersion(engine.tool);
  if (version === undefined) absent.push({ ...emptyResult(engine), status: 'not at hand' });
  else versions[engine.tool] = version;
  return version !== undefined;
});

console.log(`archive of ${shape.events} events`);
const archive = await cachedArchive(shape);
const folder = mkdtempSync(join(tmpdir(), 'trailwright-bench-run-'));
process.once('SIGINT', () => process.exit(130));
process.once('exit', () => {
  if (flags.keep) console.log(`kept: ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
});

const measured = await compareEngines({
  ...{ archive, engines, rounds, folder, keep: flags.keep },
  onRun: (engine, round, { wallSeconds, exitCode }) =>
    console.log(
      `round ${round + 1}/${rounds}  ${engine.name.padEnd(12)} ` +
        (exitCode === 0 ? `${wallSeconds.toFixed(2)} s` : `failed: ${exitCode}`),
    ),
});

const { files, packedBytes, textBytes } = archive;
const results = {
  ...{ date, command, versions, rounds },
  machine: thisMachine(),
  archive: { ...shape, files: files.length, packedBytes, textBytes },
  engines: [...measured, ...absent],
};
writeResults(runFolder(date), results);
console.log(`\n${tableOf(results)}`);

// A peer that cannot run is a row that says so; a wrong answer means that the table compares nothing.
const wrong = measured.filter(
  ({ name, status }) => status === 'wrong' || (name === 'trailwright' && status !== 'ok'),
);
for (const { name, status, reason } of wrong) console.error(`${name}: ${status}: ${reason}`);
if (wrong.length > 0) process.exitCode = 1;
