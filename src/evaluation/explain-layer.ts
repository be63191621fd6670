// Why the statements of a layer do not apply to a request. Not part of evaluating: asked for by who wants to see it.
import type { ConditionCause } from './compile-condition.js';
import { causeOf } from './compile-condition.js';
import type { CompiledPolicy } from './compile-policy.js';
import type { CompiledStatement } from './compile-statement.js';
import type { LayerFacts } from './evaluate-layer.js';
import type { PreparedRequest } from './prepare-request.js';

export type Mismatch =
  /** The statement has neither Principal nor NotPrincipal, where one must be. */
  | { readonly key: 'principal-absent' }
  | { readonly key: 'principal-mismatch' }
  | { readonly key: 'action-mismatch' }
  | { readonly key: 'resource-mismatch' }
  | {
      readonly key: 'condition-mismatch';
      /** As written. */
      readonly operator: string;
      readonly conditionKey: string;
      readonly cause: ConditionCause;
    };

export interface UnmatchedStatement {
  readonly policyIndex: number;
  readonly policy: CompiledPolicy;
  readonly statement: CompiledStatement;
  /** Every reason, not the first alone; never empty. */
  readonly mismatches: readonly Mismatch[];
}

/** In written order. */
export function explainLayer(
  facts: LayerFacts,
  request: PreparedRequest,
  hasBoundary: boolean,
): UnmatchedStatement[] {
  return facts.policies.flatMap((policy, policyIndex) =>
    policy.statements.flatMap((statement) => {
      const mismatches = mismatchesOf(statement, request, hasBoundary);
      return mismatches.length === 0 ? [] : [{ policyIndex, policy, statement, mismatches }];
    }),
  );
}

function mismatchesOf(
  statement: CompiledStatement,
  request: PreparedRequest,
  hasBoundary: boolean,
): Mismatch[] {
  const { source } = statement;
  const mismatches: Mismatch[] = [];
  if (statement.matchPrincipal(request, hasBoundary) === undefined)
    mismatches.push({
      key: (source.principal ?? source.notPrincipal) ? 'principal-mismatch' : 'principal-absent',
    });
  if (!statement.matchesAction(request.action)) mismatches.push({ key: 'action-mismatch' });
  if (!statement.matchesResource(request)) mismatches.push({ key: 'resource-mismatch' });
  for (const condition of statement.conditions) {
    if (condition.isMet(request.context)) continue;
    mismatches.push({
      key: 'condition-mismatch',
      operator: condition.entry.operatorNode.value,
      conditionKey: condition.entry.keyNode.value,
      cause: causeOf(condition, request.context),
    });
  }
  return mismatches;
}
