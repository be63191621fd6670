// What can be said to `validate-policy`, and what it means.
import type { PolicyType, ValidatePolicyResourceType } from '../policy/policy-type.js';
import { FINDING_TYPES, type FindingType } from '../validation/finding.js';

export const FAIL_ON_LEVELS = ['error', 'security-warning', 'warning', 'suggestion', 'none'] as const;
export type FailOn = (typeof FAIL_ON_LEVELS)[number];

/** True if a finding of the type is at or above the level. */
export function failsOn(level: FailOn, type: FindingType): boolean {
  return level !== 'none' && FINDING_TYPES.indexOf(type) <= FAIL_ON_LEVELS.indexOf(level);
}

export const VALIDATION_FORMATS = ['text', 'sarif', 'junit', 'markdown'] as const;

export interface ValidationFlags {
  policyType?: PolicyType;
  validatePolicyResourceType?: ValidatePolicyResourceType;
  json?: boolean;
  format: (typeof VALIDATION_FORMATS)[number];
  failOn: FailOn;
  baseline?: string;
  quiet?: boolean;
}
