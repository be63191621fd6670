// Patterns with `*` (any run) and `?` (any one character): do two of them have a text in common?

import { matchesWildcard } from '../core/wildcard.js';

/** True if some text matches both patterns. Case counts. Time is the product of the lengths at most. */
export function patternsOverlap(a: string, b: string): boolean {
  const [inA, inB] = [firstWildcard(a), firstWildcard(b)];
  if (inA < 0) return inB < 0 ? a === b : matchesWildcard(b, a);
  if (inB < 0) return matchesWildcard(a, b);
  const plain = Math.min(inA, inB);
  return a.slice(0, plain) === b.slice(0, plain) && overlap(a.slice(plain), b.slice(plain));
}

/** -1 where there is none. */
function firstWildcard(pattern: string): number {
  const [run, one] = [pattern.indexOf('*'), pattern.indexOf('?')];
  return run < 0 ? one : one < 0 ? run : Math.min(run, one);
}

function overlap(a: string, b: string): boolean {
  // reach[j]: the first i characters of `a` and the first j of `b` have a text in common.
  let reach = new Uint8Array(b.length + 1);
  reach[0] = 1;
  spread(reach, b);
  for (const c of chars(a)) {
    const next = new Uint8Array(b.length + 1);
    if (c === '*') next[0] = reach[0] ?? 0;
    for (let j = 1; j <= b.length; j++) {
      const d = b[j - 1] as string;
      const stays = c === '*' && (reach[j] === 1 || next[j - 1] === 1);
      const waits = d === '*' && (reach[j] === 1 || next[j - 1] === 1);
      const both = reach[j - 1] === 1 && (c === d || c === '?' || d === '?');
      if (stays || waits || both) next[j] = 1;
    }
    reach = next;
  }
  return reach[b.length] === 1;
}

function spread(reach: Uint8Array, b: string): void {
  for (let j = 1; j <= b.length && b[j - 1] === '*'; j++) reach[j] = 1;
}

/** UTF-16 units, as the texts are indexed. */
function chars(text: string): string[] {
  return text.split('');
}
