// `*` as the value of a key: it asks whether the key is there, or nothing at all.
// What each operator makes of an absent key and of several values:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IfExists
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
import type { OperatorReading } from '../../policy/operators.js';
import { ALL_POLICY_TYPES, defineCheck, type Visit } from '../check.js';

const MORE_VALUES = 'That a list with `*` and other values counts as `*` alone is inferred.';

export const equivalentToNullFalse = defineCheck({
  issueCode: 'EQUIVALENT_TO_NULL_FALSE',
  findingType: 'SUGGESTION',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'We recommend replacing the key {{key}} in the condition block of {{operator}} with {{{recommendedKey}}: false} to ensure better enforcement of the condition.',
  ],
  why: 'The condition asks only whether the key is there, which Null says outright.',
  fix: 'Write `"Null": {"key": "false"}`.',
  proof: 'published answers',
  unproven: `Published answers show StringLike alone; ForAnyValue is inferred. ${MORE_VALUES}`,
  visit: loneWildcard('present'),
});

export const equivalentToNullTrue = defineCheck({
  issueCode: 'EQUIVALENT_TO_NULL_TRUE',
  findingType: 'SUGGESTION',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'We recommend replacing the key {{key}} in the condition block of {{operator}} with {{{recommendedKey}}: true} to ensure better enforcement of the condition.',
  ],
  why: 'The condition asks only whether the key is absent, which Null says outright.',
  fix: 'Write `"Null": {"key": "true"}`.',
  proof: 'inferred',
  unproven: `Which operators count is inferred from what they mean. ${MORE_VALUES}`,
  visit: loneWildcard('absent'),
});

export const redundantKeyDueToWildcardInCondition = defineCheck({
  issueCode: 'REDUNDANT_KEY_DUE_TO_WILDCARD_IN_CONDITION',
  findingType: 'SUGGESTION',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'The key {{key}} in the condition block of {{operator}} is redundant because it is always matched. Remove this key to simplify the condition.',
  ],
  why: 'The condition is met by every request: it looks like a restriction and is none.',
  fix: 'Remove the key, or write what was meant.',
  proof: 'inferred',
  unproven: `Which operators count is inferred from what they mean. ${MORE_VALUES}`,
  visit: loneWildcard('always'),
});

export const redundantStatementDueToWildcardInCondition = defineCheck({
  issueCode: 'REDUNDANT_STATEMENT_DUE_TO_WILDCARD_IN_CONDITION',
  findingType: 'SUGGESTION',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'The key {{key}} in the condition block of {{operator}} does not match any values. Remove this key to simplify the condition.',
  ],
  why: 'No request meets the condition, so the statement never applies.',
  fix: 'Remove the statement, or write what was meant.',
  proof: 'inferred',
  unproven: `Which operators count is inferred from what they mean. ${MORE_VALUES}`,
  visit: loneWildcard('never'),
});

/** When a condition with `*` is met. */
type Meaning = 'present' | 'absent' | 'always' | 'never';

function loneWildcard(meaning: Meaning): Visit {
  return {
    condition({ entry: { operator, operatorNode, keyNode, values } }, report) {
      if (meaningOf(operator) !== meaning) return;
      const star = values.find(({ text }) => text === '*');
      const { value: key } = keyNode;
      if (star !== undefined) report(star.node, { key, recommendedKey: key, operator: operatorNode.value });
    },
  };
}

function meaningOf({ facts, qualifier, ifExists }: OperatorReading): Meaning | undefined {
  if (facts?.family !== 'String' || facts.comparison !== 'like') return undefined;
  const metWhenAbsent =
    ifExists || qualifier === 'ForAllValues' || (facts.isNegated && qualifier !== 'ForAnyValue');
  if (facts.isNegated) return metWhenAbsent ? 'absent' : 'never';
  return metWhenAbsent ? 'always' : 'present';
}
