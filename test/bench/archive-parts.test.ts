// An archive written in parts is the archive written whole, byte for byte.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { archiveRecords, DEFAULT_SHAPE, writeArchive } from '../../bench/generate-archive.js';

const folder = mkdtempSync(join(tmpdir(), 'trailwright-bench-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function contents(archive: string): Map<string, string> {
  const files = readdirSync(archive, { recursive: true, encoding: 'utf8' }).sort();
  const read = files.filter((file) => statSync(join(archive, file)).isFile());
  return new Map(read.map((file) => [file, readFileSync(join(archive, file)).toString('base64')]));
}

it('is the same in parts', () => {
  const shape = { ...DEFAULT_SHAPE, events: 1050, perFile: 100, distinctShare: 0.5, seed: 7 };
  expect(writeArchive(join(folder, 'whole'), shape)).toBe(11);
  const written = [0, 1, 2].map((first) => writeArchive(join(folder, 'parts'), shape, { first, of: 3 }));
  expect(written).toEqual([4, 4, 3]);
  expect(contents(join(folder, 'parts'))).toEqual(contents(join(folder, 'whole')));
});

it('has no two records with one id', () => {
  const events = 200_000;
  const ids = new Set<unknown>();
  for (const record of archiveRecords({ ...DEFAULT_SHAPE, events }))
    ids.add((record as { eventID: string }).eventID);
  expect(ids.size).toBe(events);
});
