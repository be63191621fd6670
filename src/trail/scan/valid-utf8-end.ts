// How far bytes are valid UTF-8 (The Unicode Standard, table 3-7: no surrogates, no overlong forms).
import { isUtf8 } from 'node:buffer';

/** The offset of the first character that is not well-formed, a cut one at the end included; else the length. */
export function validUtf8End(bytes: Uint8Array): number {
  if (isUtf8(bytes)) return bytes.length;
  let at = 0;
  for (let length = 1; length > 0; at += length) length = characterLength(bytes, at);
  return at;
}

/** Bytes of the character at `at`; 0 where there is none that is well-formed. */
function characterLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at];
  const second = bytes[at + 1];
  if (lead === undefined) return 0;
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4 || second === undefined) return 0;
  const lowest = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const highest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (second < lowest || second > highest) return 0;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  for (let i = 2; i < length; i++) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}
