// Statement ids: their characters, and that they are there once.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html
import type { JsonStringNode } from '../../policy/json-node.js';
import type { PolicyDocument } from '../../policy/policy-document.js';
import { ALL_POLICY_TYPES, defineCheck, RESOURCE, type Report } from '../check.js';

const UNIQUE = ['IDENTITY_POLICY', 'SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const;

export const emptySidValue = defineCheck({
  issueCode: 'EMPTY_SID_VALUE',
  findingType: 'SUGGESTION',
  policyTypes: ALL_POLICY_TYPES,
  messages: ['Add a value to the empty string in the Sid element.'],
  why: 'An empty Sid names nothing.',
  fix: 'Give the statement a name, or remove Sid.',
  proof: 'guide',
  visit: {
    statement({ sid }, report) {
      if (sid?.value === '') report(sid);
    },
  },
});

export const unsupportedSid = defineCheck({
  issueCode: 'UNSUPPORTED_SID',
  findingType: 'ERROR',
  policyTypes: UNIQUE,
  messages: [
    'Update the characters in the Sid element to use one of the following character types: [a-z, A-Z, 0-9]',
  ],
  why: 'IAM takes only letters and digits in the Sid of such policies, and refuses others.',
  fix: 'Write the Sid without spaces, dashes and other signs.',
  proof: 'guide',
  visit: {
    statement({ sid }, report) {
      if (sid !== undefined && !/^[a-zA-Z0-9]*$/.test(sid.value)) report(sid);
    },
  },
});

export const uniqueSidsRequired = defineCheck({
  issueCode: 'UNIQUE_SIDS_REQUIRED',
  findingType: 'ERROR',
  policyTypes: UNIQUE,
  messages: ['Duplicate statement IDs are not supported for this policy type. Update the Sid value.'],
  why: 'In such policies a Sid may stand once; IAM refuses the policy otherwise.',
  fix: 'Give each statement a Sid of its own.',
  proof: 'guide',
  unproven: 'That all statements with the Sid are located in one finding is inferred.',
  visit: { document: reportRepeated },
});

export const uniqueSidsRecommended = defineCheck({
  issueCode: 'UNIQUE_SIDS_RECOMMENDED',
  findingType: 'WARNING',
  policyTypes: RESOURCE,
  messages: ['We recommend that you use statement IDs that are unique to your policy. Update the Sid value.'],
  why: 'A Sid that stands twice no longer tells which statement is meant, in a log or a review.',
  fix: 'Give each statement a Sid of its own.',
  proof: 'guide',
  unproven: 'That all statements with the Sid are located in one finding is inferred.',
  visit: { document: reportRepeated },
});

/** One finding a Sid that stands more than once, at each of its places. Empty ones are another check's. */
function reportRepeated({ statements }: PolicyDocument, report: Report): void {
  const places = new Map<string, JsonStringNode[]>();
  for (const { sid } of statements) {
    if (sid === undefined || sid.value === '') continue;
    const known = places.get(sid.value);
    if (known === undefined) places.set(sid.value, [sid]);
    else known.push(sid);
  }
  for (const nodes of places.values()) if (nodes.length > 1) report(nodes);
}
