// Gzip that is damaged, and bytes that are no text: everything before is kept, and the place is told.
import { constants, deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/core/json.js';
import { lakeCsv, lines, read, record } from './log-texts.js';

const records = [0, 1, 2, 3, 4].map(record);

describe('damaged gzip', () => {
  // Past several of the pieces that input is written in.
  const large = Array.from({ length: 4000 }, (_, n) => ({ ...record(n), userAgent: noise(n, 200) }));
  const texts: [name: string, all: JsonValue[], text: string][] = [
    ['small', records, JSON.stringify({ Records: records })],
    ['large', large, JSON.stringify({ Records: large })],
    ['in lines', records, lines(records)],
    ['in CSV', records, lakeCsv(records)],
  ];

  it.each(texts)('with bytes after its end is whole, %s', async (_, all, text) => {
    const two = Buffer.concat([gzipSync(text.slice(0, 99)), gzipSync(text.slice(99))]);
    const bytes = Buffer.byteLength(text);
    for (const tail of ['xyz', 'x'.repeat(100), '\0\0\0xyz', '\0x'])
      for (const gzip of [gzipSync(text), two]) {
        const { got, damage } = await read(Buffer.concat([gzip, Buffer.from(tail)]));
        expect(got).toEqual(all);
        expect(damage).toEqual({
          reason: `there are bytes after the end of the gzip data, which has ${bytes} bytes of text; the ${all.length} records before it were kept`,
          recordsKept: all.length,
          kept: true,
        });
      }
    const { damage } = await read(Buffer.concat([gzipSync(text), Buffer.from('\n')]));
    expect(damage?.reason).toMatch(/bytes after the end/);
  });

  it.each(texts)('may be padded with zeros, %s', async (_, all, text) => {
    for (const zeros of [1, 512, 300_000])
      for (const budget of [1 << 26, 1]) {
        const { got, damage } = await read(Buffer.concat([gzipSync(text), Buffer.alloc(zeros)]), budget);
        expect(got).toEqual(all);
        expect(damage).toBeUndefined();
      }
  });

  it.each(texts)('gives all text before a block that is none, %s', async (_, all, text) => {
    // The header of a gzip member; the first part ends on a whole byte; then a block of the type that there is not.
    const header = gzipSync('').subarray(0, 10);
    const kept = all.length - 2;
    const cut = text.indexOf(`${all[kept] && (all[kept] as { eventID: string }).eventID}`) - 10;
    const deflated = deflateRawSync(text.slice(0, cut), { finishFlush: constants.Z_SYNC_FLUSH });
    const { got, damage } = await read(Buffer.concat([header, deflated, Buffer.from([0xff, 0xff, 0xff])]));
    expect(got).toEqual(all.slice(0, kept));
    const bytes = Buffer.byteLength(text.slice(0, cut));
    expect(damage?.reason).toBe(
      `the gzip data is corrupt (invalid block type) after ${bytes} bytes of text; the ${kept} records before it were kept`,
    );
  });

  it.each(texts)('that is truncated keeps the records before, %s', async (_, all, text) => {
    const { got, damage } = await read(gzipSync(text).subarray(0, -9));
    expect(got.length).toBeGreaterThanOrEqual(all.length - 2);
    expect(got).toEqual(all.slice(0, got.length));
    expect(damage).toMatchObject({ kept: true, recordsKept: got.length });
    expect(damage?.reason).toMatch(/truncated/);
    // Only the trailer is missing.
    expect((await read(gzipSync(text).subarray(0, -8))).got.length).toBeGreaterThanOrEqual(all.length - 1);
  });

  it.each(texts)('keeps nothing where only the checksum tells, and counts it, %s', async (_, all, text) => {
    for (const place of [2, 6]) {
      const bytes = gzipSync(text);
      bytes[bytes.length - place] = (bytes[bytes.length - place] ?? 0) ^ 0xff;
      const { damage } = await read(bytes);
      expect(damage).toEqual({
        reason: `the gzip data is corrupt (incorrect ${place === 6 ? 'data' : 'length'} check) after ${Buffer.byteLength(text)} bytes of text; none of its ${all.length} records were kept`,
        recordsKept: 0,
        kept: false,
      });
    }
  });
});

describe('bytes that are no UTF-8', () => {
  const wide = Array.from({ length: 2000 }, (_, n) => ({
    ...record(n),
    note: `${'\u{1F512}€ü'.repeat(20)}${n}`,
  }));
  const forms: [name: string, text: string][] = [
    ['in one document', JSON.stringify({ Records: wide })],
    ['in CSV', lakeCsv(wide)],
    ['in a row', wide.map((r) => JSON.stringify(r, null, 1)).join('')],
  ];

  it.each(forms)('cost nothing before them, %s', async (_, text) => {
    for (const k of [0, 1, 400, 1999]) {
      const at = text.indexOf(`8000-${String(k).padStart(12, '0')}`) + 3;
      const before = Buffer.from(text.slice(0, at));
      const bytes = Buffer.concat([before, Buffer.from([0xe2, 0x82]), Buffer.from(text.slice(at))]);
      for (const form of [bytes, gzipSync(bytes)]) {
        const { got, damage } = await read(form);
        expect(got).toEqual(wide.slice(0, k));
        expect(damage?.reason).toMatch(`the text is not valid UTF-8 at byte offset ${before.length};`);
      }
    }
  });

  it.each([1 << 26, 1])('cost their line where lines stand for themselves (budget %d)', async (budget) => {
    const rows = lines(wide)
      .split('\n')
      .map((row) => Buffer.from(row));
    const feed = Buffer.from('\n');
    for (const bad of [[1], [0], [3, 4, 700], [1999]]) {
      const bytes = Buffer.concat(
        rows.flatMap((row, n) =>
          bad.includes(n)
            ? [row.subarray(0, 30), Buffer.from([0xff, 0xfe]), row.subarray(30), feed]
            : [row, feed],
        ),
      );
      const { got, recordSkips, damage } = await read(bytes, budget);
      expect(got).toMatchObject(wide.filter((_, n) => !bad.includes(n)).map(({ eventID }) => ({ eventID })));
      expect(recordSkips.map(({ record }) => record)).toEqual(bad);
      expect(recordSkips[0]?.reason).toMatch(/no JSON: it has bytes that are no text/);
      expect(damage).toBeUndefined();
    }
  });

  it('are told where a character is cut by the end', async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"Records":['),
      Buffer.from(JSON.stringify(records[0])),
      Buffer.from([0xe2, 0x82]),
    ]);
    const { got, damage } = await read(bytes);
    expect(got).toEqual([records[0]]);
    expect(damage?.reason).toMatch(`UTF-8 at byte offset ${bytes.length - 2};`);
  });
});

/** Letters that do not compress, always the same for the same `seed`. */
function noise(seed: number, length: number): string {
  let state = seed + 1;
  let text = '';
  while (text.length < length) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    text += state.toString(36);
  }
  return text.slice(0, length);
}
