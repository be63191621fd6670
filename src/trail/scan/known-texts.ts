// Strings that are often the same (accounts, types of resources), found by their bytes: one that is the same object each
// time is quick to look up and to compare.
const SLOTS = 512;
const LONGEST = 64;

/** Bounded: one string a slot, the last one. */
export class KnownTexts {
  readonly #spellings: (Uint8Array | undefined)[] = new Array(SLOTS).fill(undefined);
  readonly #texts: string[] = new Array(SLOTS).fill('');

  /** What was remembered of `bytes[start..end)`, if that was the last to fall into its slot. */
  find(bytes: Uint8Array, start: number, end: number): string | undefined {
    const slot = slotOf(bytes, start, end);
    const spelling = this.#spellings[slot];
    if (spelling === undefined || spelling.length !== end - start) return undefined;
    for (let i = 0; i < spelling.length; i++) if (spelling[i] !== bytes[start + i]) return undefined;
    return this.#texts[slot];
  }

  remember(bytes: Uint8Array, start: number, end: number, text: string): void {
    if (end - start > LONGEST) return;
    const slot = slotOf(bytes, start, end);
    // A copy, also of a Buffer's bytes: the next text may be written there.
    this.#spellings[slot] = Uint8Array.from(bytes.subarray(start, end));
    this.#texts[slot] = text;
  }
}

function slotOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = end - start;
  // The ends tell names apart, the middle hosts.
  hash = Math.imul(hash, 31) + (bytes[start] as number);
  hash = Math.imul(hash, 31) + (bytes[start + 1] as number);
  hash = Math.imul(hash, 31) + (bytes[start + 3] as number);
  hash = Math.imul(hash, 31) + (bytes[(start + end) >> 1] as number);
  hash = Math.imul(hash, 31) + (bytes[end - 3] as number);
  hash = Math.imul(hash, 31) + (bytes[end - 2] as number);
  hash = Math.imul(hash, 31) + (bytes[end - 1] as number);
  return (hash ^ (hash >>> 9)) & (SLOTS - 1);
}
