// One raw deflate stream (RFC 1951) → its text, in memory that the host lays out. It takes no stream that zlib refuses;
// what is wrong with one is not told. Bits are read 56 and more at once, codes by tables that give up to three literals.
import { buildTable, END, EXCEPTION, INVALID, joinLiterals, LITERALS } from './huffman-table';
import {
  DISTANCE_MEANINGS, LENGTH_CODE_MEANINGS, LITERAL_MEANINGS, REPEAT_BYTES, REPEATS,
} from './symbol-meanings';

/** What inflatePiece answers. */
const WHOLE: i32 = 0;
const MORE: i32 = 1;
const REFUSED: i32 = 2;

/**
 * Bytes behind the input that are read, and behind a piece's limit that are written: what one turn of the loop takes at
 * most. The host leaves room for them.
 */
export const INPUT_MARGIN: u32 = 64;
export const OUTPUT_MARGIN: u32 = 512;

const LITERAL_BITS: u32 = 11;
const DISTANCE_BITS: u32 = 8;
const LENGTH_CODE_BITS: u32 = 7;
/** Bytes of input: joining takes as long as it saves there (4 µs). */
const LEAST_JOINED: usize = 8 * 1024;
/** A table beneath the first one has two codes or more, and as many entries as the rest of the longest code tells. */
const LITERAL_TABLE = memory.data(((1 << 11) + (288 / 2) * (1 << 4)) * 4, 16);
const DISTANCE_TABLE = memory.data(((1 << 8) + (32 / 2) * (1 << 7)) * 4, 16);
const LENGTH_CODE_TABLE = memory.data((1 << 7) * 4, 16);
const LENGTHS = memory.data(288 + 32 + 144, 16);

const LENGTH_CODE_ORDER = memory.data<u8>([
  16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
]);
const BETWEEN_BLOCKS: i32 = 0;
const IN_STORED: i32 = 1;
const IN_CODES: i32 = 2;
const AT_END: i32 = 3;

let phase: i32 = AT_END;
let isLastBlock: bool = false;
let storedLeft: u32 = 0;
let hasFixedTables: bool = false;
let nextInput: usize = 0;
let inputEnd: usize = 0;
let nextOutput: usize = 0;
let outputStart: usize = 0;
let bitBuffer: u64 = 0;
/** Only the lowest six bits count, here and in every count of bits. */
let bitCount: u64 = 0;

/** The stream at `input`, no further than `end`; its text goes to `output`. */
export function startInflate(input: usize, end: usize, output: usize): void {
  nextInput = input;
  inputEnd = end;
  outputStart = output;
  nextOutput = output;
  bitBuffer = 0;
  bitCount = 0;
  isLastBlock = false;
  phase = BETWEEN_BLOCKS;
}

/** The end of the text so far; up to OUTPUT_MARGIN bytes past the limit. */
export function outputEnd(): usize {
  return nextOutput;
}

/** Where the input goes on behind the stream, once it is whole. */
export function inputPosition(): usize {
  return nextInput;
}

/** Goes on to the first end of a code at or past `limit`. */
export function inflatePiece(limit: usize): i32 {
  while (phase != AT_END) {
    if (phase == IN_CODES) {
      const status = inflateCodes(limit);
      if (status != WHOLE) return status;
      phase = BETWEEN_BLOCKS;
    } else if (phase == IN_STORED) {
      if (nextOutput >= limit) return MORE;
      const bytes = min(storedLeft, <u32>(limit - nextOutput));
      if (bytes > <u32>(inputEnd - nextInput)) return REFUSED;
      memory.copy(nextOutput, nextInput, bytes);
      nextOutput += bytes;
      nextInput += bytes;
      storedLeft -= bytes;
      if (storedLeft > 0) return MORE;
      phase = BETWEEN_BLOCKS;
    } else if (isLastBlock) {
      giveBackBytes();
      phase = AT_END;
    } else if (!startBlock()) return REFUSED;
  }
  return nextInput <= inputEnd ? WHOLE : REFUSED;
}

// @ts-ignore: decorator
@inline
function refill(): void {
  bitBuffer |= load<u64>(nextInput) << bitCount;
  nextInput += 7 - <usize>((bitCount >> 3) & 7);
  bitCount |= 56;
}

// @ts-ignore: decorator
@inline
function takeBits(count: u32): u32 {
  const bits = <u32>bitBuffer & ((1 << count) - 1);
  bitBuffer >>= count;
  bitCount -= count;
  return bits;
}

/** Back to the first byte of which no bit was taken. */
function giveBackBytes(): void {
  nextInput -= <usize>((bitCount & 63) >> 3);
  bitBuffer = 0;
  bitCount = 0;
}

/** Bits wait in the buffer that are before `nextInput`, at most eight bytes of them. */
// @ts-ignore: decorator
@inline
function isPastInput(position: usize): bool {
  return position > inputEnd + 8;
}

function startBlock(): bool {
  if (isPastInput(nextInput)) return false;
  refill();
  isLastBlock = takeBits(1) != 0;
  const kind = takeBits(2);
  if (kind == 0) {
    giveBackBytes();
    if (nextInput + 4 > inputEnd) return false;
    storedLeft = load<u16>(nextInput);
    if ((storedLeft ^ 0xffff) != load<u16>(nextInput, 2)) return false;
    nextInput += 4;
    phase = storedLeft > 0 ? IN_STORED : BETWEEN_BLOCKS;
    return true;
  }
  phase = IN_CODES;
  if (kind == 1) return setFixedTables();
  return kind == 2 && readTables();
}

function setFixedTables(): bool {
  if (hasFixedTables) return true;
  memory.fill(LENGTHS, 8, 144);
  memory.fill(LENGTHS + 144, 9, 112);
  memory.fill(LENGTHS + 256, 7, 24);
  memory.fill(LENGTHS + 280, 8, 8);
  memory.fill(LENGTHS + 288, 5, 32);
  hasFixedTables = true;
  return setTables(288, 32);
}

function readTables(): bool {
  const literals = takeBits(5) + 257;
  const distances = takeBits(5) + 1;
  const lengthCodes = takeBits(4) + 4;
  if (literals > 286 || distances > 30) return false;
  memory.fill(LENGTHS, 0, 19);
  for (let i: u32 = 0; i < lengthCodes; i++) {
    refill();
    store<u8>(LENGTHS + load<u8>(LENGTH_CODE_ORDER + i), <u8>takeBits(3));
  }
  if (!buildTable(LENGTH_CODE_TABLE, LENGTH_CODE_BITS, LENGTHS, 19, LENGTH_CODE_MEANINGS, false)) return false;
  const all = literals + distances;
  for (let i: u32 = 0; i < all; ) {
    if (isPastInput(nextInput)) return false;
    refill();
    const entry = load<u32>(LENGTH_CODE_TABLE + ((<u32>bitBuffer & ((1 << LENGTH_CODE_BITS) - 1)) << 2));
    takeBits(entry & 63);
    const code = entry >>> 16;
    if (code < 16) {
      store<u8>(LENGTHS + i++, <u8>code);
      continue;
    }
    let length: u8 = 0;
    let times: u32;
    if (code == 16) {
      if (i == 0) return false;
      length = load<u8>(LENGTHS + i - 1);
      times = 3 + takeBits(2);
    } else times = code == 17 ? 3 + takeBits(3) : 11 + takeBits(7);
    if (i + times > all) return false;
    memory.fill(LENGTHS + i, length, times);
    i += times;
  }
  if (load<u8>(LENGTHS + 256) == 0) return false;
  hasFixedTables = false;
  return setTables(literals, distances);
}

/** Of a short input there are too few literals for it to pay. */
function isWorthJoining(): bool {
  return inputEnd > nextInput + LEAST_JOINED;
}

function setTables(literals: u32, distances: u32): bool {
  if (!buildTable(LITERAL_TABLE, LITERAL_BITS, LENGTHS, literals, LITERAL_MEANINGS, true)) return false;
  if (isWorthJoining()) joinLiterals(LITERAL_TABLE, LITERAL_BITS);
  return buildTable(
    DISTANCE_TABLE, DISTANCE_BITS, LENGTHS + literals, distances, DISTANCE_MEANINGS, true,
  );
}

/**
 * The rest of a block's codes. After a refill there are 56 bits: three entries of literals (11 each) and the index of
 * a fourth one, or one match (15 + 5 for its length, 15 + 13 for its distance).
 */
function inflateCodes(limit: usize): i32 {
  let input = nextInput;
  let output = nextOutput;
  let bits = bitBuffer;
  let count = bitCount;
  const start = outputStart;
  const inputLimit = inputEnd + 8;
  let status = MORE;

  bits |= load<u64>(input) << count;
  input += 7 - <usize>((count >> 3) & 7);
  count |= 56;
  let entry = load<u32>(LITERAL_TABLE + ((<u32>bits & ((1 << LITERAL_BITS) - 1)) << 2));
  while (output < limit) {
    if (input > inputLimit) return REFUSED;
    if (entry & LITERALS) {
      store<u32>(output, entry >>> 8);
      output += (entry >>> 6) & 3;
      bits >>= <u64>entry;
      count -= <u64>entry;
      entry = load<u32>(LITERAL_TABLE + ((<u32>bits & ((1 << LITERAL_BITS) - 1)) << 2));
      if (entry & LITERALS) {
        store<u32>(output, entry >>> 8);
        output += (entry >>> 6) & 3;
        bits >>= <u64>entry;
        count -= <u64>entry;
        entry = load<u32>(LITERAL_TABLE + ((<u32>bits & ((1 << LITERAL_BITS) - 1)) << 2));
        if (entry & LITERALS) {
          store<u32>(output, entry >>> 8);
          output += (entry >>> 6) & 3;
          bits >>= <u64>entry;
          count -= <u64>entry;
          entry = load<u32>(LITERAL_TABLE + ((<u32>bits & ((1 << LITERAL_BITS) - 1)) << 2));
        }
      }
      bits |= load<u64>(input) << count;
      input += 7 - <usize>((count >> 3) & 7);
      count |= 56;
      if (entry & LITERALS) continue;
    }
    let before = bits;
    bits >>= <u64>entry;
    count -= <u64>entry;
    if (entry & EXCEPTION) {
      if (!(entry & (END | INVALID))) {
        entry = load<u32>(
          LITERAL_TABLE + (((entry >>> 16) + (<u32>bits & ((1 << ((entry >>> 8) & 15)) - 1))) << 2),
        );
        before = bits;
        bits >>= <u64>entry;
        count -= <u64>entry;
        if (entry & LITERALS) {
          store<u8>(output++, <u8>(entry >>> 8));
          bits |= load<u64>(input) << count;
          input += 7 - <usize>((count >> 3) & 7);
          count |= 56;
          entry = load<u32>(LITERAL_TABLE + ((<u32>bits & ((1 << LITERAL_BITS) - 1)) << 2));
          continue;
        }
      }
      if (entry & EXCEPTION) {
        if (!(entry & END)) return REFUSED;
        status = WHOLE;
        break;
      }
    }
    const length = (entry >>> 16) + ((<u32>before & ((1 << entry) - 1)) >>> (entry >>> 8));

    let far = load<u32>(DISTANCE_TABLE + ((<u32>bits & ((1 << DISTANCE_BITS) - 1)) << 2));
    if (far & EXCEPTION) {
      if (far & INVALID) return REFUSED;
      bits >>= <u64>far;
      count -= <u64>far;
      far = load<u32>(
        DISTANCE_TABLE + (((far >>> 16) + (<u32>bits & ((1 << ((far >>> 8) & 15)) - 1))) << 2),
      );
      if (far & EXCEPTION) return REFUSED;
    }
    const distance = (far >>> 16) + ((<u32>bits & ((1 << far) - 1)) >>> (far >>> 8));
    bits >>= <u64>far;
    count -= <u64>far;
    if (distance > <u32>(output - start)) return REFUSED;

    bits |= load<u64>(input) << count;
    input += 7 - <usize>((count >> 3) & 7);
    count |= 56;
    entry = load<u32>(LITERAL_TABLE + ((<u32>bits & ((1 << LITERAL_BITS) - 1)) << 2));

    let from = output - distance;
    let to = output;
    output += length;
    if (distance >= 16) {
      v128.store(to, v128.load(from));
      v128.store(to, v128.load(from, 16), 16);
      if (length > 32) {
        v128.store(to, v128.load(from, 32), 32);
        v128.store(to, v128.load(from, 48), 48);
        for (; to + 64 < output; ) {
          to += 64;
          from += 64;
          v128.store(to, v128.load(from));
          v128.store(to, v128.load(from, 16), 16);
          v128.store(to, v128.load(from, 32), 32);
          v128.store(to, v128.load(from, 48), 48);
        }
      }
    } else {
      const repeat = v128.swizzle(v128.load(from), v128.load(REPEATS + (distance << 4)));
      const step = <usize>load<u8>(REPEAT_BYTES + distance);
      do {
        v128.store(to, repeat);
        to += step;
      } while (to < output);
    }
  }
  // What lies behind the input makes no text.
  if (input - <usize>((count & 63) >> 3) > inputEnd) return REFUSED;
  nextInput = input;
  nextOutput = output;
  bitBuffer = bits;
  bitCount = count;
  return status;
}
