// Elements with nothing in them.
import type { JsonNode } from '../../policy/json-node.js';
import { ALL_POLICY_TYPES, defineCheck, RESOURCE } from '../check.js';

export const emptyArrayAction = defineCheck({
  issueCode: 'EMPTY_ARRAY_ACTION',
  findingType: 'SUGGESTION',
  policyTypes: ALL_POLICY_TYPES,
  messages: ['This statement includes no actions and does not affect the policy. Specify actions.'],
  why: 'A statement about no action changes nothing.',
  fix: 'Name the actions, or remove the statement.',
  proof: 'guide',
  visit: {
    statement({ action, notAction }, report) {
      for (const list of [action, notAction]) if (isEmptyArray(list?.member.value)) report(nodesOf(list));
    },
  },
});

export const emptyArrayResource = defineCheck({
  issueCode: 'EMPTY_ARRAY_RESOURCE',
  findingType: 'SUGGESTION',
  policyTypes: ALL_POLICY_TYPES,
  messages: ['This statement includes no resources and does not affect the policy. Specify resources.'],
  why: 'A statement about no resource changes nothing.',
  fix: 'Name the resources, or remove the statement.',
  proof: 'guide',
  visit: {
    statement({ resource, notResource }, report) {
      for (const list of [resource, notResource]) if (isEmptyArray(list?.member.value)) report(nodesOf(list));
    },
  },
});

export const emptyArrayPrincipal = defineCheck({
  issueCode: 'EMPTY_ARRAY_PRINCIPAL',
  findingType: 'SUGGESTION',
  policyTypes: RESOURCE,
  messages: ['This statement includes no principals and does not affect the policy. Specify principals.'],
  why: 'A statement about no principal changes nothing.',
  fix: 'Name the principals, or remove the key.',
  proof: 'guide',
  visit: {
    principal({ entry }, report) {
      if (isEmptyArray(entry.valueNode)) report(entry.valueNode);
    },
  },
});

export const emptyObjectPrincipal = defineCheck({
  issueCode: 'EMPTY_OBJECT_PRINCIPAL',
  findingType: 'SUGGESTION',
  policyTypes: RESOURCE,
  messages: ['This statement includes no principals and does not affect the policy. Specify principals.'],
  why: 'A statement about no principal changes nothing.',
  fix: 'Name the principals, or remove the statement.',
  proof: 'guide',
  visit: {
    statement({ principal, notPrincipal }, report) {
      for (const element of [principal, notPrincipal])
        if (element !== undefined && isEmptyObject(element.member.value)) report(element.member.value);
    },
  },
});

export const emptyObjectCondition = defineCheck({
  issueCode: 'EMPTY_OBJECT_CONDITION',
  findingType: 'SUGGESTION',
  policyTypes: ALL_POLICY_TYPES,
  messages: ['This condition block is empty and it does not affect the policy. Specify conditions.'],
  why: 'A condition without keys is always met: it looks like a restriction and is none.',
  fix: 'Add the conditions, or remove the block.',
  proof: 'guide',
  unproven: 'That an operator without keys counts as well is inferred.',
  visit: {
    statement({ condition }, report) {
      const block = condition?.value;
      if (block?.kind !== 'object') return;
      if (isEmptyObject(block)) report(block);
      for (const { value } of block.members) if (isEmptyObject(value)) report(value);
    },
  },
});

const FOR_KEY =
  'There are no values for the condition key {{key}} and it does not affect the policy. Specify conditions.';

export const emptyArrayCondition = defineCheck({
  issueCode: 'EMPTY_ARRAY_CONDITION',
  findingType: 'SUGGESTION',
  policyTypes: ALL_POLICY_TYPES,
  messages: [FOR_KEY],
  why: 'A condition key without values is compared with nothing.',
  fix: 'Name the values, or remove the key.',
  proof: 'guide',
  visit: {
    condition({ entry: { valueNode, keyNode, operator } }, report) {
      if (isEmptyArray(valueNode) && operator.qualifier === undefined && !operator.ifExists)
        report(valueNode, { key: keyNode.value });
    },
  },
});

export const emptyArrayConditionForAllValues = defineCheck({
  issueCode: 'EMPTY_ARRAY_CONDITION_FORALLVALUES',
  findingType: 'SUGGESTION',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'The ForAllValues prefix with an empty condition key matches only if the key {{key}} is missing from the request context. To determine if the request context is empty, we recommend that you use the Null condition operator with the value of true instead.',
  ],
  why: 'With nothing to compare, it is met by a request without the key alone, which says so less clearly than Null.',
  fix: 'Use `"Null": {"key": "true"}`, or name the values.',
  proof: 'guide',
  visit: {
    condition({ entry: { valueNode, keyNode, operator } }, report) {
      if (isEmptyArray(valueNode) && operator.qualifier === 'ForAllValues')
        report(valueNode, { key: keyNode.value });
    },
  },
});

export const emptyArrayConditionForAnyValue = defineCheck({
  issueCode: 'EMPTY_ARRAY_CONDITION_FORANYVALUE',
  findingType: 'SUGGESTION',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'The ForAnyValue prefix with an empty condition key {{key}} never matches the request context and it does not affect the policy. Specify conditions.',
  ],
  why: 'With nothing to compare, no request meets it: the statement never applies.',
  fix: 'Name the values, or remove the statement.',
  proof: 'guide',
  visit: {
    condition({ entry: { valueNode, keyNode, operator } }, report) {
      if (isEmptyArray(valueNode) && operator.qualifier === 'ForAnyValue')
        report(valueNode, { key: keyNode.value });
    },
  },
});

export const emptyArrayConditionIfExists = defineCheck({
  issueCode: 'EMPTY_ARRAY_CONDITION_IFEXISTS',
  findingType: 'SUGGESTION',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'The IfExists suffix with an empty condition key matches only if the key {{key}} is missing from the request context. To determine if the request context is empty, we recommend that you use the Null condition operator with the value of true instead.',
  ],
  why: 'With nothing to compare, it is met by a request without the key alone, which says so less clearly than Null.',
  fix: 'Use `"Null": {"key": "true"}`, or name the values.',
  proof: 'guide',
  visit: {
    condition({ entry: { valueNode, keyNode, operator } }, report) {
      if (isEmptyArray(valueNode) && operator.qualifier === undefined && operator.ifExists)
        report(valueNode, { key: keyNode.value });
    },
  },
});

function isEmptyArray(node: JsonNode | undefined): boolean {
  return node?.kind === 'array' && node.items.length === 0;
}

function isEmptyObject(node: JsonNode): boolean {
  return node.kind === 'object' && node.members.length === 0;
}

function nodesOf(list: { member: { value: JsonNode } } | undefined): JsonNode[] {
  return list === undefined ? [] : [list.member.value];
}
