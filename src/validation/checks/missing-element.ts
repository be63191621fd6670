// Statements that lack an element which they must have.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
import { memberOf } from '../../policy/json-node.js';
import { ROLE_TRUST_POLICY } from '../../policy/policy-type.js';
import { ALL_POLICY_TYPES, type Check, type CheckDefinition, defineCheck } from '../check.js';

function missing(
  elements: readonly string[],
  definition: Omit<CheckDefinition, 'findingType' | 'visit' | 'proof'>,
): Check {
  return defineCheck({
    ...definition,
    findingType: 'ERROR',
    proof: 'guide',
    visit: {
      statement({ node }, report) {
        if (elements.every((name) => memberOf(node, name) === undefined)) report(node);
      },
    },
  });
}

export const missingEffect = missing(['Effect'], {
  issueCode: 'MISSING_EFFECT',
  policyTypes: ALL_POLICY_TYPES,
  messages: ['Add an Effect element to the policy statement with a value of Allow or Deny.'],
  why: 'A statement must say whether it allows or denies; AWS refuses it otherwise.',
  fix: 'Add `"Effect": "Allow"` or `"Effect": "Deny"` to the statement.',
});

export const missingAction = missing(['Action', 'NotAction'], {
  issueCode: 'MISSING_ACTION',
  policyTypes: ALL_POLICY_TYPES,
  messages: ['Add an Action or NotAction element to the policy statement.'],
  why: 'A statement must say which actions it is about; AWS refuses it otherwise.',
  fix: 'Add an Action element with the actions that the statement is about.',
});

export const missingResource = missing(['Resource', 'NotResource'], {
  issueCode: 'MISSING_RESOURCE',
  policyTypes: ALL_POLICY_TYPES,
  exceptResourceTypes: [ROLE_TRUST_POLICY],
  messages: ['Add a Resource or NotResource element to the policy statement.'],
  why: 'Outside of role trust policies a statement must say which resources it is about.',
  fix: 'Add a Resource element with the ARNs that the statement is about, or `*`.',
  unproven: 'That a resource policy without a named resource type must have one is inferred.',
});

export const missingPrincipal = missing(['Principal', 'NotPrincipal'], {
  issueCode: 'MISSING_PRINCIPAL',
  policyTypes: ['RESOURCE_POLICY', 'RESOURCE_CONTROL_POLICY'],
  messages: ['Add a Principal element to the policy statement.'],
  why: 'A policy of a resource must say whose requests a statement is about.',
  fix: 'Add a Principal element with the accounts, roles, users or services that the statement is about.',
});
