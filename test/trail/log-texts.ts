// What tests of reading make their log files of, and how they read them.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { JsonValue } from '../../src/core/json.js';
import { type LogFileReading, readLogFile } from '../../src/trail/read-log-file.js';

export const record = (n: number) => ({
  eventID: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  eventTime: '2026-01-31T08:00:00Z',
  eventSource: 's3.amazonaws.com',
  eventName: 'GetObject',
  requestParameters: { bucketName: 'amzn-s3-demo-bucket', key: `a "quoted" },{ key ${n} ü` },
});
export const lines = (values: unknown[]) => values.map((v) => JSON.stringify(v)).join('\n');
export const cell = (v: unknown) => `"${JSON.stringify(v).replaceAll('"', '""')}"`;

export const lakeCsv = (values: readonly { eventTime: string }[]) =>
  `eventTime,eventJson\n${values.map((v) => `${v.eventTime},${cell(v)}`).join('\n')}\n`;

/** Reads a file of these bytes; `got` are its records in order. */
export async function read(
  bytes: string | Buffer,
  textBudgetBytes = 1 << 26,
): Promise<LogFileReading & { got: JsonValue[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'trailwright-test-'));
  const path = join(folder, 'file');
  writeFileSync(path, bytes);
  const got: JsonValue[] = [];
  const reading = await readLogFile(
    path,
    (r, i) => {
      expect(i).toBeGreaterThanOrEqual(got.length);
      got.push(r);
    },
    { textBudgetBytes },
  );
  rmSync(folder, { recursive: true, force: true });
  return { ...reading, got };
}
