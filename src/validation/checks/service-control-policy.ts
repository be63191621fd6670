// What a service control policy may not have. Since 2025-09 it has the whole language of policies but for principals.
// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html
import { defineCheck, SERVICE_CONTROL } from '../check.js';

const UNPROVEN =
  'No published answer shows a finding about a service control policy; since 2025-09 they take the full policy language.';

export const scpSyntaxErrorPrincipal = defineCheck({
  issueCode: 'SCP_SYNTAX_ERROR_PRINCIPAL',
  findingType: 'ERROR',
  policyTypes: SERVICE_CONTROL,
  messages: ['SCPs do not support specifying principals. Remove the Principal or NotPrincipal element.'],
  why: 'A service control policy is about all users and roles of the accounts that it is attached to.',
  fix: 'Remove the element; restrict by a condition on aws:PrincipalArn where some are meant.',
  proof: 'guide',
  unproven: UNPROVEN,
  visit: {
    statement({ principal, notPrincipal }, report) {
      for (const element of [principal, notPrincipal]) if (element !== undefined) report(element.member.key);
    },
  },
});

export const scpSyntaxErrorActionWildcard = defineCheck({
  issueCode: 'SCP_SYNTAX_ERROR_ACTION_WILDCARD',
  findingType: 'ERROR',
  policyTypes: SERVICE_CONTROL,
  messages: ['SCP actions can include wildcards (*) only at the end of a string. Update {{action}}.'],
  why: 'Organizations refused such an action before SCPs took the full policy language.',
  fix: 'Write the action with its wildcard at the end, or name the actions.',
  proof: 'guide',
  unproven: UNPROVEN,
  visit: {
    action({ value }, report) {
      if (/[*?](?!$)/.test(value.text)) report(value.node, { action: value.text });
    },
  },
});
