// Requests of the checks, read from JSON that anyone wrote.
import { isJsonObject, type JsonObject, type JsonValue, own } from '../core/json.js';
import type { PolicyDocument } from '../policy/policy-document.js';
import type { PolicyKind } from '../reasoning/encode-statement.js';
import { readQuestionPolicy } from '../reasoning/question-policy.js';

/** Of the checks that compare and search; the API takes no others. */
export const ACCESS_CHECK_POLICY_TYPES = ['IDENTITY_POLICY', 'RESOURCE_POLICY'] as const;
export type AccessCheckPolicyType = (typeof ACCESS_CHECK_POLICY_TYPES)[number];

/** Why there is no answer. */
export interface Refusal {
  readonly error: string;
}

export function isRefusal(value: object): value is Refusal {
  return 'error' in value;
}

export function readObject(value: JsonValue): JsonObject | Refusal {
  return isJsonObject(value) ? value : { error: 'a request is a JSON object' };
}

export function readPolicyKind(request: JsonObject): PolicyKind | Refusal {
  const type = own(request, 'policyType');
  if (type === 'IDENTITY_POLICY') return 'identity';
  if (type === 'RESOURCE_POLICY') return 'resource';
  return { error: `\`policyType\` must be one of ${ACCESS_CHECK_POLICY_TYPES.join(', ')}` };
}

/** The policy under `member`: its text, or an object that stands for its JSON text. */
export function readPolicy(request: JsonObject, member: string, kind: PolicyKind): PolicyDocument | Refusal {
  const value = own(request, member);
  if (typeof value !== 'string' && !isJsonObject(value))
    return { error: `\`${member}\` must be the text of a policy` };
  const read = readQuestionPolicy(typeof value === 'string' ? value : JSON.stringify(value), kind);
  if ('document' in read) return read.document;
  const { message, line, column } = read.refused;
  return { error: `\`${member}\`:${line}:${column}: ${message}` };
}
