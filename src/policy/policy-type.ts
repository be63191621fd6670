// The policy types that ValidatePolicy and the custom checks tell apart.
// https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_ValidatePolicy.html (policyType, validatePolicyResourceType)

export const POLICY_TYPES = [
  'IDENTITY_POLICY',
  'RESOURCE_POLICY',
  'SERVICE_CONTROL_POLICY',
  'RESOURCE_CONTROL_POLICY',
] as const;
export type PolicyType = (typeof POLICY_TYPES)[number];

export function isPolicyType(text: unknown): text is PolicyType {
  return POLICY_TYPES.some((type) => type === text);
}
