// Damage at any place of a log, of any kind: exactly the records that end before it are kept, however the text comes.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { constants, gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { HashedFile } from '../../src/trail/hashed-file.js';
import { inflateStream } from '../../src/trail/inflate-stream.js';
import { type LogFileReading, readLogFile } from '../../src/trail/read-log-file.js';
import { JsonElements } from '../../src/trail/stream-json-elements.js';
import { Utf8Text } from '../../src/trail/utf8-text.js';

const folder = mkdtempSync(join(tmpdir(), 'trailwright-damage-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, 'file');

const seed = Date.now();
console.log(`seed ${seed}`);
const BUDGETS = [1 << 26, 1];

const TRICKY = ['"', '\\', '},{', '{"Records":[', ']}', '\u00fc', '\u{1F512}', '\n', ' ', 'a', '\u2028'];
const record = fc.record({
  eventID: fc.uuid(),
  eventSource: fc.constant('s3.amazonaws.com'),
  eventName: fc.constant('GetObject'),
  requestParameters: fc.dictionary(
    fc.string({ unit: fc.constantFrom(...TRICKY), maxLength: 6 }),
    fc.oneof(fc.string({ unit: fc.constantFrom(...TRICKY), maxLength: 12 }), fc.jsonValue({ maxDepth: 3 })),
    { maxKeys: 4 },
  ),
});

/** A log as its parts: what opens it, its records as text, what stands between them, what closes it. */
const log = fc.record({
  shape: fc.constantFrom(
    ['{"Records":[', ',', ']}'],
    ['{"a":[{"Records":[]},-1.5e3,null],"Records":[', ',', '],"b":{"c":[true]}}'],
    ['{\n  "Records" : [\n', ' ,\n', '\n]\n}\n'],
    ['[', ',', ']'],
    ['', ' \n', ''],
    ['', '', ''],
  ),
  records: fc.array(record, { minLength: 1, maxLength: 6 }),
  indent: fc.constantFrom(0, 2),
});

interface Log {
  text: string;
  /** Where each record ends. */
  ends: number[];
}

function written(parts: { shape: readonly string[]; records: readonly unknown[]; indent: number }): Log {
  const { shape, records, indent } = parts;
  const [open = '', between = '', close = ''] = shape;
  let text = open;
  const ends: number[] = [];
  for (const value of records) {
    if (ends.length > 0) text += between;
    text += JSON.stringify(value, null, indent);
    ends.push(text.length);
  }
  return { text: text + close, ends };
}

async function read(bytes: Buffer, textBudgetBytes: number): Promise<LogFileReading & { ids: unknown[] }> {
  writeFileSync(path, bytes);
  const ids: unknown[] = [];
  const take = (value: unknown) => {
    ids.push((value as { eventID?: string }).eventID);
  };
  return { ...(await readLogFile(path, take, { textBudgetBytes })), ids };
}

describe('damage anywhere', () => {
  it('a truncation keeps exactly the records that end before it', async () => {
    await fc.assert(
      fc.asyncProperty(
        log,
        fc.boolean(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (parts, gzipped, where) => {
          const { text, ends } = written(parts);
          const cut = Math.ceil(where * text.length);
          const ids = parts.records.slice(0, ends.filter((end) => end <= cut).length).map((r) => r.eventID);
          // A cut pair of surrogates is no text: the bytes of both go.
          const bytes = Buffer.from(text.slice(0, cut).replace(/[\ud800-\udbff]$/, ''));
          for (const budget of BUDGETS)
            expect((await read(gzipped ? gzipSync(bytes) : bytes, budget)).ids).toEqual(ids);
        },
      ),
      { seed, numRuns: 300 },
    );
  });

  it('each truncation of one log keeps exactly the records that end before it', async () => {
    const [parts] = fc.sample(log, { seed, numRuns: 1 });
    const { text, ends } = written({ records: [], shape: [], indent: 0, ...parts });
    for (let cut = 1; cut <= Math.min(text.length, 1500); cut++) {
      const { ids } = await read(Buffer.from(text.slice(0, cut)), 1);
      expect(ids.length).toBe(ends.filter((end) => end <= cut).length);
    }
  });

  it('garbage behind the k-th record keeps exactly k records, and is told', async () => {
    // Its first character is one that no JSON has behind a value.
    const garbage = fc
      .tuple(
        fc.constantFrom('x', '}x', ']x', ':', '\u0001', '-', '"', '\u00fc'),
        fc.string({ maxLength: 20 }),
      )
      .map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(log, garbage, fc.nat(), fc.boolean(), async (parts, inserted, nth, gzipped) => {
        // Records in a row stand for themselves: what follows the damage there is read again.
        fc.pre(parts.shape[0] !== '');
        const { text, ends } = written(parts);
        const k = (nth % ends.length) + 1;
        const end = ends[k - 1] ?? 0;
        const bytes = Buffer.from(text.slice(0, end) + inserted + text.slice(end));
        for (const budget of BUDGETS) {
          const { ids, damage } = await read(gzipped ? gzipSync(bytes) : bytes, budget);
          expect(ids).toEqual(parts.records.slice(0, k).map((r) => r.eventID));
          expect(damage?.recordsKept).toBe(k);
        }
      }),
      { seed, numRuns: 300 },
    );
  });

  // None of the bad lines closes an object: a record between two halves of one would be part of it.
  it('a bad line costs that line, wherever it is', async () => {
    const line = fc.oneof(
      { weight: 3, arbitrary: record.map((r) => ({ text: JSON.stringify(r), id: r.eventID })) },
      { weight: 1, arbitrary: record.map((r) => ({ text: JSON.stringify(r, null, 1), id: r.eventID })) },
      {
        weight: 1,
        arbitrary: fc
          .constantFrom('{oops', '{"a":', 'x', '{"eventName":"y', ']', '{"b":2}]', '{"a":1}x', '[}')
          .map((text) => ({
            text,
            id: undefined,
          })),
      },
    );
    await fc.assert(
      fc.asyncProperty(record, record, fc.array(line, { maxLength: 12 }), async (first, last, middle) => {
        const all = [first, last].map((r) => ({ text: JSON.stringify(r), id: r.eventID }));
        const lines = [all[0], ...middle, all[1]].filter((l) => l !== undefined);
        const text = lines.map((l) => l.text).join('\n');
        for (const budget of BUDGETS) {
          const { ids, recordSkips, damage } = await read(Buffer.from(text), budget);
          expect(ids.filter((id) => id !== undefined)).toEqual(lines.flatMap((l) => l.id ?? []));
          // Lines that broke off one after another can look like one document, and are told once.
          const bad = lines.filter((l) => l.id === undefined).length;
          expect(recordSkips.length).toBeLessThanOrEqual(bad);
          expect(recordSkips.length > 0).toBe(bad > 0);
          expect(damage).toBeUndefined();
        }
      }),
      { seed, numRuns: 300 },
    );
  });
});

describe('pieces', () => {
  it('of text give the same elements however it is cut', () => {
    fc.assert(
      fc.property(
        fc.array(log, { minLength: 1, maxLength: 3 }),
        fc.infiniteStream(fc.nat(40)),
        (parts, sizes) => {
          const text = parts.map((p) => written(p).text).join(' ');
          const elements = new JsonElements();
          const got: unknown[] = [];
          for (let at = 0; at < text.length; ) {
            const size = sizes.next().value;
            got.push(...elements.write(text.slice(at, at + size)));
            at += size;
          }
          got.push(...elements.end());
          expect(got).toEqual(parts.flatMap((p) => JSON.parse(JSON.stringify(p.records))));
        },
      ),
      { seed, numRuns: 300 },
    );
  });

  it('of UTF-8 give the text and the first bad byte of a fatal decoder', () => {
    const bytes = fc
      .array(
        fc.oneof(
          fc.string({ unit: fc.constantFrom(...TRICKY) }).map((s) => Buffer.from(s)),
          fc.uint8Array({ maxLength: 3 }),
        ),
      )
      .map((parts) => Buffer.concat(parts));
    fc.assert(
      fc.property(bytes, fc.infiniteStream(fc.nat(5)), (all, sizes) => {
        const utf8 = new Utf8Text();
        let text = '';
        let bad: number | undefined;
        const take = (chunk: Buffer, isEnd: boolean) => {
          for (const piece of utf8.write(chunk, isEnd)) {
            if (piece.badOffset !== undefined) bad ??= piece.badOffset;
            if (bad === undefined) text += piece.text;
          }
        };
        for (let at = 0; at < all.length; ) {
          const size = sizes.next().value;
          take(all.subarray(at, at + size), false);
          at += size;
        }
        take(all.subarray(0, 0), true);
        const valid = (length: number) => {
          try {
            return new TextDecoder('utf-8', { fatal: true }).decode(all.subarray(0, length));
          } catch {
            return undefined;
          }
        };
        let end = all.length;
        while (valid(end) === undefined) end--;
        // The longest valid beginning ends where the first bad character starts.
        expect(text).toBe(valid(end));
        expect(bad).toBe(end === all.length ? undefined : end);
      }),
      { seed, numRuns: 1000 },
    );
  });

  it('of damaged gzip give all the text that zlib finds before the damage', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ maxLength: 300 }), { maxLength: 60 }),
        fc.nat(),
        fc.uint8Array({ minLength: 1, maxLength: 4 }),
        fc.nat(8),
        async (parts, place, bad, level) => {
          const gzip = gzipSync(parts.join(''), { level });
          const damaged = Buffer.from(gzip);
          damaged.set(
            bad.subarray(0, gzip.length - 10 - (place % (gzip.length - 10))),
            10 + (place % (gzip.length - 10)),
          );
          writeFileSync(path, damaged);
          const file = await HashedFile.open(path);
          const texts: Buffer[] = [];
          try {
            for await (const chunk of inflateStream(file, true)) texts.push(chunk);
          } catch {
            // That it is damaged is what is tried here.
          } finally {
            await file.close();
          }
          // The slow way: the longest beginning that inflates without an error.
          let end = damaged.length;
          let longest: Buffer | undefined;
          for (; longest === undefined; end--) {
            try {
              longest = gunzipSync(damaged.subarray(0, end), { finishFlush: constants.Z_SYNC_FLUSH });
            } catch {
              // One byte less.
            }
          }
          expect(Buffer.concat(texts).toString('hex')).toBe(longest.toString('hex'));
        },
      ),
      { seed, numRuns: 60 },
    );
  });
});
