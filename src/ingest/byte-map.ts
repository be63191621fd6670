// Values by keys of bytes, looked up without making a string of a key. Bounded: it forgets everything when it is full.
import { randomFillSync } from 'node:crypto';

const WORD_BYTES = 4;
const NONE = 0;
/** Slots stay at least half empty. */
const SLOTS_PER_ENTRY = 2;

/** Where keys are written before they are looked up. */
export class KeyBuffer {
  readonly bytes: Uint8Array;
  readonly words: Int32Array;
  /** Bytes of the key so far; more than `bytes` has where it did not fit. */
  length = 0;

  constructor(capacityBytes: number) {
    this.bytes = new Uint8Array(Math.ceil(capacityBytes / WORD_BYTES) * WORD_BYTES);
    this.words = new Int32Array(this.bytes.buffer);
  }

  get isTooLong(): boolean {
    return this.length > this.bytes.length;
  }

  putByte(byte: number): void {
    if (this.length < this.bytes.length) this.bytes[this.length] = byte;
    this.length++;
  }

  putNumber(number: number): void {
    for (let shift = 0; shift < 32; shift += 8) this.putByte((number >>> shift) & 0xff);
  }

  /** The bytes from `start` up to `end` of `source`. */
  put(source: Uint8Array, start: number, end: number): void {
    const { bytes, length } = this;
    const after = length + end - start;
    if (after <= bytes.length)
      for (let from = start, to = length; from < end; ) bytes[to++] = source[from++] as number;
    this.length = after;
  }

  /** Words of the key; the bytes behind it in the last one are zero. */
  finish(): number {
    const count = Math.ceil(this.length / WORD_BYTES);
    this.bytes.fill(0, this.length, count * WORD_BYTES);
    return count;
  }
}

/** A map with room for so many entries and so many bytes of keys, which are all taken at once. */
export class ByteMap<T> {
  readonly #slots: Int32Array;
  readonly #keys: Int32Array;
  readonly #entries: number;
  /** Per entry: where its key begins, its bytes, its hash. Entry numbers begin at 1. */
  readonly #starts: Int32Array;
  readonly #lengths: Int32Array;
  readonly #hashes: Int32Array;
  #values: T[] = [];
  #usedWords = 0;
  /** A random word for each of a key, so that nobody can write logs whose keys fall into one slot. */
  #secrets = new Int32Array(0);

  /** `entries`: a power of two. */
  constructor(entries: number, keyBytes: number) {
    this.#entries = entries;
    this.#slots = new Int32Array(entries * SLOTS_PER_ENTRY);
    this.#keys = new Int32Array(keyBytes / WORD_BYTES);
    this.#starts = new Int32Array(entries + 1);
    this.#lengths = new Int32Array(entries + 1);
    this.#hashes = new Int32Array(entries + 1);
  }

  /** `undefined` where there is no such key, or it was forgotten. `key` must not be too long. */
  get(key: KeyBuffer): T | undefined {
    const count = key.finish();
    const hash = this.#hashOf(key, count);
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = this.#slots[slot] as number;
      if (entry === NONE) return undefined;
      if (this.#hashes[entry] === hash && this.#isKey(entry, key, count)) return this.#values[entry - 1];
    }
  }

  /** Sets the value of a key, new or not. A key that is larger than the map has room for is not kept. */
  set(key: KeyBuffer, value: T): void {
    const count = key.finish();
    if (count > this.#keys.length) return;
    if (this.#values.length === this.#entries || this.#usedWords + count > this.#keys.length) this.#forget();
    const hash = this.#hashOf(key, count);
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (; this.#slots[slot] !== NONE; slot = (slot + 1) & mask) {
      const entry = this.#slots[slot] as number;
      if (this.#hashes[entry] !== hash || !this.#isKey(entry, key, count)) continue;
      this.#values[entry - 1] = value;
      return;
    }
    const entry = this.#values.push(value);
    this.#slots[slot] = entry;
    this.#starts[entry] = this.#usedWords;
    this.#lengths[entry] = key.length;
    this.#hashes[entry] = hash;
    for (let i = 0; i < count; i++) this.#keys[this.#usedWords + i] = key.words[i] as number;
    this.#usedWords += count;
  }

  #forget(): void {
    this.#slots.fill(NONE);
    this.#values = [];
    this.#usedWords = 0;
  }

  #isKey(entry: number, key: KeyBuffer, count: number): boolean {
    if (this.#lengths[entry] !== key.length) return false;
    const start = this.#starts[entry] as number;
    for (let i = 0; i < count; i++) if (this.#keys[start + i] !== key.words[i]) return false;
    return true;
  }

  /** NH over halves of words: what two keys differ in is multiplied by what nobody knows (UMAC, RFC 4418). */
  #hashOf({ words, length }: KeyBuffer, count: number): number {
    if (count > this.#secrets.length) this.#secrets = withMoreSecrets(this.#secrets, words.length);
    const secrets = this.#secrets;
    let sum = length;
    for (let i = 0; i < count; i++) {
      const word = words[i] as number;
      const secret = secrets[i] as number;
      sum = (sum + Math.imul((word + secret) & 0xffff, ((word >>> 16) + (secret >>> 16)) & 0xffff)) | 0;
    }
    return Math.imul(sum ^ (sum >>> 15), 0x85ebca6b);
  }
}

/** The secrets that there are stay: what was hashed with them is looked up again. */
function withMoreSecrets(secrets: Int32Array, count: number): Int32Array<ArrayBuffer> {
  const more = randomFillSync(new Int32Array(count));
  more.set(secrets);
  return more;
}
