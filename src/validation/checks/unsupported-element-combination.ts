// An element and its negation in one statement.
import { memberOf } from '../../policy/json-node.js';
import { ALL_POLICY_TYPES, defineCheck } from '../check.js';

const PAIRS = [
  ['Action', 'NotAction'],
  ['Resource', 'NotResource'],
  ['Principal', 'NotPrincipal'],
] as const;

export const unsupportedElementCombination = defineCheck({
  issueCode: 'UNSUPPORTED_ELEMENT_COMBINATION',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'The policy elements {{element1}} and {{element2}} can not be used in the same statement. Remove one of these elements.',
  ],
  why: 'The two say contrary things of one statement; AWS refuses it.',
  fix: 'Keep one of the two, or make two statements of it.',
  proof: 'guide',
  visit: {
    statement({ node }, report) {
      for (const [element1, element2] of PAIRS) {
        const first = memberOf(node, element1);
        const second = memberOf(node, element2);
        if (first !== undefined && second !== undefined)
          report(
            [first.key, second.key].sort((a, b) => a.start - b.start),
            { element1, element2 },
          );
      }
    },
  },
});
