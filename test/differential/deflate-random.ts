// Deflate streams that no compressor writes: random blocks with random codes, at the edges of what zlib takes, or past
// them. The bits are put together from RFC 1951 alone.
import type { SeededRandom } from './scan-random.js';

const LENGTH_CODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const END_OF_BLOCK = 256;
const LONGEST_CODE = 15;

export class BitWriter {
  readonly bytes: number[] = [];
  #used = 8;

  /** Lowest bit first, as all but codes are written. */
  bits(value: number, count: number): void {
    for (let i = 0; i < count; i++) {
      if (this.#used === 8) {
        this.bytes.push(0);
        this.#used = 0;
      }
      this.bytes[this.bytes.length - 1] = (this.bytes.at(-1) ?? 0) | (((value >>> i) & 1) << this.#used++);
    }
  }

  code({ code, length }: Code): void {
    for (let i = length - 1; i >= 0; i--) this.bits(code >>> i, 1);
  }

  align(): void {
    this.#used = 8;
  }
}

export interface Code {
  code: number;
  length: number;
}

/** A stream of some blocks. Most are sound; `strangeness` is once in how many times a part of it is not. */
export function randomDeflate(random: SeededRandom, strangeness: number): Buffer {
  const writer = new BitWriter();
  const blocks = 1 + random.below(4);
  let text = 0;
  for (let i = 0; i < blocks; i++) {
    writer.bits(i === blocks - 1 ? 1 : 0, 1);
    const kind = random.onceIn(strangeness * 4) ? 3 : random.below(3);
    writer.bits(kind, 2);
    if (kind === 0) text += writeStored(writer, random, strangeness);
    else if (kind === 1)
      text += writeSymbols(writer, random, fixedLengths(), Array(32).fill(5), text, strangeness);
    else if (kind === 2) text += writeDynamic(writer, random, text, strangeness);
  }
  return Buffer.from(writer.bytes);
}

function writeStored(writer: BitWriter, random: SeededRandom, strangeness: number): number {
  const length = random.pick([0, 0, 1, 2, 30, random.below(2000)]);
  writer.align();
  writer.bits(length, 16);
  writer.bits(~length & (random.onceIn(strangeness) ? 0xfffe : 0xffff), 16);
  for (let i = 0; i < length; i++) writer.bits(random.below(256), 8);
  return length;
}

export function fixedLengths(): number[] {
  return Array.from({ length: 288 }, (_, s) => (s < 144 ? 8 : s < 256 ? 9 : s < 280 ? 7 : 8));
}

function writeDynamic(writer: BitWriter, random: SeededRandom, text: number, strangeness: number): number {
  const strange = () => random.onceIn(strangeness);
  const literals = strange() ? random.pick([286, 287, 288]) : 257 + random.below(30);
  const distances = strange() ? random.pick([30, 31, 32]) : 1 + random.below(30);
  const literalLengths = randomLengths(random, literals, strange() ? undefined : END_OF_BLOCK, strangeness);
  const distanceLengths = random.onceIn(6)
    ? fewLengths(random, distances)
    : randomLengths(random, distances, undefined, strangeness);
  writeLengths(writer, random, literals, distances, [...literalLengths, ...distanceLengths], strangeness);
  return writeSymbols(writer, random, literalLengths, distanceLengths, text, strangeness);
}

/** No code, or one: of one bit, which zlib takes, or of more. */
function fewLengths(random: SeededRandom, symbols: number): number[] {
  const lengths = Array<number>(symbols).fill(0);
  if (!random.onceIn(3)) lengths[random.below(symbols)] = random.pick([1, 1, 1, 2, 15]);
  return lengths;
}

/** Of a code that uses each sequence of bits, mostly; by splitting leaves of a tree. */
function randomLengths(
  random: SeededRandom,
  symbols: number,
  wanted: number | undefined,
  strangeness: number,
  longest = LONGEST_CODE,
): number[] {
  const leaves = [1, 1];
  const target = Math.min(symbols, 2 + random.below(random.pick([4, 40, symbols])));
  // Deep trees, or flat ones.
  const isDeep = random.onceIn(2);
  for (let tries = 0; leaves.length < target && tries < 4 * target; tries++) {
    const at = isDeep && !random.onceIn(3) ? leaves.length - 1 : random.below(leaves.length);
    const depth = leaves[at] ?? 0;
    if (depth === longest) continue;
    leaves[at] = depth + 1;
    leaves.push(depth + 1);
  }
  if (random.onceIn(strangeness)) {
    const at = random.below(leaves.length);
    leaves[at] = Math.max(1, Math.min(longest, (leaves[at] ?? 1) + random.pick([-1, 1])));
  }
  if (random.onceIn(strangeness)) leaves.splice(0, leaves.length, random.pick([1, 1, 2]));
  const places = Array.from({ length: symbols }, (_, s) => s).filter((s) => s !== wanted);
  const lengths = Array<number>(symbols).fill(0);
  if (wanted !== undefined) lengths[wanted] = leaves.splice(random.below(leaves.length), 1)[0] ?? 1;
  for (const leaf of leaves) {
    const place = places.splice(random.below(places.length), 1)[0];
    if (place !== undefined) lengths[place] = leaf;
  }
  return lengths;
}

function writeLengths(
  writer: BitWriter,
  random: SeededRandom,
  literals: number,
  distances: number,
  lengths: readonly number[],
  strangeness: number,
): void {
  const steps: { symbol: number; extra: number; bits: number }[] = [];
  for (let i = 0; i < lengths.length; ) {
    let run = 1;
    while (lengths[i + run] === lengths[i]) run++;
    const value = lengths[i] ?? 0;
    const canRepeat = i > 0 && lengths[i - 1] === value;
    const past = random.onceIn(strangeness * 8) ? 2 : 0;
    if (value === 0 && run >= 11 && !random.onceIn(8)) {
      const times = Math.min(138, run + past);
      steps.push({ symbol: 18, extra: times - 11, bits: 7 });
      i += times;
    } else if (value === 0 && run >= 3 && !random.onceIn(8)) {
      const times = Math.min(10, run + past);
      steps.push({ symbol: 17, extra: times - 3, bits: 3 });
      i += times;
    } else if ((canRepeat || random.onceIn(strangeness * 20)) && run >= 3 && !random.onceIn(8)) {
      const times = Math.min(6, run + past);
      steps.push({ symbol: 16, extra: times - 3, bits: 2 });
      i += times;
    } else {
      steps.push({ symbol: value, extra: 0, bits: 0 });
      i++;
    }
  }
  const used = [...new Set(steps.map((s) => s.symbol))];
  const lengthLengths = Array<number>(19).fill(0);
  const ofUsed = randomLengthsOf(random, used.length, strangeness);
  for (const [i, symbol] of used.entries()) lengthLengths[symbol] = ofUsed[i] ?? 0;
  if (used.length === 1 && !random.onceIn(strangeness)) lengthLengths[used[0] === 0 ? 1 : 0] = 1;
  let count = 19;
  while (count > 4 && lengthLengths[LENGTH_CODE_ORDER[count - 1] ?? 0] === 0) count--;
  writer.bits(literals - 257, 5);
  writer.bits(distances - 1, 5);
  writer.bits(count - 4, 4);
  for (const symbol of LENGTH_CODE_ORDER.slice(0, count)) writer.bits(lengthLengths[symbol] ?? 0, 3);
  const codes = codesOf(lengthLengths);
  for (const { symbol, extra, bits } of steps) {
    writer.code(codes[symbol] ?? { code: 0, length: 1 });
    writer.bits(extra, bits);
  }
}

/** Exactly so many codes of at most seven bits. */
function randomLengthsOf(random: SeededRandom, symbols: number, strangeness: number): number[] {
  const leaves = [1];
  while (leaves.length < symbols) {
    const at = random.below(leaves.length);
    const depth = leaves[at] ?? 0;
    if (leaves.length === 1) leaves.push(1);
    else if (depth < 7) {
      leaves[at] = depth + 1;
      leaves.push(depth + 1);
    }
  }
  if (random.onceIn(strangeness)) leaves[0] = Math.min(7, (leaves[0] ?? 1) + 1);
  return leaves;
}

/** Codes by length, then by symbol (RFC 1951, 3.2.2). */
export function codesOf(lengths: readonly number[]): (Code | undefined)[] {
  const codes: (Code | undefined)[] = Array(lengths.length);
  let code = 0;
  for (let length = 1; length <= LONGEST_CODE; length++) {
    for (const [symbol, of] of lengths.entries()) if (of === length) codes[symbol] = { code: code++, length };
    code *= 2;
  }
  return codes;
}

/** Literals and matches, and the end of the block. How many bytes of text. */
function writeSymbols(
  writer: BitWriter,
  random: SeededRandom,
  literalLengths: readonly number[],
  distanceLengths: readonly number[],
  before: number,
  strangeness: number,
): number {
  const literals = codesOf(literalLengths);
  const distances = codesOf(distanceLengths);
  const some = [...literals.keys()].filter((s) => literals[s] && s !== END_OF_BLOCK);
  const far = [...distances.keys()].filter((s) => distances[s]);
  let text = 0;
  const wanted = random.pick([0, 3, 50, 50, random.below(3000)]);
  for (let i = 0; i < wanted && some.length > 0; i++) {
    const symbol = random.pick(some);
    if (symbol < END_OF_BLOCK) {
      writer.code(literals[symbol] ?? { code: 0, length: 0 });
      text++;
      continue;
    }
    const near = far.filter((s) => (s < 2 ? s + 1 : (2 + (s & 1)) << ((s >> 1) - 1)) <= before + text);
    const distance = random.pick(random.onceIn(strangeness * 10) || near.length === 0 ? far : near);
    if (distance === undefined || (near.length === 0 && !random.onceIn(strangeness * 10))) continue;
    writer.code(literals[symbol] ?? { code: 0, length: 0 });
    const lengthBits = symbol < 265 || symbol === 285 ? 0 : (symbol - 261) >> 2;
    const lengthExtra = random.below(1 << lengthBits);
    writer.bits(lengthExtra, lengthBits);
    text +=
      symbol === 285
        ? 258
        : symbol < 265
          ? symbol - 254
          : ((4 + ((symbol - 1) & 3)) << lengthBits) + 3 + lengthExtra;
    writer.code(distances[distance] ?? { code: 0, length: 0 });
    const distanceBits = distance < 4 ? 0 : (distance - 2) >> 1;
    // Mostly small, so that it stays within the text.
    writer.bits(random.onceIn(8) ? random.below(1 << distanceBits) : 0, distanceBits);
  }
  const end = literals[END_OF_BLOCK];
  if (end) writer.code(end);
  return text;
}
