// A question as SMT-LIB 2.6, for any solver with strings: satisfiable where a request is allowed that should not be. What
// the theories decide by their own means is said here in the standard's words.
// https://smt-lib.org/theories-UnicodeStrings.shtml
import { EngineError } from '../core/error.js';
import { type Atom, KEY_PREFIX, type KeyAtom, type Literal, type VariableName } from './atom.js';
import { encodeQuestion, type RequestQuestion } from './encode-question.js';
import type { EncodedStatement } from './encode-statement.js';
import type { FacetFamily } from './facet.js';
import { ADDRESSES, INSTANTS, NUMBERS } from './intervals.js';
import { keyProfiles } from './key-profiles.js';
import type { KeyProfile } from './key-theory.js';
import { ANY_RUN, type CharClass, literalPattern, makePattern, type Pattern, type Token } from './pattern.js';
import { coversPattern } from './pattern-relations.js';
import { ACTIONS, ARNS, PRINCIPALS, RESOURCES } from './universe.js';
import { NO_CASE } from './variable-values.js';

/**
 * Variables in parts, each a constant of its own: solvers are much better at several short texts than at one long one.
 * `separator`: what stands between parts, and in none but the last (in none at all where `isStrict`).
 */
interface Parts {
  readonly names: readonly string[];
  readonly separator: string;
  readonly isStrict: boolean;
  readonly universe: readonly Pattern[];
}

const PARTS: Readonly<Record<string, Parts>> = {
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

/** A key as constants: whether it is there, how many values it has, and each value. */
interface KeyConstants {
  readonly name: string;
  readonly profile: KeyProfile;
  readonly sort: 'String' | 'Real' | 'Int';
  /** Enough for whatever a question can ask of a set. */
  readonly most: number;
}

/**
 * The whole question in one formula: `sat` where the policy allows a request that fits the constraints and that the
 * existing policy does not allow. Throws an EngineError (unsupported) for policy variables, and for keys that are compared
 * as values of two kinds.
 */
export function smtlibOf(question: RequestQuestion): string {
  const { allows, denies, existing, within, constraints, table } = encodeQuestion(question, NO_CASE);
  const atoms = [...table.all()];
  const profiles = keyProfiles(atoms);
  const keys = new Map(
    [...profiles].map(([variable, profile], i) => [variable, constantsOf(variable, profile, atoms, i)]),
  );
  const literal = (one: Literal): string =>
    one.isPositive ? atomName(one.atom) : `(not ${atomName(one.atom)})`;
  const all = ({ literals }: EncodedStatement): string => and(literals.map(literal));
  const isAllowed = (statements: readonly EncodedStatement[]): string =>
    and([
      or(statements.filter(({ effect }) => effect === 'Allow').map(all)),
      not(or(statements.filter(({ effect }) => effect === 'Deny').map(all))),
    ]);
  return [
    '; A request that the policy allows and should not: sat, or unsat where there is none.',
    '(set-logic ALL)',
    ...Object.entries(PARTS)
      .filter(([variable]) => atoms.some((atom) => atom.variable === variable))
      .flatMap(([, parts]) => declaredParts(parts)),
    ...[...keys].flatMap(([variable, key]) => declaredKey(variable, key)),
    ...atoms.map((atom) => `(define-fun ${atomName(atom)} () Bool ${atomTerm(atom, keys)})`),
    `(assert ${isAllowed([...allows, ...denies])})`,
    ...(existing === undefined ? [] : [`(assert ${not(isAllowed(existing))})`]),
    ...(within === undefined ? [] : [`(assert ${isAllowed(within)})`]),
    ...constraints.map((one) => `(assert ${literal(one)})`),
    '(check-sat)',
    '',
  ].join('\n');
}

function widest(patterns: readonly Pattern[]): Pattern[] {
  return patterns.filter(
    (pattern) => !patterns.some((other) => other !== pattern && coversPattern(other, pattern)),
  );
}

function atomName({ id }: Atom): string {
  return `a${id}`;
}

function constantsOf(
  variable: VariableName,
  profile: KeyProfile,
  atoms: readonly Atom[],
  index: number,
): KeyConstants {
  const asked = atoms.filter((atom) => atom.variable === variable && atom.kind === 'key').length;
  return {
    name: `k${index}`,
    profile,
    sort: sortOf(variable, profile.families),
    most: profile.mayBeSeveral ? asked + 2 : 1,
  };
}

function sortOf(variable: VariableName, families: ReadonlySet<FacetFamily>): KeyConstants['sort'] {
  const sorts = new Set([...families].map((family) => SORTS[family]));
  const [sort = 'String'] = sorts;
  const isOneKind = families.size < 2 || [...families].every((family) => REGULAR.has(family));
  if (isOneKind) return sort;
  throw unsupported(`\`${variable.slice(KEY_PREFIX.length)}\` is compared as values of two kinds`);
}

const REGULAR: ReadonlySet<FacetFamily> = new Set(['text', 'arn', 'bool']);
const SORTS: Readonly<Record<FacetFamily, KeyConstants['sort']>> = {
  text: 'String',
  arn: 'String',
  bool: 'String',
  bytes: 'String',
  number: 'Real',
  instant: 'Real',
  address: 'Int',
};

function unsupported(message: string): EngineError {
  return new EngineError('unsupported', 'no-smtlib', `${message}: no SMT-LIB is written of that`, {
    help: 'the check itself needs none: run it without --smtlib',
  });
}

function declaredKey(variable: VariableName, { name, profile, sort, most }: KeyConstants): string[] {
  const { families, mayBeAbsent, mayBeSeveral } = profile;
  const values = valueNames(name, most);
  const line = (value: string): string[] => {
    if (families.size === 1 && families.has('arn'))
      return [`(assert (str.in_re ${value} ${union(widest(ARNS))}))`];
    if (families.size === 1 && families.has('bool'))
      return [`(assert (or (= ${value} "true") (= ${value} "false")))`];
    if (families.has('address')) return [`(assert (and (<= 0 ${value}) (<= ${value} ${ADDRESSES.max})))`];
    if (families.has('instant'))
      return [`(assert (and ${within(value, { from: INSTANTS.min, to: INSTANTS.max })} (is_int ${value})))`];
    if (families.has('number')) return [`(assert ${within(value, { from: NUMBERS.min, to: NUMBERS.max })})`];
    return mayBeSeveral ? [`(assert (not (= ${value} "")))`] : [];
  };
  return [
    `; ${name} is ${variable.slice(KEY_PREFIX.length).replace(/[^\x20-\x7e]/g, '?')}`,
    `(declare-const ${name}_here Bool)`,
    `(declare-const ${name}_count Int)`,
    `(assert (and (<= 1 ${name}_count) (<= ${name}_count ${most})))`,
    ...(mayBeAbsent ? [] : [`(assert ${name}_here)`]),
    ...values.flatMap((value) => [`(declare-const ${value} ${sort})`, ...line(value)]),
    // Values of a set differ.
    ...(most > 1 ? [`(assert (or (= ${name}_count 1) (distinct ${values[0]} ${values[1]})))`] : []),
  ];
}

function valueNames(name: string, most: number): string[] {
  return Array.from({ length: most }, (_, i) => `${name}_v${i}`);
}

function atomTerm(atom: Atom, keys: ReadonlyMap<VariableName, KeyConstants>): string {
  if (atom.kind === 'text') return inParts(PARTS[atom.variable] as Parts, atom.patterns);
  const key = keys.get(atom.variable) as KeyConstants;
  if (atom.kind === 'presence') return `(ite ${key.name}_here ${atom.whenPresent} ${atom.whenAbsent})`;
  return `(ite ${key.name}_here ${presentTerm(atom, key)} ${atom.whenAbsent})`;
}

function presentTerm({ quantifier, facet, isNegated }: KeyAtom, { name, most }: KeyConstants): string {
  const passes = (value: string): string => {
    const term =
      'patterns' in facet
        ? member(value, facet.patterns)
        : 'values' in facet
          ? or([...facet.values].map((text) => `(= ${value} ${quoted(text)})`))
          : or(facet.intervals.map((interval) => within(value, interval)));
    return isNegated ? not(term) : term;
  };
  const values = valueNames(name, most);
  // The i-th value is there if there are more than i.
  const given = (i: number): string => `(< ${i} ${name}_count)`;
  switch (quantifier) {
    case 'single':
      return `(ite (= ${name}_count 1) ${passes(values[0] as string)} ${isNegated})`;
    case 'any':
      return or(values.map((value, i) => and([given(i), passes(value)])));
    case 'all':
      return and(values.map((value, i) => or([not(given(i)), passes(value)])));
  }
}

function member(value: string, patterns: readonly Pattern[]): string {
  return or(
    patterns.map((pattern) => {
      if (pattern.hasSymbol) throw unsupported('a policy variable is used');
      return pattern.literal === undefined
        ? `(str.in_re ${value} ${regex(pattern)})`
        : `(= ${value} ${quoted(pattern.literal)})`;
    }),
  );
}

function declaredParts(parts: Parts): string[] {
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
function inParts(parts: Parts, patterns: readonly Pattern[]): string {
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

function union(patterns: readonly Pattern[]): string {
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
function quoted(text: string): string {
  let inside = '';
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    inside +=
      c === '"' ? '""' : /[\x20-\x5b\x5d-\x7e]/.test(c) ? c : `\\u{${text.charCodeAt(i).toString(16)}}`;
  }
  return `"${inside}"`;
}

function within(value: string, { from, to }: { from: number | bigint; to: number | bigint }): string {
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

function and(terms: readonly string[]): string {
  return terms.length === 0 ? 'true' : terms.length === 1 ? (terms[0] as string) : `(and ${terms.join(' ')})`;
}

function or(terms: readonly string[]): string {
  return terms.length === 0 ? 'false' : terms.length === 1 ? (terms[0] as string) : `(or ${terms.join(' ')})`;
}

function not(term: string): string {
  return `(not ${term})`;
}
