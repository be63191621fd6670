// A statement as a conjunction of literals over the request's variables.
import type { ConditionEntry, PolicyDocument, Statement, TextList } from '../policy/policy-document.js';
import { type Atom, type AtomBody, type AtomTable, KEY_PREFIX, type Literal } from './atom.js';
import { textFacet, valueFacet } from './facet.js';
import type { Pattern } from './pattern.js';
import { principalPatterns } from './principal-patterns.js';
import { actionPattern, arnPattern, type Reading, textPattern } from './written-patterns.js';

/** Of which policies: who asks is a variable in those of resources only. */
export type PolicyKind = 'identity' | 'resource';

export interface EncodedStatement {
  readonly index: number;
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  /** It applies where all are true. */
  readonly literals: readonly Literal[];
}

/** The document must have no fault (`policyFault`). */
export function encodeStatement(
  { hasVariables }: PolicyDocument,
  statement: Statement,
  kind: PolicyKind,
  values: Reading['values'],
  table: AtomTable,
): EncodedStatement {
  const reading: Reading = { hasVariables, values };
  const literals: Literal[] = [];
  const add = (body: AtomBody, isPositive: boolean): void => {
    literals.push({ atom: table.atom(body), isPositive });
  };
  if (kind === 'resource') addPrincipal(statement, add);
  addTexts(
    'action',
    statement.action,
    statement.notAction,
    ({ values: texts }) => texts.map(({ normal }) => actionPattern(normal)),
    add,
  );
  const leftOut = kind === 'identity' ? 'anything' : 'nothing';
  addTexts(
    'resource',
    statement.resource,
    statement.notResource,
    ({ values: texts }) =>
      texts.flatMap(({ text }) => arnPattern(text, { isResource: true, leftOut }, reading) ?? []),
    add,
  );
  for (const entry of statement.conditions) add(conditionBody(entry, reading), true);
  return {
    index: statement.index,
    sid: statement.sid?.value,
    effect: statement.effect ?? 'Deny',
    literals: literals.filter((literal) => !isAlwaysTrue(literal)),
  };
}

function addTexts(
  variable: string,
  included: TextList | undefined,
  excluded: TextList | undefined,
  patternsOf: (list: TextList) => Pattern[],
  add: (body: AtomBody, isPositive: boolean) => void,
): void {
  const list = included ?? excluded;
  if (list === undefined) return;
  add({ kind: 'text', variable, patterns: patternsOf(list) }, included !== undefined);
}

function addPrincipal(statement: Statement, add: (body: AtomBody, isPositive: boolean) => void): void {
  const { principal, notPrincipal } = statement;
  const element = principal ?? notPrincipal;
  // A statement that names no one is about no one.
  const patterns = element === undefined ? [] : principalPatterns(element, isTrustStatement(statement));
  add({ kind: 'text', variable: 'principal', patterns }, notPrincipal === undefined);
}

/** Role trust policies have no Resource, and actions of STS. */
function isTrustStatement({ resource, notResource, action, notAction }: Statement): boolean {
  const actions = (action ?? notAction)?.values ?? [];
  return (
    resource === undefined &&
    notResource === undefined &&
    actions.every(({ normal }) => normal.startsWith('sts:'))
  );
}

function isAlwaysTrue({ atom, isPositive }: Literal): boolean {
  return (
    atom.kind === 'text' &&
    isPositive &&
    atom.patterns.some(
      ({ tokens: [only, ...more] }) => more.length === 0 && only?.kind === 'run' && only.of === 'any',
    )
  );
}

function conditionBody(entry: ConditionEntry, reading: Reading): AtomBody {
  const { operator, key } = entry;
  const { facts, qualifier, ifExists } = operator;
  if (facts === undefined) throw new RangeError(`\`${entry.operatorNode.value}\` is no operator`);
  const variable = KEY_PREFIX + key;
  const values = entry.values.map(({ text }) => text);
  if (facts.family === 'Null') {
    const wanted = new Set(values.map((text) => text.toLowerCase()));
    return { kind: 'presence', variable, whenAbsent: wanted.has('true'), whenPresent: wanted.has('false') };
  }
  const { family, comparison, isNegated } = facts;
  const facet =
    family === 'String'
      ? textFacet(
          'text',
          values.flatMap(
            (text) =>
              textPattern(
                text,
                { isLike: comparison === 'like', ignoresCase: comparison === 'equals-ignore-case' },
                reading,
              ) ?? [],
          ),
        )
      : family === 'Arn'
        ? textFacet(
            'arn',
            values.flatMap((text) => arnValuePatterns(text, reading)),
          )
        : valueFacet(facts, values);
  const whenAbsent = qualifier === 'ForAllValues' || ifExists || (qualifier === undefined && isNegated);
  const quantifier = qualifier === 'ForAllValues' ? 'all' : qualifier === 'ForAnyValue' ? 'any' : 'single';
  return { kind: 'key', variable, quantifier, facet, isNegated, whenAbsent };
}

function arnValuePatterns(text: string, reading: Reading): Pattern[] {
  // A lone `*` is any ARN.
  const written = /^\*+$/.test(text) ? 'arn:*' : text;
  const pattern = arnPattern(written, { isResource: false, leftOut: 'nothing' }, reading);
  return pattern === undefined ? [] : [pattern];
}

export function negatedStatement({ literals }: EncodedStatement): Literal[] {
  return literals.map(({ atom, isPositive }) => ({ atom, isPositive: !isPositive }));
}

export type { Atom };
