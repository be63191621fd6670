// What each symbol of deflate stands for (RFC 1951, 3.2.5), as entries of a table without their codes.
import { END, EXCEPTION, INVALID, ONE_LITERAL } from './huffman-table';

export const LITERAL_MEANINGS = memory.data(288 * 4);
export const DISTANCE_MEANINGS = memory.data(32 * 4);
export const LENGTH_CODE_MEANINGS = memory.data(19 * 4);
/** For distances below 16: which byte of the last so many goes where, and how far whole repeats reach. */
export const REPEATS = memory.data(16 * 16, 16);
export const REPEAT_BYTES = memory.data(16);

setMeanings();

function setMeanings(): void {
  for (let s: u32 = 0; s < 256; s++) store<u32>(LITERAL_MEANINGS + (s << 2), (s << 8) | ONE_LITERAL);
  store<u32>(LITERAL_MEANINGS + (256 << 2), EXCEPTION | END);
  let base: u32 = 3;
  for (let s: u32 = 257; s < 285; s++) {
    const extra: u32 = s < 265 ? 0 : (s - 261) >> 2;
    store<u32>(LITERAL_MEANINGS + (s << 2), (base << 16) | extra);
    base += 1 << extra;
  }
  store<u32>(LITERAL_MEANINGS + (285 << 2), 258 << 16);
  store<u32>(LITERAL_MEANINGS + (286 << 2), EXCEPTION | INVALID);
  store<u32>(LITERAL_MEANINGS + (287 << 2), EXCEPTION | INVALID);
  base = 1;
  for (let s: u32 = 0; s < 30; s++) {
    const extra: u32 = s < 4 ? 0 : (s - 2) >> 1;
    store<u32>(DISTANCE_MEANINGS + (s << 2), (base << 16) | extra);
    base += 1 << extra;
  }
  store<u32>(DISTANCE_MEANINGS + (30 << 2), EXCEPTION | INVALID);
  store<u32>(DISTANCE_MEANINGS + (31 << 2), EXCEPTION | INVALID);
  for (let s: u32 = 0; s < 19; s++) store<u32>(LENGTH_CODE_MEANINGS + (s << 2), s << 16);
  for (let distance: u32 = 1; distance < 16; distance++) {
    for (let i: u32 = 0; i < 16; i++) store<u8>(REPEATS + (distance << 4) + i, <u8>(i % distance));
    store<u8>(REPEAT_BYTES + distance, <u8>(16 - (16 % distance)));
  }
}
