// What a role's trust policy may not have, and what it must.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
import { matchesWildcard } from '../../core/wildcard.js';
import type { PolicyText, PrincipalEntry, Statement } from '../../policy/policy-document.js';
import { ROLE_TRUST_POLICY } from '../../policy/policy-type.js';
import { defineCheck, RESOURCE } from '../check.js';

const TRUST = { policyTypes: RESOURCE, resourceTypes: [ROLE_TRUST_POLICY] } as const;

export const roleTrustPolicySyntaxErrorNotPrincipal = defineCheck({
  ...TRUST,
  issueCode: 'ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL',
  findingType: 'ERROR',
  messages: [
    'Role trust policies do not support NotPrincipal. Update the policy to use a Principal element instead.',
  ],
  why: 'IAM refuses NotPrincipal in a trust policy.',
  fix: 'Name in Principal who may take the role.',
  proof: 'guide',
  unproven: 'Which token is located.',
  visit: {
    statement({ notPrincipal }, report) {
      if (notPrincipal !== undefined) report(notPrincipal.member.key);
    },
  },
});

export const roleTrustPolicySyntaxErrorResource = defineCheck({
  ...TRUST,
  issueCode: 'ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE',
  findingType: 'ERROR',
  messages: [
    'Role trust policies apply to the role that they are attached to. You cannot specify a resource. Remove the Resource or NotResource element.',
  ],
  why: 'A trust policy is about its own role alone; IAM refuses a resource in it.',
  fix: 'Remove Resource and NotResource.',
  proof: 'guide',
  unproven: 'Which token is located.',
  visit: {
    statement({ resource, notResource }, report) {
      for (const list of [resource, notResource]) if (list !== undefined) report(list.member.key);
    },
  },
});

export const roleTrustPolicyUnsupportedWildcardInPrincipal = defineCheck({
  ...TRUST,
  issueCode: 'ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL',
  findingType: 'ERROR',
  messages: [
    '"Principal:" "*" is not supported in the principal element of a role trust policy. Replace the wildcard with a valid principal value.',
  ],
  why: 'IAM refuses a trust policy whose principal is everyone, signed in or not.',
  fix: 'Name the accounts, roles, services or providers that may take the role.',
  proof: 'guide',
  unproven: 'That `{"AWS": "*"}` is not meant.',
  visit: {
    statement({ principal }, report) {
      if (principal?.isBareStar) report(principal.member.value);
    },
  },
});

// A domain with a dot, with a path where the provider has one; or the ARN of a provider of either kind.
const PROVIDER =
  /^(?:[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/\S*)?|arn:[a-z-]+:iam::\d{12}:(?:saml-provider|oidc-provider)\/\S+)$/i;

export const invalidFederatedPrincipalSyntaxInRoleTrustPolicy = defineCheck({
  ...TRUST,
  issueCode: 'INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY',
  findingType: 'ERROR',
  messages: [
    'The principal value specifies a federated principal that does not match the expected format. Update the federated principal to a domain name or a SAML metadata ARN.',
  ],
  why: 'No provider has such a name, so nobody can take the role by it.',
  fix: "Write the provider's domain, or the ARN of its provider in IAM.",
  proof: 'guide',
  unproven: 'That the ARN of an OpenID Connect provider passes too is inferred.',
  visit: {
    principal({ entry }, report) {
      if (entry.kind !== 'Federated') return;
      for (const { text, node } of entry.values)
        if (!/[*?]|\$\{/.test(text) && !PROVIDER.test(text)) report(node);
    },
  },
});

type Provider = 'saml' | 'oidc' | 'none';

/** `none` for principals that no provider signs in. */
function providerOf({ kind }: PrincipalEntry, { text }: PolicyText): Provider {
  if (kind !== 'Federated') return 'none';
  return /:saml-provider\//.test(text) ? 'saml' : 'oidc';
}

/** What takes a role, in lower case, and who it is for. */
const TAKES_ROLE: readonly (readonly [action: string, provider: Provider])[] = [
  ['sts:assumerole', 'none'],
  ['sts:assumerolewithsaml', 'saml'],
  ['sts:assumerolewithwebidentity', 'oidc'],
];

export const mismatchedActionForPrincipal = defineCheck({
  issueCode: 'MISMATCHED_ACTION_FOR_PRINCIPAL',
  findingType: 'ERROR',
  policyTypes: RESOURCE,
  messages: [
    'The {{actionName}} action is invalid with the following principal(s): {{principalNames}}. Use a SAML provider principal with the sts:AssumeRoleWithSAML action or use an OIDC provider principal with the sts:AssumeRoleWithWebIdentity action. Ensure the provider is Federated if you use either of the two options.',
  ],
  why: 'Each kind of principal takes a role by its own action; by another one it never does.',
  fix: 'Use sts:AssumeRoleWithSAML for SAML providers, sts:AssumeRoleWithWebIdentity for OpenID Connect ones, sts:AssumeRole for all others.',
  proof: 'guide',
  unproven:
    'That sts:AssumeRole with a provider counts, that an action with a fitting principal beside it is still reported, how several principals are listed.',
  visit: {
    statement({ effect, action, principal }, report) {
      if (effect !== 'Allow' || principal === undefined) return;
      for (const { normal, text, node } of action?.values ?? []) {
        const takes = TAKES_ROLE.find(([name]) => name === normal);
        if (takes === undefined) continue;
        const misfits = principal.entries.flatMap((entry) =>
          entry.values.filter((value) => value.text !== '*' && providerOf(entry, value) !== takes[1]),
        );
        if (misfits.length === 0) continue;
        report([node, ...misfits.map((value) => value.node)], {
          actionName: text,
          principalNames: misfits.map((value) => value.text).join(', '),
        });
      }
    },
  },
});

const ROLES_ANYWHERE = 'rolesanywhere.amazonaws.com';
const ROLES_ANYWHERE_ACTIONS = ['sts:assumerole', 'sts:setsourceidentity', 'sts:tagsession'];

export const missingActionForRolesAnywhereTrustPolicy = defineCheck({
  ...TRUST,
  issueCode: 'MISSING_ACTION_FOR_ROLES_ANYWHERE_TRUST_POLICY',
  findingType: 'ERROR',
  messages: [
    'The rolesanywhere.amazonaws.com service principal requires the sts:AssumeRole, sts:SetSourceIdentity, and sts:TagSession permissions to assume a role. Add the missing permissions to the policy.',
  ],
  why: 'IAM Roles Anywhere sets a source identity and tags as it takes the role, and fails where it may not.',
  fix: 'Allow the three actions to rolesanywhere.amazonaws.com.',
  proof: 'guide',
  unproven: 'That the actions may stand in several statements, and which tokens are located.',
  visit: {
    document({ statements }, report) {
      const trusting = statements.filter(
        ({ effect, principal }) => effect === 'Allow' && servicesOf(principal).length > 0,
      );
      if (trusting.length === 0) return;
      const isMissing = ROLES_ANYWHERE_ACTIONS.some(
        (action) => !trusting.some((statement) => isOnAction(statement, action)),
      );
      if (isMissing) report(trusting.flatMap(({ principal }) => servicesOf(principal)));
    },
  },
});

/** True if the statement is about the action, which is in lower case. */
function isOnAction({ action, notAction }: Statement, name: string): boolean {
  const lists = (list: Statement['action']): boolean =>
    list?.values.some(({ normal }) => matchesWildcard(normal, name)) ?? false;
  return action !== undefined ? lists(action) : notAction !== undefined && !lists(notAction);
}

function servicesOf(principal: Statement['principal']): PolicyText['node'][] {
  return (principal?.entries ?? [])
    .filter(({ kind }) => kind === 'Service')
    .flatMap(({ values }) => values.filter(({ text }) => text === ROLES_ANYWHERE).map(({ node }) => node));
}

const ROLE_ARN = /^(arn:[^:]+):iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/;
// AWS's page writes a session with `iam`, where a real one has `sts`.
const SESSION_ARN = /^(arn:[^:]+):(?:sts|iam)::(\d{12}):assumed-role\/([^/]+)\/[^/]+$/;

export const redundantPrincipalInRoleTrustPolicy = defineCheck({
  ...TRUST,
  issueCode: 'REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY',
  findingType: 'SUGGESTION',
  messages: [
    'The assumed-role principal {{redundant_principal}} is redundant with its parent role {{parent_role}}. Remove the assumed-role principal.',
  ],
  why: 'A role stands for all of its sessions.',
  fix: 'Remove the session; or the role, if that session alone is meant.',
  proof: 'guide',
  unproven: 'Which tokens are located.',
  visit: {
    principal({ entry, isNegated }, report) {
      // A denial that spares a session names both: reference_policies_elements_notprincipal.html.
      if (entry.kind !== 'AWS' || isNegated) return;
      const roles = new Map<string, string>();
      for (const { text } of entry.values) {
        const role = ROLE_ARN.exec(text);
        if (role !== null) roles.set(role.slice(1).join(' '), text);
      }
      for (const { text, node } of entry.values) {
        const session = SESSION_ARN.exec(text);
        const parent = session === null ? undefined : roles.get(session.slice(1).join(' '));
        if (parent !== undefined) report(node, { redundant_principal: text, parent_role: parent });
      }
    },
  },
});
