// Which of a fixed set of names a key is, read from its bytes: compared whole, and after unescaping. Names are ASCII.

export const NO_NAME = -1;
const SLOTS = 256;
const BACKSLASH = 0x5c;

/** Answers for the key whose characters, as written between the quotes of a valid string, are `bytes[start..end)`. */
export type NameLookup = (bytes: Uint8Array, start: number, end: number) => number;

/** The lookup of a key's place in `names`: NO_NAME for a key that is none of them. */
export function nameLookup(names: readonly string[]): NameLookup {
  const spellings = names.map((name) => Uint8Array.from(Buffer.from(name, 'latin1')));
  const placeOf = new Map(names.map((name, place) => [name, place]));
  // Places by a hash of a few bytes; names that fall into one slot are chained.
  const first = new Int16Array(SLOTS).fill(NO_NAME);
  const next = new Int16Array(names.length).fill(NO_NAME);
  spellings.forEach((spelling, place) => {
    const slot = slotOf(spelling, 0, spelling.length);
    next[place] = first[slot] as number;
    first[slot] = place;
  });
  return (bytes, start, end) => {
    let place = first[slotOf(bytes, start, end)] as number;
    for (; place !== NO_NAME; place = next[place] as number) {
      if (isSpelled(spellings[place] as Uint8Array, bytes, start, end)) return place;
    }
    for (let at = start; at < end; at++) {
      if (bytes[at] === BACKSLASH) return placeOf.get(unescaped(bytes, start, end)) ?? NO_NAME;
    }
    return NO_NAME;
  };
}

/** No two of today's names share a slot. */
function slotOf(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length < 3) return length;
  const sum =
    length * 37 + (bytes[start] as number) * 5 + (bytes[end - 3] as number) * 3 + (bytes[end - 1] as number);
  return sum % SLOTS;
}

function isSpelled(spelling: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start !== spelling.length) return false;
  for (let i = 0; i < spelling.length; i++) if (bytes[start + i] !== spelling[i]) return false;
  return true;
}

function unescaped(bytes: Uint8Array, start: number, end: number): string {
  return JSON.parse(`"${Buffer.from(bytes.subarray(start, end)).toString('utf8')}"`) as string;
}
