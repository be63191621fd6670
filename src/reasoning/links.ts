// What follows from what, as clauses: condition keys of the principal from who asks, the account of a source from its ARN.
// For findings about policies of resources; custom checks take keys to be independent, as AWS documents of them.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principal-properties
import {
  type AtomBody,
  type AtomTable,
  KEY_PREFIX,
  type KeyAtom,
  type Literal,
  negated,
  type PresenceAtom,
} from './atom.js';
import { facetHas, textFacet } from './facet.js';
import { literalPattern, makePattern, type Pattern, type Token, textTokens } from './pattern.js';
import { ANY_PART, memberPattern, membersOfArn, withoutBars } from './principal-arns.js';
import type { Clause } from './search.js';
import { ARNS } from './universe.js';

export interface Links {
  /** Whose accounts have `aws:PrincipalOrgID` of this value, and no others do. */
  readonly organization?: { readonly id: string; readonly accounts: readonly string[] } | undefined;
}

const ANY: readonly Token[] = [ANY_PART];
const members = (resource: string, service = 'iam'): Pattern =>
  memberPattern([
    ANY,
    textTokens(service),
    ANY,
    [...textTokens(resource), ...(resource.endsWith('/') ? ANY : [])],
  ]);
const MEMBERS = memberPattern([ANY, ANY, ANY, ANY]);
const SERVICES = makePattern([...textTokens('Service|'), ANY_PART]);
const ANONYMOUS = literalPattern('Anonymous|');
/** Values of aws:PrincipalType, as src/evaluation/derived-context.ts has them. Of others it is not known. */
const TYPES: readonly (readonly [value: string, who: Pattern])[] = [
  ['AssumedRole', members('role/')],
  ['User', members('user/')],
  ['Account', members('root')],
  ['FederatedUser', members('federated-user/', 'sts')],
  ['Anonymous', ANONYMOUS],
];
const ARE_SERVICES: readonly (readonly [value: string, who: Pattern])[] = [
  ['true', SERVICES],
  ['false', MEMBERS],
];

interface PrincipalKey {
  /** Who has the key in a request. */
  readonly carriers: readonly Pattern[];
  /** Who has a value that the atom's facet has; undefined where that cannot be said. */
  readonly whoHas: (atom: KeyAtom) => readonly Pattern[] | undefined;
}

/** A principal that is a unique id alone has none of these keys. */
const PRINCIPAL_KEYS: ReadonlyMap<string, PrincipalKey> = new Map([
  [
    'aws:principalaccount',
    {
      carriers: [MEMBERS, ANONYMOUS],
      whoHas: ofPatterns((pattern, atom) => [
        memberPattern([ANY, ANY, withoutBars(pattern.tokens), ANY]),
        ...(facetHas(atom.facet, 'anonymous') ? [ANONYMOUS] : []),
      ]),
    },
  ],
  ['aws:principalarn', { carriers: [MEMBERS], whoHas: ofPatterns(membersOfArn) }],
  ['aws:principalisawsservice', { carriers: [MEMBERS, SERVICES], whoHas: ofValues(ARE_SERVICES) }],
  [
    'aws:principalservicename',
    {
      carriers: [SERVICES],
      whoHas: ofPatterns(({ tokens }) => [makePattern([...textTokens('Service|'), ...withoutBars(tokens)])]),
    },
  ],
]);

function ofPatterns(whoOf: (pattern: Pattern, atom: KeyAtom) => readonly Pattern[]): PrincipalKey['whoHas'] {
  return (atom) =>
    'patterns' in atom.facet ? atom.facet.patterns.flatMap((one) => whoOf(one, atom)) : undefined;
}

function ofValues(values: readonly (readonly [value: string, who: Pattern])[]): PrincipalKey['whoHas'] {
  return ({ facet }) => values.flatMap(([value, who]) => (facetHas(facet, value) ? [who] : []));
}

const SOURCE_ARN = 'aws:sourcearn';
const SOURCE_ACCOUNT = 'aws:sourceaccount';
const ORGANIZATION = 'aws:principalorgid';
const TYPE = 'aws:principaltype';

/** Keys that follow from the principal wholly: a request need not say them. */
export const KEYS_OF_PRINCIPAL: ReadonlySet<string> = new Set(PRINCIPAL_KEYS.keys());

/** One literal of each clause holds in every request. Of the atoms in the table; atoms with policy variables in them stay open. */
export function linkClauses(table: AtomTable, { organization }: Links): Clause[] {
  const literal = (body: AtomBody, isPositive = true): Literal => ({ atom: table.atom(body), isPositive });
  const isOne = (patterns: readonly Pattern[]): Literal =>
    literal({ kind: 'text', variable: 'principal', patterns });
  const clauses: Clause[] = [];
  const atoms = [...table.all()].filter((atom) => atom.kind !== 'text');
  for (const atom of atoms) {
    const key = PRINCIPAL_KEYS.get(atom.variable.slice(KEY_PREFIX.length));
    if (key !== undefined) clauses.push(...keyOfPrincipal(atom, key, isOne));
  }
  const about = (key: string) => atoms.filter(({ variable }) => variable === KEY_PREFIX + key);
  if (about(SOURCE_ARN).length > 0) {
    clauses.push([literal(single(SOURCE_ARN, ARNS)), literal(absent(SOURCE_ARN))]);
    for (const atom of about(SOURCE_ACCOUNT)) clauses.push(...accountOfSource(atom, literal));
  }
  if (about(TYPE).length > 0)
    for (const [value, who] of TYPES) {
      const hasType = literal(single(TYPE, [literalPattern(value)]));
      clauses.push([negated(isOne([who])), hasType], [isOne([who]), negated(hasType)]);
    }
  if (organization !== undefined && about(ORGANIZATION).length > 0) {
    const { id, accounts } = organization;
    const isInside = isOne(accounts.map((account) => memberPattern([ANY, ANY, textTokens(account), ANY])));
    const hasId = literal(single(ORGANIZATION, [literalPattern(id)]));
    const isAbsent = literal(absent(ORGANIZATION));
    clauses.push([negated(isInside), hasId], [isInside, negated(hasId)], [isOne([MEMBERS]), isAbsent]);
  }
  return clauses;
}

function keyOfPrincipal(
  atom: KeyAtom | PresenceAtom,
  { carriers, whoHas }: PrincipalKey,
  isOne: (patterns: readonly Pattern[]) => Literal,
): Clause[] {
  const carries = isOne(carriers);
  const holds = (isPositive: boolean): Literal => ({ atom, isPositive });
  const whenAbsent: Clause = [carries, holds(atom.whenAbsent)];
  if (atom.kind === 'presence') return [whenAbsent, [negated(carries), holds(atom.whenPresent)]];
  const who = hasSymbol(atom) ? undefined : whoHas(atom);
  if (who === undefined) return [];
  const has = isOne(who);
  const passes = atom.isNegated ? negated(has) : has;
  return [
    whenAbsent,
    [negated(carries), holds(false), passes],
    [negated(carries), holds(true), negated(passes)],
  ];
}

/** Where the source's ARN has an account, it is the source's account. */
function accountOfSource(atom: KeyAtom | PresenceAtom, literal: (body: AtomBody) => Literal): Clause[] {
  const hasAccount = literal(single(SOURCE_ARN, [sourcesOf([{ kind: 'one', of: 'not-colon' }, PART])]));
  if (atom.kind === 'presence') return [[negated(hasAccount), { atom, isPositive: atom.whenPresent }]];
  if (!('patterns' in atom.facet) || hasSymbol(atom)) return [];
  const accounts = atom.facet.patterns.map(({ tokens }) => sourcesOf(tokens.map(withoutColon)));
  const isNamed = literal(single(SOURCE_ARN, accounts));
  const holds = (isPositive: boolean): Literal => ({ atom, isPositive: isPositive !== atom.isNegated });
  return [
    [negated(hasAccount), negated(isNamed), holds(true)],
    [negated(hasAccount), isNamed, holds(false)],
  ];
}

const PART: Token = { kind: 'run', of: 'not-colon' };

/** ARNs of an account. */
function sourcesOf(account: readonly Token[]): Pattern {
  const colon = textTokens(':');
  return makePattern([
    ...[...textTokens('arn:'), PART, ...colon, PART, ...colon, PART, ...colon],
    ...[...account, ...colon, { kind: 'run', of: 'any' } as const],
  ]);
}

function withoutColon(token: Token): Token {
  return 'of' in token && token.of === 'any' ? { kind: token.kind, of: 'not-colon' } : token;
}

function single(key: string, patterns: readonly Pattern[]): AtomBody {
  const facet = textFacet('text', patterns);
  return {
    kind: 'key',
    variable: KEY_PREFIX + key,
    quantifier: 'single',
    facet,
    isNegated: false,
    whenAbsent: false,
  };
}

function absent(key: string): AtomBody {
  return { kind: 'presence', variable: KEY_PREFIX + key, whenAbsent: true, whenPresent: false };
}

function hasSymbol({ facet }: KeyAtom): boolean {
  return 'patterns' in facet && facet.patterns.some((pattern) => pattern.hasSymbol);
}
