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

/** Types of the resource that a resource policy is for; more checks run where one is named. */
export const VALIDATE_POLICY_RESOURCE_TYPES = [
  'AWS::S3::Bucket',
  'AWS::S3::AccessPoint',
  'AWS::S3::MultiRegionAccessPoint',
  'AWS::S3ObjectLambda::AccessPoint',
  'AWS::IAM::AssumeRolePolicyDocument',
  'AWS::DynamoDB::Table',
] as const;
export type ValidatePolicyResourceType = (typeof VALIDATE_POLICY_RESOURCE_TYPES)[number];

export function isValidatePolicyResourceType(text: unknown): text is ValidatePolicyResourceType {
  return VALIDATE_POLICY_RESOURCE_TYPES.some((type) => type === text);
}

/** The policy that says who may assume a role. */
export const ROLE_TRUST_POLICY = 'AWS::IAM::AssumeRolePolicyDocument';
