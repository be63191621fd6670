// Digests of files that the store has, packed so that all workers look into one piece of memory.
import { Buffer } from 'node:buffer';

const DIGEST_BYTES = 32;

/** A set of SHA-256 digests in hex. `bytes` may be handed to a thread, which makes its own set of it. */
export class DigestSet {
  readonly bytes: SharedArrayBuffer;
  readonly #view: Buffer;

  constructor(bytes: SharedArrayBuffer) {
    this.bytes = bytes;
    this.#view = Buffer.from(bytes);
  }

  static of(digests: Iterable<string>): DigestSet {
    const sorted = [...digests].sort();
    const set = new DigestSet(new SharedArrayBuffer(sorted.length * DIGEST_BYTES));
    sorted.forEach((digest, i) => {
      set.#view.write(digest, i * DIGEST_BYTES, 'hex');
    });
    return set;
  }

  has(digest: string): boolean {
    if (this.#view.length === 0) return false;
    const wanted = Buffer.from(digest, 'hex');
    let low = 0;
    let high = this.#view.length / DIGEST_BYTES;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const order = this.#view.compare(
        wanted,
        0,
        DIGEST_BYTES,
        middle * DIGEST_BYTES,
        (middle + 1) * DIGEST_BYTES,
      );
      if (order === 0) return true;
      if (order < 0) low = middle + 1;
      else high = middle;
    }
    return false;
  }
}
