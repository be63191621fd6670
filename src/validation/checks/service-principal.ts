// Services that are allowed something: for whom do they act?
// https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
import type { ConditionEntry, PolicyText, Statement } from '../../policy/policy-document.js';
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

/** True if a request without the key meets the condition. */
function isMetByAbsence({ operator, values }: ConditionEntry): boolean {
  if (operator.facts?.family === 'Null') return values.some(({ text }) => text.toLowerCase() === 'true');
  if (operator.ifExists || operator.qualifier === 'ForAllValues') return true;
  return operator.facts?.isNegated === true && operator.qualifier === undefined;
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
    'For which services AWS reports it: for all here. That it is reported beside another key that is advised against. That a role trust policy is not reported: most services that take a role give no source.',
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
    "For which keys AWS recommends others: the guide's one example is aws:Referer, which alone is reported. That the prefix is all before .amazonaws.com.",
  visit: {
    statement(statement, report) {
      if (hasSource(statement)) return;
      for (const { text } of serviceValues(statement)) {
        for (const { key, keyNode } of statement.conditions) {
          if (key !== 'aws:referer') continue;
          report(keyNode, {
            servicePrincipalPrefix: text.replace(/\.amazonaws\.com(\.cn)?$/, ''),
            key: keyNode.value,
          });
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
        (entry) => PRINCIPAL_KEYS.has(entry.key) && !isMetByAbsence(entry),
      );
      if (never.length === 0) return;
      report(
        never.map(({ keyNode }) => keyNode),
        { conditionKeys: never.map(({ keyNode }) => keyNode.value).join(', ') },
      );
    },
  },
});
