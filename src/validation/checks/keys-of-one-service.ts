// Conditions of S3 and DynamoDB that restrict less than they seem to.
import type { ConditionEntry, Statement } from '../../policy/policy-document.js';
import { ALL_POLICY_TYPES, defineCheck, IDENTITY, RESOURCE } from '../check.js';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_dynamodb_attributes.html */
export const dynamodbAttributesWithoutSelect = defineCheck({
  issueCode: 'DYNAMODB_ATTRIBUTES_WITHOUT_SELECT',
  findingType: 'SECURITY_WARNING',
  policyTypes: [...IDENTITY, ...RESOURCE],
  messages: [
    'Restricting dynamodb:Attributes without also setting dynamodb:Select to SPECIFIC_ATTRIBUTES allows all attributes to be returned on read requests that omit a projection expression. We recommend that you also set dynamodb:Select to SPECIFIC_ATTRIBUTES.',
  ],
  why: 'A read that names no attributes has none to compare, and returns whole items.',
  fix: 'Add `"StringEqualsIfExists": {"dynamodb:Select": "SPECIFIC_ATTRIBUTES"}` to the statement.',
  proof: 'guide',
  unproven:
    'That Allow alone counts, whatever the actions, and that Null on dynamodb:Attributes does not, is inferred.',
  visit: {
    condition({ entry, statement }, report) {
      if (statement.effect !== 'Allow' || entry.key !== 'dynamodb:attributes') return;
      if (entry.operator.facts?.family === 'String' && !selectsAttributes(statement)) report(entry.keyNode);
    },
  },
});

/** True if reads must ask for named attributes. */
function selectsAttributes({ conditions }: Statement): boolean {
  return conditions.some(
    ({ key, operator, values }) =>
      key === 'dynamodb:select' &&
      operator.facts?.family === 'String' &&
      !operator.facts.isNegated &&
      values.length > 0 &&
      values.every(({ text }) => text.toUpperCase() === 'SPECIFIC_ATTRIBUTES'),
  );
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html */
export const s3PrefixInNegativeContext = defineCheck({
  issueCode: 'S3_PREFIX_IN_NEGATIVE_CONTEXT',
  findingType: 'SECURITY_WARNING',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'Using the s3:prefix condition key in a Deny statement or with a negated string operator does not block listing the objects under the matching prefixes. A request that specifies a shorter prefix does not match the condition and can still list those objects. To restrict listing to specific prefixes, use s3:prefix with StringLike in an Allow statement, or use a Deny statement with StringNotLike.',
  ],
  why: 'A listing with a shorter prefix, or none, is outside the condition and shows the objects all the same.',
  fix: 'Allow the prefixes with StringLike, or deny all others with StringNotLike.',
  proof: 'guide',
  unproven:
    'That StringEquals and its kin count as StringLike does, and that the key is located, is inferred.',
  visit: {
    condition({ entry, statement: { effect } }, report) {
      if (entry.key === 's3:prefix' && effect !== undefined && isNegative(entry, effect))
        report(entry.keyNode);
    },
  },
});

function isNegative({ operator: { facts } }: ConditionEntry, effect: 'Allow' | 'Deny'): boolean {
  return facts?.family === 'String' && facts.isNegated === (effect === 'Allow');
}
