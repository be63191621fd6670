// Every form of log file, on the direct path and streamed, and every kind of damage.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/core/json.js';
import { type LogFileReading, readLogFile } from '../../src/trail/read-log-file.js';

const folder = mkdtempSync(join(tmpdir(), 'trailwright-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const record = (n: number) => ({
  eventID: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  eventTime: '2026-01-31T08:00:00Z',
  eventSource: 's3.amazonaws.com',
  eventName: 'GetObject',
  requestParameters: { bucketName: 'amzn-s3-demo-bucket', key: `a "quoted" },{ key ${n} ü` },
});
const records = [0, 1, 2, 3, 4].map(record);
const lines = (values: unknown[]) => values.map((v) => JSON.stringify(v)).join('\n');
const cell = (v: unknown) => `"${JSON.stringify(v).replaceAll('"', '""')}"`;

const FORMS: Record<string, string> = {
  Records: JSON.stringify({ Records: records }),
  'Records after another key': JSON.stringify({ a: [1, { Records: [] }], Records: records }),
  'indented Records': JSON.stringify({ Records: records }, null, 2),
  'an array': JSON.stringify(records),
  'one record a line': lines(records),
  'Logstash lines': lines(records.map((r) => ({ '@timestamp': r.eventTime, message: JSON.stringify(r) }))),
  'Elasticsearch lines': lines(records.map((r) => ({ _index: 'x', _source: r }))),
  'lookup-events': JSON.stringify({
    Events: records.map((r) => ({ EventId: r.eventID, CloudTrailEvent: JSON.stringify(r) })),
  }),
  'CloudWatch Logs subscription': JSON.stringify({
    logGroup: 'g',
    logEvents: records.map((r) => ({ id: '1', message: JSON.stringify(r) })),
  }),
  'Lake CSV': `eventTime,eventJson\n${records.map((r) => `${r.eventTime},${cell(r)}`).join('\n')}\n`,
  'records in a row, indented (jq)': records.map((r) => JSON.stringify(r, null, 2)).join('\n'),
  'Records documents in a row': `${JSON.stringify({ Records: records.slice(0, 2) }, null, 2)}\n${JSON.stringify({ Records: records.slice(2) })}`,
  'records and an envelope in a row': `${JSON.stringify(records[0], null, 2)} ${JSON.stringify({ more: 1, Records: records.slice(1, 4) })}${JSON.stringify(records[4])}`,
  'a byte order mark': `\uFEFF${JSON.stringify({ Records: records })}`,
};

async function read(
  bytes: string | Buffer,
  textBudgetBytes = 1 << 26,
): Promise<LogFileReading & { got: JsonValue[] }> {
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
  return { ...reading, got };
}

describe('forms', () => {
  for (const [name, text] of Object.entries(FORMS)) {
    it.each([
      ['plain', Buffer.from(text)],
      ['gzipped', gzipSync(text)],
      ['in two gzip members', Buffer.concat([gzipSync(text.slice(0, 99)), gzipSync(text.slice(99))])],
    ])(`reads ${name}, %s, alike on both paths`, async (_, bytes) => {
      const direct = await read(bytes);
      expect(direct.got).toEqual(records);
      expect(direct).toMatchObject({ records: 5, recordSkips: [] });
      expect(direct.damage).toBeUndefined();
      const streamed = await read(bytes, 10);
      expect(streamed.got).toEqual(records);
      expect(streamed.digest).toBe(direct.digest);
    });
  }

  it('reads Athena columns', async () => {
    const csv = `"eventname","eventsource","eventtime","useridentity"\n"GetObject","s3.amazonaws.com","2026-01-31T08:00:00Z",${cell({ type: 'Root' })}\n`;
    const { got } = await read(csv);
    expect(got).toEqual([
      {
        eventName: 'GetObject',
        eventSource: 's3.amazonaws.com',
        eventTime: '2026-01-31T08:00:00Z',
        userIdentity: { type: 'Root' },
      },
    ]);
  });

  it.each([
    ['empty', ''],
    ['digest', JSON.stringify({ digestStartTime: 'x', logFiles: [] })],
    ['insight', JSON.stringify({ Records: [{ eventType: 'AwsCloudTrailInsight', insightDetails: {} }] })],
    ['ds-store', Buffer.from([0, 0, 0, 1, 0x42, 0x75, 0x64, 0x31, 0])],
    ['other', '# About these logs\n\nnothing here\n'],
  ])('sets aside a file that is %s', async (kind, bytes) => {
    const { setAside, got, damage } = await read(bytes);
    expect(setAside).toBe(kind);
    expect(got).toEqual([]);
    expect(damage).toBeUndefined();
  });
});

describe('damage', () => {
  const text = JSON.stringify({ Records: records });

  it('keeps the records before a truncation, at each byte, and never throws', async () => {
    for (let end = 1; end < text.length; end += 7) {
      const { got, damage } = await read(text.slice(0, end));
      expect(got).toEqual(records.slice(0, got.length));
      expect(damage?.recordsKept).toBe(got.length);
      const whole = text.slice(0, end).split('"}}').length - 1;
      expect(got.length).toBeGreaterThanOrEqual(whole - 1);
    }
  });

  it.each([
    ['a truncated gzip', gzipSync(text).subarray(0, -20), /truncated/],
    [
      'invalid UTF-8',
      Buffer.concat([Buffer.from(text.slice(0, 400)), Buffer.from([0xff]), Buffer.from(text.slice(400))]),
      /UTF-8/,
    ],
    ['binary', Buffer.from([1, 2, 3, 0, 5]), /no log/],
    ['a value nested too deep', `{"Records":[${'[['.repeat(600)}`, /deeper/],
  ])('names %s', async (_, bytes, reason) => {
    const { damage } = await read(bytes as Buffer, 1 << 26);
    expect(damage?.reason).toMatch(reason);
  });

  it('keeps nothing where only the checksum tells', async () => {
    const bytes = gzipSync(text);
    bytes[bytes.length - 6] = (bytes[bytes.length - 6] ?? 0) ^ 0xff;
    const { damage } = await read(bytes);
    expect(damage).toMatchObject({ kept: false, recordsKept: 0 });
  });

  it('stops at a gzip bomb', async () => {
    const { damage } = await read(gzipSync(`{"Records":[${' '.repeat(4_000_000)}`), 1000);
    expect(damage?.reason).toMatch(/expands more than/);
  });

  it('skips a bad line and goes on', async () => {
    const {
      got,
      recordSkips,
      records: count,
    } = await read(`${JSON.stringify(records[0])}\n{oops\n${JSON.stringify(records[1])}\n`);
    expect(got.length).toBe(2);
    expect(recordSkips).toEqual([{ record: 1, reason: 'the line is no JSON' }]);
    expect(count).toBe(3);
  });

  it('says that a file is gone', async () => {
    const { damage } = await readLogFile(join(folder, 'gone'), () => undefined);
    expect(damage?.reason).toMatch(/ENOENT/);
  });
});
