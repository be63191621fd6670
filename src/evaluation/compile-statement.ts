// A statement made ready: each element is one question to a request.
import { matchesWildcard } from '../core/wildcard.js';
import type { PolicyDocument, Statement, TextList } from '../policy/policy-document.js';
import { type ArnPattern, compileArnPattern } from './arn-pattern.js';
import { type CompiledCondition, compileCondition } from './compile-condition.js';
import { type Layer, namesPrincipals } from './layer.js';
import type { PreparedRequest } from './prepare-request.js';
import { type PrincipalMatch, PrincipalMatcher } from './principal-matcher.js';

export interface CompiledStatement {
  readonly document: PolicyDocument;
  readonly source: Statement;
  readonly effect: 'Allow' | 'Deny';
  /** Of Action, in lower case; undefined for NotAction, which any action may match. */
  readonly actions: readonly string[] | undefined;
  /** Of Resource; undefined for NotResource, and where the element is left out. */
  readonly resources: readonly ArnPattern[] | undefined;
  readonly conditions: readonly CompiledCondition[];
  /** `action` in lower case. */
  matchesAction(action: string): boolean;
  matchesResource(request: PreparedRequest): boolean;
  /**
   * How the statement names who asks; undefined if it does not. `hasBoundary`: who asks has a permissions boundary, and
   * is then denied by every NotPrincipal with Deny ("regardless of the values specified in the NotPrincipal element",
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html).
   */
  matchPrincipal(request: PreparedRequest, hasBoundary: boolean): PrincipalMatch | undefined;
}

/** The document must have no fault. */
export function compileStatement(
  document: PolicyDocument,
  source: Statement,
  layer: Layer,
): CompiledStatement {
  const { effect = 'Deny' } = source;
  const resources = source.resource && patterns(source.resource, document, layer);
  return {
    document,
    source,
    effect,
    actions: source.action?.values.map(({ normal }) => normal),
    resources,
    conditions: source.conditions.map((entry) => compileCondition(entry, document.hasVariables)),
    matchesAction: actionTest(source),
    matchesResource: resourceTest(
      resources,
      source.notResource && patterns(source.notResource, document, layer),
    ),
    matchPrincipal: principalTest(source, effect, layer),
  };
}

function patterns(list: TextList, { hasVariables }: PolicyDocument, layer: Layer): ArnPattern[] {
  const leftOut =
    layer === 'resource-based-policy' || layer === 'vpc-endpoint-policy' ? 'nothing' : 'anything';
  return list.values.map(({ text }) =>
    compileArnPattern(text, { hasVariables, variablesIn: 'sixth', leftOut }),
  );
}

function actionTest({ action, notAction }: Statement): (action: string) => boolean {
  const written = (action ?? notAction)?.values.map(({ normal }) => normal) ?? [];
  const exact = new Set(written.filter((text) => !isActionPattern(text)));
  const wild = written.filter(isActionPattern);
  const isListed = (name: string): boolean =>
    exact.has(name) || wild.some((pattern) => matchesWildcard(pattern, name));
  return action === undefined ? (name) => !isListed(name) : isListed;
}

/** True if the action's name, or its service, has a wildcard. */
export function isActionPattern(action: string): boolean {
  return action.includes('*') || action.includes('?');
}

function resourceTest(
  included: readonly ArnPattern[] | undefined,
  excluded: readonly ArnPattern[] | undefined,
): (request: PreparedRequest) => boolean {
  const list = included ?? excluded;
  if (list === undefined) return () => true;
  const exact = new Set(list.filter(({ isExact }) => isExact).map(({ prefix }) => prefix));
  const others = list.filter(({ isExact }) => !isExact);
  const matches = ({ matchedResource, segments, context }: PreparedRequest): boolean => {
    if (exact.has(matchedResource)) return true;
    for (const pattern of others) if (pattern.matches(matchedResource, segments, context)) return true;
    return false;
  };
  return included === undefined ? (request) => !matches(request) : matches;
}

function principalTest(
  { principal, notPrincipal }: Statement,
  effect: 'Allow' | 'Deny',
  layer: Layer,
): CompiledStatement['matchPrincipal'] {
  if (!namesPrincipals(layer)) return () => 'direct';
  if (principal !== undefined) {
    const matcher = new PrincipalMatcher(principal);
    return (request) => matcher.match(request);
  }
  if (notPrincipal !== undefined) {
    const matcher = new PrincipalMatcher(notPrincipal);
    return (request, hasBoundary) =>
      (effect === 'Deny' && hasBoundary) || matcher.match(request) === undefined ? 'direct' : undefined;
  }
  // An RCP without a principal is not possible in AWS; all others name whom they are about, or no one.
  return layer === 'resource-control-policy' ? () => 'direct' : () => undefined;
}
