// Every form of log file, on the direct path and streamed, and every kind of damage.
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { readLogFile } from '../../src/trail/read-log-file.js';
import { cell, lakeCsv, lines, read, record } from './log-texts.js';

const records = [0, 1, 2, 3, 4].map(record);
const folder = mkdtempSync(join(tmpdir(), 'trailwright-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const subscription = (values: unknown[], messageType = 'DATA_MESSAGE') =>
  JSON.stringify({
    ...{ messageType, owner: '111122223333', logGroup: 'g', logStream: 's', subscriptionFilters: [] },
    logEvents: values.map((v) => ({ id: '1', timestamp: 1, message: JSON.stringify(v) })),
  });
const CONTROL = JSON.stringify({
  ...{ messageType: 'CONTROL_MESSAGE', owner: 'CloudwatchLogs', logGroup: '', logStream: '' },
  subscriptionFilters: [],
  logEvents: [{ id: '', timestamp: 1, message: 'CWL CONTROL MESSAGE: Checking health of destination' }],
});

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
  'Lake CSV': lakeCsv(records),
  'records in a row, indented (jq)': records.map((r) => JSON.stringify(r, null, 2)).join('\n'),
  'Records documents in a row': `${JSON.stringify({ Records: records.slice(0, 2) }, null, 2)}\n${JSON.stringify({ Records: records.slice(2) })}`,
  'records and an envelope in a row': `${JSON.stringify(records[0], null, 2)} ${JSON.stringify({ more: 1, Records: records.slice(1, 4) })}${JSON.stringify(records[4])}`,
  'compact and pretty records in a row': `${JSON.stringify(records[0])}\n${JSON.stringify(records[1], null, 2)}\n${JSON.stringify(records[2])}\n${lines(records.slice(3))}`,
  'records in a row without white space': records.map((r) => JSON.stringify(r)).join(''),
  'two records a line': `${JSON.stringify(records[0])}${JSON.stringify(records[1])}\n${JSON.stringify(records[2])} ${JSON.stringify(records[3])}\n${JSON.stringify(records[4], null, 1)}`,
  'a record and more of it behind it': `${JSON.stringify(records[0])}\n${JSON.stringify(records[1])}${JSON.stringify(records[2], null, 2)}${lines(records.slice(3))}\n`,
  'messages without records among others': `${CONTROL}${subscription(records.slice(0, 2))}\n${CONTROL}\n${subscription(records.slice(2))}${CONTROL}`,
  'such messages alone in their lines': `${CONTROL}\n${subscription(records)}\n${CONTROL}\n`,
  'a byte order mark': `\uFEFF${JSON.stringify({ Records: records })}`,
};

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

  const PACKAGE = { name: 'logs', version: '1.0.0', dependencies: { eventsource: '^2.0.0' } };
  const FOREIGN: Record<string, string> = {
    'a package.json': JSON.stringify(PACKAGE, null, 2),
    'an object in one line': JSON.stringify(PACKAGE),
    'an empty object': '{}\n',
    'an array of other things': JSON.stringify([PACKAGE, 1, 'text', null, [2]]),
    'a CONTROL_MESSAGE': CONTROL,
    'a CONTROL_MESSAGE, indented': JSON.stringify(JSON.parse(CONTROL), null, 2),
    'CONTROL_MESSAGEs in a row': CONTROL + CONTROL,
    'CONTROL_MESSAGEs in lines': `${CONTROL}\n${CONTROL}\n`,
    prose: 'About these logs\n',
  };
  it.each(Object.entries(FOREIGN))('sets aside %s, alike on both paths', async (_, text) => {
    for (const budget of [1 << 26, 1]) {
      const { setAside, got, records: count, recordSkips, damage } = await read(text, budget);
      expect({ setAside, got, count, recordSkips, damage }).toEqual({
        ...{ setAside: 'other', got: [], count: 0, recordSkips: [], damage: undefined },
      });
    }
  });

  const HALF = { eventName: 'GetObject' };
  const COUNTED: Record<string, [text: string, records: number]> = {
    'an element of Records that is none': [JSON.stringify({ Records: [PACKAGE] }), 1],
    'elements of an array beside one that may be': [JSON.stringify([PACKAGE, HALF, PACKAGE]), 3],
    'a lone record without eventSource': [JSON.stringify(HALF), 1],
    'columns of a database': [JSON.stringify([{ event_name: 'GetObject' }]), 1],
    'lists of records in an array': [JSON.stringify([{ Records: records }]), 1],
    'records deep inside': [JSON.stringify({ hits: { hits: [{ _source: records[0] }] } }), 1],
    'a line among records': [`${JSON.stringify(records[0])}\n{"a":1}\n${JSON.stringify(records[1])}`, 3],
    'an object in a row before records': [`{"a":1}${JSON.stringify(records[0])}`, 2],
    'objects in a row': ['{"a":1}{"b":2}', 2],
  };
  it.each(Object.entries(COUNTED))('counts %s', async (_, [text, count]) => {
    for (const budget of [1 << 26, 1]) {
      const reading = await read(text, budget);
      expect(reading.setAside).toBeUndefined();
      expect(reading.records).toBe(count);
      expect(reading.got.length + reading.recordSkips.length).toBe(count);
    }
  });

  it('counts other things that a damaged array begins with', async () => {
    const { got, damage, recordSkips, setAside } = await read(`[{"a":1},2,{"b":`);
    expect(setAside).toBeUndefined();
    expect(damage?.recordsKept).toBe(0);
    expect(got.length + recordSkips.length).toBe(2);
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

  const fifty = Array.from({ length: 50 }, (_, n) => record(n));
  const many = JSON.stringify({ Records: fifty });
  const one = JSON.stringify(records[0]);
  const KEPT: Record<string, [bytes: string | Buffer, kept: number, reason: RegExp]> = {
    'letters behind the document': [`${many}xyz`, 50, /the value at character \d+ is no JSON/],
    'one letter behind one record': [`{"Records":[${one}]}t`, 1, /broken/],
    'one odd bracket': [`[${one},${one}]]`, 2, /broken/],
    'damage inside the element that follows': [`{"Records":[${one},{"a":1 x}]}`, 1, /`x` at/],
    'a bad escape in the element that follows': [`{"Records":[${one},{"a":"\\x"},${one}]}`, 1, /no JSON/],
    'a bad number in the element that follows': [`{"Records":[${one},{"a":01},${one}]}`, 1, /no JSON/],
    'an odd quote in the element that follows': [`{"Records":[${one},{"a":"b"c":"d"},${one}]}`, 1, /broken/],
    'a missing comma': [`{"Records":[${one} ${one}]}`, 1, /broken/],
    'a bad field behind the list': [`{"Records":[${one}],"a":01}`, 1, /no JSON/],
    'the end behind a record': [`{"Records":[${one}`, 1, /ends inside/],
    'too deep a value behind a record': [`{"Records":[${one},${'['.repeat(600)}`, 1, /deeper/],
    'damage behind records in a row': [`${JSON.stringify(records[0], null, 1)}${one}${one}]`, 3, /broken/],
  };
  it.each(Object.entries(KEPT))('keeps all records before %s', async (_, [bytes, kept, reason]) => {
    for (const budget of [1 << 26, 1]) {
      const { got, damage } = await read(bytes, budget);
      expect(got.length).toBe(kept);
      expect(damage).toMatchObject({ recordsKept: kept, kept: true, reason: expect.stringMatching(reason) });
    }
  });

  it.each([
    ['binary', Buffer.from([1, 2, 3, 0, 5]), /no log/],
    ['a value nested too deep', `{"Records":[${'[['.repeat(600)}`, /deeper/],
    ['UTF-16, little-endian', Buffer.from(`\uFEFF${text}`, 'utf16le'), /the text is UTF-16, not UTF-8/],
    ['UTF-16, big-endian', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(), /the text is UTF-16, not UTF-8/],
  ])('names %s', async (_, bytes, reason) => {
    const { damage } = await read(bytes as Buffer, 1 << 26);
    expect(damage?.reason).toMatch(reason);
  });

  it('stops at a gzip bomb', async () => {
    const { damage } = await read(gzipSync(`{"Records":[${' '.repeat(4_000_000)}`), 1000);
    expect(damage?.reason).toMatch(/expands more than/);
  });

  it.each([1 << 26, 1])('skips a bad line and goes on (budget %d)', async (budget) => {
    const bad = ['{oops', '{"eventName":"x', '{"a":', '{"a":[', '[', 'x', '{"a":1}}', `${one}x`];
    for (const line of bad) {
      const {
        got,
        recordSkips,
        records: count,
        damage,
      } = await read(`${one}\n${line}\n${one}\n${one}\n`, budget);
      const whole = line.startsWith(one) ? 4 : line.startsWith('{"a":1}') ? 4 : 3;
      expect(got.length, line).toBe(whole);
      expect(recordSkips, line).toEqual([{ record: whole - 2, reason: 'the line is no JSON' }]);
      expect(count).toBe(whole + 1);
      expect(damage).toBeUndefined();
    }
  });

  it.each([1 << 26, 1])('skips a bad first line (budget %d)', async (budget) => {
    const { got, recordSkips, damage } = await read(`${one.slice(0, 60)}\n${lines(records)}\n`, budget);
    expect(got).toEqual(records);
    expect(recordSkips).toEqual([{ record: 0, reason: 'the line is no JSON' }]);
    expect(damage).toBeUndefined();
  });

  it('reads on behind a document that broke off, and tells of it once', async () => {
    const broken = JSON.stringify(records[1], null, 2).split('\n').slice(0, 3).join('\n');
    const { got, recordSkips } = await read(`${one}\n${broken}\n${lines(records.slice(2))}`);
    expect(got).toEqual([records[0], ...records.slice(2)]);
    expect(recordSkips.length).toBe(1);
  });

  it('says that a file is gone', async () => {
    const { damage } = await readLogFile(join(folder, 'gone'), () => undefined);
    expect(damage?.reason).toMatch(/ENOENT/);
  });

  it('says that a file is gone when it comes to be streamed', async () => {
    const path = join(folder, 'going');
    writeFileSync(path, many);
    const { damage } = await readLogFile(path, () => undefined, {
      textBudgetBytes: 1,
      begin: () => {
        rmSync(path);
        return true;
      },
    });
    expect(damage?.reason).toMatch(/ENOENT/);
  });

  it.each(['plain', 'gzipped'])('drops what it read of a file that changed meanwhile, %s', async (how) => {
    const path = join(folder, 'changing');
    writeFileSync(path, how === 'plain' ? many : gzipSync(many));
    const { damage } = await readLogFile(
      path,
      (_, index) => {
        if (index === 3) appendFileSync(path, how === 'plain' ? '\n' : gzipSync('\n'));
      },
      { textBudgetBytes: 1 },
    );
    expect(damage).toEqual({
      reason: 'the file changed while it was read; none of its 50 records were kept',
      recordsKept: 0,
      kept: false,
    });
  });

  it('lets errors of the sink through', async () => {
    for (const textBudgetBytes of [1 << 26, 1]) {
      const path = join(folder, 'file');
      writeFileSync(path, many);
      const failing = () => {
        throw Object.assign(new Error('mine'), { syscall: 'write', code: 'ENOSPC' });
      };
      await expect(readLogFile(path, failing, { textBudgetBytes })).rejects.toThrow('mine');
    }
  });
});
