// Condition keys that count only in company: of another key, of an action, of services that set them; and those that
// whoever calls writes himself. Which they are is in catalog/data.
import {
  actionBehindKey,
  isWrittenByCaller,
  partnersOfKey,
  servicesThatSetKey,
} from '../../catalog/condition-key-rules.js';
import { matchesWildcard } from '../../core/wildcard.js';
import type { ConditionEntry, Statement } from '../../policy/policy-document.js';
import { ALL_POLICY_TYPES, defineCheck } from '../check.js';
import { readResourceArn } from '../resource-arn.js';

export const untrustworthyConditionKey = defineCheck({
  issueCode: 'UNTRUSTWORTHY_CONDITION_KEY',
  findingType: 'SECURITY_WARNING',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'The {{key}} condition key is not recommended for access control as it can be spoofed/manipulated by the caller.',
  ],
  why: 'The caller writes the value himself, so it proves nothing about him.',
  fix: 'Rely on a key that AWS sets.',
  proof: 'inferred',
  unproven:
    'AWS does not list the keys: those are taken of which their page warns. The effect does not count here.',
  visit: {
    condition({ entry: { key, keyNode } }, report) {
      if (isWrittenByCaller(key)) report(keyNode, { key: keyNode.value });
    },
  },
});

export const missingPairedConditionKeys = defineCheck({
  issueCode: 'MISSING_PAIRED_CONDITION_KEYS',
  findingType: 'SECURITY_WARNING',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'Using the condition key {{conditionKeyName}} can be overly permissive without also using the following condition keys: {{recommendedKeys}}. Condition keys like this one are more secure when paired with a related key. We recommend that you add the related condition keys to the same condition block.',
  ],
  why: 'Alone the key is met by strangers too: by the same address in another VPC, by a resource of that name in another account.',
  fix: 'Add the named key to the statement.',
  proof: 'inferred',
  unproven:
    'AWS does not list the pairs. That one partner anywhere in the statement suffices, that Allow alone counts, and that an ARN with an account needs none, is inferred.',
  visit: {
    condition({ entry, statement }, report, { policyType }) {
      const pair = partnersOfKey(entry.key);
      if (pair === undefined || statement.effect !== 'Allow' || !isRestricting(entry)) return;
      if (pair.resourcePoliciesOnly && (policyType !== 'RESOURCE_POLICY' || namesAccounts(entry))) return;
      if (statement.conditions.some((other) => pair.partners.includes(other.key))) return;
      report(entry.keyNode, { conditionKeyName: entry.keyNode.value, recommendedKeys: pair.shown });
    },
  },
});

/** False for conditions that requests without the key meet, and for those that ask whether it is there. */
function isRestricting({ operator: { facts } }: ConditionEntry): boolean {
  return facts !== undefined && facts.family !== 'Null' && !facts.isNegated;
}

/** True if each value is an ARN with an account, or may be one. */
function namesAccounts({ values }: ConditionEntry): boolean {
  return values.every(({ text }) => {
    const { account, fields } = readResourceArn(text);
    return fields < 6 || (account !== '' && account !== '*');
  });
}

export const missingActionForConditionKey = defineCheck({
  issueCode: 'MISSING_ACTION_FOR_CONDITION_KEY',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'The {{actionName}} action must be in the action block to allow setting values for the condition key {{keyName}}. Add {{actionName}} to the action block.',
  ],
  why: 'Without the action nobody may send a value for the key, so the condition is never met.',
  fix: 'Add the action to the statement.',
  proof: 'inferred',
  unproven:
    'AWS does not list the keys and their actions: session tags and source identities are taken. That Allow alone counts, for statements all of whose actions get a session, is inferred.',
  visit: {
    condition({ entry, statement }, report) {
      const behind = actionBehindKey(entry.key);
      if (behind === undefined || statement.effect !== 'Allow' || !isRestricting(entry)) return;
      if (entry.operator.ifExists || entry.operator.qualifier === 'ForAllValues') return;
      const actions = statement.action?.values ?? [];
      if (actions.length === 0 || !actions.every(({ normal }) => behind.withActions.includes(normal))) return;
      report(entry.keyNode, { actionName: behind.action, keyName: entry.keyNode.value });
    },
  },
});

export const useConditionKeyOnlyWithSupportedServices = defineCheck({
  issueCode: 'USE_CONDITION_KEY_ONLY_WITH_SUPPORTED_SERVICES',
  findingType: 'WARNING',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'The condition key {{key}} works only with specific AWS services and must be scoped to supported services in your policies.',
  ],
  why: 'Requests to other services do not have the key: a Deny then shuts them out, an Allow never lets them in.',
  fix: 'Name actions of services that set the key.',
  proof: 'guide',
  unproven: 'That an action outside the list of services is enough, whatever the effect, is inferred.',
  visit: {
    condition({ entry: { key, keyNode }, statement }, report) {
      const services = servicesThatSetKey(key);
      if (services !== undefined && reachesBeyond(statement, services))
        report(keyNode, { key: keyNode.value });
    },
  },
});

const PASS_ROLE = 'iam:passrole';

/** True if the statement is about an action whose requests never have the key. */
function reachesBeyond({ action, notAction }: Statement, services: ReadonlySet<string>): boolean {
  if (notAction !== undefined) return true;
  return (action?.values ?? []).some(({ normal }) => {
    const service = normal.slice(0, Math.max(normal.indexOf(':'), 0));
    return (
      !services.has(service) ||
      normal === PASS_ROLE ||
      (service === 'iam' && matchesWildcard(normal, PASS_ROLE))
    );
  });
}
