// What became of a request, in the shape of `aws iam simulate-custom-policy`, and beside it what that shape has no place
// for: who decided, and why each statement that does not apply does not.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_EvaluationResult.html

import type { CompiledStatement } from '../evaluation/compile-statement.js';
import { layersOf, outcomeOfLayer } from '../evaluation/decide.js';
import type { Decision, Outcome } from '../evaluation/decision.js';
import type { LayerFacts, MatchedStatement } from '../evaluation/evaluate-layer.js';
import type { Evaluation } from '../evaluation/evaluate-request.js';
import { explainLayer } from '../evaluation/explain-layer.js';
import { type Layer, namesPrincipals } from '../evaluation/layer.js';
import { missingContextKeys } from '../evaluation/missing-context.js';
import { accountOf } from '../evaluation/principal.js';

export type EvalDecision = 'allowed' | 'implicitDeny' | 'explicitDeny';

const DECISIONS: Readonly<Record<Outcome, EvalDecision>> = {
  Allowed: 'allowed',
  ImplicitlyDenied: 'implicitDeny',
  ExplicitlyDenied: 'explicitDeny',
};

/** Names of AWS's own answers for its first three inputs; the rest follow them. */
const SOURCES: Readonly<Record<Layer, readonly [id: string, type: string]>> = {
  'identity-based-policy': ['PolicyInputList', 'IAM Policy'],
  'resource-based-policy': ['ResourcePolicy', 'Resource Policy'],
  'permissions-boundary': ['PermissionsBoundaryPolicyInputList', 'Permissions Boundary Policy'],
  'session-policy': ['SessionPolicyInputList', 'Session Policy'],
  'service-control-policy': ['ServiceControlPolicy', 'Service Control Policy'],
  'resource-control-policy': ['ResourceControlPolicy', 'Resource Control Policy'],
  'vpc-endpoint-policy': ['VpcEndpointPolicy', 'VPC Endpoint Policy'],
};

export function evalDecision(outcome: Outcome): EvalDecision {
  return DECISIONS[outcome];
}

/** The answer of `simulate --json`: AWS's members, and `Explanation`. `action`: as asked. */
export function simulationAnswer(evaluation: Evaluation, action: string): object {
  const { decision, request, facts } = evaluation;
  const MatchedStatements = decision.statements.map(awsStatement);
  const documents = new Set(layersOf(facts).flatMap(({ policies }) => policies.map((p) => p.document)));
  const MissingContextValues = missingContextKeys(documents, request.context);
  const EvalDecision = evalDecision(decision.outcome);
  const scps = facts.serviceControlPolicies;
  const boundary = facts.permissionsBoundary;
  const account = accountOf(request.principal);
  const result = {
    EvalActionName: action,
    EvalResourceName: request.resource,
    EvalDecision,
    MatchedStatements,
    MissingContextValues,
    ...(scps.length === 0
      ? {}
      : { OrganizationsDecisionDetail: { AllowedByOrganizations: scps.every(allows) } }),
    ...(boundary === undefined
      ? {}
      : { PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: allows(boundary) } }),
    ...(request.resource === '*'
      ? {}
      : {
          EvalDecisionDetails:
            account === undefined || account === request.resourceAccount ? {} : sidesOf(evaluation),
          ResourceSpecificResults: [
            {
              EvalResourceName: request.resource,
              EvalResourceDecision: EvalDecision,
              MatchedStatements,
              MissingContextValues,
            },
          ],
        }),
  };
  return { EvaluationResults: [result], IsTruncated: false, Explanation: explanationOf(evaluation) };
}

/** One line of `simulate --batch`. */
export function batchAnswer({ decision }: Evaluation): object {
  return {
    decision: evalDecision(decision.outcome),
    decidedBy: decision.decidedBy,
    reason: decision.reason,
    ...levelOf(decision),
    matchedStatements: decision.statements.map((matched) => ({
      policyType: matched.layer,
      ...levelOf(matched),
      policyIndex: matched.policyIndex,
      ...statementName(matched.statement),
    })),
  };
}

function explanationOf({ decision, facts, request }: Evaluation): object {
  const hasBoundary = facts.permissionsBoundary !== undefined;
  return {
    decidedBy: decision.decidedBy,
    ...levelOf(decision),
    reason: decision.reason,
    layers: layersOf(facts).map((layer) => ({
      policyType: layer.layer,
      ...levelOf(layer),
      policies: layer.policies.map(({ name }) => name),
      decision: evalDecision(outcomeOfLayer(layer)),
      matchedStatements: [...layer.denies, ...layer.allows].map((matched) => ({
        policyIndex: matched.policyIndex,
        ...statementName(matched.statement),
        ...(namesPrincipals(layer.layer) ? { principalMatch: matched.grant } : {}),
      })),
      unmatchedStatements: explainLayer(layer, request, hasBoundary).map((unmatched) => ({
        policyIndex: unmatched.policyIndex,
        ...statementName(unmatched.statement),
        reasons: unmatched.mismatches,
      })),
    })),
  };
}

function statementName({ source, effect }: CompiledStatement): object {
  const sid = source.sid === undefined ? {} : { sid: source.sid.value };
  return { statementIndex: source.index, ...sid, effect };
}

function levelOf({ level }: Pick<Decision, 'level'>): object {
  return level === undefined ? {} : { level };
}

function allows(layer: LayerFacts): boolean {
  return outcomeOfLayer(layer) === 'Allowed';
}

/** Columns count from 1, and an end is behind the last character, as in AWS's answers. */
function awsStatement({ layer, level, policyIndex, statement }: MatchedStatement): object {
  const [id, type] = SOURCES[layer];
  const { start, end } = statement.document.spanOf(statement.source.node);
  const isOne = layer === 'resource-based-policy' || layer === 'vpc-endpoint-policy';
  const place = level === undefined ? `${policyIndex + 1}` : `${level + 1}.${policyIndex + 1}`;
  return {
    SourcePolicyId: isOne ? id : `${id}.${place}`,
    SourcePolicyType: type,
    StartPosition: { Line: start.line, Column: start.column + 1 },
    EndPosition: { Line: end.line, Column: end.column + 1 },
  };
}

function sidesOf({ facts }: Evaluation): object {
  const side = (layer: LayerFacts | undefined): EvalDecision =>
    layer === undefined ? 'implicitDeny' : evalDecision(outcomeOfLayer(layer));
  return { 'IAM Policy': side(facts.identityPolicies), 'Resource Policy': side(facts.resourcePolicy) };
}
