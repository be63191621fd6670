// Bounds at scale, measured on whole processes: memory at any size, one huge document, very many small files. Takes
// minutes and some GB of disk; run by `npm run test:large` alone.
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { archiveRecords, DEFAULT_SHAPE, writeArchive } from '../../bench/generate-archive.js';
import { runMeasured } from './run-measured.js';

const MB = 1024 * 1024;
/** Of one process with two workers, whatever the size of the archive. */
const PEAK_MB = 512;
const HOUR_MS = 3_600_000;
/** Bytes of JSON in the one huge document. */
const HUGE_BYTES = Number(process.env.TRAILWRIGHT_HUGE_GB ?? 5) * 1e9;

const folder = mkdtempSync(join(tmpdir(), 'trailwright-large-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function ingested(archive: string) {
  const store = `${archive}.duckdb`;
  const run = await runMeasured(['ingest', archive, '--store', store, '--threads', '2', '--quiet', '--json']);
  rmSync(store, { force: true });
  const { archive: totals } = JSON.parse(run.stdout) as { archive: { events: number } };
  const { events } = totals;
  console.log(
    `${events} events in ${(run.ms / 1000).toFixed(1)} s, ${((run.ms / events) * 1000).toFixed(1)} us each, ` +
      `peak ${Math.round(run.peakBytes / MB)} MB`,
  );
  return { ...run, events };
}

describe('memory', () => {
  const peaks: number[] = [];
  for (const events of [800_000, 3_200_000]) {
    it(
      `stays under ${PEAK_MB} MB at ${events} events with 30 % distinct resources`,
      async () => {
        const archive = join(folder, String(events));
        writeArchive(archive, { ...DEFAULT_SHAPE, events });
        const run = await ingested(archive);
        rmSync(archive, { recursive: true });
        expect(run.events).toBe(events);
        expect(run.peakBytes / MB).toBeLessThan(PEAK_MB);
        peaks.push(run.peakBytes);
      },
      HOUR_MS,
    );
  }

  it('is flat between the two', () => {
    expect((peaks[1] ?? 0) / (peaks[0] ?? 1)).toBeLessThan(1.15);
  });

  it(
    'stays under the same bound for one huge document',
    async () => {
      const path = join(folder, 'huge.json.gz');
      let bytes = 0;
      let records = 0;
      async function* document() {
        yield '{"Records":[';
        const shape = { ...DEFAULT_SHAPE, events: 100_000_000 };
        for (const record of archiveRecords(shape)) {
          const text = `${records++ === 0 ? '' : ','}${JSON.stringify(record)}`;
          bytes += text.length;
          yield text;
          if (bytes > HUGE_BYTES) break;
        }
        yield ']}';
      }
      await pipeline(Readable.from(document()), createGzip({ level: 1 }), createWriteStream(path));
      const run = await ingested(path);
      rmSync(path);
      expect(run.events).toBe(records);
      expect(run.peakBytes / MB).toBeLessThan(PEAK_MB);
    },
    HOUR_MS,
  );
});

it(
  'reads 100,000 small files at half the pace of large ones or better',
  async () => {
    const events = 400_000;
    const large = join(folder, 'large');
    const small = join(folder, 'small');
    writeArchive(large, { ...DEFAULT_SHAPE, events, perFile: 20_000 });
    expect(writeArchive(small, { ...DEFAULT_SHAPE, events, perFile: 4 })).toBe(100_000);
    const fast = await ingested(large);
    const slow = await ingested(small);
    expect(slow.events).toBe(fast.events);
    expect(slow.ms / fast.ms).toBeLessThan(2);
  },
  HOUR_MS,
);
