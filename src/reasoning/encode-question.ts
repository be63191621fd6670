// A question about requests, encoded: the policies' statements, and all that holds of the requests that are asked about.
import type { PolicyDocument } from '../policy/policy-document.js';
import { type AtomBody, AtomTable, KEY_PREFIX, type Literal, type VariableName } from './atom.js';
import { type EncodedStatement, encodeStatement, type PolicyKind } from './encode-statement.js';
import { textFacet } from './facet.js';
import { type Links, linkClauses } from './links.js';
import { literalPattern } from './pattern.js';
import type { Clause } from './search.js';
import { keysThatMatter, type ValueCase } from './variable-values.js';

export interface Constraint {
  readonly body: AtomBody;
  readonly isPositive: boolean;
}

export interface RequestQuestion {
  /** Without faults (`policyFault`), as `existing`. */
  readonly policy: PolicyDocument;
  readonly kind: PolicyKind;
  /** What holds of the requests that are asked about. */
  readonly constraints?: readonly Constraint[];
  /** Requests that this policy allows are not asked about. */
  readonly existing?: PolicyDocument | undefined;
  /** Only requests that this policy allows too are asked about. */
  readonly within?: PolicyDocument | undefined;
  /**
   * Keys, in lower case, of which all requests that are asked about have this one value: what follows from who asks. Others are
   * independent of each other.
   */
  readonly known?: ReadonlyMap<string, string> | undefined;
  /** In policies of resources: what follows from who asks and from the source. Absent: keys are independent. */
  readonly links?: Links | undefined;
  /** Bounds the work; by default some seconds. */
  readonly steps?: number;
}

export interface EncodedQuestion {
  readonly allows: readonly EncodedStatement[];
  readonly denies: readonly EncodedStatement[];
  /** All statements of the existing policy; undefined where there is none. */
  readonly existing: readonly EncodedStatement[] | undefined;
  /** Likewise. */
  readonly within: readonly EncodedStatement[] | undefined;
  /** Of the question, and of the case. */
  readonly constraints: readonly Literal[];
  /** One literal of each holds in every request. */
  readonly links: readonly Clause[];
  readonly table: AtomTable;
}

export function encodeQuestion(
  question: RequestQuestion,
  { values: split, others }: ValueCase,
): EncodedQuestion {
  const { policy, existing, within, kind, constraints = [] } = question;
  const values = new Map([...knownValues(question), ...split]);
  const table = new AtomTable();
  const encode = (document: PolicyDocument): EncodedStatement[] =>
    document.statements.map((statement) => encodeStatement(document, statement, kind, values, table));
  const literal = (body: AtomBody, isPositive = true): Literal => ({ atom: table.atom(body), isPositive });
  const own = encode(policy);
  const encoded = {
    allows: own.filter(({ effect }) => effect === 'Allow'),
    denies: own.filter(({ effect }) => effect === 'Deny'),
    existing: existing && encode(existing),
    within: within && encode(within),
    constraints: [
      ...constraints.map(({ body, isPositive }) => literal(body, isPositive)),
      ...[...values].map(([key, value]) =>
        literal(value === undefined ? presence(key, false) : equals(key, [value])),
      ),
      // There, and none of the named values.
      ...others.flatMap(({ key, named }) => [
        literal(presence(key, true)),
        literal(equals(key, named), false),
      ]),
    ],
  };
  // Of all atoms that there are by now.
  const links = question.links === undefined || kind === 'identity' ? [] : linkClauses(table, question.links);
  return { ...encoded, links, table };
}

/** Those that the policies ask about: no others have variables. */
function knownValues({ policy, existing, within, known }: RequestQuestion): [string, string][] {
  if (known === undefined) return [];
  const matters = keysThatMatter([policy, existing, within].filter((document) => document !== undefined));
  return [...known].filter(([key]) => matters.has(key));
}

function presence(key: string, isPresent: boolean): AtomBody {
  const variable: VariableName = KEY_PREFIX + key;
  return { kind: 'presence', variable, whenAbsent: !isPresent, whenPresent: isPresent };
}

function equals(key: string, texts: readonly string[]): AtomBody {
  const facet = textFacet('text', texts.map(literalPattern));
  const variable: VariableName = KEY_PREFIX + key;
  return { kind: 'key', variable, quantifier: 'single', facet, isNegated: false, whenAbsent: false };
}
