// The type of a policy that stands alone: who names principals is attached to a resource, and a resource policy that
// names no resource and only ways of assuming a role is a role's trust policy.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html
import type { PolicyDocument, Statement } from '../policy/policy-document.js';
import type { FoundPolicy } from './found-policy.js';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html */
const TRUST_ACTION = /^sts:(?:assumerole|setsourceidentity|tagsession|setcontext)/;

export function guessPolicyType({
  statements,
}: PolicyDocument): Pick<FoundPolicy, 'policyType' | 'resourceType'> {
  if (!statements.some(({ principal, notPrincipal }) => principal ?? notPrincipal))
    return { policyType: 'IDENTITY_POLICY' };
  if (!statements.every(isTrust)) return { policyType: 'RESOURCE_POLICY' };
  return { policyType: 'RESOURCE_POLICY', resourceType: 'AWS::IAM::AssumeRolePolicyDocument' };
}

function isTrust({ action, resource, notResource }: Statement): boolean {
  const actions = action?.values ?? [];
  if (resource ?? notResource) return false;
  return actions.length > 0 && actions.every(({ normal }) => TRUST_ACTION.test(normal));
}
