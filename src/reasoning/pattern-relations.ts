// How two patterns relate, without automata: one covers the other (sure when true), and they share no text (exact for
// patterns without symbols). Both are polynomial in the patterns' lengths.
import {
  type CharClass,
  classHas,
  matchesPattern,
  type Pattern,
  type Token,
  tokenMatches,
} from './pattern.js';

/** Which classes lie in which. */
const WITHIN: Readonly<Record<CharClass, readonly CharClass[]>> = {
  any: ['any'],
  'not-colon': ['any', 'not-colon'],
  'not-bar': ['any', 'not-bar'],
  digit: ['any', 'not-colon', 'not-bar', 'digit', 'service', 'name'],
  service: ['any', 'not-colon', 'not-bar', 'service'],
  name: ['any', 'not-colon', 'not-bar', 'service', 'name'],
};

/**
 * True if `outer` matches every text that `inner` matches, whatever the values of variables. Never true in error; it may
 * be false where only an automaton would show it.
 */
export function coversPattern(outer: Pattern, inner: Pattern): boolean {
  if (outer.key === inner.key) return true;
  if (outer.literal !== undefined) return false;
  if (inner.literal !== undefined) return matchesPattern(outer, inner.literal);
  const o = outer.tokens;
  const n = inner.tokens;
  if (o.length === 1 && o[0]?.kind === 'run' && o[0].of === 'any') return true;
  if (endsDiffer(o, n) || isTooLong(o, n)) return false;
  // reachable[j]: the tokens of `outer` before j may have taken those of `inner` so far.
  let reachable = new Uint8Array(o.length + 1);
  reachable[0] = 1;
  skipRuns(reachable, o);
  for (const token of n) {
    const next = new Uint8Array(o.length + 1);
    let any = false;
    for (let j = 0; j < o.length; j++) {
      if (reachable[j] !== 1) continue;
      const mine = o[j] as Token;
      if (mine.kind === 'run' && runTakes(mine.of, token)) {
        next[j] = 1;
        any = true;
      }
      if (mine.kind !== 'run' && takes(mine, token)) {
        next[j + 1] = 1;
        any = true;
      }
    }
    if (!any) return false;
    skipRuns(next, o);
    reachable = next;
  }
  return reachable[o.length] === 1;
}

function skipRuns(reachable: Uint8Array, tokens: readonly Token[]): void {
  for (let j = 0; j < tokens.length; j++)
    if (reachable[j] === 1 && tokens[j]?.kind === 'run') reachable[j + 1] = 1;
}

/** One token of the outer pattern, no run, takes one of the inner pattern whole. */
function takes(outer: Token, inner: Token): boolean {
  switch (inner.kind) {
    case 'char':
      return tokenMatches(outer, inner.char);
    case 'letter':
      return tokenMatches(outer, inner.lower) && tokenMatches(outer, inner.lower.toUpperCase());
    case 'one':
      return outer.kind === 'one' && WITHIN[inner.of].includes(outer.of);
    case 'run':
      return false;
    case 'symbol':
      return outer.kind === 'symbol' && outer.name === inner.name;
  }
}

function runTakes(of: CharClass, inner: Token): boolean {
  switch (inner.kind) {
    case 'char':
      return classHas(of, inner.char);
    case 'letter':
      return classHas(of, inner.lower) && classHas(of, inner.lower.toUpperCase());
    case 'symbol':
      return of === 'any';
    default:
      return WITHIN[inner.of].includes(of);
  }
}

/** True if no text matches both, whatever the values of variables. Exact where neither has a symbol. */
export function areDisjoint(a: Pattern, b: Pattern): boolean {
  if (a.literal !== undefined && !b.hasSymbol) return !matchesPattern(b, a.literal);
  if (b.literal !== undefined && !a.hasSymbol) return !matchesPattern(a, b.literal);
  const x = a.tokens;
  const y = b.tokens;
  if (endsDiffer(x, y)) return true;
  if (isTooLong(x, y)) return false;
  const width = y.length + 1;
  const seen = new Uint8Array((x.length + 1) * width);
  const stack = [0];
  while (stack.length > 0) {
    const at = stack.pop() as number;
    if (seen[at] === 1) continue;
    seen[at] = 1;
    const i = Math.floor(at / width);
    const j = at % width;
    if (i === x.length && j === y.length) return false;
    const p = x[i];
    const q = y[j];
    const pRuns = p !== undefined && isOpen(p);
    const qRuns = q !== undefined && isOpen(q);
    if (pRuns) stack.push(at + width);
    if (qRuns) stack.push(at + 1);
    if (p === undefined || q === undefined || !shareChar(p, q)) continue;
    stack.push((pRuns ? i : i + 1) * width + (qRuns ? j : j + 1));
  }
  return true;
}

/** Patterns that no policy of AWS's sizes can have: both relations are then taken not to hold. */
function isTooLong(a: readonly Token[], b: readonly Token[]): boolean {
  return a.length * b.length > MOST_PAIRS;
}

const MOST_PAIRS = 4_000_000;

/** True if the characters that both begin or end with are not the same: a common case that is cheap to see. */
function endsDiffer(a: readonly Token[], b: readonly Token[]): boolean {
  const most = Math.min(a.length, b.length);
  for (let i = 0; i < most; i++) {
    const p = a[i] as Token;
    const q = b[i] as Token;
    if (p.kind !== 'char' || q.kind !== 'char') break;
    if (p.char !== q.char) return true;
  }
  for (let i = 1; i <= most; i++) {
    const p = a[a.length - i] as Token;
    const q = b[b.length - i] as Token;
    if (p.kind !== 'char' || q.kind !== 'char') break;
    if (p.char !== q.char) return true;
  }
  return false;
}

/** A token that takes any number of characters. A symbol may have any value. */
function isOpen(token: Token): boolean {
  return token.kind === 'run' || token.kind === 'symbol';
}

/** Classes all share `0`; what is not in a class is looked up by character. */
function shareChar(a: Token, b: Token): boolean {
  if (a.kind === 'symbol' || b.kind === 'symbol') return true;
  const isClassA = a.kind === 'one' || a.kind === 'run';
  const isClassB = b.kind === 'one' || b.kind === 'run';
  if (isClassA && isClassB) return true;
  if (isClassA) return shareChar(b, a);
  if (a.kind === 'char') return tokenMatches(b, a.char);
  return a.kind === 'letter' && (tokenMatches(b, a.lower) || tokenMatches(b, a.lower.toUpperCase()));
}
