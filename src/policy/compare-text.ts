// The one order of text in written policies: by UTF-16 code unit, the same on every machine and locale.

/** Negative, 0 or positive, as `Array.sort` wants it. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The distinct values in that order, as a new array. */
export function sortedUnique(values: Iterable<string>): string[] {
  return [...new Set(values)].sort(compareText);
}
