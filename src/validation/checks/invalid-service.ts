// Services that AWS does not have, in the ARN of a resource or before a condition key.
import { isKnownArnService } from '../../catalog/arn-rules.js';
import { readConditionKey } from '../../catalog/condition-keys.js';
import { ALL_POLICY_TYPES, defineCheck } from '../check.js';
import { isOpen } from '../resource-arn.js';

export const invalidService = defineCheck({
  issueCode: 'INVALID_SERVICE',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: ['The service {{service}} does not exist. Use a valid service name.'],
  why: 'No resource and no request bears the name of a service that does not exist, so the statement never applies.',
  fix: "Write the service's name as its ARNs and condition keys have it.",
  proof: 'published answers',
  unproven:
    'Published answers show resources alone, not condition keys. A service newer than the catalog is reported.',
  visit: {
    resource({ value, arn }, report) {
      const { fields, prefix, service } = arn;
      if (fields < 6 || prefix !== 'arn' || service === '' || isOpen(service)) return;
      if (!isKnownArnService(service)) report(value.node, { service });
    },
    condition({ entry }, report) {
      if (readConditionKey(entry.keyNode.value).standing !== 'unknown-service') return;
      report(entry.keyNode, { service: entry.keyNode.value.split(':')[0] ?? '' });
    },
  },
});
