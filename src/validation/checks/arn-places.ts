// Regions, accounts and partitions of a resource's ARN, by the ARN formats of its service.
// A part with a wildcard or a variable is never held against an ARN, nor is a form that the catalog does not know.
import { arnRulesOf } from '../../catalog/arn-rules.js';
import { isKnownPartition, knownPartitions, partitionOfKnownRegion } from '../../catalog/regions.js';
import { ALL_POLICY_TYPES, defineCheck } from '../check.js';
import { isOpen, type ResourceArn } from '../resource-arn.js';

const CATALOG = 'By the ARN formats of the catalog, which AWS may have otherwise.';

export const arnRegionNotAllowed = defineCheck({
  issueCode: 'ARN_REGION_NOT_ALLOWED',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: ['The service {{service}} does not support specifying a Region in the resource ARN.'],
  why: 'Such resources have ARNs without a Region, so this one matches none of them.',
  fix: 'Leave the Region empty between its colons.',
  proof: 'guide',
  unproven: CATALOG,
  visit: {
    resource({ value, arn }, report) {
      if (!isFilled(arn, arn.region)) return;
      if (arnRulesOf(arn.service, arn.resource).region === 'not-allowed')
        report(value.node, { service: arn.service });
    },
  },
});

export const arnAccountNotAllowed = defineCheck({
  issueCode: 'ARN_ACCOUNT_NOT_ALLOWED',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: ['The service {{service}} does not support specifying an account ID in the resource ARN.'],
  why: 'Such resources have ARNs without an account, so this one matches none of them.',
  fix: 'Leave the account empty between its colons; say which account by a condition on aws:ResourceAccount.',
  proof: 'guide',
  unproven: CATALOG,
  visit: {
    resource({ value, arn }, report) {
      if (!isFilled(arn, arn.account)) return;
      if (arnRulesOf(arn.service, arn.resource).account === 'not-allowed')
        report(value.node, { service: arn.service });
    },
  },
});

export const missingArnRegion = defineCheck({
  issueCode: 'MISSING_ARN_REGION',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: ['Add a Region to the {{service}} resource ARN.'],
  why: 'The ARNs of such resources have a Region, so one without matches none of them.',
  fix: 'Write the Region, or `*` for all.',
  proof: 'published answers',
  unproven: CATALOG,
  visit: {
    resource({ value, arn }, report) {
      if (!isArn(arn) || arn.region !== '') return;
      if (arnRulesOf(arn.service, arn.resource).region === 'required')
        report(value.node, { service: arn.service });
    },
  },
});

export const missingArnAccount = defineCheck({
  issueCode: 'MISSING_ARN_ACCOUNT',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'The resource {{resourceName}} in the arn is missing an account id. Please provide a 12 digit account id.',
  ],
  why: 'The ARNs of such resources have an account, so one without matches none of them.',
  fix: "Write the account's twelve digits, or `*` for all.",
  proof: 'published answers',
  unproven: CATALOG,
  visit: {
    resource({ value, arn }, report) {
      if (!isArn(arn) || arn.account !== '') return;
      const { region, account } = arnRulesOf(arn.service, arn.resource);
      // Where the Region is missing too, AWS tells of that alone.
      if (account === 'required' && !(region === 'required' && arn.region === ''))
        report(value.node, { resourceName: arn.resource });
    },
  },
});

export const invalidArnResource = defineCheck({
  issueCode: 'INVALID_ARN_RESOURCE',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: ['Resource ARN does not match the expected ARN format. Update the resource portion of the ARN.'],
  why: 'The service has no resource whose ARN has this form, so the ARN matches nothing.',
  fix: "Write what follows the account as the service's resource types have it.",
  proof: 'guide',
  unproven:
    'Only an ARN without wildcards whose resource begins as none of the service is reported: AWS lets pass many forms that the catalog does not have.',
  visit: {
    resource({ value, arn }, report) {
      if (isArn(arn) && arnRulesOf(arn.service, arn.resource).form === 'impossible') report(value.node);
    },
  },
});

export const invalidArnRegion = defineCheck({
  issueCode: 'INVALID_ARN_REGION',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'The Region {{region}} is not valid for this resource. Update the resource ARN to include a supported Region.',
  ],
  why: 'There is no such Region, so the ARN matches nothing.',
  fix: 'Write a Region as AWS names it: `eu-west-1`.',
  proof: 'guide',
  unproven:
    'Which services are in which Region is not known here: a Region that exists is never reported. One newer than the catalog is.',
  visit: {
    resource({ value, arn }, report) {
      if (isFilled(arn, arn.region) && partitionOfKnownRegion(arn.region) === undefined)
        report(value.node, { region: arn.region });
    },
  },
});

export const invalidPartition = defineCheck({
  issueCode: 'INVALID_PARTITION',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'The resource ARN for the service {{service}} does not support the partition {{partition}}. Use the supported values: {{partitions}}',
  ],
  why: 'There is no such partition, so the ARN matches nothing.',
  fix: 'Write `aws`, or the partition of the Regions that are meant.',
  proof: 'guide',
  unproven:
    'Which services are in which partition is not known here: a partition that exists is never reported. How AWS lists the values.',
  visit: {
    resource({ value, arn }, report) {
      const { partition, service } = arn;
      if (!isArn(arn) || isOpen(partition) || isKnownPartition(partition)) return;
      report(value.node, { service, partition, partitions: knownPartitions().join(', ') });
    },
  },
});

function isArn(arn: ResourceArn): boolean {
  return arn.fields >= 6 && arn.prefix === 'arn';
}

function isFilled(arn: ResourceArn, part: string): boolean {
  return isArn(arn) && part !== '' && !isOpen(part);
}
