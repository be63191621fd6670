// The header of a gzip member (RFC 1952, 2.3), and what of it zlib refuses.
import { crc32 } from 'node:zlib';

const FIXED_BYTES = 10;
const DEFLATE = 8;
const HEADER_CHECKSUM = 0x02;
const EXTRA = 0x04;
const NAME = 0x08;
const COMMENT = 0x10;
const RESERVED = 0xe0;

/** Where the deflated data of the member at `start` begins; `undefined` where its header is not whole and sound. */
export function endOfGzipHeader(bytes: Buffer, start: number): number | undefined {
  if (start + FIXED_BYTES > bytes.length) return undefined;
  const flags = bytes[start + 3] ?? 0;
  if (bytes.readUInt16BE(start) !== 0x1f8b || bytes[start + 2] !== DEFLATE || flags & RESERVED)
    return undefined;
  let at = start + FIXED_BYTES;
  if (flags & EXTRA) {
    if (at + 2 > bytes.length) return undefined;
    at += 2 + bytes.readUInt16LE(at);
  }
  for (const text of [NAME, COMMENT]) {
    if (!(flags & text)) continue;
    const end = bytes.indexOf(0, at);
    if (at >= bytes.length || end < 0) return undefined;
    at = end + 1;
  }
  if (flags & HEADER_CHECKSUM) {
    if (at + 2 > bytes.length) return undefined;
    if (bytes.readUInt16LE(at) !== (crc32(bytes.subarray(start, at)) & 0xffff)) return undefined;
    at += 2;
  }
  return at <= bytes.length ? at : undefined;
}
