// One raw deflate stream by our decoder, watched for what it must not touch, and by zlib.
import { inflateRawSync } from 'node:zlib';
import type { TrailModule } from '../../src/trail/trail-module.js';

export interface RawText {
  text: Buffer;
  /** Bytes of the stream. */
  consumed: number;
}

const CANARY = Buffer.alloc(64, 0xa5);

/** What the module makes of one raw stream, in pieces of `pieceBytes`; undefined where it refuses. */
export function rawInWasm(
  module: TrailModule,
  stream: Buffer,
  pieceBytes: number,
  mostBytes: number,
): RawText | undefined {
  const { exports, inputStart } = module;
  const text = module.textStart(stream.length);
  const margin = exports.OUTPUT_MARGIN.value;
  module.reserve(text + mostBytes + pieceBytes + margin + CANARY.length);
  module.bytes(inputStart, inputStart + stream.length).set(stream);
  exports.startInflate(inputStart, inputStart + stream.length, text);
  let end = text;
  let status = 1;
  while (status === 1 && end - text <= mostBytes) {
    const limit = end + pieceBytes;
    const behind = module.bytes(limit + margin, limit + margin + CANARY.length);
    behind.set(CANARY);
    status = exports.inflatePiece(limit);
    if (!behind.equals(CANARY)) throw new Error('it wrote past the margin');
    end = exports.outputEnd();
  }
  if (!module.bytes(inputStart, inputStart + stream.length).equals(stream))
    throw new Error('it wrote into its input');
  if (status !== 0) return undefined;
  return { text: module.bytes(text, end), consumed: exports.inputPosition() - inputStart };
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
