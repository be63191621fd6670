// Actions and resources of one list that another pattern of the list covers: said twice.
import type { PolicyText, TextList } from '../../policy/policy-document.js';
import { ALL_POLICY_TYPES, defineCheck, type Report } from '../check.js';
import { redundantGroups } from '../redundant-groups.js';

export const redundantAction = defineCheck({
  issueCode: 'REDUNDANT_ACTION',
  findingType: 'SUGGESTION',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'The {{count}} action(s) are redundant because they provide similar permissions. Update the policy to remove the redundant action such as: {{example}}.',
  ],
  why: 'An action that a wildcard of the same list covers adds nothing, and makes the list look narrower than it is.',
  fix: 'Remove the covered actions; or remove the wildcard, if it is wider than was meant.',
  proof: 'published answers',
  visit: {
    statement({ action, notAction }, report) {
      for (const list of [action, notAction]) reportGroups(list, ({ normal }) => normal, report);
    },
  },
});

export const redundantResource = defineCheck({
  issueCode: 'REDUNDANT_RESOURCE',
  findingType: 'SUGGESTION',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'The {{count}} resource ARN(s) are redundant because they reference the same resource. Review the use of wildcards (*), or remove the resource {{example}} to remove the redundancy.',
  ],
  why: 'A resource that a wildcard of the same list covers adds nothing, and makes the list look narrower than it is.',
  fix: 'Remove the covered resources; or remove the wildcard, if it is wider than was meant.',
  proof: 'published answers',
  visit: {
    statement({ resource, notResource }, report) {
      for (const list of [resource, notResource]) reportGroups(list, ({ text }) => text, report);
    },
  },
});

function reportGroups(
  list: TextList | undefined,
  compared: (value: PolicyText) => string,
  report: Report,
): void {
  if (list === undefined || list.values.length < 2) return;
  for (const { members, example } of redundantGroups(list.values, compared)) {
    report(
      members.map(({ node }) => node),
      { count: members.length, example: example.text },
    );
  }
}
