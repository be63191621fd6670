// The request of the ValidatePolicy API, read from JSON that anyone wrote.
// https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_ValidatePolicy.html
import type { JsonValue } from '../core/json.js';
import { isJsonObject, own } from '../core/json.js';
import {
  isPolicyType,
  isValidatePolicyResourceType,
  POLICY_TYPES,
  VALIDATE_POLICY_RESOURCE_TYPES,
} from '../policy/policy-type.js';
import type { ValidationTarget } from './validate-policy.js';

export interface ValidationRequest extends ValidationTarget {
  readonly policyDocument: string;
}

/** The request, or why it is none. `policyDocument` may be an object, which stands for its JSON text. */
export function readValidationRequest(value: JsonValue): ValidationRequest | { error: string } {
  if (!isJsonObject(value)) return { error: 'a request is a JSON object' };
  const policyDocument = own(value, 'policyDocument');
  const policyType = own(value, 'policyType');
  const resourceType = own(value, 'validatePolicyResourceType') ?? undefined;
  if (typeof policyDocument !== 'string' && !isJsonObject(policyDocument))
    return { error: '`policyDocument` must be the text of a policy' };
  if (!isPolicyType(policyType)) return { error: `\`policyType\` must be one of ${POLICY_TYPES.join(', ')}` };
  if (resourceType !== undefined && !isValidatePolicyResourceType(resourceType))
    return {
      error: `\`validatePolicyResourceType\` must be one of ${VALIDATE_POLICY_RESOURCE_TYPES.join(', ')}`,
    };
  return {
    policyDocument: typeof policyDocument === 'string' ? policyDocument : JSON.stringify(policyDocument),
    policyType,
    resourceType,
  };
}
