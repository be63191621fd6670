// The bytes of one open file in order, with the digest of what was read: a file that changes under the reading has
// another digest than it had before.
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';

const CHUNK_BYTES = 256 * 1024;

/** To be closed. All methods throw the errors of the file system. */
export class HashedFile {
  readonly #file: FileHandle;
  readonly #hash = createHash('sha256');
  #hashedBytes = 0;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  static async open(path: string): Promise<HashedFile> {
    return new HashedFile(await open(path));
  }

  /** The bytes from `offset` to the end of the file. May be called again: bytes are hashed when first read. */
  async *chunks(offset = 0): AsyncGenerator<Buffer> {
    for (let at = offset; ; ) {
      const chunk = await this.#chunkAt(at);
      if (chunk.length === 0) return;
      at += chunk.length;
      yield chunk;
    }
  }

  /** At most `length` bytes from `offset`. */
  async bytesAt(offset: number, length: number): Promise<Buffer> {
    const bytes = Buffer.alloc(length);
    const { bytesRead } = await this.#file.read(bytes, 0, length, offset);
    return bytes.subarray(0, bytesRead);
  }

  async sizeBytes(): Promise<number> {
    return (await this.#file.stat()).size;
  }

  /** SHA-256 of the whole file in hex: reads what has not been read yet. Once only. */
  async digest(): Promise<string> {
    for (let read = 1; read > 0; ) read = (await this.#chunkAt(this.#hashedBytes)).length;
    return this.#hash.digest('hex');
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async #chunkAt(offset: number): Promise<Buffer> {
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    const { bytesRead } = await this.#file.read(buffer, 0, CHUNK_BYTES, offset);
    const chunk = buffer.subarray(0, bytesRead);
    if (offset <= this.#hashedBytes && offset + bytesRead > this.#hashedBytes) {
      this.#hash.update(chunk.subarray(this.#hashedBytes - offset));
      this.#hashedBytes = offset + bytesRead;
    }
    return chunk;
  }
}
