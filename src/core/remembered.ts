// A pure function of a text that remembers its answers. Bounded: a log can hold any number of made-up texts.

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
