// The scanners against their twin, each place in turn: every document cut at each byte, with each byte changed, moved
// over the blocks that are scanned at once, and every sequence of a few tokens. TRAILWRIGHT_LARGE=1: all values of a
// byte, and sequences one token longer.
import { expect, it } from 'vitest';
import { RecordTable } from '../../src/trail/scan/record-table.js';
import { scanRecords } from '../../src/trail/scan/scan-records.js';
import { compare, shown } from './scan-comparison.js';
import { SMALL_DOCUMENTS } from './scan-corpus.js';

const LARGE = process.env.TRAILWRIGHT_LARGE === '1';
const TIMEOUT = { timeout: LARGE ? 3_600_000 : 60_000 };

Error.stackTraceLimit = 0;

/** Answers whether the scanner in WebAssembly took it. */
function agree(bytes: Uint8Array, checkKept: boolean): boolean {
  const { difference, taken } = compare(bytes, { checkKept });
  if (difference !== undefined) throw new Error(`${difference}\n${shown(bytes)}`);
  return taken;
}

/** The same document, moved so that the block of 64 bytes that has byte `at` starts or ends with it. */
function moved(text: string, at: number, isLast: boolean): { bytes: Buffer; place: number } {
  const before = Buffer.from(text).subarray(0, 1);
  const spaces = (isLast ? 127 - at : 128 - at) & 63;
  const bytes = Buffer.concat([before, Buffer.alloc(spaces, ' '), Buffer.from(text).subarray(1)]);
  return { bytes, place: at === 0 ? 0 : at + spaces };
}

/** Where the last character of `bytes` starts if it is cut, else their length. */
function lastWholeCharacter(bytes: Buffer): number {
  for (let length = bytes.length; length > 0; length--) {
    if (!bytes.subarray(0, length).toString('utf8').endsWith('\ufffd')) return length;
  }
  return 0;
}

it.each(SMALL_DOCUMENTS)('agree on each beginning of %j', (text) => {
  const bytes = Buffer.from(text);
  const table = new RecordTable();
  for (let length = 0; length <= bytes.length; length++) {
    const beginning = bytes.subarray(0, length);
    agree(beginning, true);
    const { fault } = scanRecords(beginning, table);
    if (fault !== undefined) expect(fault.offset).toBe(lastWholeCharacter(beginning));
  }
});

it('agree on each document with one byte changed', TIMEOUT, () => {
  const some = [...Buffer.from('{}[]",:\\0-.eu \n\0\xff\xc3', 'latin1')];
  const values = LARGE ? Array.from({ length: 256 }, (_, byte) => byte) : some;
  for (const text of SMALL_DOCUMENTS) {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at++) {
      const original = bytes[at] as number;
      for (const value of values) {
        bytes[at] = value;
        agree(bytes, LARGE && some.includes(value));
      }
      bytes[at] = original;
    }
  }
});

it('agree on each document with one byte changed at the edge of a block', TIMEOUT, () => {
  const some = Buffer.from('{}[]",:\\0- \n\0', 'latin1');
  for (const text of SMALL_DOCUMENTS) {
    const taken = agree(Buffer.from(text), false);
    for (let at = 0; at < Buffer.byteLength(text); at++) {
      for (const isLast of [false, true]) {
        const { bytes, place } = moved(text, at, isLast);
        if (agree(bytes, false) !== taken && /^[[{]/.test(text))
          throw new Error(`WebAssembly takes it in one place only\n${shown(bytes)}`);
        for (const value of LARGE ? some : [some[at % some.length] as number]) {
          bytes[place] = value;
          agree(bytes, false);
        }
      }
    }
  }
});

it('agree on each document wherever the blocks lie', TIMEOUT, () => {
  for (const text of SMALL_DOCUMENTS) {
    for (let length = 0; length < 64; length++) {
      agree(
        Buffer.from(`{"a":"${'x'.repeat(length)}","b":[${text}],"eventName":"A","eventSource":"s"}`),
        false,
      );
      agree(Buffer.from(`[{"a":"${'\\\\'.repeat(length)}","b":${text}}]`), false);
    }
  }
});

it('agree on keys far from their colons, and on long ones that end as others do', () => {
  for (let length = 0; length < 200; length++) {
    const space = ' '.repeat(length);
    agree(Buffer.from(`[{"eventName"${space}:"A"${space},"eventSource":${space}"s"}]`), false);
    agree(Buffer.from(`[{"eventSource":"s","${'x'.repeat(length)}eventName":"A"}]`), false);
    agree(Buffer.from(`[{"eventSource":"s","\\u0065${'x'.repeat(length)}":"A","eventName":"B"}]`), false);
  }
});

it('agree on each sequence of tokens', TIMEOUT, () => {
  const tokens = [
    ...['{', '}', '[', ']', ',', ':', '"Records":', '"eventName":', '"eventSource":"s"', '"a":', '"a"', '"'],
    ...['0', '1', '-', '.', 'e', 'true', 'null', ' ', '\\', 'é'],
  ];
  let sequences = 0;
  const extend = (text: string, more: number) => {
    sequences++;
    agree(Buffer.from(text), true);
    if (more > 0) for (const token of tokens) extend(text + token, more - 1);
  };
  const longest = LARGE ? 4 : 3;
  extend('', longest);
  extend('[', longest);
  extend('{"Records":[', longest);
  extend('{"Records":[{', longest);
  // The end of the first block of 64 bytes is among them.
  extend(`[${' '.repeat(60)}`, longest - 1);
  extend(`{"a":"${'x'.repeat(56)}"`, longest - 1);
  expect(sequences).toBeGreaterThan(4 * tokens.length ** longest);
});
