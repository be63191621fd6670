// The text of a refusal, in the wording of
// https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html, with the policy's ARN as in
// https://aws.amazon.com/blogs/security/enhanced-access-denied-error-messages-with-policy-arns
import type { Cause, Denial } from './call.js';
import type { Random } from './random.js';

const REASON: Record<Cause, (action: string) => string> = {
  'no-identity': (action) => ` because no identity-based policy allows the ${action} action`,
  'no-resource': (action) => ` because no resource-based policy allows the ${action} action`,
  'no-boundary': (action) => ` because no permissions boundary allows the ${action} action`,
  'no-session': (action) => ` because no session policy allows the ${action} action`,
  'no-scp': (action) => ` because no service control policy allows the ${action} action`,
  'no-rcp': (action) => ` because no resource control policy allows the ${action} action`,
  'no-endpoint': (action) => ` because no VPC endpoint policy allows the ${action} action`,
  'deny-identity': () => ' with an explicit deny in an identity-based policy',
  'deny-resource': () => ' with an explicit deny in a resource-based policy',
  'deny-boundary': () => ' with an explicit deny in a permissions boundary',
  'deny-session': () => ' with an explicit deny in a session policy',
  'deny-scp': () => ' with an explicit deny in a service control policy',
  'deny-rcp': () => ' with an explicit deny in a resource control policy',
  'deny-endpoint': () => ' with an explicit deny in a VPC endpoint policy',
  unsaid: () => '',
};

/** What errorMessage says to the caller with this ARN (a role's session ARN, a user's ARN). */
export function denialMessage(callerArn: string, denial: Denial, random: Random): string {
  if (denial.bare) return 'Access Denied';
  const policy = denial.policyArn === undefined ? '' : `: ${denial.policyArn}`;
  const sentence =
    `User: ${callerArn} is not authorized to perform: ${denial.action} on resource: ${denial.resource}` +
    `${REASON[denial.cause](denial.action)}${policy}`;
  if (!denial.encodedMessage) return sentence;
  const encoded = random.alphanumeric(120);
  return `You are not authorized to perform this operation. ${sentence}. Encoded authorization failure message: ${encoded}`;
}
