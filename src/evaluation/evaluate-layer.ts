// What the policies of one layer say of one request; nothing is decided here.
import type { CompiledPolicy } from './compile-policy.js';
import type { CompiledStatement } from './compile-statement.js';
import type { Layer } from './layer.js';
import type { PreparedRequest } from './prepare-request.js';
import type { PrincipalMatch } from './principal-matcher.js';

/** A statement that applies to the request: principal, action, resource and all conditions match. */
export interface MatchedStatement {
  readonly layer: Layer;
  /** Level of the organisation, 0 is the root; undefined for layers without levels. */
  readonly level: number | undefined;
  /** Place of its policy in the layer (in the level, where there are levels). */
  readonly policyIndex: number;
  readonly policy: CompiledPolicy;
  readonly statement: CompiledStatement;
  readonly grant: PrincipalMatch;
}

export interface LayerFacts {
  readonly layer: Layer;
  readonly level: number | undefined;
  readonly policies: readonly CompiledPolicy[];
  /** In written order. */
  readonly allows: readonly MatchedStatement[];
  readonly denies: readonly MatchedStatement[];
}

const NONE: readonly MatchedStatement[] = [];

/** Looks at all policies of a layer, or of one level of it. `hasBoundary`: see `CompiledStatement.matchPrincipal`. */
export function evaluateLayer(
  layer: Layer,
  policies: readonly CompiledPolicy[],
  request: PreparedRequest,
  hasBoundary: boolean,
  level?: number,
): LayerFacts {
  let allows: MatchedStatement[] | undefined;
  let denies: MatchedStatement[] | undefined;
  let policyIndex = 0;
  const visit = (statement: CompiledStatement): void => {
    if (!statement.matchesResource(request)) return;
    const grant = statement.matchPrincipal(request, hasBoundary);
    if (grant === undefined || !meetsConditions(statement, request)) return;
    const policy = policies[policyIndex] as CompiledPolicy;
    const matched = { layer, level, policyIndex, policy, statement, grant };
    if (statement.effect === 'Allow') {
      if (allows === undefined) allows = [matched];
      else allows.push(matched);
    } else if (denies === undefined) denies = [matched];
    else denies.push(matched);
  };
  for (; policyIndex < policies.length; policyIndex++)
    policies[policyIndex]?.index.visitCandidates(request.action, request.matchedResource, visit);
  return { layer, level, policies, allows: inOrder(allows), denies: inOrder(denies) };
}

export function meetsConditions(statement: CompiledStatement, { context }: PreparedRequest): boolean {
  for (const condition of statement.conditions) if (!condition.isMet(context)) return false;
  return true;
}

function inOrder(found: MatchedStatement[] | undefined): readonly MatchedStatement[] {
  if (found === undefined || found.length < 2) return found ?? NONE;
  found.sort((a, b) => a.policyIndex - b.policyIndex || a.statement.source.index - b.statement.source.index);
  return found.filter((matched, i) => matched.statement !== found[i - 1]?.statement);
}
