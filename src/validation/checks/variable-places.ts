// Policy variables where none are read: in other elements, under other operators, in documents of an older version.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
import type { PolicyText } from '../../policy/policy-document.js';
import { mayHaveVariable } from '../../policy/variables.js';
import { ALL_POLICY_TYPES, defineCheck, type Report } from '../check.js';
import { variableUses } from '../variable-uses.js';

export const variableUnsupportedInElement = defineCheck({
  issueCode: 'VARIABLE_UNSUPPORTED_IN_ELEMENT',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'Policy variables are supported in the Resource and Condition elements. Remove the policy variable {{variable}} from this element.',
  ],
  why: 'Elsewhere than in Resource and Condition a variable is plain text.',
  fix: 'Write the value out, or say it with a condition.',
  proof: 'guide',
  unproven:
    'That the variable is named with its braces, one finding a variable, and that Action, Principal and Sid are looked at, is inferred.',
  visit: {
    statement({ sid }, report) {
      if (sid !== undefined) reportEach({ text: sid.value, node: sid }, report);
    },
    action({ value }, report) {
      reportEach(value, report);
    },
    principal({ entry }, report) {
      for (const value of entry.values) reportEach(value, report);
    },
  },
});

function reportEach({ text, node }: Pick<PolicyText, 'text' | 'node'>, report: Report): void {
  if (!mayHaveVariable(text)) return;
  for (const { start, end, isClosed } of variableUses(text))
    if (isClosed) report(node, { variable: text.slice(start, end) });
}

export const variableUnsupportedInVersion = defineCheck({
  issueCode: 'VARIABLE_UNSUPPORTED_IN_VERSION',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: ['To include variables in your policy, use the policy version 2012-10-17 or later.'],
  why: 'Without Version 2012-10-17 a variable is plain text, and matches itself alone.',
  fix: 'Write `"Version": "2012-10-17"`.',
  proof: 'guide',
  unproven: 'That each text with a variable is reported, at its place, is inferred.',
  visit: {
    resource({ value }, report, { document }) {
      if (!document.hasVariables && hasVariable(value.text)) report(value.node);
    },
    condition({ entry: { values, operator } }, report, { document }) {
      if (document.hasVariables || operator.facts?.takesVariables === false) return;
      for (const { text, node } of values) if (hasVariable(text)) report(node);
    },
  },
});

export const invalidVariableForOperator = defineCheck({
  issueCode: 'INVALID_VARIABLE_FOR_OPERATOR',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: ['Policy variables can only be used with String and ARN operators.'],
  why: 'Other operators read the variable as plain text, which is no number, date, address or truth value.',
  fix: 'Write the value out, or use a String or Arn operator.',
  proof: 'guide',
  unproven:
    'The page on operators lets Bool take variables; the page on checks does not, and is followed here.',
  visit: {
    condition({ entry: { values, operator } }, report) {
      if (operator.facts?.takesVariables !== false) return;
      for (const { text, node } of values) if (hasVariable(text)) report(node);
    },
  },
});

function hasVariable(text: string): boolean {
  return mayHaveVariable(text) && variableUses(text).some(({ isClosed }) => isClosed);
}
