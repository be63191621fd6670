// What single services do otherwise than the general logic, each with the page that says so.

/** Allowed whatever the policies say. */
const NEEDS_NO_PERMISSION = new Set([
  // "even if … explicitly denies access to the sts:GetCallerIdentity action, you can still perform this operation":
  // https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
  'sts:getcalleridentity',
  // "You cannot use policies to control authentication operations":
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getsessiontoken.html
  'sts:getsessiontoken',
]);

/**
 * Decided by the trust policy of a role: it must allow, whatever the identity-based policies allow.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 * Tags, source identity and context of a session need the trust policy too:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html (sts:TagSession)
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html (sts:SetSourceIdentity)
 */
const ASKS_TRUST_POLICY = new Set([
  'sts:assumerole',
  'sts:assumerolewithsaml',
  'sts:assumerolewithwebidentity',
  'sts:tagsession',
  'sts:setsourceidentity',
  'sts:setcontext',
]);

/** "You cannot call AssumeRole by using … root user credentials": .../STS/latest/APIReference/API_AssumeRole.html */
const REFUSES_ROOT = new Set(['sts:assumerole']);

/**
 * Actions without a resource of their own that an ARN with wildcards allows too: "arn:aws:s3:::*" allows "to view a list
 * of all the buckets in the account".
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html
 */
const STANDS_FOR = new Map([['s3:listallmybuckets', (partition: string) => `arn:${partition}:s3:::*`]]);

/** What a request on `*` is matched as: `*` itself, but for the few actions that stand for an ARN. */
export function matchedResource(action: string, resource: string, partition: string): string {
  return resource === '*' ? (STANDS_FOR.get(action)?.(partition) ?? '*') : resource;
}

/** `action` in lower case, as in the following. */
export function needsNoPermission(action: string): boolean {
  return NEEDS_NO_PERMISSION.has(action);
}

export function refusesRoot(action: string): boolean {
  return REFUSES_ROOT.has(action);
}

/** True if the resource-based policy is a role's trust policy. */
export function asksTrustPolicy(action: string, resource: string): boolean {
  return ASKS_TRUST_POLICY.has(action) && resource.includes(':role/');
}

/**
 * True if nothing is allowed unless the resource-based policy allows it, in the same account too: a trust policy, or
 * the key policy of a KMS key ("Unless the key policy explicitly allows it, you cannot use IAM policies to allow access
 * to a KMS key", https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html). An alias has no policy of its own.
 */
export function mustBeGrantedByResource(action: string, resource: string): boolean {
  return asksTrustPolicy(action, resource) || (action.startsWith('kms:') && resource.includes(':key/'));
}
