// A made-up archive of any size in AWS's delivery layout, the same for the same seed: what benchmarks and large tests
// read. Usage: node dist/bench/generate-archive.js DIR EVENTS [--per-file 2500] [--distinct 0.3] [--level 6] [--seed 1]
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { ACCOUNT, madeRecord, REGION } from './made-record.js';

export interface ArchiveShape {
  events: number;
  /** Records a file. */
  perFile: number;
  /** Share of events on a resource that no other event names; the rest share 50 resources a kind. */
  distinctShare: number;
  /** gzip level, 1 to 9. */
  level: number;
  seed: number;
}

export const DEFAULT_SHAPE: Omit<ArchiveShape, 'events'> = {
  perFile: 2500,
  distinctShare: 0.3,
  level: 6,
  seed: 1,
};

const DAYS = 30;
const START_MS = Date.UTC(2026, 0, 1);

/** The records of an archive, in order of time, as JSON values; of those that are not `wanted` none is built. */
export function* archiveRecords(
  { events, distinctShare, seed }: ArchiveShape,
  wanted: (index: number) => boolean = () => true,
): Generator<object> {
  for (let index = 0; index < events; index++) {
    if (!wanted(index)) continue;
    const timeMs = START_MS + Math.floor((index / events) * DAYS * 86_400) * 1000;
    yield madeRecord({ index, seed, timeMs, distinctShare });
  }
}

/**
 * Writes the archive below `folder`, or every `of`th file of it from `first`; the number of files written. Parts can be
 * written at the same time.
 */
export function writeArchive(folder: string, shape: ArchiveShape, part = { first: 0, of: 1 }): number {
  const fileOf = (index: number) => Math.floor(index / shape.perFile);
  let file = part.first;
  let written = 0;
  let records: object[] = [];
  let day = '';
  const flush = () => {
    const name = `${ACCOUNT}_CloudTrail_${REGION}_${String(file).padStart(7, '0')}.json.gz`;
    const path = join(folder, 'AWSLogs', ACCOUNT, 'CloudTrail', REGION, day.replaceAll('-', '/'), name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, gzipSync(JSON.stringify({ Records: records }), { level: shape.level }));
    file += part.of;
    written++;
    records = [];
  };
  for (const record of archiveRecords(shape, (index) => fileOf(index) % part.of === part.first)) {
    if (records.length === 0) day = (record as { eventTime: string }).eventTime.slice(0, 10);
    records.push(record);
    if (records.length === shape.perFile) flush();
  }
  if (records.length > 0) flush();
  return written;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      'per-file': { type: 'string' },
      distinct: { type: 'string' },
      level: { type: 'string' },
      seed: { type: 'string' },
    },
  });
  const [folder, events] = positionals;
  if (folder === undefined || !(Number(events) > 0)) throw new Error('give a folder and a number of events');
  const files = writeArchive(folder, {
    events: Number(events),
    perFile: Number(values['per-file'] ?? DEFAULT_SHAPE.perFile),
    distinctShare: Number(values.distinct ?? DEFAULT_SHAPE.distinctShare),
    level: Number(values.level ?? DEFAULT_SHAPE.level),
    seed: Number(values.seed ?? DEFAULT_SHAPE.seed),
  });
  console.log(`${files} files below ${folder}`);
}
