// Gzip of random texts in every way that zlib can write it, and damage to it.
import { constants, crc32, deflateRawSync, gzipSync, type ZlibOptions } from 'node:zlib';
import type { SeededRandom } from './scan-random.js';

/** Bytes that compress well, badly, or not at all. */
export function randomText(random: SeededRandom, words: readonly string[]): Buffer {
  const size = random.pick([0, 1, 2, 20, 300, 5000, random.below(random.pick([1e4, 1e4, 5e4, 4e5]))]);
  const kind = random.below(5);
  if (kind === 0) return Buffer.from(Array.from({ length: size }, () => random.below(256)));
  if (kind === 1) return Buffer.alloc(size, random.below(256));
  if (kind === 2) {
    // Repeats of a short piece: distances below 16.
    const piece = Buffer.from(Array.from({ length: 1 + random.below(40) }, () => random.below(256)));
    return Buffer.alloc(size, piece);
  }
  const letters = kind === 3 ? words : ['0', '1', 'ab', 'a', 'f3', '9'];
  const parts: string[] = [];
  for (let length = 0; length < size; length += parts.at(-1)?.length ?? 1) parts.push(random.pick(letters));
  return Buffer.from(parts.join(''));
}

export function randomOptions(random: SeededRandom): ZlibOptions {
  return {
    level: random.below(10),
    strategy: random.pick([
      constants.Z_DEFAULT_STRATEGY,
      constants.Z_DEFAULT_STRATEGY,
      constants.Z_FILTERED,
      constants.Z_HUFFMAN_ONLY,
      constants.Z_RLE,
      constants.Z_FIXED,
    ]),
    windowBits: 9 + random.below(7),
    memLevel: 1 + random.below(9),
  };
}

/** A member: as gzipSync writes it, or with flushes within, or with every part of a header. */
export function randomMember(random: SeededRandom, text: Buffer): Buffer {
  if (random.onceIn(2)) return gzipSync(text, randomOptions(random));
  return gzipOf(text, flushedDeflate(random, text), random);
}

/** `deflated` with a random header, and the trailer of `text`. */
export function gzipOf(text: Buffer, deflated: Buffer, random: SeededRandom): Buffer {
  const flags = random.pick([0, 0, random.below(32)]);
  const any = (bytes: number) => Buffer.from(Array.from({ length: bytes }, () => 1 + random.below(255)));
  const parts = [Buffer.from([0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 255])];
  if (flags & 4) {
    const extra = any(random.below(300));
    parts.push(Buffer.from([extra.length & 255, extra.length >> 8]), extra);
  }
  if (flags & 8) parts.push(any(random.below(20)), Buffer.alloc(1));
  if (flags & 16) parts.push(any(random.below(20)), Buffer.alloc(1));
  if (flags & 2) {
    const sum = Buffer.alloc(2);
    sum.writeUInt16LE(crc32(Buffer.concat(parts)) & 0xffff);
    parts.push(sum);
  }
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc32(text));
  trailer.writeUInt32LE(text.length, 4);
  return Buffer.concat([...parts, deflated, trailer]);
}

/** Parts that each end on a byte: what a flush within a stream makes of it, with empty blocks between. */
function flushedDeflate(random: SeededRandom, text: Buffer): Buffer {
  const parts: Buffer[] = [];
  const options = randomOptions(random);
  let at = 0;
  while (!random.onceIn(4)) {
    const end = at + random.below(text.length - at + 1);
    parts.push(deflateRawSync(text.subarray(at, end), { ...options, finishFlush: random.pick(FLUSHES) }));
    at = end;
  }
  // Z_PARTIAL_FLUSH ends within a byte: only as the whole of it, where nothing goes on from there.
  return Buffer.concat([...parts, deflateRawSync(text.subarray(at), randomOptions(random))]);
}

const FLUSHES = [constants.Z_SYNC_FLUSH, constants.Z_FULL_FLUSH];

/** A few bits or bytes other than they were, a part gone, doubled or put elsewhere, or an end cut off. */
export function damaged(random: SeededRandom, bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  const at = random.below(bytes.length);
  const to = Math.min(bytes.length, at + 1 + random.below(20));
  switch (random.below(6)) {
    case 0:
      return copy.subarray(0, at);
    case 1:
      return Buffer.concat([copy.subarray(0, at), copy.subarray(to)]);
    case 2:
      return Buffer.concat([copy.subarray(0, to), copy.subarray(at)]);
    case 3:
      return Buffer.concat([
        copy,
        Buffer.from(random.pick(['\0', '\0\0\0', '\0x', 'x', '\x1f\x8b', '\x1f']), 'latin1'),
      ]);
    case 4:
      copy[at] = random.below(256);
      return copy;
    default:
      for (let i = 1 + random.below(3); i > 0; i--) {
        const place = random.below(random.onceIn(2) ? Math.min(40, bytes.length) : bytes.length);
        copy[place] = (copy[place] ?? 0) ^ (1 << random.below(8));
      }
      return copy;
  }
}
