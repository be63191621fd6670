// Conditions on a resource's tags over actions in whose requests such tags never are.

import { hasActionWithoutTags } from '../../catalog/condition-key-support.js';
import type { Extent } from '../../core/span.js';
import type { ConditionEntry, Statement } from '../../policy/policy-document.js';
import { type Check, type CheckDefinition, defineCheck, type Report } from '../check.js';

const TAG_KEY = 'aws:resourcetag/';

type Words = Pick<
  CheckDefinition,
  'issueCode' | 'findingType' | 'policyTypes' | 'messages' | 'why' | 'fix' | 'proof'
> & {
  unproven?: string;
};

/** Conditions on a tag's value: that a tag is there or not says nothing of its support. */
function tagConditions({ conditions }: Statement): ConditionEntry[] {
  return conditions.filter(
    ({ key, operator }) => key.startsWith(TAG_KEY) && operator.facts?.family !== 'Null',
  );
}

function actionCheck(effect: 'Allow' | 'Deny', words: Words): Check {
  return defineCheck({
    ...words,
    visit: {
      statement(statement, report) {
        if (statement.effect !== effect) return;
        for (const entry of tagConditions(statement)) reportServices(statement, entry, report);
      },
    },
  });
}

/** One finding a service, at its actions and the key. */
function reportServices({ action }: Statement, { keyNode }: ConditionEntry, report: Report): void {
  const services = new Map<string, Extent[]>();
  for (const { normal, node } of action?.values ?? []) {
    const colon = normal.indexOf(':');
    if (colon <= 0) continue;
    const service = normal.slice(0, colon);
    if (!hasActionWithoutTags(service, normal.slice(colon + 1))) continue;
    const known = services.get(service);
    if (known === undefined) services.set(service, [node]);
    else known.push(node);
  }
  for (const [service, nodes] of services)
    report([...nodes, keyNode], { conditionKeyName: keyNode.value, serviceNames: service });
}

function notActionCheck(effect: 'Allow' | 'Deny', words: Words): Check {
  return defineCheck({
    ...words,
    visit: {
      statement(statement, report) {
        const { notAction } = statement;
        if (statement.effect !== effect || notAction === undefined) return;
        for (const { keyNode } of tagConditions(statement))
          report([notAction.member.value, keyNode], { conditionKeyName: keyNode.value });
      },
    },
  });
}

const WHY =
  'A request of an action that does not take the key has no such tag, so the condition is not about it.';

export const allowWithUnsupportedTagConditionKeyForService = actionCheck('Allow', {
  issueCode: 'ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE',
  findingType: 'SUGGESTION',
  policyTypes: ['IDENTITY_POLICY', 'RESOURCE_POLICY'],
  messages: [
    'Using the effect Allow with the condition key {{conditionKeyName}} and actions for services with the following prefixes does not affect the policy: {{serviceNames}}. The actions for the listed service are not allowed by this statement. We recommend that you move these actions to a different statement without this condition key.',
  ],
  why: `${WHY} The statement does not allow them.`,
  fix: 'Move the actions to a statement without the condition, if they are to be allowed.',
  proof: 'published answers',
  unproven: 'By the condition keys of the catalog, which AWS may have otherwise.',
});

export const denyWithUnsupportedTagConditionKeyForService = actionCheck('Deny', {
  issueCode: 'DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE',
  findingType: 'SECURITY_WARNING',
  policyTypes: ['IDENTITY_POLICY', 'SERVICE_CONTROL_POLICY'],
  messages: [
    'Using the effect Deny with the tag condition key {{conditionKeyName}} and actions for services with the following prefixes can be overly permissive: {{serviceNames}}. Actions for the listed services are not denied by this statement. We recommend that you move these actions to a different statement without this condition key.',
  ],
  why: `${WHY} The statement does not deny them.`,
  fix: 'Move the actions to a statement without the condition, if they are to be denied.',
  proof: 'guide',
  unproven: 'Whether AWS tells the services in one finding or, as here and as for Allow, in one each.',
});

export const allowNotActionWithUnsupportedTagConditionKeyForService = notActionCheck('Allow', {
  issueCode: 'ALLOW_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE',
  findingType: 'SUGGESTION',
  policyTypes: ['IDENTITY_POLICY', 'RESOURCE_POLICY'],
  messages: [
    "Using the effect Allow with NotAction and the tag condition key {{conditionKeyName}} allows only service actions that support the condition key. The condition key doesn't apply to some service actions. We recommend that you use Action instead of NotAction.",
  ],
  why: `${WHY} Of all that NotAction leaves, the statement allows only what takes the key.`,
  fix: 'Name the actions in Action.',
  proof: 'guide',
  unproven: 'Which tokens are located.',
});

export const denyNotActionWithUnsupportedTagConditionKeyForService = notActionCheck('Deny', {
  issueCode: 'DENY_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE',
  findingType: 'SECURITY_WARNING',
  policyTypes: ['IDENTITY_POLICY', 'SERVICE_CONTROL_POLICY'],
  messages: [
    "Using the effect Deny with NotAction and the tag condition key {{conditionKeyName}} can be overly permissive because some service actions are not denied by this statement. This is because the condition key doesn't apply to some service actions. We recommend that you use Action instead of NotAction.",
  ],
  why: `${WHY} Of all that NotAction leaves, the statement denies only what takes the key.`,
  fix: 'Name the actions in Action.',
  proof: 'guide',
  unproven: 'Which tokens are located.',
});
