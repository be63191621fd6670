// Elements that the grammar does not have, in the document or in a statement. Their case counts.

import { DOCUMENT_ELEMENTS, STATEMENT_ELEMENTS } from '../../policy/elements.js';
import { ALL_POLICY_TYPES, defineCheck } from '../check.js';

const inDocument: ReadonlySet<string> = new Set(DOCUMENT_ELEMENTS);
const inStatement: ReadonlySet<string> = new Set(STATEMENT_ELEMENTS);

export const invalidPolicyElement = defineCheck({
  issueCode: 'INVALID_POLICY_ELEMENT',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: ['The policy element {{element}} is not valid.'],
  why: 'AWS refuses a policy with an element that it does not know, so a misspelt name keeps the whole policy from working.',
  fix: 'Correct the name (the case counts), move it to where it belongs, or remove it.',
  proof: 'guide',
  visit: {
    document({ root }, report) {
      for (const { key } of root?.kind === 'object' ? root.members : [])
        if (!inDocument.has(key.value)) report(key, { element: key.value });
    },
    statement({ node }, report) {
      for (const { key } of node.members)
        if (!inStatement.has(key.value)) report(key, { element: key.value });
    },
  },
});
