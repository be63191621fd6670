// CRC-32 of much text → CRC-32 of little: the text is taken modulo a multiple of the CRC's polynomial that has four terms
// only, x^3006 + x^2866 + x^2215 + 1. As P(x)^8 = P(x^8), the same distances hold for bytes as for bits. So each byte
// is XORed into three later ones, sixteen at a time, and what is left are the last bytes: the CRC of those is the same.

/** From the first term to each of the others. No multiple of so few terms is shorter (found by trying them all). */
const NEAR: u32 = 3006 - 2866;
const MIDDLE: u32 = 3006 - 2215;
const FAR: u32 = 3006;
const BEFORE: u32 = 3072;
const STEP: u32 = 64;

/** The most that is folded at once: a piece of text, and what inflating adds past the limit of one. */
export const FOLD_BYTES: u32 = 128 * 1024 + 512;
/** Less than that is left. */
const REST_BYTES: u32 = FAR + STEP;

/** Bytes that are XORed into later ones, behind as many zeros as the longest distance. */
const SPENT = memory.data(3072 + (128 * 1024 + 512) + 3072 + 128, 64);
const REST = memory.data(3072 + 128, 64);
const FIRST = SPENT + BEFORE;

/** Where the bytes are of which foldChecksum tells how many. */
export function foldedRest(): usize {
  return REST;
}

/**
 * Folds the text in [start, end), four bytes to FOLD_BYTES, with the CRC's register before it. The CRC of the rest
 * that it leaves, with a register of zero, is the CRC behind the text. How many bytes the rest has.
 */
export function foldChecksum(start: usize, end: usize, register: u32): u32 {
  const bytes = <u32>(end - start);
  const spent = bytes > FAR ? (bytes - FAR) & ~(STEP - 1) : 0;
  memory.fill(SPENT, 0, BEFORE);
  // From there it comes to the first bytes.
  store<u32>(FIRST - FAR, register);
  for (let at: u32 = 0; at < spent; at += STEP) {
    foldAt(FIRST + at, start + at, FIRST + at);
    foldAt(FIRST + at + 16, start + at + 16, FIRST + at + 16);
    foldAt(FIRST + at + 32, start + at + 32, FIRST + at + 32);
    foldAt(FIRST + at + 48, start + at + 48, FIRST + at + 48);
  }
  memory.fill(FIRST + spent, 0, REST_BYTES + 16);
  const rest = bytes - spent;
  for (let at: u32 = 0; at < rest; at += 16) foldAt(REST + at, start + spent + at, FIRST + spent + at);
  return rest;
}

/** Sixteen bytes of the text with what the bytes before `spent` add to them. */
// @ts-ignore: decorator
@inline
function foldAt(to: usize, text: usize, spent: usize): void {
  v128.store(
    to,
    v128.xor(
      v128.xor(v128.load(text), v128.load(spent - NEAR)),
      v128.xor(v128.load(spent - MIDDLE), v128.load(spent - FAR)),
    ),
  );
}
