// A question as SMT-LIB 2.6, for any solver with strings: satisfiable where a request is allowed that should not be. What
// the theories decide by their own means is said here in the standard's words.
// https://smt-lib.org/theories-UnicodeStrings.shtml
import { type Atom, KEY_PREFIX, type KeyAtom, type Literal, type VariableName } from './atom.js';
import { encodeQuestion, type RequestQuestion } from './encode-question.js';
import type { EncodedStatement } from './encode-statement.js';
import type { FacetFamily } from './facet.js';
import { ADDRESSES, INSTANTS, NUMBERS } from './intervals.js';
import { keyProfiles } from './key-profiles.js';
import type { KeyProfile } from './key-theory.js';
import {
  and,
  declaredParts,
  inParts,
  member,
  not,
  or,
  PARTS,
  type Parts,
  quoted,
  union,
  unsupported,
  widest,
  within,
} from './smtlib-terms.js';
import { ARNS } from './universe.js';
import { NO_CASE } from './variable-values.js';

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
  const { allows, denies, existing, within, constraints, links, table } = encodeQuestion(question, NO_CASE);
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
    ...links.map((clause) => `(assert ${or(clause.map(literal))})`),
    '(check-sat)',
    '',
  ].join('\n');
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
