// What a resource control policy may not have, and what it easily forgets.
// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
import { supportsResourceControlPolicies } from '../../catalog/rcp-services.js';
import type { ConditionEntry, Statement } from '../../policy/policy-document.js';
import { defineCheck, RESOURCE_CONTROL } from '../check.js';

const UNPROVEN = 'No published answer shows a finding about a resource control policy.';

/** An Allow as RCPFullAWSAccess has it, which is attached to every account and cannot be taken away. */
function isFullAccess({ principal, action, resource, conditions, condition }: Statement): boolean {
  const isStar = (list: Statement['action']): boolean =>
    list?.values.length === 1 && list.values[0]?.text === '*';
  return (
    principal?.isBareStar === true &&
    isStar(action) &&
    isStar(resource) &&
    conditions.length === 0 &&
    !condition
  );
}

export const rcpSyntaxErrorAction = defineCheck({
  issueCode: 'RCP_SYNTAX_ERROR_ACTION',
  findingType: 'ERROR',
  policyTypes: RESOURCE_CONTROL,
  messages: ['RCPs only support specifying select service prefixes in the Action element. Learn more here.'],
  why: 'Resource control policies work for some services alone; Organizations refuses actions of others.',
  fix: 'Name actions of services that they work for, each with its prefix.',
  proof: 'guide',
  unproven: UNPROVEN,
  visit: {
    action({ value, service, isNegated, statement }, report) {
      if (isNegated || supportsResourceControlPolicies(service)) return;
      if (statement.effect === 'Allow' && isFullAccess(statement)) return;
      report(value.node);
    },
  },
});

export const rcpSyntaxErrorAllow = defineCheck({
  issueCode: 'RCP_SYNTAX_ERROR_ALLOW',
  findingType: 'ERROR',
  policyTypes: RESOURCE_CONTROL,
  messages: [
    'RCPs only support specifying all principals ("*") in the Principal element, all resources ("*") in the Resource element, and no Condition element with an effect of Allow.',
  ],
  why: 'A resource control policy of your own can only deny; Organizations refuses another Allow.',
  fix: 'Say the same by Deny.',
  proof: 'guide',
  unproven: `${UNPROVEN} Which token is located. That an Allow of some actions is reported, which Organizations refuses too, though the text does not speak of actions.`,
  visit: {
    statement(statement, report) {
      if (statement.effect === 'Allow' && !isFullAccess(statement)) report(statement.node);
    },
  },
});

export const rcpSyntaxErrorNotAction = defineCheck({
  issueCode: 'RCP_SYNTAX_ERROR_NOTACTION',
  findingType: 'ERROR',
  policyTypes: RESOURCE_CONTROL,
  messages: ['RCPs do not support the NotAction element. Update to use the Action element.'],
  why: 'Organizations refuses NotAction in a resource control policy.',
  fix: 'Name the actions in Action.',
  proof: 'guide',
  unproven: `${UNPROVEN} Which token is located.`,
  visit: {
    statement({ notAction }, report) {
      if (notAction !== undefined) report(notAction.member.key);
    },
  },
});

export const rcpSyntaxErrorPrincipal = defineCheck({
  issueCode: 'RCP_SYNTAX_ERROR_PRINCIPAL',
  findingType: 'ERROR',
  policyTypes: RESOURCE_CONTROL,
  messages: [
    'The Principal element contents are not valid. RCPs only support specifying all principals ("*") in the Principal element. The NotPrincipal element is not supported for RCPs.',
  ],
  why: 'A resource control policy is about all principals; Organizations refuses it otherwise.',
  fix: 'Write `"Principal": "*"`, and who is meant as a condition.',
  proof: 'guide',
  unproven: `${UNPROVEN} That \`{"AWS": "*"}\` is refused.`,
  visit: {
    statement({ principal, notPrincipal }, report) {
      if (principal !== undefined && !principal.isBareStar) report(principal.member.value);
      if (notPrincipal !== undefined) report(notPrincipal.member.key);
    },
  },
});

/** Keys of who calls, by the section of the guide that the check's page links to. Tags by their prefix. */
const PRINCIPAL_KEYS: ReadonlySet<string> = new Set([
  'aws:principalarn',
  'aws:principalaccount',
  'aws:principalorgid',
  'aws:principalorgpaths',
]);
const PRINCIPAL_TAG = 'aws:principaltag/';
/** Keys that are there only where a service calls: their sections of the guide. */
const SOURCE_KEYS: ReadonlySet<string> = new Set([
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
]);
const NULL_CHECKED: ReadonlySet<string> = new Set(['aws:sourceaccount', 'aws:sourcearn']);
const IS_SERVICE = 'aws:principalisawsservice';

/** True if the statement asks whether a service calls, and wants this answer. */
function asksForService({ conditions }: Statement, answer: 'true' | 'false'): boolean {
  return conditions.some(
    ({ key, operator, values }) =>
      key === IS_SERVICE &&
      operator.facts?.family === 'Bool' &&
      values.some(({ text }) => text.toLowerCase() === answer),
  );
}

/** Keys of the kind by which a Deny is narrowed to those who do not have them. */
function keysOfKind({ conditions, effect }: Statement, isOfKind: (key: string) => boolean): ConditionEntry[] {
  if (effect !== 'Deny') return [];
  return conditions.filter(({ key, operator }) => isOfKind(key) && operator.facts?.family !== 'Null');
}

export const rcpMissingRelatedPrincipalConditionKey = defineCheck({
  issueCode: 'RCP_MISSING_RELATED_PRINCIPAL_CONDITION_KEY',
  findingType: 'WARNING',
  policyTypes: RESOURCE_CONTROL,
  messages: [
    'RCPs impact IAM roles, users, and AWS service principals. To prevent unintended impact to services acting on your behalf using a service principal, an additional statement should be added to the Condition block "BoolIfExists": { "aws:PrincipalIsAWSService": "false"} whenever a principal key {{conditionKeyName}} is used.',
  ],
  why: 'A service that calls has no such key, so a Deny for all who do not have the right value denies services too.',
  fix: 'Add `"BoolIfExists": {"aws:PrincipalIsAWSService": "false"}` to the condition.',
  proof: 'inferred',
  unproven: `${UNPROVEN} For which keys: those of organization, account, ARN and tags here. Whether Bool does as well: it does here.`,
  visit: {
    statement(statement, report) {
      if (asksForService(statement, 'false')) return;
      const isOfKind = (key: string): boolean => PRINCIPAL_KEYS.has(key) || key.startsWith(PRINCIPAL_TAG);
      for (const { keyNode } of keysOfKind(statement, isOfKind))
        report(keyNode, { conditionKeyName: keyNode.value });
    },
  },
});

export const rcpMissingRelatedServicePrincipalConditionKey = defineCheck({
  issueCode: 'RCP_MISSING_RELATED_SERVICE_PRINCIPAL_CONDITION_KEY',
  findingType: 'WARNING',
  policyTypes: RESOURCE_CONTROL,
  messages: [
    'RCPs impact IAM roles, users, and AWS service principals. To prevent unintended impact to your principals, an additional statement should be added to the Condition block "BoolIfExists": { "aws:PrincipalIsAWSService": "true"} whenever the key {{conditionKeyName}} is used.',
  ],
  why: 'Only services have such a key, so a Deny for all who do not have the right value denies your own users too.',
  fix: 'Add `"BoolIfExists": {"aws:PrincipalIsAWSService": "true"}` to the condition.',
  proof: 'inferred',
  unproven: `${UNPROVEN} For which keys: those of the source here. Whether Bool does as well: it does here, as in the guide's examples.`,
  visit: {
    statement(statement, report) {
      if (asksForService(statement, 'true')) return;
      for (const { keyNode } of keysOfKind(statement, (key) => SOURCE_KEYS.has(key)))
        report(keyNode, { conditionKeyName: keyNode.value });
    },
  },
});

export const rcpMissingServiceConditionKeyNullCheck = defineCheck({
  issueCode: 'RCP_MISSING_SERVICE_CONDITION_KEY_NULL_CHECK',
  findingType: 'WARNING',
  policyTypes: RESOURCE_CONTROL,
  messages: [
    'The specified service may have a service integration that does not require the use of the {{conditionKeyName}} condition key. To prevent unintended impact to services acting on your behalf using a service principal, an additional statement should be added to the Condition block "Null": { "aws:SourceAccount": "false"} or "Null": { "aws:SourceArn": "false"} whenever the key {{conditionKeyName}} is used.',
  ],
  why: 'Some services call without a source; a Deny for all who do not have the right one denies them too.',
  fix: 'Add `"Null": {"aws:SourceAccount": "false"}` to the condition.',
  proof: 'inferred',
  unproven: `${UNPROVEN} For which keys: those of the source here.`,
  visit: {
    statement(statement, report) {
      const isChecked = statement.conditions.some(
        ({ key, operator, values }) =>
          NULL_CHECKED.has(key) &&
          operator.facts?.family === 'Null' &&
          values.some(({ text }) => text.toLowerCase() === 'false'),
      );
      if (isChecked) return;
      for (const { keyNode } of keysOfKind(statement, (key) => SOURCE_KEYS.has(key)))
        report(keyNode, { conditionKeyName: keyNode.value });
    },
  },
});
