// A pure function of a text, or of two, that remembers its answers. Bounded: a log can hold any number of made-up texts.

const LIMIT = 10_000;
/** Longer texts are seldom seen twice; they are answered anew. */
const LONGEST = 512;

/** `make`, each answer made once until the memory is full; then it begins anew. */
export function remembered<T>(make: (text: string) => T, limit = LIMIT): (text: string) => T {
  const memory = new Map<string, T>();
  return (text) => {
    if (text.length > LONGEST) return make(text);
    const known = memory.get(text);
    if (known !== undefined || memory.has(text)) return known as T;
    const made = make(text);
    if (memory.size >= limit) memory.clear();
    memory.set(text, made);
    return made;
  };
}

/** The same of two texts, the first of which has few values. Texts that are parts of long ones hold those whole. */
export function rememberedOfTwo<T>(
  make: (first: string, second: string) => T,
  limit = LIMIT,
): (first: string, second: string) => T {
  const memory = new Map<string, Map<string, T>>();
  let size = 0;
  return (first, second) => {
    if (first.length + second.length > LONGEST) return make(first, second);
    let ofFirst = memory.get(first);
    const known = ofFirst?.get(second);
    if (known !== undefined || ofFirst?.has(second)) return known as T;
    const made = make(first, second);
    if (size >= limit) {
      memory.clear();
      ofFirst = undefined;
      size = 0;
    }
    if (ofFirst === undefined) {
      ofFirst = new Map();
      memory.set(first, ofFirst);
    }
    ofFirst.set(second, made);
    size++;
    return made;
  };
}
