// Anyone at all, as constraints on a request: a principal that the policy does not name, in none of the accounts that it
// names, with none of the fixed values that it asks for.
import { isAccountId } from '../core/arn.js';
import { readIpRange } from '../policy/ip-range.js';
import { readOperator } from '../policy/operators.js';
import type { ConditionEntry, PolicyDocument, PrincipalElement } from '../policy/policy-document.js';
import { KEY_PREFIX } from '../reasoning/atom.js';
import type { Constraint } from '../reasoning/encode-question.js';
import { textFacet, valueFacet } from '../reasoning/facet.js';
import { literalPattern, type Pattern } from '../reasoning/pattern.js';
import { accountPattern, principalPatterns } from '../reasoning/principal-patterns.js';
import { principalOfKind } from '../reasoning/universe.js';
import { arnPattern, textPattern, variableKeys } from '../reasoning/written-patterns.js';
import { OWNER_KEYS, RESTRICTING_KEYS, SHARED_PROVIDERS } from './restricting-keys.js';

/** Longest prefixes that are still all the world: [s3] counts wider ranges as public. */
const WIDEST = { v4: 8, v6: 32 };
const V4_BYTES = 4;

/** What holds of a request by the public. */
export function outsiderConstraints(document: PolicyDocument): Constraint[] {
  const elements = document.statements.flatMap(({ principal, notPrincipal }) =>
    [principal, notPrincipal].filter((element) => element !== undefined),
  );
  const constraints: Constraint[] = [
    // AWS services are not the public, nor are identities that were deleted.
    {
      body: { kind: 'text', variable: 'principal', patterns: ['Service', 'Id'].map(principalOfKind) },
      isPositive: false,
    },
    {
      body: { kind: 'text', variable: 'principal', patterns: elements.flatMap(fixedPrincipals) },
      isPositive: false,
    },
  ];
  const byKey = new Map<string, ConditionEntry[]>();
  for (const { conditions } of document.statements)
    for (const entry of conditions) byKey.set(entry.key, [...(byKey.get(entry.key) ?? []), entry]);
  for (const [key, entries] of byKey) constraints.push(...keyConstraints(key, entries, document));
  return constraints;
}

/** The principals that are named without wildcards, with all of their accounts; not the providers that all share. */
function fixedPrincipals(element: PrincipalElement): Pattern[] {
  return element.entries.flatMap(({ kind, values }) =>
    values.flatMap(({ text }): Pattern[] => {
      if (kind === 'AWS') {
        const account = isAccountId(text) ? text : (text.split(':')[4] ?? '');
        return isAccountId(account) ? [accountPattern(account)] : [];
      }
      if (/[*?]/.test(text) || SHARED_PROVIDERS.has(text)) return [];
      return principalPatterns({ ...element, entries: [{ ...single(element, kind, text) }] }, false);
    }),
  );
}

function single(
  element: PrincipalElement,
  kind: PrincipalElement['entries'][number]['kind'],
  text: string,
): PrincipalElement['entries'][number] {
  const entry = element.entries.find(
    (one) => one.kind === kind && one.values.some((value) => value.text === text),
  );
  if (entry === undefined) throw new RangeError(`\`${text}\` is not in the element`);
  return { ...entry, values: entry.values.filter((value) => value.text === text) };
}

/** That the key has none of the values that are fixed. */
function keyConstraints(
  key: string,
  entries: readonly ConditionEntry[],
  document: PolicyDocument,
): Constraint[] {
  const form = RESTRICTING_KEYS.get(key)?.form;
  if (form === undefined) return [];
  const variable = KEY_PREFIX + key;
  if (form === 'service')
    return [{ body: { kind: 'presence', variable, whenAbsent: true, whenPresent: false }, isPositive: true }];
  const values = [...new Set(entries.flatMap((entry) => entry.values.map(({ text }) => text)))];
  const none = { kind: 'key', variable, quantifier: 'any', isNegated: false, whenAbsent: false } as const;
  if (form === 'true') {
    const { facts } = readOperator('Bool');
    return facts === undefined
      ? []
      : [{ body: { ...none, facet: valueFacet(facts, ['true']) }, isPositive: false }];
  }
  if (form === 'range') {
    const { facts } = readOperator('IpAddress');
    const fixed = values.filter(isFixedRange);
    return facts === undefined || fixed.length === 0
      ? []
      : [{ body: { ...none, facet: valueFacet(facts, fixed) }, isPositive: false }];
  }
  const patterns = values.flatMap((text) => fixedPattern(text, form, document.hasVariables) ?? []);
  if (patterns.length === 0) return [];
  const family =
    entries.some(({ operator }) => operator.facts?.family === 'Arn') && form === 'arn' ? 'arn' : 'text';
  return [{ body: { ...none, facet: textFacet(family, patterns) }, isPositive: false }];
}

function isFixedRange(text: string): boolean {
  const range = readIpRange(text);
  if (range === undefined) return false;
  return range.prefix >= (range.bytes.length === V4_BYTES ? WIDEST.v4 : WIDEST.v6);
}

function fixedPattern(
  text: string,
  form: 'exact' | 'arn' | 'organization',
  hasVariables: boolean,
): Pattern | undefined {
  const keys = hasVariables ? variableKeys(text) : [];
  if (keys.length > 0) {
    if (!keys.every((key) => OWNER_KEYS.has(key))) return undefined;
    return textPattern(text, { isLike: true, ignoresCase: false }, { hasVariables, values: new Map() });
  }
  if (!/[*?]/.test(text)) return literalPattern(text);
  const isFixed = form === 'organization' ? /^o-[a-z0-9]+\//.test(text) : form === 'arn' && isFixedArn(text);
  if (!isFixed) return undefined;
  const reading = { hasVariables: false, values: new Map() };
  return (
    (form === 'arn' ? arnPattern(text, { isResource: false, leftOut: 'nothing' }, reading) : undefined) ??
    textPattern(text, { isLike: true, ignoresCase: false }, reading)
  );
}

/** The account decides; ARNs without one, as those of buckets, are fixed by their name. */
function isFixedArn(text: string): boolean {
  const [, , , , account, ...resource] = text.split(':');
  if (account === undefined) return false;
  if (account !== '') return isAccountId(account);
  // The name before a path: `arn:aws:s3:::bucket/*` is fixed.
  const [name = ''] = resource.join(':').split('/');
  return name !== '' && !/[*?]/.test(name);
}
