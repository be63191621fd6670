// Values that are not what their operator compares: no number, no yes or no, no address range, no base64.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
import { readIpRange } from '../../policy/ip-range.js';
import type { OperatorFamily } from '../../policy/operators.js';
import { ALL_POLICY_TYPES, defineCheck, type Visit } from '../check.js';
import { plainValues } from '../condition-values.js';

const OPERATOR_AS_WRITTEN = 'That the message names the operator as it is written is inferred.';

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

export const typeMismatchNumber = defineCheck({
  issueCode: 'TYPE_MISMATCH_NUMBER',
  findingType: 'WARNING',
  policyTypes: ALL_POLICY_TYPES,
  messages: ['Add a valid numeric value for the condition operator {{operator}}.'],
  why: 'What is no number cannot be compared as one: the condition is not met.',
  fix: 'Write a number.',
  proof: 'guide',
  unproven: OPERATOR_AS_WRITTEN,
  visit: misfits(['Numeric'], (text) => NUMBER.test(text)),
});

export const typeMismatchBoolean = defineCheck({
  issueCode: 'TYPE_MISMATCH_BOOLEAN',
  findingType: 'WARNING',
  policyTypes: ALL_POLICY_TYPES,
  messages: ['Add a valid Boolean value (true or false) for the condition operator {{operator}}.'],
  why: 'Anything but true and false is never met.',
  fix: 'Write `"true"` or `"false"`.',
  proof: 'guide',
  unproven: `That Null, whose values are true and false too, counts as well is inferred. ${OPERATOR_AS_WRITTEN}`,
  visit: misfits(['Bool', 'Null'], (text) => /^(?:true|false)$/i.test(text)),
});

export const typeMismatchString = defineCheck({
  issueCode: 'TYPE_MISMATCH_STRING',
  findingType: 'WARNING',
  policyTypes: ALL_POLICY_TYPES,
  messages: ['Add a valid base64-encoded string value for the condition operator {{operator}}.'],
  why: 'The operator compares what base64 encodes; other text never matches.',
  fix: 'Write the value in base64.',
  proof: 'guide',
  unproven: `That BinaryEquals is meant is inferred from the message. ${OPERATOR_AS_WRITTEN}`,
  visit: misfits(['Binary'], (text) => BASE64.test(text)),
});

export const typeMismatchIpRange = defineCheck({
  issueCode: 'TYPE_MISMATCH_IP_RANGE',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'The condition operator {{operator}} is used with an invalid IP range value. Specify the IP range in standard CIDR format.',
  ],
  why: 'What is no address range holds no address.',
  fix: 'Write the range in CIDR form, such as `203.0.113.0/24`.',
  proof: 'guide',
  unproven: OPERATOR_AS_WRITTEN,
  visit: misfits(['IpAddress'], (text) => readIpRange(text) !== undefined),
});

/** Reports each plain value under such an operator that does not fit. */
function misfits(families: readonly OperatorFamily[], fits: (text: string) => boolean): Visit {
  return {
    condition({ entry }, report) {
      const { facts } = entry.operator;
      if (facts === undefined || !families.includes(facts.family)) return;
      for (const { text, node } of plainValues(entry))
        if (!fits(text)) report(node, { operator: entry.operatorNode.value });
    },
  };
}

export const invalidConditionDataType = defineCheck({
  issueCode: 'INVALID_CONDITION_DATA_TYPE',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: ['The condition value data types do not match. Use condition values of the same JSON data type.'],
  why: 'Values of several JSON types under one key leave open how they are compared.',
  fix: 'Write all values of the key in one JSON type.',
  proof: 'guide',
  unproven: 'That the list of the key is located is inferred.',
  visit: {
    condition({ entry: { values, valueNode } }, report) {
      if (new Set(values.map(({ node }) => node.kind)).size > 1) report(valueNode);
    },
  },
});

export const invalidConditionMultipleBoolean = defineCheck({
  issueCode: 'INVALID_CONDITION_MULTIPLE_BOOLEAN',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: ['The condition key does not support multiple Boolean values. Use a single Boolean value.'],
  why: 'A key that is true or false is compared with one of the two; with both the condition says nothing.',
  fix: 'Keep the value that is meant.',
  proof: 'guide',
  unproven:
    'That values under Bool without a set operator count, and that their list is located, is inferred.',
  visit: {
    condition({ entry: { operator, values, valueNode } }, report) {
      if (operator.facts?.family !== 'Bool' || operator.qualifier !== undefined) return;
      if (values.length > 1) report(valueNode);
    },
  },
});
