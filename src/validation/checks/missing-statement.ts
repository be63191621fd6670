// A policy without statements.
import { memberOf } from '../../policy/json-node.js';
import { ALL_POLICY_TYPES, defineCheck } from '../check.js';

export const missingStatement = defineCheck({
  issueCode: 'MISSING_STATEMENT',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: ['Add a statement to the policy'],
  why: 'A policy without a statement says nothing, and AWS refuses it.',
  fix: 'Add a Statement element with at least one statement.',
  proof: 'guide',
  unproven: 'That an empty list of statements counts as a missing one is inferred.',
  visit: {
    document({ root }, report) {
      if (root?.kind !== 'object') return;
      const value = memberOf(root, 'Statement')?.value;
      if (value === undefined) report(root);
      else if (value.kind === 'array' && value.items.length === 0) report(value);
    },
  },
});
