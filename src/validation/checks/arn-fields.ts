// The parts of a resource's ARN, as far as no catalog is needed: that they are there and have the form of such a part.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
import { isAccountId } from '../../core/arn.js';
import { ALL_POLICY_TYPES, defineCheck } from '../check.js';
import { isOpen, type ResourceArn } from '../resource-arn.js';

const FIELDS = 6;

export const missingArnField = defineCheck({
  issueCode: 'MISSING_ARN_FIELD',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'Resource ARNs must include at least {{fields}} fields in the following structure: arn:partition:service:region:account:resource',
  ],
  why: 'What is no ARN matches no resource.',
  fix: 'Write all six parts; a part that has no value stays empty between its colons.',
  proof: 'guide',
  unproven:
    'How short patterns with a wildcard at their end (`arn:aws:s3*`) are answered; they are not reported.',
  visit: {
    resource({ value, arn }, report) {
      if (arn.isStar || arn.fields >= FIELDS || isShortPattern(arn, value.text)) return;
      report(value.node, { fields: FIELDS });
    },
  },
});

export const invalidArnPrefix = defineCheck({
  issueCode: 'INVALID_ARN_PREFIX',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: ['Add the required prefix (arn) to the resource ARN.'],
  why: 'An ARN begins with `arn:`; anything else matches no resource.',
  fix: 'Write `arn:` first, in lower case.',
  proof: 'guide',
  visit: {
    resource({ value, arn }, report) {
      if (arn.fields >= FIELDS && arn.prefix !== 'arn' && !isOpen(arn.prefix)) report(value.node);
    },
  },
});

export const invalidArnAccount = defineCheck({
  issueCode: 'INVALID_ARN_ACCOUNT',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: ['The resource ARN account ID {{account}} is not valid. Provide a 12-digit account ID.'],
  why: 'No account has such an id, so the ARN matches no resource.',
  fix: 'Write the twelve digits of the account, or a wildcard.',
  proof: 'guide',
  visit: {
    resource({ value, arn }, report) {
      const { account } = arn;
      if (
        !isWhole(arn) ||
        account === '' ||
        account === 'aws' ||
        account === 'cloudfront' ||
        isOpen(account) ||
        isAccountId(account)
      )
        return;
      report(value.node, { account });
    },
  },
});

export const invalidArnServiceCase = defineCheck({
  issueCode: 'INVALID_ARN_SERVICE_CASE',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: ['Update the service name {{service}} in the resource ARN to use all lowercase letters.'],
  why: 'The case of an ARN counts, and names of services are in lower case.',
  fix: 'Write the service in lower case.',
  proof: 'guide',
  visit: {
    resource({ value, arn }, report) {
      const { service } = arn;
      if (isWhole(arn) && !service.includes('${') && /[A-Z]/.test(service)) report(value.node, { service });
    },
  },
});

function isWhole(arn: ResourceArn): boolean {
  return arn.fields >= FIELDS && arn.prefix === 'arn';
}

/** A wildcard at the end may stand for the parts that are missing. */
function isShortPattern(arn: ResourceArn, text: string): boolean {
  return (arn.prefix === 'arn' || isOpen(arn.prefix)) && text.endsWith('*');
}
