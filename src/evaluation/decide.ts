// The decision, from the facts of every layer. Layers that are not attached restrict nothing.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
import type { Decision, DecisionReason, Outcome } from './decision.js';
import type { LayerFacts, MatchedStatement } from './evaluate-layer.js';
import type { Layer } from './layer.js';
import type { PreparedRequest } from './prepare-request.js';
import { isMember } from './principal.js';
import { mustBeGrantedByResource, needsNoPermission, refusesRoot } from './service-rules.js';

/** Facts of the layers that apply to who asks; undefined or empty: nothing attached. */
export interface Facts {
  readonly resourceControlPolicies: readonly LayerFacts[];
  readonly serviceControlPolicies: readonly LayerFacts[];
  readonly vpcEndpointPolicy: LayerFacts | undefined;
  readonly resourcePolicy: LayerFacts | undefined;
  readonly identityPolicies: LayerFacts;
  readonly permissionsBoundary: LayerFacts | undefined;
  readonly sessionPolicy: LayerFacts | undefined;
}

export function decide(request: PreparedRequest, facts: Facts): Decision {
  if (needsNoPermission(request.action))
    return { ...NOTHING, outcome: 'Allowed', decidedBy: 'operation', reason: 'no-permission-needed' };
  return (
    explicitDeny(facts) ??
    refusalOfRoot(request) ??
    facts.resourceControlPolicies.map(gate).find(isDecision) ??
    facts.serviceControlPolicies.map(gate).find(isDecision) ??
    gate(facts.vpcEndpointPolicy) ??
    decideGrant(request, facts)
  );
}

const NOTHING = { level: undefined, statements: [] };

/** Any deny of any layer; the decision is said to be of the first layer that has one. */
function explicitDeny(facts: Facts): Decision | undefined {
  const denies = layersOf(facts).flatMap((layer) => layer.denies);
  const [first] = denies;
  if (first === undefined) return undefined;
  const { layer, level } = first;
  return {
    outcome: 'ExplicitlyDenied',
    decidedBy: layer,
    level,
    reason: 'explicit-deny',
    statements: denies,
  };
}

export function layersOf(facts: Facts): LayerFacts[] {
  return [
    ...facts.resourceControlPolicies,
    ...facts.serviceControlPolicies,
    facts.vpcEndpointPolicy,
    facts.resourcePolicy,
    facts.identityPolicies,
    facts.permissionsBoundary,
    facts.sessionPolicy,
  ].filter((layer) => layer !== undefined);
}

function refusalOfRoot({ principal, action }: PreparedRequest): Decision | undefined {
  if (principal.kind !== 'root' || !refusesRoot(action)) return undefined;
  return {
    ...NOTHING,
    outcome: 'ImplicitlyDenied',
    decidedBy: 'root-user',
    reason: 'root-user-refused',
  };
}

/** An implicit deny unless the layer, where it is attached, allows. */
function gate(layer: LayerFacts | undefined): Decision | undefined {
  if (layer === undefined || outcomeOfLayer(layer) !== 'ImplicitlyDenied') return undefined;
  return implicitDeny(layer.layer, layer.policies.length > 0 ? 'no-allow' : 'no-policy', layer.level);
}

/**
 * RCPFullAWSAccess is attached everywhere and cannot be detached, and other RCPs only deny: a level that allows nothing
 * was written without it.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
 */
function hasImpliedAllow({ layer, policies }: LayerFacts): boolean {
  return (
    layer === 'resource-control-policy' &&
    !policies.some(({ statements }) => statements.some(({ effect }) => effect === 'Allow'))
  );
}

/** What a layer, or a level, says by itself. */
export function outcomeOfLayer(layer: LayerFacts): Outcome {
  if (layer.denies.length > 0) return 'ExplicitlyDenied';
  return layer.allows.length > 0 || hasImpliedAllow(layer) ? 'Allowed' : 'ImplicitlyDenied';
}

function decideGrant(request: PreparedRequest, facts: Facts): Decision {
  const { principal, resourceAccount } = request;
  const resource = facts.resourcePolicy;
  if (!isMember(principal)) {
    const granted = resource?.allows ?? [];
    return granted.length > 0
      ? allowed('resource-based-policy', 'resource-allows', granted)
      : noGrant(resource);
  }
  return principal.account === resourceAccount
    ? decideInAccount(request, facts)
    : decideAcrossAccounts(request, facts);
}

/** One account: the resource's policy may allow by itself, or identity-based policies within their limits. */
function decideInAccount(request: PreparedRequest, facts: Facts): Decision {
  const grants = facts.resourcePolicy?.allows ?? [];
  const direct = grants.filter(({ grant }) => grant === 'direct');
  if (direct.length > 0) return allowed('resource-based-policy', 'resource-allows', direct);
  const toIdentity = grants.filter(({ grant }) => grant === 'identity');
  if (toIdentity.length > 0)
    return limits(facts) ?? allowed('resource-based-policy', 'resource-allows', toIdentity);
  if (grants.length === 0 && mustBeGrantedByResource(request.action, request.resource))
    return noGrant(facts.resourcePolicy);
  return (
    identityRefusal(request, facts) ??
    limits(facts) ??
    allowedByIdentity(request, 'identity-allows', [...facts.identityPolicies.allows, ...grants])
  );
}

/** Two accounts: both sides must allow. */
function decideAcrossAccounts(request: PreparedRequest, facts: Facts): Decision {
  const grants = facts.resourcePolicy?.allows ?? [];
  if (grants.length === 0) return noGrant(facts.resourcePolicy);
  return (
    identityRefusal(request, facts) ??
    limits(facts) ??
    allowedByIdentity(request, 'both-allow', [...grants, ...facts.identityPolicies.allows])
  );
}

function identityRefusal({ principal }: PreparedRequest, facts: Facts): Decision | undefined {
  if (principal.kind === 'root') return undefined;
  const refusal = gate(facts.identityPolicies);
  if (refusal !== undefined) return refusal;
  const lacksSessionPolicy = principal.kind === 'federated-user' && facts.sessionPolicy === undefined;
  return lacksSessionPolicy ? implicitDeny('session-policy', 'no-session-policy') : undefined;
}

/** What limits identities: the boundary, and the session policy. */
function limits({ permissionsBoundary, sessionPolicy }: Facts): Decision | undefined {
  return gate(permissionsBoundary) ?? gate(sessionPolicy);
}

function allowedByIdentity(
  { principal }: PreparedRequest,
  reason: DecisionReason,
  statements: readonly MatchedStatement[],
): Decision {
  if (principal.kind !== 'root') return allowed('identity-based-policy', reason, statements);
  const isBoth = reason === 'both-allow';
  return {
    outcome: 'Allowed',
    decidedBy: 'root-user',
    level: undefined,
    reason: isBoth ? reason : 'root-user',
    statements,
  };
}

function noGrant(resource: LayerFacts | undefined): Decision {
  return implicitDeny('resource-based-policy', resource === undefined ? 'no-policy' : 'no-allow');
}

function allowed(
  decidedBy: Layer,
  reason: DecisionReason,
  statements: readonly MatchedStatement[],
): Decision {
  return { outcome: 'Allowed', decidedBy, level: undefined, reason, statements };
}

function implicitDeny(decidedBy: Layer, reason: DecisionReason, level?: number): Decision {
  return { outcome: 'ImplicitlyDenied', decidedBy, level, reason, statements: [] };
}

function isDecision(decision: Decision | undefined): decision is Decision {
  return decision !== undefined;
}
