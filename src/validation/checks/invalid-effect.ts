// An Effect that is neither of the two. Case counts.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_effect.html
import { memberOf } from '../../policy/json-node.js';
import { ALL_POLICY_TYPES, defineCheck } from '../check.js';

export const invalidEffect = defineCheck({
  issueCode: 'INVALID_EFFECT',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: ['The effect {{effect}} is not valid. Use Allow or Deny.'],
  why: 'Effect has two values, and their case counts; AWS refuses any other.',
  fix: 'Write `Allow` or `Deny`.',
  proof: 'guide',
  visit: {
    statement({ node }, report) {
      const value = memberOf(node, 'Effect')?.value;
      if (value?.kind === 'string' && value.value !== 'Allow' && value.value !== 'Deny')
        report(value, { effect: value.value });
    },
  },
});
