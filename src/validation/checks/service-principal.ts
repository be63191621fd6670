// Services that are allowed something: for whom do they act?
// https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
import type { PolicyText, Statement } from '../../policy/policy-document.js';
import { ROLE_TRUST_POLICY } from '../../policy/policy-type.js';
import { defineCheck, RESOURCE } from '../check.js';

/** Keys that tell for whom a service acts: the check's own text. */
const SOURCE_KEYS: ReadonlySet<string> = new Set([
  'aws:sourcearn',
  'aws:sourceaccount',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
]);

/** Keys that are only there where a principal of an account calls, by the pages of the guide that describe them. */
const PRINCIPAL_KEYS: ReadonlySet<string> = new Set(['aws:principalorgid', 'aws:principalorgpaths']);

function serviceValues({ effect, principal }: Statement): readonly PolicyText[] {
  if (effect !== 'Allow') return [];
  return (principal?.entries ?? []).filter(({ kind }) => kind === 'Service').flatMap(({ values }) => values);
}

function isServiceAlone({ principal }: Statement): boolean {
  return (principal?.entries ?? []).every(({ kind }) => kind === 'Service');
}

function hasSource({ conditions }: Statement): boolean {
  return conditions.some(({ key }) => SOURCE_KEYS.has(key));
}

export const restrictAccessToServicePrincipal = defineCheck({
  issueCode: 'RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL',
  findingType: 'SECURITY_WARNING',
  policyTypes: RESOURCE,
  exceptResourceTypes: [ROLE_TRUST_POLICY],
  messages: [
    'Granting access to a service principal without specifying a source is overly permissive. Use aws:SourceArn, aws:SourceAccount, aws:SourceOrgID, or aws:SourceOrgPaths condition key to grant fine-grained access.',
  ],
  why: 'The service acts for all of its customers: any of them can have it act on this resource.',
  fix: 'Add a condition on aws:SourceArn, aws:SourceAccount, aws:SourceOrgID or aws:SourceOrgPaths.',
  proof: 'inferred',
  unproven:
    'For which services AWS reports it: for all here. That a role trust policy is not reported: most services that take a role give no source.',
  visit: {
    statement(statement, report) {
      if (hasSource(statement)) return;
      if (statement.action?.values.some(({ normal }) => normal.startsWith('sts:'))) return;
      for (const { node } of serviceValues(statement)) report(node);
    },
  },
});

export const recommendedConditionKeyForServicePrincipal = defineCheck({
  issueCode: 'RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL',
  findingType: 'SUGGESTION',
  policyTypes: RESOURCE,
  messages: [
    'To restrict access to the service principal {{servicePrincipalPrefix}} operating on your behalf, we recommend aws:SourceArn, aws:SourceAccount, aws:SourceOrgID, or aws:SourceOrgPaths instead of {{key}}.',
  ],
  why: 'The key does not say for whom the service acts as safely as the keys of its source do.',
  fix: 'Use aws:SourceArn, aws:SourceAccount, aws:SourceOrgID or aws:SourceOrgPaths.',
  proof: 'inferred',
  unproven:
    "For which keys AWS recommends others: the guide's one example is aws:Referer, which alone is reported.",
  visit: {
    statement(statement, report) {
      if (hasSource(statement)) return;
      for (const { text } of serviceValues(statement)) {
        for (const { key, keyNode } of statement.conditions) {
          if (key !== 'aws:referer') continue;
          report(keyNode, { servicePrincipalPrefix: text.split('.')[0] ?? text, key: keyNode.value });
        }
      }
    },
  },
});

export const unsupportedConditionKeyForServicePrincipal = defineCheck({
  issueCode: 'UNSUPPORTED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL',
  findingType: 'ERROR',
  policyTypes: RESOURCE,
  messages: [
    'The following condition keys are not supported when used with the service principal: {{conditionKeys}}.',
  ],
  why: 'A request of a service has no such key, so the condition is never met.',
  fix: 'Use aws:SourceArn, aws:SourceAccount, aws:SourceOrgID or aws:SourceOrgPaths.',
  proof: 'inferred',
  unproven:
    "For which keys and services: the guide's one example is aws:PrincipalOrgID with cloudfront.amazonaws.com. Statements whose principals are services alone are reported.",
  visit: {
    statement(statement, report) {
      if (serviceValues(statement).length === 0 || !isServiceAlone(statement)) return;
      const never = statement.conditions.filter(
        ({ key, operator }) => PRINCIPAL_KEYS.has(key) && !operator.ifExists && !operator.facts?.isNegated,
      );
      if (never.length === 0) return;
      report(
        never.map(({ keyNode }) => keyNode),
        { conditionKeys: never.map(({ keyNode }) => keyNode.value).join(', ') },
      );
    },
  },
});
