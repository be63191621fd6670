// A principal in a policy whose principal is who it is attached to.
import { defineCheck, IDENTITY } from '../check.js';

export const unsupportedPrincipal = defineCheck({
  issueCode: 'UNSUPPORTED_PRINCIPAL',
  findingType: 'ERROR',
  policyTypes: IDENTITY,
  messages: [
    'The policy type {{policy_type}} does not support the Principal element. Remove the Principal element.',
  ],
  why: 'The principal of an identity policy is the user, group or role that it is attached to; AWS refuses another.',
  fix: 'Remove Principal or NotPrincipal, or validate the policy as a resource policy if it is one.',
  proof: 'guide',
  visit: {
    statement({ principal, notPrincipal }, report, { policyType }) {
      for (const element of [principal, notPrincipal])
        if (element !== undefined) report(element.member.key, { policy_type: policyType });
    },
  },
});
