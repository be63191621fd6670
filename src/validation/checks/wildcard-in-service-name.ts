// A wildcard where the service stands, in an action or in a resource's ARN; the lone `*` is no such thing.
import { ALL_POLICY_TYPES, defineCheck } from '../check.js';

export const wildcardInServiceName = defineCheck({
  issueCode: 'WILDCARD_IN_SERVICE_NAME',
  findingType: 'SUGGESTION',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'Avoid using wildcards (*, ?) in the service name because it might grant unintended access to other AWS services with similar names.',
  ],
  why: 'AWS adds services; one whose name fits the wildcard is in the policy from its first day.',
  fix: 'Write the names of the services that are meant.',
  proof: 'guide',
  visit: {
    action({ value, service }, report) {
      if (/[*?]/.test(service)) report(value.node);
    },
    resource({ value, arn }, report) {
      if (arn.prefix === 'arn' && arn.fields > 3 && /[*?]/.test(arn.service)) report(value.node);
    },
  },
});
