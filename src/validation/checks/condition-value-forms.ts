// Values of condition keys that have a form of their own: Regions, hosts of services, ids of VPCs, ARNs of KMS keys. Which
// key has which is catalog/data/condition-key-values.tsv.
import { type ConditionValueForm, formOfConditionValue } from '../../catalog/condition-key-rules.js';
import { partitionOfKnownRegion } from '../../catalog/regions.js';
import { hostWithoutSuffix } from '../../core/partition.js';
import type { ConditionEntry } from '../../policy/policy-document.js';
import { ALL_POLICY_TYPES, defineCheck, type Visit } from '../check.js';
import { literalValues } from '../condition-values.js';

type ServiceHostForm = 'service-host' | 'one-label-service-host' | 'regional-service-host';

/** What stands before `.amazonaws.com`, or another partition's suffix. */
const SERVICE_LABELS: Readonly<Record<ServiceHostForm, RegExp>> = {
  'service-host': /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/,
  'one-label-service-host': /^[a-z0-9-]+$/,
  'regional-service-host': /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]+(?:-[a-z]+)+-\d$/,
};
const OLD_SUFFIX = '.amazon.com';
const ANY_SERVICE =
  'service.amazonaws.com, or use one of the following suffixes: .amazon.com, .amazonaws.com.cn with all lowercase letters';
const REGIONAL_SERVICE = 'service-name.AWS_region.amazonaws.com with all lowercase letters';

export const invalidServicePrincipalFormat = defineCheck({
  issueCode: 'INVALID_SERVICE_PRINCIPAL_FORMAT',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: ['The service principal does not match the expected format. Use the format {{expectedFormat}}.'],
  why: 'No service calls under such a name, so the condition is never met.',
  fix: 'Write the host of the service in the form that the key has.',
  proof: 'published answers',
  unproven:
    'Published answers show aws:CalledVia, where a second label is refused. Of other keys that hold hosts, only what has no such ending or a capital letter is reported; the words for kms:ViaService are inferred.',
  visit: {
    condition({ entry }, report) {
      const form = formOfConditionValue(entry.key);
      if (form === undefined || !isServiceHostForm(form) || !comparesText(entry)) return;
      for (const { text, node } of literalValues(entry)) {
        // A wildcard under an exact operator is another check's.
        if (isServiceHost(text, form) || /[*?]/.test(text)) continue;
        report(node, { expectedFormat: form === 'regional-service-host' ? REGIONAL_SERVICE : ANY_SERVICE });
      }
    },
  },
});

export const invalidRegion = defineCheck({
  issueCode: 'INVALID_REGION',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: ['The Region {{region}} is not valid. Update the condition value to a supported Region.'],
  why: 'No request names such a Region, so the condition does not do what it says.',
  fix: 'Write the code of a Region, such as `eu-central-1`.',
  proof: 'guide',
  unproven: 'AWS does not list the keys whose values are Regions; those that say so are taken.',
  visit: misfits(
    'region',
    (text) => partitionOfKnownRegion(text) !== undefined,
    (text) => ({ region: text }),
  ),
});

export const invalidVpcFormat = defineCheck({
  issueCode: 'INVALID_VPC_FORMAT',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    "The VPC identifier in the condition key value is not valid. Use the prefix 'vpc-' followed by 8 or 17 alphanumeric characters.",
  ],
  why: 'No VPC has such an id, so the condition is never met.',
  fix: 'Write the id of the VPC, such as `vpc-11223344556677889`.',
  proof: 'guide',
  visit: misfits('vpc-id', (text) => /^vpc-(?:[0-9a-z]{8}|[0-9a-z]{17})$/i.test(text)),
});

export const invalidVpceFormat = defineCheck({
  issueCode: 'INVALID_VPCE_FORMAT',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    "The VPCE identifier in the condition key value is not valid.  Use the prefix 'vpce-' followed by 8 or 17 alphanumeric characters.",
  ],
  why: 'No VPC endpoint has such an id, so the condition is never met.',
  fix: 'Write the id of the endpoint, such as `vpce-11223344556677889`.',
  proof: 'guide',
  visit: misfits('vpce-id', (text) => /^vpce-(?:[0-9a-z]{8}|[0-9a-z]{17})$/i.test(text)),
});

export const invalidKmsKeyValue = defineCheck({
  issueCode: 'INVALID_KMS_KEY_VALUE',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: ['The {{key}} condition key value must be a valid KMS key ARN.'],
  why: 'A request carries the ARN of the key; an id or an alias never equals it.',
  fix: 'Write the ARN of the key: `arn:aws:kms:region:account-id:key/key-id`.',
  proof: 'guide',
  unproven: 'AWS does not list the keys; those for the KMS key of an upload to S3 are taken.',
  visit: misfits(
    'kms-key-arn',
    (text) => /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[^\s/]+$/.test(text),
    (_, { keyNode }) => ({ key: keyNode.value }),
  ),
});

/** Reports each value of such keys that stands for one text and has not the form. */
function misfits(
  form: ConditionValueForm,
  fits: (text: string) => boolean,
  valuesOf: (text: string, entry: ConditionEntry) => Readonly<Record<string, string>> = () => ({}),
): Visit {
  return {
    condition({ entry }, report) {
      if (formOfConditionValue(entry.key) !== form || !comparesText(entry)) return;
      for (const { text, node } of literalValues(entry)) {
        // A wildcard under an exact operator is another check's.
        if (!fits(text) && !/[*?]/.test(text)) report(node, valuesOf(text, entry));
      }
    },
  };
}

/** False under Null, whose values say whether the key is there, and under operators that do not fit the key. */
function comparesText({ operator: { facts } }: ConditionEntry): boolean {
  return facts?.family === 'String' || facts?.family === 'Arn';
}

function isServiceHostForm(form: ConditionValueForm): form is ServiceHostForm {
  return form in SERVICE_LABELS;
}

function isServiceHost(text: string, form: ServiceHostForm): boolean {
  const labels = text.endsWith(OLD_SUFFIX) ? text.slice(0, -OLD_SUFFIX.length) : hostWithoutSuffix(text);
  return labels !== text && text.startsWith(labels) && SERVICE_LABELS[form].test(labels);
}
