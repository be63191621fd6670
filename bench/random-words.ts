// Random numbers and texts that hang on a seed and on what they are for, so that one record of many can be made alone.

const ALPHABETS = {
  hex: '0123456789abcdef',
  base32: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
  base64: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
} as const;

export interface RandomWords {
  /** From 0 up to, but without, `count`. */
  below(count: number): number;
  /** From 0 up to, but without, 1. */
  share(): number;
  pick<T>(list: readonly T[]): T;
  text(length: number, alphabet: keyof typeof ALPHABETS): string;
  /** Version 4. */
  uuid(): string;
}

/** Numbers from 0 to 2^32 - 1: https://en.wikipedia.org/wiki/Xorshift (xorshift32). */
export function randomNumbers(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b9) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state;
  };
}

/** For the thing `number` of a kind. All steps are one to one: the first word differs for each number below 2^32 - 1. */
export function randomWords(seed: number, kind: number, number: number): RandomWords {
  const next = randomNumbers(mixed(mixed(Math.imul(seed, 31) + kind) + number));
  const hex = () => next().toString(16).padStart(8, '0');
  return {
    below: (count) => next() % count,
    share: () => next() / 0x1_0000_0000,
    pick: <T>(list: readonly T[]) => list[next() % list.length] as T,
    text(length, alphabet) {
      const letters = ALPHABETS[alphabet];
      let made = '';
      for (let word = 0; made.length < length; word >>>= 6) {
        if (made.length % 5 === 0) word = next();
        made += letters[word % letters.length];
      }
      return made;
    },
    uuid() {
      const [a, b, c, d] = [hex(), hex(), hex(), hex()];
      const variant = '89ab'[Number.parseInt(c[0] as string, 16) % 4];
      return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-${variant}${c.slice(1, 4)}-${c.slice(4)}${d}`;
    },
  };
}

/** One to one, and near numbers become far ones (the finaliser of MurmurHash3). */
function mixed(number: number): number {
  let word = number >>> 0;
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return (word ^ (word >>> 16)) >>> 0;
}
