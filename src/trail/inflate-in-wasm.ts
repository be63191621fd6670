// Gzip → text in the memory of our WebAssembly module, faster than node:zlib. It takes only what is sound in every
// part; whatever is not, node:zlib reads again and says what is wrong.
import { crc32 } from 'node:zlib';
import { endOfGzipHeader } from './gzip-header.js';
import { tableRoom } from './scan/wasm-scanner.js';
import { dropWasmModule, type WasmModule, wasmModule } from './wasm-module.js';

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

/** What is on loan, and the first region of the memory that it keeps. */
let lent: { text: Buffer; address: number; module: WasmModule } | undefined;

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
  const module = wasmModule();
  if (module === undefined) return undefined;
  const { memory } = module;
  let address: number | undefined;
  try {
    address = memory.take(bytes.length + module.exports.INPUT_MARGIN.value);
    memory.bytes.set(bytes, address);
    const start = memory.take(0);
    const length = inflateMembers(
      module,
      bytes,
      address,
      start,
      Math.min(budgetBytes, MOST_TEXT_BYTES),
      textHint,
    );
    if (typeof length === 'number') return lend(module, address, start, length);
    memory.release(address);
    return length === PAST_BUDGET && budgetBytes <= MOST_TEXT_BYTES ? PAST_BUDGET : undefined;
  } catch (error) {
    if (dropWasmModule(error)) return undefined;
    throw error;
  }
}

/** A copy of text that is not deflated, on loan: what is done with text in the module's memory is done sooner. */
export function copyIntoWasm(text: Buffer): Buffer | undefined {
  if (lent !== undefined || text.length > MOST_INPUT_BYTES) return undefined;
  const module = wasmModule();
  if (module === undefined) return undefined;
  try {
    const address = module.memory.take(text.length);
    module.memory.bytes.set(text, address);
    return lend(module, address, address, text.length);
  } catch (error) {
    if (dropWasmModule(error)) return undefined;
    throw error;
  }
}

/** The text at `start`; the memory is in use from `address` on. */
function lend(module: WasmModule, address: number, start: number, length: number): Buffer {
  const { memory } = module;
  // Whoever scans the text must find room without growing the memory: that would take the view away.
  memory.resize(start, length + tableRoom(length));
  memory.resize(start, length);
  const text = Buffer.from(memory.bytes.buffer, start, length);
  lent = { text, address, module };
  return text;
}

export function giveBack(text: Buffer): void {
  if (text !== lent?.text) return;
  lent.module.memory.release(lent.address);
  lent = undefined;
}

/** The length of the text of all members; it begins at `start`. */
function inflateMembers(
  module: WasmModule,
  bytes: Buffer,
  input: number,
  start: number,
  budgetBytes: number,
  textHint: number,
): number | typeof PAST_BUDGET | undefined {
  const { exports, memory } = module;
  const margin = exports.OUTPUT_MARGIN.value;
  const budgetEnd = start + budgetBytes;
  memory.resize(start, Math.min(textHint, budgetBytes) + 1 + margin);
  let room = Math.min(textHint, budgetBytes) + 1;
  let end = start;
  let at = 0;
  do {
    const dataStart = endOfGzipHeader(bytes, at);
    if (dataStart === undefined) return undefined;
    const memberStart = end;
    let checksum = 0;
    exports.startInflate(input + dataStart, input + bytes.length, end);
    for (let status = MORE; status !== WHOLE; ) {
      // One byte past the budget is enough to know.
      const limit = Math.min(end + PIECE_BYTES, budgetEnd + 1);
      if (limit - start > room) {
        room = limit - start;
        memory.resize(start, room + margin);
      }
      status = exports.inflatePiece(limit);
      if (status !== WHOLE && status !== MORE) return undefined;
      const pieceEnd = exports.outputEnd();
      if (pieceEnd > budgetEnd) return PAST_BUDGET;
      checksum = checksumOf(module, end, pieceEnd, checksum);
      end = pieceEnd;
    }
    at = exports.inputPosition() - input;
    if (at + TRAILER_BYTES > bytes.length) return undefined;
    if (bytes.readUInt32LE(at) !== checksum || bytes.readUInt32LE(at + 4) !== end - memberStart)
      return undefined;
    at += TRAILER_BYTES;
    // As in node:zlib, a zero byte says that only padding follows.
  } while (at < bytes.length && bytes[at] !== 0);
  return bytes.subarray(at).every((byte) => byte === 0) ? end - start : undefined;
}

/** node:zlib has the CRC of 5 GB in a second; folded before, of 15. */
function checksumOf({ exports, memory }: WasmModule, start: number, end: number, before: number): number {
  if (end - start < LEAST_FOLDED_BYTES)
    return end === start ? before : crc32(memory.bytes.subarray(start, end), before);
  const rest = exports.foldedRest();
  const length = exports.foldChecksum(start, end, ~before);
  // The register is the CRC's complement, and is zero before the rest.
  return crc32(memory.bytes.subarray(rest, rest + length), 0xffffffff);
}
