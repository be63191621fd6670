// Lengths of a Huffman code → the table that decodes it: the next bits of the input are the index of a packed entry.

/**
 * An entry is 32 bits. The lowest six are how many bits of input it takes: as a shift uses no others, an entry is a
 * shift count as it stands. Then either
 * - LITERALS: how many literals it is, and those as bytes in the upper 24 bits; or
 * - a length or distance: bits 8 to 11 are where its extra bits begin, the upper 16 its base; or
 * - with EXCEPTION: the link to a table of the next bits (bits 8 to 11 how many, the upper 16 its first entry), or with
 *   END the end of the block, or with INVALID no code at all.
 */
export const LITERALS: u32 = 0xc0;
export const ONE_LITERAL: u32 = 0x40;
export const EXCEPTION: u32 = 0x1000;
export const END: u32 = 0x2000;
export const INVALID: u32 = 0x4000;

const LONGEST_CODE: u32 = 15;

/** Of each length how many codes there are; where its symbols begin in SORTED. */
const COUNTS = memory.data(64);
const OFFSETS = memory.data(64);
/** Symbols by length of code, then by value. */
const SORTED = memory.data(288 * 2);

/**
 * Fills `table` for `symbols` codes of `lengths` (bytes), found by their first `rootBits` bits; `meanings` has the entry
 * of each symbol without its code. False for lengths that zlib refuses: more codes than there are, or fewer, unless
 * `mayBeShort` and there is at most a single code of one bit.
 */
export function buildTable(
  table: usize,
  rootBits: u32,
  lengths: usize,
  symbols: u32,
  meanings: usize,
  mayBeShort: bool,
): bool {
  memory.fill(COUNTS, 0, 64);
  for (let s: u32 = 0; s < symbols; s++) {
    const at = COUNTS + ((<usize>load<u8>(lengths + s)) << 2);
    store<u32>(at, load<u32>(at) + 1);
  }
  const unused = load<u32>(COUNTS);
  let longest = LONGEST_CODE;
  while (longest > 0 && load<u32>(COUNTS + (longest << 2)) == 0) longest--;
  let left: i32 = 1;
  let offset: u32 = unused;
  store<u32>(OFFSETS, 0);
  for (let length: u32 = 1; length <= LONGEST_CODE; length++) {
    const count = load<u32>(COUNTS + (length << 2));
    left = (left << 1) - <i32>count;
    if (left < 0) return false;
    store<u32>(OFFSETS + (length << 2), offset);
    offset += count;
  }
  if (left > 0) {
    if (!mayBeShort || longest > 1) return false;
    fillWith(table, 1 << rootBits, INVALID | EXCEPTION);
    if (longest == 0) return true;
  }
  for (let s: u32 = 0; s < symbols; s++) {
    const at = OFFSETS + ((<usize>load<u8>(lengths + s)) << 2);
    const place = load<u32>(at);
    store<u32>(at, place + 1);
    store<u16>(SORTED + (place << 1), <u16>s);
  }
  fillTable(table, rootBits, longest, SORTED + (unused << 1), meanings, left > 0);
  return true;
}

/** Puts literals together whose codes fit into one index. From above: what lies below is still one literal each. */
export function joinLiterals(table: usize, rootBits: u32): void {
  for (let i: i32 = (1 << rootBits) - 1; i >= 0; i--) {
    const at = table + (<usize>i << 2);
    const first = load<u32>(at);
    if (!(first & LITERALS)) continue;
    const firstBits = first & 63;
    const second = load<u32>(table + ((<u32>i >> firstBits) << 2));
    const bits = firstBits + (second & 63);
    if (!(second & LITERALS) || bits > rootBits) continue;
    const third = load<u32>(table + ((<u32>i >> bits) << 2));
    const joined = (first & 0xff00) | ((second & 0xff00) << 8);
    if (third & LITERALS && bits + (third & 63) <= rootBits)
      store<u32>(at, joined | ((third & 0xff00) << 16) | (3 * ONE_LITERAL) | (bits + (third & 63)));
    else store<u32>(at, joined | (2 * ONE_LITERAL) | bits);
  }
}

/** Codes in order of length. Each is kept with its first bit lowest, as it is read. */
function fillTable(
  table: usize,
  rootBits: u32,
  longest: u32,
  sorted: usize,
  meanings: usize,
  isShort: bool,
): void {
  let code: u32 = 0;
  let length: u32 = 1;
  let count = load<u32>(COUNTS + 4);
  // The table is whole for codes of `length` at each moment, and twice as large for the next one.
  const inRoot = min(longest, rootBits);
  for (;;) {
    for (; count > 0; count--) {
      const meaning = load<u32>(meanings + ((<usize>load<u16>(sorted)) << 2));
      sorted += 2;
      store<u32>(table + (code << 2), withCode(meaning, length));
      if (isShort) {
        // The one code is 0; every second entry has no code.
        for (let i: u32 = 2; i < <u32>1 << rootBits; i += 2) store<u32>(table + (i << 2), withCode(meaning, 1));
        return;
      }
      code = nextCode(code, length);
    }
    if (length >= inRoot) break;
    memory.copy(table + (4 << length), table, 4 << length);
    length++;
    count = load<u32>(COUNTS + (length << 2));
  }
  for (; length < rootBits; length++) memory.copy(table + (4 << length), table, 4 << length);
  if (longest <= rootBits) return;

  const rootMask: u32 = (1 << rootBits) - 1;
  let prefix: u32 = 0xffffffff;
  let first: u32 = 0;
  let end: u32 = 1 << rootBits;
  let bits: u32 = 0;
  for (length = rootBits + 1; length <= longest; length++) {
    for (count = load<u32>(COUNTS + (length << 2)); count > 0; count--) {
      if ((code & rootMask) != prefix) {
        prefix = code & rootMask;
        first = end;
        // As many bits as make room for all codes that begin so: the shortest are followed by longer ones.
        bits = length - rootBits;
        let room: i32 = (1 << bits) - <i32>count;
        while (room > 0 && bits + rootBits < longest) {
          bits++;
          room = (room << 1) - load<i32>(COUNTS + ((rootBits + bits) << 2));
        }
        end = first + (1 << bits);
        store<u32>(table + (prefix << 2), (first << 16) | (bits << 8) | EXCEPTION | rootBits);
      }
      const meaning = load<u32>(meanings + ((<usize>load<u16>(sorted)) << 2));
      sorted += 2;
      const entry = withCode(meaning, length - rootBits);
      const step: u32 = 1 << (length - rootBits);
      for (let i = first + (code >> rootBits); i < end; i += step) store<u32>(table + (i << 2), entry);
      code = nextCode(code, length);
    }
  }
}

/** Adds 1 to the code as it is written, from its last bit, which is the highest here. */
// @ts-ignore: decorator
@inline
function nextCode(code: u32, length: u32): u32 {
  const zeros = code ^ ((1 << length) - 1);
  if (zeros == 0) return 0;
  const bit: u32 = <u32>1 << (31 - clz(zeros));
  return (code & (bit - 1)) | bit;
}

/** Extra bits, if any, begin behind the code. */
// @ts-ignore: decorator
@inline
function withCode(meaning: u32, length: u32): u32 {
  return meaning & (LITERALS | EXCEPTION) ? meaning + length : meaning + length + (length << 8);
}

function fillWith(table: usize, entries: u32, entry: u32): void {
  for (let i: u32 = 0; i < entries; i++) store<u32>(table + (i << 2), entry);
}
