// Bytes on disk → bytes of text. node:zlib takes multi-member gzip as one stream and checks each member's checksum.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip, gunzipSync } from 'node:zlib';

/** Larger chunks than the default 16 KiB: 1.05 to 1.3 times as fast on files of some MB. */
const CHUNK_BYTES = 256 * 1024;

const SMALLEST_CHUNK_BYTES = 4096;
const TRAILER_BYTES = 8;
/** Deflate's best: https://zlib.net/zlib_tech.html (maximum compression factor). */
const LARGEST_RATIO = 1032;

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** SHA-256 of the file's bytes as they are on disk, in hex: how a file is known again. */
export async function digestOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES }))
    hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** The inflated bytes; `undefined` where they would be more than `budgetBytes`. Throws zlib's error on damage. */
export function inflateWhole(bytes: Buffer, budgetBytes: number): Buffer | undefined {
  if (!isGzip(bytes)) return bytes.length <= budgetBytes ? bytes : undefined;
  try {
    return gunzipSync(bytes, { chunkSize: outputBytes(bytes, budgetBytes), maxOutputLength: budgetBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return undefined;
    throw error;
  }
}

/**
 * Room for the text in one piece, by what the last member's trailer says that it holds, so that nothing is put together
 * afterwards. The trailer is only a hint: never more than deflate can make of so few bytes, nor than the budget.
 */
function outputBytes(bytes: Buffer, budgetBytes: number): number {
  const told = bytes.length >= TRAILER_BYTES ? bytes.readUInt32LE(bytes.length - 4) : 0;
  const most = Math.min(budgetBytes, bytes.length * LARGEST_RATIO);
  // One byte more: a full piece makes zlib ask for another one.
  return Math.max(SMALLEST_CHUNK_BYTES, Math.min(told, most) + 1);
}

/** The file's inflated bytes, chunk by chunk, in constant memory. */
export async function* inflateStream(path: string, gzipped: boolean): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  if (!gzipped) {
    yield* file as AsyncIterable<Buffer>;
    return;
  }
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  file.on('error', (error) => gunzip.destroy(error));
  try {
    yield* file.pipe(gunzip) as AsyncIterable<Buffer>;
  } finally {
    file.destroy();
    gunzip.destroy();
  }
}

/** zlib's error in the words of a skip. */
export function inflateReason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'Z_BUF_ERROR') return 'the gzip data is truncated';
  if (code === 'Z_DATA_ERROR') return `the gzip data is corrupt (${message})`;
  if (code?.startsWith('E')) return `the file cannot be read: ${code}`;
  return message;
}

/** True where the checksum was the first thing wrong: which bytes are bad cannot be told. */
export function isChecksumError(error: unknown): boolean {
  return /incorrect (data|length) check/.test((error as Error).message ?? '');
}
