// The text of a policy, as a question takes it.
import { policyFault } from '../evaluation/policy-fault.js';
import { parsePolicy } from '../policy/parse-policy.js';
import type { PolicyDocument } from '../policy/policy-document.js';
import type { PolicyKind } from './encode-statement.js';

/** Why a text is no policy to be asked about. `line` and `column` from 1. */
export interface RefusedPolicy {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

export type QuestionPolicy = { readonly document: PolicyDocument } | { readonly refused: RefusedPolicy };

/** AWS would not store a policy that is refused, so no answer about it could be right. */
export function readQuestionPolicy(text: string, kind: PolicyKind): QuestionPolicy {
  const document = parsePolicy(text);
  const refused = refusalOf(document, kind);
  return refused === undefined ? { document } : { refused };
}

/** Undefined for a policy that can be asked about. */
export function refusalOf(document: PolicyDocument, kind: PolicyKind): RefusedPolicy | undefined {
  const fault = policyFault(
    document,
    kind === 'identity' ? 'identity-based-policy' : 'resource-based-policy',
  );
  if (fault === undefined) return undefined;
  const { line, column } = document.spanOf(fault.at).start;
  return { message: fault.message, line, column: column + 1 };
}
