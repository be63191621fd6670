// Roles that users of an OpenID Connect provider take: which users, from which repository.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
import type { ConditionEntry, Statement } from '../../policy/policy-document.js';
import { ROLE_TRUST_POLICY } from '../../policy/policy-type.js';
import { defineCheck, RESOURCE } from '../check.js';

const TRUST = { policyTypes: RESOURCE, resourceTypes: [ROLE_TRUST_POLICY] } as const;
const GITHUB = 'token.actions.githubusercontent.com';

/** Federated principals, with the provider's host (and path) in lower case; SAML providers and wildcards left out. */
function oidcProviders({
  principal,
}: Statement): { provider: string; value: { text: string; node: ConditionEntry['valueNode'] } }[] {
  return (principal?.entries ?? [])
    .filter(({ kind }) => kind === 'Federated')
    .flatMap(({ values }) => values)
    .filter(({ text }) => !text.includes(':saml-provider/') && !/[*?]/.test(text))
    .map((value) => ({
      provider: value.text.replace(/^arn:[^:]+:iam::[^:]*:oidc-provider\//, '').toLowerCase(),
      value,
    }));
}

function isAudience({ key }: ConditionEntry): boolean {
  // `saml:aud` is of an assertion, not of a web token.
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
  return key.endsWith(':aud') && key !== 'saml:aud';
}

export const missingConditionKeyForOidcPrincipal = defineCheck({
  ...TRUST,
  issueCode: 'MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL',
  findingType: 'SECURITY_WARNING',
  messages: [
    'Using an Open ID Connect principal without a condition can be overly permissive. Add condition keys with a prefix that matches your federated OIDC principals to ensure that only the intended identity provider assumes the role.',
  ],
  why: 'Every user of the provider can take the role, whatever application signed them in.',
  fix: 'Add a condition on a key of the provider, as its `:aud` or `:sub`.',
  proof: 'guide',
  unproven: 'Which tokens are located, and whether each provider or the statement is reported.',
  visit: {
    statement(statement, report) {
      if (statement.effect !== 'Allow') return;
      const bare = oidcProviders(statement).filter(
        ({ provider }) => !statement.conditions.some(({ key }) => key.startsWith(`${provider}:`)),
      );
      if (bare.length > 0) report(bare.map(({ value }) => value.node));
    },
  },
});

export const missingGithubRepoConditionKey = defineCheck({
  ...TRUST,
  issueCode: 'MISSING_GITHUB_REPO_CONDITION_KEY',
  findingType: 'SECURITY_WARNING',
  messages: [
    'Granting a federated GitHub principal permissions without a condition key can allow more sources to assume the role than you intended. Add the token.actions.githubusercontent.com:sub condition key and specify the branch and repository name in the value.',
  ],
  why: 'A workflow of any repository on GitHub can take the role.',
  fix: 'Add a condition on token.actions.githubusercontent.com:sub that names repository and branch.',
  proof: 'guide',
  unproven: 'Which tokens are located.',
  visit: {
    statement(statement, report) {
      if (statement.effect !== 'Allow' || statement.conditions.some(({ key }) => key === `${GITHUB}:sub`))
        return;
      const github = oidcProviders(statement).filter(({ provider }) => provider === GITHUB);
      if (github.length > 0) report(github.map(({ value }) => value.node));
    },
  },
});

/** A subject up to its repository, without wildcards: `repo:owner/name:`. */
const NAMES_REPOSITORY = /^repo:[^*?:/]+\/[^*?:/]+:/;

function namesBranch({ key, operator, values }: ConditionEntry): boolean {
  return (
    key === `${GITHUB}:ref` && !operator.facts?.isNegated && values.every(({ text }) => !text.includes('*'))
  );
}

export const specificGithubRepoAndBranchRecommended = defineCheck({
  ...TRUST,
  issueCode: 'SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED',
  findingType: 'WARNING',
  messages: [
    'Using a wildcard (*) in token.actions.githubusercontent.com:sub can allow requests from more sources than you intended. Specify the value of token.actions.githubusercontent.com:sub with the repository and branch name. If the subject claim does not include the branch, specify it in a token.actions.githubusercontent.com:ref condition key.',
  ],
  why: 'A wildcard may match branches, and repositories of others, that were not meant.',
  fix: 'Write repository and branch out, or the branch in token.actions.githubusercontent.com:ref.',
  proof: 'guide',
  unproven:
    'Whether a condition on `:ref` silences it: it does here, where the subject names the repository and `:ref` a branch.',
  visit: {
    statement({ effect, conditions }, report) {
      if (effect !== 'Allow') return;
      const hasBranch = conditions.some(namesBranch);
      for (const { key, operator, values } of conditions) {
        if (key !== `${GITHUB}:sub` || operator.facts?.comparison !== 'like') continue;
        for (const { text, node } of values)
          if (text.includes('*') && !(hasBranch && NAMES_REPOSITORY.test(text))) report(node);
      }
    },
  },
});

export const forAnyValueWithAudienceClaimType = defineCheck({
  ...TRUST,
  issueCode: 'FORANYVALUE_WITH_AUDIENCE_CLAIM_TYPE',
  findingType: 'SECURITY_WARNING',
  messages: [
    'Using ForAnyValue qualifier with the single-valued condition key {{key}} can be overly permissive. We recommend that you remove ForAnyValue:.',
  ],
  why: 'The audience of a token is one value; a qualifier for several can pass more than was meant.',
  fix: 'Remove `ForAnyValue:`.',
  proof: 'guide',
  visit: {
    condition({ entry }, report) {
      if (isAudience(entry) && entry.operator.qualifier === 'ForAnyValue')
        report(entry.keyNode, { key: entry.keyNode.value });
    },
  },
});

export const confirmAudienceClaimType = defineCheck({
  ...TRUST,
  issueCode: 'CONFIRM_AUDIENCE_CLAIM_TYPE',
  findingType: 'SUGGESTION',
  messages: [
    'The "{{key}}" ({{audienceType}}) claim key identifies the recipients that the JSON web token is intended for. Because this claim is single-valued, do not use a qualifier.',
  ],
  why: 'The audience of a token is one value; a qualifier for several says something else than it seems.',
  fix: 'Remove the qualifier.',
  proof: 'inferred',
  unproven:
    'That it is reported for ForAllValues, and what AWS writes for the kind of audience: `Audience` here.',
  visit: {
    condition({ entry }, report) {
      if (isAudience(entry) && entry.operator.qualifier === 'ForAllValues')
        report(entry.keyNode, { key: entry.keyNode.value, audienceType: 'Audience' });
    },
  },
});
