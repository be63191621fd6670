// The forms that nearly every record's id and time have: what plain-fields.ts of the scanner reads.
import { isEqual } from './bytes';

/** `"xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"` and `"YYYY-MM-DDTHH:MM:SSZ"`, quotes included. */
const UUID_BYTES: usize = 38;
const TIME_BYTES: usize = 22;
const DAY_BYTES: usize = 10;
const QUOTE: u32 = 0x22;
const DASH: u32 = 0x2d;

/** The text of the day that is known, and its number since 1970-01-01. */
const dayText = memory.data(32);
let dayNumber: i32 = 0;

/** Another day is known from here on: its text begins at `text`. */
export function knowDay(text: usize, number: i32): void {
  memory.copy(dayText, text, DAY_BYTES);
  dayNumber = number;
}

/** True for a value with a UUID's length and a quote in front. */
// @ts-ignore: decorator
@inline
function hasForm(start: usize, end: usize, bytes: usize): bool {
  return end - start == bytes && load<u8>(start) == QUOTE;
}

/** Stores the 128 bits of a UUID at `to`, two words of 64 bits, the higher first; false if the value is no UUID. */
export function readUuid(start: usize, end: usize, to: usize): bool {
  if (!hasForm(start, end, UUID_BYTES)) return false;
  const at = start + 1;
  if (load<u8>(at, 8) != DASH || load<u8>(at, 13) != DASH || load<u8>(at, 18) != DASH || load<u8>(at, 23) != DASH)
    return false;
  const a = v128.load(at);
  const b = v128.load(at, 16);
  const c = v128.load(at, 20);
  const first = nibbles(i8x16.shuffle(a, b, 0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 14, 15, 16, 17));
  const second = nibbles(i8x16.shuffle(b, c, 3, 4, 5, 6, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31));
  if (v128.any_true(i8x16.gt_u(v128.or(first, second), i8x16.splat(15)))) return false;
  // The higher digit of each byte, then the lower; bytes in the order of a little-endian word.
  const high = i8x16.shuffle(first, second, 14, 12, 10, 8, 6, 4, 2, 0, 30, 28, 26, 24, 22, 20, 18, 16);
  const low = i8x16.shuffle(first, second, 15, 13, 11, 9, 7, 5, 3, 1, 31, 29, 27, 25, 23, 21, 19, 17);
  v128.store(to, v128.or(i8x16.shl(high, 4), low));
  return true;
}

/** What each hex digit stands for; more than 15 for what is none. */
// @ts-ignore: decorator
@inline
function nibbles(digits: v128): v128 {
  const number = i8x16.sub(digits, i8x16.splat(0x30));
  const letter = i8x16.sub(v128.or(digits, i8x16.splat(0x20)), i8x16.splat(0x61));
  const isNumber = i8x16.lt_u(number, i8x16.splat(10));
  const isLetter = i8x16.lt_u(letter, i8x16.splat(6));
  const value = v128.bitselect(number, i8x16.add(letter, i8x16.splat(10)), isNumber);
  return v128.or(value, v128.not(v128.or(isNumber, isLetter)));
}

export const NO_TIME: i32 = 0;
export const OTHER_DAY: i32 = 1;
export const TIME: i32 = 2;

/** Stores day and second of the day at `to` (4 bytes each) for a time of the day that is known: TIME. */
export function readTime(start: usize, end: usize, to: usize): i32 {
  if (!hasForm(start, end, TIME_BYTES)) return NO_TIME;
  const at = start + 1;
  if (load<u8>(at, 10) != 0x54 || load<u8>(at, 13) != 0x3a || load<u8>(at, 16) != 0x3a || load<u8>(at, 19) != 0x5a)
    return NO_TIME;
  const hour = twoDigits(at + 11);
  const minute = twoDigits(at + 14);
  const second = twoDigits(at + 17);
  if (hour > 23 || minute > 59 || second > 59) return NO_TIME;
  if (!isEqual(at, at + DAY_BYTES, dayText)) return OTHER_DAY;
  store<i32>(to, dayNumber);
  store<i32>(to, hour * 3600 + minute * 60 + second, 4);
  return TIME;
}

/** More than 99 for what are no two digits. */
// @ts-ignore: decorator
@inline
function twoDigits(at: usize): u32 {
  const high = u32(load<u8>(at)) - 0x30;
  const low = u32(load<u8>(at, 1)) - 0x30;
  return high > 9 || low > 9 ? 100 : high * 10 + low;
}
