// Numbers, literals and escapes, one at a time: rare in logs, so byte by byte (json-lexemes.ts says what is valid).
import { ENDED, REFUSED, TAKEN } from './outcome';

const TRUE: u32 = 0x65757274;
const NULL: u32 = 0x6c6c756e;
const FALS: u32 = 0x736c6166;

// @ts-ignore: decorator
@inline
export function isSpace(byte: u32): bool {
  return byte <= 0x20 && (byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09);
}

// @ts-ignore: decorator
@inline
export function skipSpace(at: usize, end: usize): usize {
  while (at < end && isSpace(load<u8>(at))) at++;
  return at;
}

/** A value that starts at `at` and is no string, array or object, with what follows it: no colon, nothing glued to it. */
export function checkScalar(at: usize, end: usize): i32 {
  const word = at + 4 <= end ? load<u32>(at) : 0;
  if (word == TRUE || word == NULL) at += 4;
  else if (word == FALS) {
    if (at + 4 < end && load<u8>(at, 4) != 0x65) return REFUSED;
    at += 5;
  } else if (at + 4 > end && isLetter(load<u8>(at))) {
    return ENDED;
  } else {
    at = endOfNumber(at, end);
    if (at == 0) return REFUSED;
  }
  // No valid document ends with it: those that are one scalar do not come here.
  if (at >= end) return ENDED;
  if (isSpace(load<u8>(at))) {
    at = skipSpace(at, end);
    return at < end && load<u8>(at) == 0x3a ? REFUSED : TAKEN;
  }
  const byte = load<u8>(at);
  return byte == 0x2c || byte == 0x5d || byte == 0x7d ? TAKEN : REFUSED;
}

// @ts-ignore: decorator
@inline
function isLetter(byte: u32): bool {
  return (byte | 0x20) - 0x61 < 26;
}

/** 0 for no number; `end` for one that may go on behind it. */
function endOfNumber(at: usize, end: usize): usize {
  if (load<u8>(at) == 0x2d) at++;
  if (at < end && load<u8>(at) == 0x30) at++;
  else {
    at = endOfDigits(at, end);
    if (at == 0) return 0;
  }
  if (at < end && load<u8>(at) == 0x2e) {
    at = endOfDigits(at + 1, end);
    if (at == 0) return 0;
  }
  if (at < end && (load<u8>(at) | 0x20) == 0x65) {
    at++;
    if (at < end && (load<u8>(at) == 0x2b || load<u8>(at) == 0x2d)) at++;
    at = endOfDigits(at, end);
  }
  return at;
}

/** At least one digit; 0 for none, if the text does not end there. */
function endOfDigits(at: usize, end: usize): usize {
  const start = at;
  while (at < end && u32(load<u8>(at)) - 0x30 < 10) at++;
  return at == start && at < end ? 0 : at;
}

/** What follows a backslash, from `at` on; quotes and backslashes are not asked for here. */
export function checkEscape(at: usize, end: usize): i32 {
  if (at >= end) return ENDED;
  switch (load<u8>(at)) {
    case 0x2f:
    case 0x62:
    case 0x66:
    case 0x6e:
    case 0x72:
    case 0x74:
      return TAKEN;
    case 0x75:
      if (at + 5 > end) return ENDED;
      return isHex(load<u8>(at, 1)) && isHex(load<u8>(at, 2)) && isHex(load<u8>(at, 3)) && isHex(load<u8>(at, 4))
        ? TAKEN
        : REFUSED;
    default:
      return REFUSED;
  }
}

// @ts-ignore: decorator
@inline
function isHex(byte: u32): bool {
  return byte - 0x30 < 10 || (byte | 0x20) - 0x61 < 6;
}
