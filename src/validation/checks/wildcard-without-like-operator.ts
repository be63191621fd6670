// `*` and `?` under a String operator to which they are plain signs.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_String
import { ALL_POLICY_TYPES, defineCheck } from '../check.js';
import { hasWildcard, isLike } from '../condition-values.js';
import { withoutVariables } from '../variable-uses.js';

export const wildcardWithoutLikeOperator = defineCheck({
  issueCode: 'WILDCARD_WITHOUT_LIKE_OPERATOR',
  findingType: 'WARNING',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'Your condition value includes a * or ? character. If you meant to use a wildcard (*, ?), update the condition operator to include Like.',
  ],
  why: 'The operator compares the sign as it stands, so the pattern matches nothing but itself.',
  fix: 'Use StringLike or StringNotLike.',
  proof: 'published answers',
  visit: {
    condition({ entry }, report) {
      if (entry.operator.facts?.family !== 'String' || isLike(entry)) return;
      for (const { text, node } of entry.values)
        if (hasWildcard(text) && hasWildcard(withoutVariables(text, ''))) report(node);
    },
  },
});
