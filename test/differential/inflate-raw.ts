// One raw deflate stream by our decoder, watched for what it must not touch, and by zlib.
import { inflateRawSync } from 'node:zlib';
import type { WasmModule } from '../../src/trail/wasm-module.js';

export interface RawText {
  text: Buffer;
  /** Bytes of the stream. */
  consumed: number;
}

const CANARY = Buffer.alloc(64, 0xa5);

/** What the module makes of one raw stream, in pieces of `pieceBytes`; undefined where it refuses. */
export function rawInWasm(
  module: WasmModule,
  stream: Buffer,
  pieceBytes: number,
  mostBytes: number,
): RawText | undefined {
  const { exports, memory } = module;
  const input = memory.take(stream.length + exports.INPUT_MARGIN.value);
  const text = memory.take(mostBytes + pieceBytes + exports.OUTPUT_MARGIN.value + CANARY.length);
  try {
    return inflated(module, stream, input, text, pieceBytes, mostBytes);
  } finally {
    memory.release(input);
  }
}

function inflated(
  module: WasmModule,
  stream: Buffer,
  input: number,
  text: number,
  pieceBytes: number,
  mostBytes: number,
): RawText | undefined {
  const { exports } = module;
  const bytes = Buffer.from(module.memory.bytes.buffer);
  bytes.set(stream, input);
  exports.startInflate(input, input + stream.length, text);
  let end = text;
  let status = 1;
  while (status === 1 && end - text <= mostBytes) {
    const limit = end + pieceBytes;
    const margin = limit + exports.OUTPUT_MARGIN.value;
    const behind = bytes.subarray(margin, margin + CANARY.length);
    behind.set(CANARY);
    status = exports.inflatePiece(limit);
    if (!behind.equals(CANARY)) throw new Error('it wrote past the margin');
    end = exports.outputEnd();
  }
  if (!bytes.subarray(input, input + stream.length).equals(stream))
    throw new Error('it wrote into its input');
  if (status !== 0) return undefined;
  return { text: Buffer.from(bytes.subarray(text, end)), consumed: exports.inputPosition() - input };
}

export function rawInZlib(stream: Buffer): RawText | undefined {
  try {
    const { buffer, engine } = inflateRawSync(stream, { ...{ info: true } }) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    return { text: buffer, consumed: engine.bytesWritten };
  } catch {
    return undefined;
  }
}
