// Seeded pseudo-random numbers: the same seed and label give the same sequence on every machine and Node version.
// The generator is sfc32 (Chris Doty-Humphrey, PractRand, public domain); the label is hashed in with FNV-1a.

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** One stream of numbers. Streams with different labels are independent: adding one shifts no other. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: number, label: string) {
    this.#a = seed | 0;
    this.#b = fnv1a(label, 0x811c9dc5);
    this.#c = fnv1a(label, 0x9e3779b9);
    for (let i = 0; i < 15; i++) this.#next32();
  }

  /** 0 ≤ n < 1. */
  fraction(): number {
    return this.#next32() / 0x1_0000_0000;
  }

  /** A whole number, both ends inclusive. */
  integer(from: number, to: number): number {
    return from + Math.floor(this.fraction() * (to - from + 1));
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.integer(0, items.length - 1)];
    if (item === undefined) throw new RangeError('pick from an empty list');
    return item;
  }

  /** Lower-case hexadecimal digits. */
  hex(length: number): string {
    return this.#text('0123456789abcdef', length);
  }

  base32(length: number): string {
    return this.#text(BASE32, length);
  }

  alphanumeric(length: number): string {
    return this.#text(ALPHANUMERIC, length);
  }

  /** A version 4 UUID. */
  uuid(): string {
    const h = this.hex(30);
    const variant = '89ab'[this.integer(0, 3)];
    return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(12, 15)}-${variant}${h.slice(15, 18)}-${h.slice(18, 30)}`;
  }

  /** The items in another order; the argument is left as it is. */
  shuffled<T>(items: readonly T[]): T[] {
    return items
      .map((item) => ({ item, key: this.fraction() }))
      .sort((x, y) => x.key - y.key)
      .map(({ item }) => item);
  }

  #text(alphabet: string, length: number): string {
    let text = '';
    for (let i = 0; i < length; i++) text += alphabet[this.integer(0, alphabet.length - 1)];
    return text;
  }

  #next32(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }
}

function fnv1a(text: string, basis: number): number {
  let hash = basis;
  for (const character of text) {
    hash ^= character.codePointAt(0) ?? 0;
    hash = Math.imul(hash, 0x01000193);
  }
  return hash | 0;
}
