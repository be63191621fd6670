// Terms of SMT-LIB: texts, patterns and numbers in the standard's words.
// https://smt-lib.org/theories-UnicodeStrings.shtml
import { EngineError } from '../core/error.js';
import { NUMBERS } from './intervals.js';
import { ANY_RUN, type CharClass, literalPattern, makePattern, type Pattern, type Token } from './pattern.js';
import { coversPattern } from './pattern-relations.js';
import { ACTIONS, PRINCIPALS, RESOURCES } from './universe.js';

/**
 * Variables in parts, each a constant of its own: solvers are much better at several short texts than at one long one.
 * `separator`: what stands between parts, and in none but the last (in none at all where `isStrict`).
 */
export interface Parts {
  readonly names: readonly string[];
  readonly separator: string;
  readonly isStrict: boolean;
  readonly universe: readonly Pattern[];
}

export const PARTS: Readonly<Record<string, Parts>> = {
  action: {
    names: ['service', 'name'].map((n) => `action_${n}`),
    separator: ':',
    isStrict: true,
    universe: ACTIONS,
  },
  resource: {
    names: ['arn', 'partition', 'service', 'region', 'account', 'rest'].map((n) => `resource_${n}`),
    separator: ':',
    isStrict: false,
    universe: widest(RESOURCES),
  },
  principal: {
    names: ['kind', 'partition', 'service', 'account', 'name', 'session'].map((n) => `principal_${n}`),
    separator: '|',
    isStrict: true,
    universe: widest(PRINCIPALS),
  },
};

export function widest(patterns: readonly Pattern[]): Pattern[] {
  return patterns.filter(
    (pattern) => !patterns.some((other) => other !== pattern && coversPattern(other, pattern)),
  );
}

export function member(value: string, patterns: readonly Pattern[]): string {
  return or(
    patterns.map((pattern) => {
      if (pattern.hasSymbol) throw unsupported('a policy variable is used');
      return pattern.literal === undefined
        ? `(str.in_re ${value} ${regex(pattern)})`
        : `(= ${value} ${quoted(pattern.literal)})`;
    }),
  );
}

export function declaredParts(parts: Parts): string[] {
  const { names, separator, isStrict, universe } = parts;
  return [
    ...names.map((name) => `(declare-const ${name} String)`),
    ...(isStrict ? names : names.slice(0, -1)).map(
      (name) => `(assert ${not(`(str.contains ${name} ${quoted(separator)})`)})`,
    ),
    `(assert ${inParts(parts, universe)})`,
  ];
}

/** One of the patterns matches the parts, joined. Parts that a text does not have are empty. */
export function inParts(parts: Parts, patterns: readonly Pattern[]): string {
  return or(
    patterns.map((pattern) => {
      const [first, ...more] = pattern.tokens;
      if (first?.kind === 'run' && first.of === 'any' && more.length === 0) return 'true';
      const cut = partsOf(pattern, parts);
      if (cut === undefined) throw unsupported('an action without a service is used');
      return and(
        parts.names.map((name, i) => inPattern(name, cut[i] ?? EMPTY)).filter((term) => term !== 'true'),
      );
    }),
  );
}

const EMPTY = literalPattern('');

/** The tokens between separators; a run at the end takes all parts that are left. */
function partsOf({ tokens }: Pattern, { names, separator }: Parts): Pattern[] | undefined {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === 'char' && token.char === separator && parts.length < names.length) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  const last = parts.at(-1)?.at(-1);
  const isOpen = last?.kind === 'run' && last.of === 'any';
  if (separator === ':' && names.length === 2 && parts.length < 2) return undefined;
  while (isOpen && parts.length < names.length) parts.push([ANY_RUN]);
  return parts.map(makePattern);
}

/** Within a part all separators are elsewhere: runs of characters that are none are any runs. */
function inPattern(value: string, pattern: Pattern): string {
  if (pattern.hasSymbol) throw unsupported('a policy variable is used');
  if (pattern.literal !== undefined) return `(= ${value} ${quoted(pattern.literal)})`;
  const { tokens } = pattern;
  const isRun = (token: Token | undefined): boolean => token?.kind === 'run' && isFree(token.of);
  const inner = tokens.filter((token) => !isRun(token));
  const isText = inner.every((token) => token.kind === 'char');
  const runs = tokens.length - inner.length;
  const [starts, ends] = [isRun(tokens[0]), isRun(tokens.at(-1))];
  const text = quoted(inner.map((token) => (token.kind === 'char' ? token.char : '')).join(''));
  if (isText && runs === tokens.length) return 'true';
  if (isText && runs === 1 && ends) return `(str.prefixof ${text} ${value})`;
  if (isText && runs === 1 && starts) return `(str.suffixof ${text} ${value})`;
  if (isText && runs === 2 && starts && ends) return `(str.contains ${value} ${text})`;
  const [one] = inner;
  if (inner.length === 1 && one?.kind === 'one' && isFree(one.of) && runs > 0) return not(`(= ${value} "")`);
  return `(str.in_re ${value} ${regex(pattern)})`;
}

function isFree(of: CharClass): boolean {
  return of === 'any' || of === 'not-colon' || of === 'not-bar';
}

export function union(patterns: readonly Pattern[]): string {
  const [only, ...more] = patterns.map(regex);
  return more.length === 0 ? (only ?? 're.none') : `(re.union ${[only, ...more].join(' ')})`;
}

function regex({ tokens }: Pattern): string {
  const parts: string[] = [];
  let text = '';
  const flush = (): void => {
    if (text !== '') parts.push(`(str.to_re ${quoted(text)})`);
    text = '';
  };
  for (const token of tokens) {
    if (token.kind === 'char') text += token.char;
    else {
      flush();
      parts.push(tokenRegex(token));
    }
  }
  flush();
  const [only = '(str.to_re "")', ...more] = parts;
  return more.length === 0 ? only : `(re.++ ${[only, ...more].join(' ')})`;
}

const CLASS_REGEXES: Readonly<Record<CharClass, string>> = {
  any: 're.allchar',
  'not-colon': '(re.diff re.allchar (str.to_re ":"))',
  'not-bar': '(re.diff re.allchar (str.to_re "|"))',
  digit: '(re.range "0" "9")',
  service: '(re.union (re.range "a" "z") (re.range "0" "9") (str.to_re "-"))',
  name: '(re.union (re.range "a" "z") (re.range "0" "9"))',
};

function tokenRegex(token: Token): string {
  switch (token.kind) {
    case 'letter':
      return `(re.union (str.to_re ${quoted(token.lower)}) (str.to_re ${quoted(token.lower.toUpperCase())}))`;
    case 'one':
      return CLASS_REGEXES[token.of];
    case 'run':
      return token.of === 'any' ? 're.all' : `(re.* ${CLASS_REGEXES[token.of]})`;
    case 'symbol':
      throw unsupported('a policy variable is used');
    case 'char':
      return `(str.to_re ${quoted(token.char)})`;
  }
}

/** A string literal: quotes are doubled, all but printable ASCII (and the backslash) is escaped. */
export function quoted(text: string): string {
  let inside = '';
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    inside +=
      c === '"' ? '""' : /[\x20-\x5b\x5d-\x7e]/.test(c) ? c : `\\u{${text.charCodeAt(i).toString(16)}}`;
  }
  return `"${inside}"`;
}

export function within(value: string, { from, to }: { from: number | bigint; to: number | bigint }): string {
  if (typeof from === 'bigint' || typeof to === 'bigint')
    return `(and (<= ${from} ${value}) (<= ${value} ${to}))`;
  return `(and ${lowerBound(value, from)} ${upperBound(value, to)})`;
}

/** Solvers have all real numbers: what is the next double after a shorter number is written as "more than" that. */
function lowerBound(value: string, from: number): string {
  const before = NUMBERS.before(from);
  return before !== undefined && isShorter(before, from)
    ? `(< ${real(before)} ${value})`
    : `(<= ${real(from)} ${value})`;
}

function upperBound(value: string, to: number): string {
  const after = NUMBERS.after(to);
  return after !== undefined && isShorter(after, to)
    ? `(< ${value} ${real(after)})`
    : `(<= ${value} ${real(to)})`;
}

function isShorter(a: number, b: number): boolean {
  return String(a).length < String(b).length;
}

function real(value: number): string {
  if (value < 0) return `(- ${real(-value)})`;
  if (Number.isInteger(value)) return `${BigInt(value)}.0`;
  // A double is a whole number over a power of two.
  let denominator = 1n;
  let rest = value;
  while (!Number.isInteger(rest)) {
    rest *= 2;
    denominator *= 2n;
  }
  return `(/ ${BigInt(rest)}.0 ${denominator}.0)`;
}

export function and(terms: readonly string[]): string {
  return terms.length === 0 ? 'true' : terms.length === 1 ? (terms[0] as string) : `(and ${terms.join(' ')})`;
}

export function or(terms: readonly string[]): string {
  return terms.length === 0 ? 'false' : terms.length === 1 ? (terms[0] as string) : `(or ${terms.join(' ')})`;
}

export function not(term: string): string {
  return `(not ${term})`;
}

export function unsupported(message: string): EngineError {
  return new EngineError('unsupported', 'no-smtlib', `${message}: no SMT-LIB is written of that`, {
    help: 'the check itself needs none: run it without --smtlib',
  });
}
