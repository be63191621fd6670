// Bytes on disk → bytes of text in constant memory, and every byte of text before damage.
import { createGunzip } from 'node:zlib';
import type { HashedFile } from './hashed-file.js';
import { CHUNK_BYTES, isPadding, TrailingBytes } from './inflate.js';

/**
 * Input is written in pieces of so many bytes. Where one fails zlib drops the text that it gave, so the data is
 * inflated once more from its start, with smaller pieces where it failed. (Byte by byte takes 25 µs a byte.)
 */
const PIECE_BYTES = [64 * 1024, 256, 1];
/** Of a member's last eight bytes, the second half is the length of its text. */
const LENGTH_BYTES = 4;

/** The file's inflated bytes, chunk by chunk. Throws zlib's error, or TrailingBytes, behind all text before it. */
export async function* inflateStream(file: HashedFile, gzipped: boolean): AsyncGenerator<Buffer> {
  if (!gzipped) {
    yield* file.chunks();
    return;
  }
  let givenBytes = 0;
  let soundBytes = 0;
  for (const pieceBytes of PIECE_BYTES) {
    const gunzip = new PieceGunzip();
    let readBytes = 0;
    let textBytes = 0;
    try {
      for await (const piece of piecesOf(file, soundBytes, pieceBytes)) {
        for (const text of await gunzip.write(piece)) {
          // What an earlier round gave is not given again.
          const fresh = text.subarray(Math.max(0, givenBytes - textBytes));
          textBytes += text.length;
          givenBytes += fresh.length;
          if (fresh.length > 0) yield fresh;
        }
        readBytes += piece.length;
        if (gunzip.hasEnded) break;
      }
      if (gunzip.hasEnded) await expectPadding(file, gunzip.consumedBytes);
      else await gunzip.end();
      return;
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      // The first member began as gzip does: a header that does not comes after a whole member.
      if (code === 'Z_DATA_ERROR' && message === 'incorrect header check' && pieceBytes === 1)
        throw new TrailingBytes();
      if (code === 'Z_BUF_ERROR' && (await endsAfterLength(file, givenBytes))) throw new TrailingBytes();
      if (code !== 'Z_DATA_ERROR' || pieceBytes === 1) throw error;
      soundBytes = readBytes;
    } finally {
      gunzip.close();
    }
  }
}

/** Large pieces up to `soundBytes`, which are known to be good, and pieces of `pieceBytes` behind them. */
async function* piecesOf(file: HashedFile, soundBytes: number, pieceBytes: number): AsyncGenerator<Buffer> {
  let at = 0;
  for await (const chunk of file.chunks()) {
    for (let from = 0; from < chunk.length; ) {
      const sound = soundBytes - at;
      const piece = chunk.subarray(
        from,
        from + (sound > 0 ? Math.min(sound, PIECE_BYTES[0] ?? 1) : pieceBytes),
      );
      yield piece;
      from += piece.length;
      at += piece.length;
    }
  }
}

async function expectPadding(file: HashedFile, offset: number): Promise<void> {
  for await (const chunk of file.chunks(offset)) if (!isPadding(chunk)) throw new TrailingBytes();
}

/** One odd byte after a member is too short for a header, and zlib waits for the rest of it. */
async function endsAfterLength(file: HashedFile, textBytes: number): Promise<boolean> {
  const end = await file.bytesAt((await file.sizeBytes()) - 1 - LENGTH_BYTES, LENGTH_BYTES);
  return end.length === LENGTH_BYTES && end.readUInt32LE() === textBytes % 2 ** 32;
}

/** A gunzip that is written to one piece after another, and gives the text of each. */
class PieceGunzip {
  /** No more input is taken. */
  hasEnded = false;
  readonly #gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  #texts: Buffer[] = [];

  constructor() {
    this.#gunzip.on('data', (text: Buffer) => this.#texts.push(text));
    this.#gunzip.on('end', () => {
      this.hasEnded = true;
    });
    // Each call listens as well; this one is for an error that comes when none does.
    this.#gunzip.on('error', () => undefined);
  }

  get consumedBytes(): number {
    return this.#gunzip.bytesWritten;
  }

  write(piece: Buffer): Promise<Buffer[]> {
    return this.#settled((done) => this.#gunzip.write(piece, done));
  }

  end(): Promise<Buffer[]> {
    return this.#settled(() => this.#gunzip.end());
  }

  close(): void {
    this.#gunzip.destroy();
  }

  #settled(start: (done: () => void) => void): Promise<Buffer[]> {
    return new Promise((resolve, reject) => {
      const settle = (error?: unknown) => {
        this.#gunzip.off('error', settle).off('end', settle);
        if (error instanceof Error) return reject(error);
        const texts = this.#texts;
        this.#texts = [];
        resolve(texts);
      };
      this.#gunzip.once('error', settle).once('end', settle);
      start(settle);
    });
  }
}
