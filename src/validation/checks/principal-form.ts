// Principals as the grammar does not have them, or as they stand for less than was meant.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
import { ROLE_TRUST_POLICY } from '../../policy/policy-type.js';
import { defineCheck, RESOURCE } from '../check.js';

export const invalidPrincipalFormat = defineCheck({
  issueCode: 'INVALID_PRINCIPAL_FORMAT',
  findingType: 'ERROR',
  policyTypes: RESOURCE,
  messages: [
    'The Principal element contents are not valid. Specify a key-value pair in the Principal element.',
  ],
  why: 'Without its kind a principal cannot be told from another, so the policy is refused.',
  fix: 'Write a pair of kind and value: `{"AWS": "111122223333"}`.',
  proof: 'guide',
  unproven: 'That a list counts too, and which token is located.',
  visit: {
    statement({ principal, notPrincipal }, report) {
      for (const element of [principal, notPrincipal]) {
        if (element === undefined || element.isBareStar || element.member.value.kind === 'object') continue;
        report(element.member.value);
      }
    },
  },
});

export const invalidPrincipalKey = defineCheck({
  issueCode: 'INVALID_PRINCIPAL_KEY',
  findingType: 'ERROR',
  policyTypes: RESOURCE,
  messages: ['The principal key {{key}} is not valid.'],
  why: 'There are four kinds of principal, and their case counts; AWS refuses any other.',
  fix: 'Use `AWS`, `CanonicalUser`, `Federated` or `Service`.',
  proof: 'guide',
  unproven: 'That the key `*` passes.',
  visit: {
    principal({ entry, element }, report) {
      if (!element.isBareStar && entry.kind === undefined)
        report(entry.keyNode, { key: entry.keyNode.value });
    },
  },
});

export const unsupportedWildcardInPrincipal = defineCheck({
  issueCode: 'UNSUPPORTED_WILDCARD_IN_PRINCIPAL',
  findingType: 'ERROR',
  policyTypes: RESOURCE,
  messages: [
    'Wildcards (*, ?) are not supported with the principal key {{key}}. Replace the wildcard with a valid principal value.',
  ],
  why: 'A principal is compared as a whole: a pattern stands for nobody, and AWS refuses it.',
  fix: 'Name the principals; or let `*` be the principal and say who is meant by a condition on aws:PrincipalArn.',
  proof: 'guide',
  unproven: 'That `{"AWS": "*"}` passes, as the page on principals allows it.',
  visit: {
    principal({ entry }, report) {
      // No value is right below a key that there is not.
      if (entry.kind === undefined) return;
      for (const { text, node } of entry.values) {
        if (/[*?]/.test(text) && !(text === '*' && entry.kind === 'AWS'))
          report(node, { key: entry.keyNode.value });
      }
    },
  },
});

export const federatedPrincipalNotSupported = defineCheck({
  issueCode: 'FEDERATED_PRINCIPAL_NOT_SUPPORTED',
  findingType: 'ERROR',
  policyTypes: RESOURCE,
  exceptResourceTypes: [ROLE_TRUST_POLICY],
  messages: [
    'The policy type does not support a federated identity provider in the principal element. Use a supported principal.',
  ],
  why: 'Whom a provider signs in takes a role; its requests come from that role, not from the provider.',
  fix: 'Name the role that the users of the provider take.',
  proof: 'guide',
  unproven: 'Where no resource type is named, a role trust policy is known by an action of STS.',
  visit: {
    principal({ entry, statement }, report, { resourceType }) {
      if (entry.kind !== 'Federated') return;
      const actions = statement.action?.values ?? [];
      if (resourceType === undefined && actions.some(({ normal }) => normal.startsWith('sts:'))) return;
      for (const { node } of entry.values) report(node);
    },
  },
});

export const allowWithNotPrincipal = defineCheck({
  issueCode: 'ALLOW_WITH_NOT_PRINCIPAL',
  findingType: 'SECURITY_WARNING',
  policyTypes: RESOURCE,
  messages: [
    'Using Allow with NotPrincipal can be overly permissive. We recommend that you use Principal instead.',
  ],
  why: 'Everyone but those named is allowed: all other accounts, and who has not signed in at all.',
  fix: 'Name in Principal who is to be allowed.',
  proof: 'guide',
  unproven: 'Which token is located.',
  visit: {
    statement({ effect, notPrincipal }, report) {
      if (effect === 'Allow' && notPrincipal !== undefined) report(notPrincipal.member.key);
    },
  },
});

export const invalidRoleReference = defineCheck({
  issueCode: 'INVALID_ROLE_REFERENCE',
  findingType: 'WARNING',
  policyTypes: RESOURCE,
  messages: [
    'The Principal element includes the IAM role ID {{roleid}}. We recommend that you use a role ARN instead.',
  ],
  why: 'An id is of one role for ever. Once that is deleted it stands for nobody, not for a new role of the name.',
  fix: "Write the role's ARN, or remove the principal.",
  proof: 'guide',
  visit: {
    principal({ entry }, report) {
      if (entry.kind !== 'AWS') return;
      // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes
      for (const { text, node } of entry.values)
        if (/^AROA[A-Z0-9]+$/.test(text)) report(node, { roleid: text });
    },
  },
});

export const invalidUserReference = defineCheck({
  issueCode: 'INVALID_USER_REFERENCE',
  findingType: 'WARNING',
  policyTypes: RESOURCE,
  messages: [
    'The Principal element includes the IAM user ID {{userid}}. We recommend that you use a user ARN instead.',
  ],
  why: 'An id is of one user for ever. Once that is deleted it stands for nobody, not for a new user of the name.',
  fix: "Write the user's ARN, or remove the principal.",
  proof: 'guide',
  visit: {
    principal({ entry }, report) {
      if (entry.kind !== 'AWS') return;
      // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes
      for (const { text, node } of entry.values)
        if (/^AIDA[A-Z0-9]+$/.test(text)) report(node, { userid: text });
    },
  },
});
