// The operators of Condition: that AWS has them, and that what stands around Null fits it.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
import { ALL_POLICY_TYPES, defineCheck } from '../check.js';
import { operatorsOf } from '../condition-values.js';

export const invalidConditionOperator = defineCheck({
  issueCode: 'INVALID_CONDITION_OPERATOR',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: ['The condition operator {{operator}} is not valid. Use a valid condition operator.'],
  why: 'IAM does not know the operator, and refuses the policy.',
  fix: 'Use an operator that AWS documents, with `IfExists` behind it or a set operator before it where that is meant.',
  proof: 'guide',
  unproven:
    'Operators in another case than AWS writes them are not reported, as no page says that the case counts.',
  visit: {
    statement(statement, report) {
      for (const { node, operator } of operatorsOf(statement))
        if (operator.facts === undefined) report(node, { operator: node.value });
    },
  },
});

export const nullWithIfExists = defineCheck({
  issueCode: 'NULL_WITH_IF_EXISTS',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'The Null condition operator cannot be used with the IfExists suffix. Update the operator or the suffix.',
  ],
  why: 'Null asks whether the key is there; IfExists leaves that open.',
  fix: 'Write `Null`.',
  proof: 'guide',
  visit: {
    statement(statement, report) {
      for (const { node, operator } of operatorsOf(statement))
        if (operator.facts?.family === 'Null' && operator.ifExists) report(node);
    },
  },
});

export const nullWithQualifier = defineCheck({
  issueCode: 'NULL_WITH_QUALIFIER',
  findingType: 'SUGGESTION',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'Avoid using the Null condition operator with the ForAllValues or ForAnyValue qualifiers because they always return a true or false respectively.',
  ],
  why: 'With a set operator Null no longer asks anything: the answer is the same for every request.',
  fix: 'Write `Null` without the set operator.',
  proof: 'guide',
  visit: {
    statement(statement, report) {
      for (const { node, operator } of operatorsOf(statement))
        if (operator.facts?.family === 'Null' && operator.qualifier !== undefined) report(node);
    },
  },
});
