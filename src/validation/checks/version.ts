// The Version element: there, and one of the two that there are.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
import { VERSIONS } from '../../policy/elements.js';
import { memberOf } from '../../policy/json-node.js';
import { ALL_POLICY_TYPES, defineCheck } from '../check.js';

const known: ReadonlySet<string> = new Set(VERSIONS);

export const invalidVersion = defineCheck({
  issueCode: 'INVALID_VERSION',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: ['The version {{version}} is not valid. Use one of the following versions: {{versions}}'],
  why: 'The version names the rules that the policy is read by; AWS refuses one that it does not know.',
  fix: 'Set Version to `2012-10-17`. It is a name, not a date of your own.',
  proof: 'guide',
  unproven: 'How AWS lists the versions in the text: by a comma and a space here, the newer one last.',
  visit: {
    document({ version }, report) {
      if (version !== undefined && !known.has(version.value))
        report(version, { version: version.value, versions: VERSIONS.join(', ') });
    },
  },
});

export const missingVersion = defineCheck({
  issueCode: 'MISSING_VERSION',
  findingType: 'WARNING',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'We recommend that you specify the Version element to help you with debugging permission issues.',
  ],
  why: 'Without it the rules of 2008-10-17 hold, in which policy variables are plain text.',
  fix: 'Add `"Version": "2012-10-17"` before the statements.',
  proof: 'guide',
  visit: {
    document({ root }, report) {
      if (root?.kind === 'object' && memberOf(root, 'Version') === undefined) report(root);
    },
  },
});
