// One request against all policies that are attached: facts of each layer, then the decision. Pure; policies are
// compiled once and asked often.
import type { CompiledPolicy } from './compile-policy.js';
import { decide, type Facts } from './decide.js';
import type { Decision } from './decision.js';
import { evaluateLayer, type LayerFacts } from './evaluate-layer.js';
import type { EvaluationRequest } from './evaluation-request.js';
import { type PreparedRequest, prepareRequest } from './prepare-request.js';
import { isMember, isServiceLinked } from './principal.js';

/** What is attached. A member that is undefined: nothing of that kind is attached, so it restricts nothing. */
export interface PolicySet {
  /** Of the user and its groups, or of the role. */
  readonly identityPolicies: readonly CompiledPolicy[];
  readonly resourcePolicy: CompiledPolicy | undefined;
  readonly permissionsBoundary: CompiledPolicy | undefined;
  /** Several restrict as one does that has the statements of all (unverified). */
  readonly sessionPolicies: readonly CompiledPolicy[];
  /** By level of the organisation, from the root to the account; no level: no SCPs. A level without policies allows nothing. */
  readonly serviceControlPolicies: readonly (readonly CompiledPolicy[])[];
  /** By level; RCPFullAWSAccess may be left out. */
  readonly resourceControlPolicies: readonly (readonly CompiledPolicy[])[];
  readonly vpcEndpointPolicy: CompiledPolicy | undefined;
}

export interface Evaluation {
  readonly request: PreparedRequest;
  readonly facts: Facts;
  readonly decision: Decision;
}

export function evaluateRequest(request: EvaluationRequest, policies: PolicySet): Evaluation {
  const prepared = prepareRequest(request);
  const facts = factsOf(prepared, policies);
  return { request: prepared, facts, decision: decide(prepared, facts) };
}

/** Facts of the layers that apply to who asks. */
function factsOf(request: PreparedRequest, policies: PolicySet): Facts {
  const { principal } = request;
  const { permissionsBoundary, resourcePolicy, vpcEndpointPolicy } = policies;
  const isIdentity = isMember(principal) && principal.kind !== 'root';
  const boundary = isIdentity ? permissionsBoundary : undefined;
  const hasBoundary = boundary !== undefined;
  const sessions = isIdentity ? policies.sessionPolicies : [];
  const one = (layer: LayerFacts['layer'], policy: CompiledPolicy | undefined): LayerFacts | undefined =>
    policy && evaluateLayer(layer, [policy], request, hasBoundary);
  const levels = (
    layer: LayerFacts['layer'],
    all: readonly (readonly CompiledPolicy[])[],
    applies: boolean,
  ): LayerFacts[] =>
    applies ? all.map((level, i) => evaluateLayer(layer, level, request, hasBoundary, i)) : [];
  const isFree = isServiceLinked(principal);
  return {
    resourceControlPolicies: levels('resource-control-policy', policies.resourceControlPolicies, !isFree),
    serviceControlPolicies: levels(
      'service-control-policy',
      policies.serviceControlPolicies,
      isMember(principal) && !isFree,
    ),
    vpcEndpointPolicy: one('vpc-endpoint-policy', vpcEndpointPolicy),
    resourcePolicy: one('resource-based-policy', resourcePolicy),
    identityPolicies: evaluateLayer(
      'identity-based-policy',
      isIdentity ? policies.identityPolicies : [],
      request,
      hasBoundary,
    ),
    permissionsBoundary: one('permissions-boundary', boundary),
    sessionPolicy:
      sessions.length === 0 ? undefined : evaluateLayer('session-policy', sessions, request, hasBoundary),
  };
}
