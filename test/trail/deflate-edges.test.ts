// Deflate streams at the edges of what zlib takes, one by one: our decoder takes the same.
import { describe, expect, it } from 'vitest';
import { wasmModule } from '../../src/trail/wasm-module.js';
import { BitWriter, codesOf, fixedLengths } from '../differential/deflate-random.js';
import { rawInWasm, rawInZlib } from '../differential/inflate-raw.js';

const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const END = 256;

/** Lengths of codes by symbol; the others are 0. */
function lengths(count: number, of: Record<number, number>): number[] {
  return Array.from({ length: count }, (_, s) => of[s] ?? 0);
}

/** Codes of four bits for lengths 0 to 15: all of a length is written as it is. */
const PLAIN = lengths(19, Object.fromEntries(Array.from({ length: 16 }, (_, s) => [s, 4])));

/** A last block with these lengths, and then what `symbols` names: of literals, and `d` of distances, with no extra bits. */
function dynamic(
  literals: number[],
  distances: number[],
  symbols: (number | `d${number}`)[],
  plain = PLAIN,
): Buffer {
  const writer = new BitWriter();
  writer.bits(0b101, 3);
  writer.bits(literals.length - 257, 5);
  writer.bits(distances.length - 1, 5);
  writer.bits(15, 4);
  for (const symbol of ORDER) writer.bits(plain[symbol] ?? 0, 3);
  const codes = codesOf(plain);
  for (const length of [...literals, ...distances]) writer.code(codes[length] ?? { code: 0, length: 1 });
  const [ofLiterals, ofDistances] = [codesOf(literals), codesOf(distances)];
  for (const symbol of symbols)
    writer.code(
      (typeof symbol === 'number' ? ofLiterals[symbol] : ofDistances[Number(symbol.slice(1))]) ?? {
        ...{ code: 1, length: 1 },
      },
    );
  writer.bits(0, 32);
  return Buffer.from(writer.bytes);
}

/** A last block with the codes that every decoder has. */
function fixed(symbols: (number | `d${number}`)[]): Buffer {
  const writer = new BitWriter();
  writer.bits(0b011, 3);
  const codes = codesOf(fixedLengths());
  for (const symbol of symbols)
    if (typeof symbol === 'number') writer.code(codes[symbol] ?? { code: 0, length: 0 });
    else writer.code({ code: Number(symbol.slice(1)), length: 5 });
  writer.bits(0, 32);
  return Buffer.from(writer.bytes);
}

/** A last block whose lengths are told by these codes of lengths, each with its extra bits; `code` of one bit follows. */
function told(
  literals: number,
  distances: number,
  steps: [symbol: number, extra: number, bits: number][],
  code = 0,
): Buffer {
  const ofLengths = lengths(19, { 0: 2, 1: 2, 16: 3, 17: 3, 18: 2 });
  const writer = new BitWriter();
  writer.bits(0b101, 3);
  writer.bits(literals - 257, 5);
  writer.bits(distances - 1, 5);
  writer.bits(15, 4);
  for (const symbol of ORDER) writer.bits(ofLengths[symbol] ?? 0, 3);
  const codes = codesOf(ofLengths);
  for (const [symbol, extra, bits] of steps) {
    writer.code(codes[symbol] ?? { code: 0, length: 0 });
    writer.bits(extra, bits);
  }
  writer.bits(code, 1);
  writer.bits(0, 63);
  return Buffer.from(writer.bytes);
}

const AB = lengths(257, { 97: 2, 98: 2, [END]: 1 });
const WITH_MATCH = lengths(258, { 97: 2, 257: 2, [END]: 1 });
const ONE = lengths(1, { 0: 1 });
/** 15 bits deep: a code of each length, and two of the longest. */
const DEEP = lengths(257, {
  ...Object.fromEntries(Array.from({ length: 15 }, (_, s) => [s, s + 1])),
  [END]: 15,
});
const FILL = (count: number, symbols: number) =>
  lengths(count, { ...Object.fromEntries(Array.from({ length: symbols }, (_, s) => [s, 8])), [END]: 8 });

const cases: [name: string, isTaken: boolean, stream: Buffer][] = [
  ['literals and no distance code', true, dynamic(AB, [0], [97, 98, END])],
  ['one distance code of one bit', true, dynamic(WITH_MATCH, ONE, [97, 257, 'd0', END])],
  ['the bit that has no code there', false, dynamic(WITH_MATCH, ONE, [97, 257, 'd1', END])],
  ['one distance code of two bits', false, dynamic(AB, [2], [97, END])],
  ['two distance codes of two bits', false, dynamic(AB, [2, 2], [97, END])],
  ['three distance codes of one bit', false, dynamic(AB, [1, 1, 1], [97, END])],
  ['a match, but no distance code', false, dynamic(WITH_MATCH, [0], [97, 257, 'd0', END])],
  ['a match before any text', false, dynamic(WITH_MATCH, ONE, [257, 'd0', END])],
  ['only the end, of one bit', true, dynamic(lengths(257, { [END]: 1 }), [0], [END])],
  ['the bit beside it', false, dynamic(lengths(257, { [END]: 1 }), [0], [1])],
  ['only the end, of two bits', false, dynamic(lengths(257, { [END]: 2 }), [0], [END])],
  ['no end', false, dynamic(lengths(257, { 97: 1, 98: 1 }), [0], [97, 98])],
  ['too many literal codes', false, dynamic(lengths(257, { 97: 1, 98: 1, [END]: 1 }), [0], [97, END])],
  ['too few literal codes', false, dynamic(lengths(257, { 97: 2, [END]: 1 }), [0], [97, END])],
  ['codes of fifteen bits', true, dynamic(DEEP, [0], [14, 13, 12, 11, 10, 9, 0, END])],
  ['256 codes of eight bits', true, dynamic(FILL(257, 255), [0], [0, 254, END])],
  ['257 codes of eight bits', false, dynamic(FILL(257, 256), [0], [0, 254, END])],
  ['286 literals', true, dynamic(lengths(286, { 97: 1, [END]: 1 }), [0], [97, END])],
  ['287 literals', false, dynamic(lengths(287, { 97: 1, [END]: 1 }), [0], [97, END])],
  ['288 literals', false, dynamic(lengths(288, { 97: 1, [END]: 1 }), [0], [97, END])],
  ['30 distances', true, dynamic(AB, lengths(30, { 29: 1 }), [97, END])],
  ['31 distances', false, dynamic(AB, lengths(31, { 29: 1 }), [97, END])],
  ['32 distances', false, dynamic(AB, lengths(32, { 29: 1 }), [97, END])],
  ['too many codes of lengths', false, dynamic(AB, [0], [END], lengths(19, { 0: 1, 1: 1, 2: 1 }))],
  ['too few codes of lengths', false, dynamic(AB, [0], [END], lengths(19, { 0: 1, 1: 2 }))],
  ['one code of lengths', false, dynamic(AB, [0], [END], lengths(19, { 0: 1 }))],
  ['no code of lengths', false, dynamic(AB, [0], [END], lengths(19, {}))],
  ['a length repeated before any', false, told(257, 1, [[16, 0, 2]])],
  [
    'zeros, the end, and one distance',
    true,
    told(257, 1, [
      [18, 127, 7],
      [18, 107, 7],
      [1, 0, 0],
      [0, 0, 0],
    ]),
  ],
  [
    'zeros that go on among distances',
    true,
    told(257, 4, [
      [18, 127, 7],
      [18, 107, 7],
      [1, 0, 0],
      [17, 1, 3],
    ]),
  ],
  [
    'zeros past the last distance',
    false,
    told(257, 3, [
      [18, 127, 7],
      [18, 107, 7],
      [1, 0, 0],
      [17, 1, 3],
    ]),
  ],
  [
    'a length that is repeated past the last',
    false,
    told(257, 2, [
      [18, 127, 7],
      [18, 107, 7],
      [1, 0, 0],
      [16, 0, 2],
    ]),
  ],
  [
    'a length that is repeated from literals to distances',
    true,
    told(
      257,
      2,
      [
        [18, 127, 7],
        [18, 106, 7],
        [1, 0, 0],
        [16, 0, 2],
      ],
      1,
    ),
  ],
  ['literal 286 of the fixed code', false, fixed([97, 286, 'd0', END])],
  ['literal 287 of the fixed code', false, fixed([97, 287, 'd0', END])],
  ['distance 30 of the fixed code', false, fixed([97, 257, 'd30', END])],
  ['distance 31 of the fixed code', false, fixed([97, 257, 'd31', END])],
  ['a match as far as there is text', true, fixed([97, 98, 257, 'd1', END])],
  ['a match one byte further', false, fixed([97, 98, 257, 'd2', END])],
  ['a block of the fourth kind', false, Buffer.from([0b111, 0, 0, 0])],
  ['a stored block', true, Buffer.from([1, 2, 0, 0xfd, 0xff, 97, 98])],
  ['a stored block of nothing', true, Buffer.from([1, 0, 0, 0xff, 0xff])],
  ['a stored block with another complement', false, Buffer.from([1, 2, 0, 0xfd, 0xfe, 97, 98])],
  ['a stored block that is cut', false, Buffer.from([1, 2, 0, 0xfd, 0xff, 97])],
  ['a stored block of which the length is cut', false, Buffer.from([1, 2, 0, 0xfd])],
  ['nothing', false, Buffer.alloc(0)],
];

describe('deflate at its edges', () => {
  it.each(cases)('%s (taken: %s)', (_, isTaken, stream) => {
    const module = wasmModule();
    if (module === undefined) throw new Error('it is not built');
    const theirs = rawInZlib(stream);
    expect(theirs !== undefined).toBe(isTaken);
    expect(rawInWasm(module, stream, 1 << 16, 1 << 16)).toEqual(theirs);
  });
});
