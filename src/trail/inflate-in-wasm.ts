// Gzip → text in the memory of our WebAssembly module, faster than node:zlib. It takes only what is sound in every
// part; whatever is not, node:zlib reads again and says what is wrong.
import { crc32 } from 'node:zlib';
import { endOfGzipHeader } from './gzip-header.js';
import { dropAfterTrap, type TrailModule, trailModule } from './trail-module.js';

export const PAST_BUDGET = Symbol('past the budget');

/** Text that is checksummed while it is in the cache. A call also ends so soon that V8 can put faster code in place. */
const PIECE_BYTES = 128 * 1024;
/** Shorter text has its checksum sooner as it is. */
const LEAST_FOLDED_BYTES = 8 * 1024;
const TRAILER_BYTES = 8;
/** Memory is kept, so what would take more of it goes to node:zlib. */
const MOST_INPUT_BYTES = 64 * 1024 * 1024;
const MOST_TEXT_BYTES = 128 * 1024 * 1024;

/** What inflatePiece answers; more is REFUSED. */
const WHOLE = 0;
const MORE = 1;

let lent: Buffer | undefined;

/**
 * The text, on loan: it is a view of the module's memory. Until it is given back, and where the data is not sound or
 * cannot be taken here, the answer is `undefined`. `textHint`: bytes of text to make room for at first.
 */
export function inflateInWasm(
  bytes: Buffer,
  budgetBytes: number,
  textHint: number,
): Buffer | typeof PAST_BUDGET | undefined {
  if (lent !== undefined || bytes.length > MOST_INPUT_BYTES) return undefined;
  const module = trailModule();
  if (module === undefined) return undefined;
  try {
    const end = inflateMembers(module, bytes, Math.min(budgetBytes, MOST_TEXT_BYTES), textHint);
    if (end === undefined) return undefined;
    if (end === PAST_BUDGET) return budgetBytes <= MOST_TEXT_BYTES ? PAST_BUDGET : undefined;
    lent = module.bytes(module.textStart(bytes.length), end);
    return lent;
  } catch (error) {
    if (dropAfterTrap(error)) return undefined;
    throw error;
  }
}

export function giveBack(text: Buffer): void {
  if (text === lent) lent = undefined;
}

/** Where the text ends that all members have. */
function inflateMembers(
  module: TrailModule,
  bytes: Buffer,
  budgetBytes: number,
  textHint: number,
): number | typeof PAST_BUDGET | undefined {
  const { exports, inputStart } = module;
  const margin = exports.OUTPUT_MARGIN.value;
  const inputEnd = inputStart + bytes.length;
  const text = module.textStart(bytes.length);
  const budgetEnd = text + budgetBytes;
  module.reserve(text + Math.min(textHint, budgetBytes) + 1 + margin);
  module.bytes(inputStart, inputEnd).set(bytes);
  let end = text;
  let at = 0;
  do {
    const dataStart = endOfGzipHeader(bytes, at);
    if (dataStart === undefined) return undefined;
    const memberStart = end;
    let checksum = 0;
    exports.startInflate(inputStart + dataStart, inputEnd, end);
    for (let status = MORE; status !== WHOLE; ) {
      // One byte past the budget is enough to know.
      const limit = Math.min(end + PIECE_BYTES, budgetEnd + 1);
      module.reserve(limit + margin);
      status = exports.inflatePiece(limit);
      if (status !== WHOLE && status !== MORE) return undefined;
      const pieceEnd = exports.outputEnd();
      if (pieceEnd > budgetEnd) return PAST_BUDGET;
      checksum = checksumOf(module, end, pieceEnd, checksum);
      end = pieceEnd;
    }
    at = exports.inputPosition() - inputStart;
    if (at + TRAILER_BYTES > bytes.length) return undefined;
    if (bytes.readUInt32LE(at) !== checksum || bytes.readUInt32LE(at + 4) !== end - memberStart)
      return undefined;
    at += TRAILER_BYTES;
    // As in node:zlib, a zero byte says that only padding follows.
  } while (at < bytes.length && bytes[at] !== 0);
  return bytes.subarray(at).every((byte) => byte === 0) ? end : undefined;
}

/** node:zlib has the CRC of 5 GB in a second; folded before, of 15. */
function checksumOf(module: TrailModule, start: number, end: number, before: number): number {
  if (end - start < LEAST_FOLDED_BYTES)
    return end === start ? before : crc32(module.bytes(start, end), before);
  const rest = module.exports.foldedRest();
  const bytes = module.exports.foldChecksum(start, end, ~before);
  // The register is the CRC's complement, and is zero before the rest.
  return crc32(module.bytes(rest, rest + bytes), 0xffffffff);
}
