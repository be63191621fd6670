// Which patterns of a list cover others of it. Pure inclusion of patterns: no catalog, and `*` runs over colons.
import { coversResource, literalPrefix } from '../policy/resource-pattern.js';

export interface RedundantGroup<T> {
  /** The pattern that covers and all that it covers, in list order; two at least. */
  readonly members: readonly T[];
  /** The longest of those that another one covers, the first of equally long ones. */
  readonly example: T;
}

/** A list of thousands of patterns is compared no further: time stays in proportion to the text. */
const MOST_COMPARISONS = 2_000_000;

/** One group a pattern that covers others and is covered by none; of equal texts the first covers the others. */
export function redundantGroups<T>(values: readonly T[], textOf: (value: T) => string): RedundantGroup<T>[] {
  const texts = values.map(textOf);
  const first = new Map<string, number>();
  const twice = new Set<number>();
  for (const [i, text] of texts.entries()) {
    const before = first.get(text);
    if (before === undefined) first.set(text, i);
    else twice.add(before);
  }
  const patterns = [...first.values()].filter((i) => isPattern(texts[i] as string));
  const prefixes = new Map(patterns.map((i) => [i, literalPrefix(texts[i] as string)]));
  let comparisons = 0;
  const covers = (outer: number, inner: number): boolean =>
    outer !== inner &&
    comparisons++ < MOST_COMPARISONS &&
    (texts[inner] as string).startsWith(prefixes.get(outer) ?? '') &&
    coversResource(texts[outer] as string, texts[inner] as string);

  const isCovered = (inner: number): boolean =>
    patterns.some((outer) => texts[outer] !== texts[inner] && covers(outer, inner));
  const groups: RedundantGroup<T>[] = [];
  for (const outer of new Set([...patterns, ...twice])) {
    if (isCovered(outer)) continue;
    const text = texts[outer];
    const covered = values.flatMap((_, i) =>
      i !== outer && (texts[i] === text || (isPattern(text as string) && covers(outer, i))) ? [i] : [],
    );
    if (covered.length === 0) continue;
    const redundant = texts[covered[0] as number] === text ? [outer, ...covered] : covered;
    const longest = redundant.reduce((a, b) =>
      (texts[b] as string).length > (texts[a] as string).length ? b : a,
    );
    const members = [outer, ...covered].sort((a, b) => a - b);
    groups.push({ members: members.map((i) => values[i] as T), example: values[longest] as T });
  }
  return groups;
}

function isPattern(text: string): boolean {
  return text.includes('*') || text.includes('?');
}
