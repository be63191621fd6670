// Policies of a named resource type: actions, resources and keys that are not of that resource.
import { patternsOverlap } from '../../catalog/pattern-overlap.js';
import { readTable } from '../../catalog/resources/read-table.js';
import type { ValidatePolicyResourceType } from '../../policy/policy-type.js';
import { type CheckDefinition, defineCheck, RESOURCE } from '../check.js';

interface ResourceTypeRules {
  /** Services whose actions the policy can be about. */
  readonly services: readonly string[];
  /** Patterns of the ARNs that it can be about. */
  readonly arns: readonly string[];
  /** Condition keys, in lower case, that say nothing in such a policy. */
  readonly irrelevantKeys: readonly string[];
}

let rules: ReadonlyMap<string, ResourceTypeRules> | undefined;

function rulesOf(resourceType: ValidatePolicyResourceType | undefined): ResourceTypeRules | undefined {
  rules ??= new Map(
    readTable('policy-resource-types.tsv').map((row) => [
      row.resourceType ?? '',
      {
        services: words(row.services),
        arns: words(row.arns),
        irrelevantKeys: words(row.irrelevantKeys?.toLowerCase()),
      },
    ]),
  );
  return resourceType && rules.get(resourceType);
}

function words(text: string | undefined): string[] {
  return (text ?? '').split(' ').filter(Boolean);
}

const TYPED: Pick<CheckDefinition, 'policyTypes' | 'resourceTypes'> = {
  policyTypes: RESOURCE,
  resourceTypes: [
    'AWS::S3::Bucket',
    'AWS::S3::AccessPoint',
    'AWS::S3::MultiRegionAccessPoint',
    'AWS::S3ObjectLambda::AccessPoint',
    'AWS::DynamoDB::Table',
    'AWS::IAM::AssumeRolePolicyDocument',
  ],
};

export const unsupportedActionInPolicy = defineCheck({
  ...TYPED,
  issueCode: 'UNSUPPORTED_ACTION_IN_POLICY',
  findingType: 'ERROR',
  messages: [
    'The action {{action}} is not supported for the resource-based policy attached to the resource type {{resourceType}}.',
  ],
  why: 'A policy of a resource is about actions on that resource alone; the service refuses others.',
  fix: 'Remove the action, or put it into the policy of the resource that it is about.',
  proof: 'guide',
  unproven:
    'By the service of the action alone; AWS may know which of its actions are about such a resource.',
  visit: {
    action({ value, service }, report, { resourceType }) {
      const known = rulesOf(resourceType);
      if (known === undefined || service === '' || /[*?]/.test(service) || known.services.includes(service))
        return;
      report(value.node, { action: value.text, resourceType: resourceType ?? '' });
    },
  },
});

export const unsupportedResourceArnInPolicy = defineCheck({
  ...TYPED,
  issueCode: 'UNSUPPORTED_RESOURCE_ARN_IN_POLICY',
  findingType: 'ERROR',
  messages: [
    'The resource ARN is not supported for the resource-based policy attached to the resource type {{resourceType}}.',
  ],
  why: 'A policy of a resource is about that resource alone; the service refuses others.',
  fix: 'Name the resource that the policy is attached to.',
  proof: 'guide',
  unproven: 'By the form of the ARN; which resource the policy will be attached to is not known.',
  visit: {
    resource({ value, arn }, report, { resourceType }) {
      const known = rulesOf(resourceType);
      if (known === undefined || known.arns.length === 0 || arn.isStar || arn.fields < 6) return;
      const pattern = value.text.replace(/\$\{[^}]*\}/g, '*');
      // Longer texts are no ARNs, and comparing takes the product of the lengths.
      if (pattern.length > 2048 || known.arns.some((form) => patternsOverlap(pattern, form))) return;
      report(value.node, { resourceType: resourceType ?? '' });
    },
  },
});

export const irrelevantConditionKeyInPolicy = defineCheck({
  ...TYPED,
  issueCode: 'IRRELEVANT_CONDITION_KEY_IN_POLICY',
  findingType: 'SUGGESTION',
  messages: [
    'The condition key {{key}} is not relevant for the {{resourceType}} policy.  Use this key in an identity-based policy to govern access to this resource.',
  ],
  why: 'In a policy of that very resource the key has always the same value.',
  fix: 'Remove the key here; use it in policies of users and roles.',
  proof: 'guide',
  unproven: "For which keys: the guide's one example is s3:ResourceAccount.",
  visit: {
    condition({ entry }, report, { resourceType }) {
      if (rulesOf(resourceType)?.irrelevantKeys.includes(entry.key))
        report(entry.keyNode, { key: entry.keyNode.value, resourceType: resourceType ?? '' });
    },
  },
});
