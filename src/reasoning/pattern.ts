// Patterns: sequences of tokens over UTF-16 code units. One form for all that policies write of texts: globs, ARNs whose
// first five parts hold no colon, texts compared without case, and policy variables as symbols.

/** Sets of characters that tokens stand for. */
export type CharClass = 'any' | 'not-colon' | 'not-bar' | 'digit' | 'service' | 'name';

const CLASSES: Readonly<Record<CharClass, (c: string) => boolean>> = {
  any: () => true,
  'not-colon': (c) => c !== ':',
  'not-bar': (c) => c !== '|',
  digit: (c) => c >= '0' && c <= '9',
  service: (c) => (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c === '-',
  name: (c) => (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'),
};

export type Token =
  /** One character. */
  | { readonly kind: 'char'; readonly char: string }
  /** One character, in either case. */
  | { readonly kind: 'letter'; readonly lower: string }
  | { readonly kind: 'one'; readonly of: CharClass }
  | { readonly kind: 'run'; readonly of: CharClass }
  /** The value of a policy variable: a text of which nothing is known but that it is the same wherever the symbol is. */
  | { readonly kind: 'symbol'; readonly name: string };

export interface Pattern {
  readonly tokens: readonly Token[];
  /** Equal for equal patterns. */
  readonly key: string;
  /** The only text that matches, where there is one. */
  readonly literal: string | undefined;
  readonly hasSymbol: boolean;
  /** Runs may take as little as they can and need no second look once a later one of their kind has begun. */
  readonly isGreedy: boolean;
}

export const ANY_RUN: Token = { kind: 'run', of: 'any' };
export const ANY_ONE: Token = { kind: 'one', of: 'any' };

const chars = new Map<string, Token>();
const letters = new Map<string, Token>();

export function charToken(char: string): Token {
  let token = chars.get(char);
  if (token === undefined) {
    token = { kind: 'char', char };
    if (chars.size < 10_000) chars.set(char, token);
  }
  return token;
}

/** A character compared without case; itself where it has no case. */
export function letterToken(char: string): Token {
  const lower = char.toLowerCase();
  if (lower.length !== 1 || lower === char.toUpperCase()) return charToken(char);
  let token = letters.get(lower);
  if (token === undefined) {
    token = { kind: 'letter', lower };
    if (letters.size < 10_000) letters.set(lower, token);
  }
  return token;
}

export function textTokens(text: string): Token[] {
  const tokens: Token[] = [];
  for (let i = 0; i < text.length; i++) tokens.push(charToken(text[i] as string));
  return tokens;
}

/** Runs that follow each other are one. */
export function makePattern(written: readonly Token[]): Pattern {
  const tokens = written.filter((token, i) => {
    const next = written[i + 1];
    return !(token.kind === 'run' && next?.kind === 'run' && next.of === token.of);
  });
  let key = '';
  let isLiteral = true;
  let hasSymbol = false;
  for (const token of tokens) {
    key += keyOf(token);
    if (token.kind !== 'char') isLiteral = false;
    if (token.kind === 'symbol') hasSymbol = true;
  }
  const literal = isLiteral ? tokens.map((t) => (t.kind === 'char' ? t.char : '')).join('') : undefined;
  return { tokens, key, literal, hasSymbol, isGreedy: isGreedy(tokens) };
}

/**
 * As globs and ARNs are: free tokens only behind the last that has a class, all of which have one that takes a letter in both
 * cases or in none. Or without free tokens, and no two runs of one class: then nothing that was taken is made final.
 */
function isGreedy(tokens: readonly Token[]): boolean {
  const classes = new Set<CharClass>();
  let isFree = false;
  let isBehindFree = false;
  let isTwice = false;
  for (const token of tokens) {
    if (token.kind !== 'run' && token.kind !== 'one') continue;
    if (token.of === 'any') {
      isFree = true;
      continue;
    }
    isBehindFree ||= isFree;
    if (token.kind === 'run' && runsOf(tokens, token.of) > 1) isTwice = true;
    classes.add(token.of);
  }
  if (!isTwice && !isFree) return true;
  const [only] = classes;
  return classes.size <= 1 && !isBehindFree && (!isTwice || only === 'not-colon' || only === 'not-bar');
}

function runsOf(tokens: readonly Token[], of: CharClass): number {
  return tokens.filter((token) => token.kind === 'run' && token.of === of).length;
}

export function literalPattern(text: string): Pattern {
  return makePattern(textTokens(text));
}

function keyOf(token: Token): string {
  switch (token.kind) {
    case 'char':
      return token.char === '\u0000' || token.char === '\u0001' ? `\u0001${token.char}` : token.char;
    case 'letter':
      return `\u0000i${token.lower}`;
    case 'symbol':
      return `\u0000v${token.name}\u0000`;
    default:
      return `\u0000${token.kind[0]}${token.of}\u0000`;
  }
}

/** True if the token matches the one character. Symbols match none: they are no characters. */
export function tokenMatches(token: Token, c: string): boolean {
  switch (token.kind) {
    case 'char':
      return token.char === c;
    case 'letter':
      return c === token.lower || c.toLowerCase() === token.lower;
    case 'symbol':
      return false;
    default:
      return CLASSES[token.of](c);
  }
}

export function classHas(of: CharClass, c: string): boolean {
  return CLASSES[of](c);
}

/** True if the whole text matches; a pattern with a symbol matches nothing. */
export function matchesPattern({ tokens, literal, hasSymbol, isGreedy }: Pattern, text: string): boolean {
  if (literal !== undefined) return literal === text;
  if (hasSymbol) return false;
  return isGreedy ? matchesGreedily(tokens, text) : matchesByStates(tokens, text);
}

function matchesGreedily(tokens: readonly Token[], text: string): boolean {
  let token = 0;
  let at = 0;
  const retries: [token: number, at: number][] = [];
  for (;;) {
    const wanted = tokens[token];
    if (wanted === undefined) {
      if (at === text.length) return true;
    } else if (wanted.kind === 'run') {
      // A run makes final what a run of its own class took before it; an unbounded one all that was before it.
      if (wanted.of === 'any') retries.length = 0;
      else if (lastClass(retries, tokens) === wanted.of) retries.pop();
      if (at < text.length && classHas(wanted.of, text[at] as string)) retries.push([token, at + 1]);
      token++;
      continue;
    } else if (at < text.length && tokenMatches(wanted, text[at] as string)) {
      token++;
      at++;
      continue;
    }
    const retry = retries.pop();
    if (retry === undefined) return false;
    [token, at] = retry;
  }
}

/** All places in the pattern at once, one character after the other. */
function matchesByStates(tokens: readonly Token[], text: string): boolean {
  let places = behindRuns(tokens, [0]);
  for (let at = 0; at < text.length && places.size > 0; at++) {
    const next: number[] = [];
    for (const place of places) {
      const token = tokens[place];
      if (token !== undefined && tokenMatches(token, text[at] as string))
        next.push(token.kind === 'run' ? place : place + 1);
    }
    places = behindRuns(tokens, next);
  }
  return places.has(tokens.length);
}

/** The places, and those behind the runs that stand there: a run may take nothing. */
function behindRuns(tokens: readonly Token[], from: readonly number[]): Set<number> {
  const places = new Set<number>();
  for (let place of from) {
    places.add(place);
    while (tokens[place]?.kind === 'run') places.add(++place);
  }
  return places;
}

function lastClass(
  retries: readonly [token: number, at: number][],
  tokens: readonly Token[],
): CharClass | undefined {
  const last = tokens[retries.at(-1)?.[0] ?? -1];
  return last?.kind === 'run' ? last.of : undefined;
}
