// IAM's quotas for policies, with the page that states each.
// IAM quotas: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
//   ("IAM does not count white space when calculating the size of a policy against this quota")

/** Characters of one managed policy, white space not counted (IAM quotas). */
export const MANAGED_POLICY_CHARACTERS = 6_144;

/** Managed policies on one role or user by default, those already attached included (IAM quotas). */
export const MANAGED_POLICIES_PER_PRINCIPAL = 10;

/**
 * Characters of a permission set's one inline policy.
 * https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_PutInlinePolicyToPermissionSet.html
 * (InlinePolicy: length of 1 to 32768; the page does not say that white space is left out).
 */
export const PERMISSION_SET_INLINE_CHARACTERS = 32_768;

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html (PolicyName, 1 to 128, `[\w+=,.@-]+`). */
export const POLICY_NAME_CHARACTERS = 128;
