// How condition keys are written, and the one that AWS has replaced.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
import type { ConditionEntry } from '../../policy/policy-document.js';
import {
  ALL_POLICY_TYPES,
  defineCheck,
  IDENTITY,
  RESOURCE,
  RESOURCE_CONTROL,
  SERVICE_CONTROL,
} from '../check.js';
import { lacksTagKey } from '../tag-condition-key.js';

export const duplicateKeysWithDifferentCase = defineCheck({
  issueCode: 'DUPLICATE_KEYS_WITH_DIFFERENT_CASE',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'The condition key {{key}} appears more than once with different capitalization in the same condition block. Remove the duplicate condition keys.',
  ],
  why: 'The case of a condition key does not count, so this is one key with two lists of values, of which one may be lost.',
  fix: 'Put the values under one spelling of the key.',
  proof: 'guide',
  unproven:
    'That keys are compared under one operator, that the first spelling is named, and that all are located, is inferred.',
  visit: {
    statement({ conditions }, report) {
      const blocks = new Map<unknown, Map<string, ConditionEntry[]>>();
      for (const entry of conditions) {
        const keys = blocks.get(entry.operatorNode) ?? new Map<string, ConditionEntry[]>();
        blocks.set(entry.operatorNode, keys);
        const known = keys.get(entry.key);
        if (known === undefined) keys.set(entry.key, [entry]);
        else known.push(entry);
      }
      for (const keys of blocks.values()) {
        for (const [first, ...others] of keys.values()) {
          if (first === undefined || others.length === 0) continue;
          report(
            [first, ...others].map(({ keyNode }) => keyNode),
            { key: first.keyNode.value },
          );
        }
      }
    },
  },
});

export const invalidConditionKeyFormat = defineCheck({
  issueCode: 'INVALID_CONDITION_KEY_FORMAT',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: ['The condition key format is not valid. Use the format service:keyname.'],
  why: 'What has no prefix and name around a colon is no condition key, and no request has it.',
  fix: 'Write the key as `service:keyname`.',
  proof: 'guide',
  visit: {
    condition({ entry: { key, keyNode } }, report) {
      if (!/^[^:]+:./.test(key)) report(keyNode);
    },
  },
});

export const missingTagKeyInCondition = defineCheck({
  issueCode: 'MISSING_TAG_KEY_IN_CONDITION',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'The condition key {{conditionKeyName}} must include a tag key to control access based on tags. Use the format {{conditionKeyName}}tag-key and specify a key name for tag-key.',
  ],
  why: 'Without the key of a tag the condition looks at no tag at all.',
  fix: 'Write the key of the tag behind the slash, as in `aws:ResourceTag/owner`.',
  proof: 'guide',
  unproven: 'That the keys of services for tags, and keys without the slash, count as well is inferred.',
  visit: {
    condition({ entry: { key, keyNode } }, report) {
      if (!lacksTagKey(key)) return;
      const { value } = keyNode;
      report(keyNode, { conditionKeyName: value.endsWith('/') ? value : `${value}/` });
    },
  },
});

const ARN_KEY = 'aws:arn';
const UNPROVEN_ARN =
  'No page says when aws:ARN is deprecated and when it is not supported. Here it is not supported where ' +
  'aws:SourceArn, of which that message speaks, can be in a request: in resource-based policies and resource control policies.';

export const unsupportedGlobalConditionKey = defineCheck({
  issueCode: 'UNSUPPORTED_GLOBAL_CONDITION_KEY',
  findingType: 'ERROR',
  policyTypes: [...RESOURCE, ...RESOURCE_CONTROL],
  messages: ['The condition key aws:ARN is not supported. Use aws:PrincipalArn or aws:SourceArn instead.'],
  why: 'AWS no longer sets the key, so the condition does not do what it says.',
  fix: 'Use aws:PrincipalArn for the caller, aws:SourceArn for the resource on whose behalf a service calls.',
  proof: 'inferred',
  unproven: UNPROVEN_ARN,
  visit: {
    condition({ entry: { key, keyNode } }, report) {
      if (key === ARN_KEY) report(keyNode);
    },
  },
});

export const deprecatedGlobalConditionKey = defineCheck({
  issueCode: 'DEPRECATED_GLOBAL_CONDITION_KEY',
  findingType: 'WARNING',
  policyTypes: [...IDENTITY, ...SERVICE_CONTROL],
  messages: ['We recommend that you update aws:ARN to use the newer condition key aws:PrincipalArn.'],
  why: 'AWS keeps the old key for old policies alone.',
  fix: 'Use aws:PrincipalArn.',
  proof: 'inferred',
  unproven: UNPROVEN_ARN,
  visit: {
    condition({ entry: { key, keyNode } }, report) {
      if (key === ARN_KEY) report(keyNode);
    },
  },
});
