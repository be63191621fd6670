// The network of an address: `networkOf` of src/core/network.ts over the bytes of a JSON string.

const NO_NETWORK: i32 = 0;
const DOT: u32 = 0x2e;
const COLON: u32 = 0x3a;
const QUOTE: u32 = 0x22;
const NOT_HEX: u32 = 0xff;

/** Of the JSON value `[start, end)`; NO_NETWORK for one that is no string. The string has no escapes. */
export function readNetwork(start: usize, end: usize): i32 {
  if (u32(load<u8>(start)) != QUOTE) return NO_NETWORK;
  const last = end - 1;
  let colons: u32 = 0;
  let dots: u32 = 0;
  let hasLetters = false;
  let hasDotInGroups = false;
  // The first two groups and octets: what the text is if it turns out to be an IPv6, or an IPv4 address.
  let groups: u32 = 0;
  let octets: u32 = 0;
  for (let at = start + 1; at < last; at++) {
    const byte = u32(load<u8>(at));
    if (byte == COLON) {
      if (++colons == 1) groups <<= 16;
      continue;
    }
    if (byte == DOT) {
      if (colons < 2) hasDotInGroups = true;
      if (++dots == 1) octets <<= 8;
      continue;
    }
    const digit = hexDigit(byte);
    if (digit == NOT_HEX) return NO_NETWORK;
    if (digit > 9) hasLetters = true;
    if (colons < 2) groups = (groups & 0xffff0000) | (((groups << 4) | digit) & 0xffff);
    if (dots < 2) octets = (octets & 0xff00) | (((octets & 0xff) * 10 + digit) & 0xff);
  }
  if (colons > 0) return hasDotInGroups ? NO_NETWORK : i32(groups);
  return dots < 2 || hasLetters ? NO_NETWORK : i32(octets) + 1;
}

// @ts-ignore: decorator
@inline
function hexDigit(byte: u32): u32 {
  if (byte - 0x30 < 10) return byte - 0x30;
  const letter = (byte | 0x20) - 0x61;
  return letter < 6 ? letter + 10 : NOT_HEX;
}
