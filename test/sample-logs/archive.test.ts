// The committed archive is what the generator makes, and is laid out as CloudTrail lays it out.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { archiveFiles } from '../../sample-logs/generator/archive.js';
import { exportFiles } from '../../sample-logs/generator/exports.js';
import { gzipWithoutTraces } from '../../sample-logs/generator/gzip.js';
import { Random } from '../../sample-logs/generator/random.js';
import { recordsOf, storedFiles } from './read-archive.js';

const stored = storedFiles();
const made = archiveFiles();
const digest = (text: string) => createHash('sha256').update(text).digest('hex');
const LOG_FILE =
  /^AWSLogs\/(o-exampleorgid\/)?(\d{12})\/CloudTrail\/([a-z]+-[a-z]+-\d)\/(\d{4})\/(\d\d)\/(\d\d)\/\2_CloudTrail_\3_(\d{8})T\d{4}Z_[A-Za-z0-9]{16}\.json\.gz$/;
const DIGEST_FILE = /^AWSLogs\/\d{12}\/CloudTrail-Digest\/.*_\d{8}T\d{6}Z\.json\.gz$/;

describe('the committed archive', () => {
  it('holds the files that the generator makes, and no others', () => {
    expect(stored.map((file) => file.path)).toEqual(made.map((file) => file.path));
  });

  it('holds their text, to the byte', () => {
    const onDisk = stored.map(({ path, text }) => `${digest(text)} ${path}`);
    expect(onDisk).toEqual(made.map(({ path, text }) => `${digest(text)} ${path}`));
  });

  it('takes at most 5 MB, and its headers name no time and no machine', () => {
    const bytes = stored.reduce((sum, file) => sum + file.compressed.length, 0);
    expect(bytes).toBeLessThanOrEqual(5_000_000);
    const headers = new Set(stored.map(({ compressed }) => compressed.subarray(0, 10).toString('hex')));
    expect([...headers]).toEqual(['1f8b08000000000002ff']);
  });

  it('is named as CloudTrail names log files, in the folder of their day', () => {
    for (const { path } of stored) {
      if (DIGEST_FILE.test(path)) continue;
      const match = LOG_FILE.exec(path);
      expect(match, path).not.toBeNull();
      expect(`${match?.[4]}${match?.[5]}${match?.[6]}`).toBe(match?.[7]);
    }
    expect(new Set(stored.map(({ path }) => path.toLowerCase())).size).toBe(stored.length);
  });

  it('puts each record into the file of its account and Region', () => {
    for (const file of stored) {
      const match = LOG_FILE.exec(file.path);
      for (const record of match === null ? [] : recordsOf([file])) {
        expect(record.recipientAccountId).toBe(match?.[2]);
        expect(record.awsRegion).toBe(match?.[3]);
      }
    }
  });
});

describe('the committed exports', () => {
  it('are what the generator makes', () => {
    const folder = new URL('../../sample-logs/', import.meta.url);
    for (const { path, text } of exportFiles())
      expect(readFileSync(new URL(path, folder), 'utf8'), path).toBe(text);
  });
});

describe('the generator', () => {
  it('makes the same bytes twice', () => {
    const again = archiveFiles();
    expect(again).toEqual(made);
    const [first] = made;
    expect(gzipWithoutTraces(first?.text ?? '')).toEqual(gzipWithoutTraces(again[0]?.text ?? ''));
  });

  it('gives another sequence for another seed or label', () => {
    const sequence = (seed: number, label: string) => new Random(seed, label).hex(32);
    expect(sequence(1, 'a')).toBe(sequence(1, 'a'));
    expect(new Set([sequence(1, 'a'), sequence(2, 'a'), sequence(1, 'b')]).size).toBe(3);
  });
});
