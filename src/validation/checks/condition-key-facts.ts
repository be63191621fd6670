// What the catalog knows of a condition key: that there is one, how many values it has, and of what type they are.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
// https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
import {
  type ConditionKeyFacts,
  type ConditionKeyType,
  readConditionKey,
} from '../../catalog/condition-keys.js';
import type { OperatorFamily } from '../../policy/operators.js';
import type { ConditionEntry } from '../../policy/policy-document.js';
import { ALL_POLICY_TYPES, defineCheck } from '../check.js';
import { lacksTagKey } from '../tag-condition-key.js';

export const invalidGlobalConditionKey = defineCheck({
  issueCode: 'INVALID_GLOBAL_CONDITION_KEY',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: ['The condition key {{key}} does not exist. Use a valid condition key.'],
  why: 'No request has the key: the condition is never met or, negated, always.',
  fix: 'Use a key that AWS documents.',
  proof: 'published answers',
  visit: {
    condition({ entry: { key, keyNode } }, report) {
      if (readConditionKey(key).standing === 'unknown-global-key' && !lacksTagKey(key))
        report(keyNode, { key: keyNode.value });
    },
  },
});

export const invalidServiceConditionKey = defineCheck({
  issueCode: 'INVALID_SERVICE_CONDITION_KEY',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'The condition key {{key}} does not exist in the service {{service}}. Use a valid condition key.',
  ],
  why: 'No request has the key: the condition is never met or, negated, always.',
  fix: 'Use a key that the service documents.',
  proof: 'published answers',
  visit: {
    condition({ entry: { key, keyNode } }, report) {
      if (readConditionKey(key).standing !== 'unknown-service-key' || lacksTagKey(key)) return;
      const { value } = keyNode;
      report(keyNode, { key: value, service: value.slice(0, value.indexOf(':')) });
    },
  },
});

export const missingQualifier = defineCheck({
  issueCode: 'MISSING_QUALIFIER',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'The request context key {{key}} has multiple values. Use the ForAllValues or ForAnyValue condition key qualifiers in your policy.',
  ],
  why: 'A request may have several values for the key; without a set operator it is open which of them count.',
  fix: 'Write `ForAnyValue:` or `ForAllValues:` before the operator.',
  proof: 'published answers',
  visit: {
    condition({ entry: { keyNode, operator } }, report) {
      if (!compares(operator.facts?.family) || operator.qualifier !== undefined) return;
      if (factsOf(keyNode.value)?.isMultivalued === true) report(keyNode, { key: keyNode.value });
    },
  },
});

export const forAllValuesWithSingleValuedKey = defineCheck({
  issueCode: 'FORALLVALUES_WITH_SINGLE_VALUED_KEY',
  findingType: 'SECURITY_WARNING',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'Using ForAllValues qualifier with the single-valued condition key {{key}} can be overly permissive. We recommend that you remove ForAllValues:.',
  ],
  why: 'With ForAllValues a request without the key meets the condition.',
  fix: 'Remove `ForAllValues:`.',
  proof: 'published answers',
  unproven: 'That Allow alone counts is inferred. The one published answer is of 2023.',
  visit: {
    condition({ entry: { keyNode, operator }, statement }, report) {
      if (statement.effect !== 'Allow' || operator.qualifier !== 'ForAllValues') return;
      if (!compares(operator.facts?.family)) return;
      if (factsOf(keyNode.value)?.isMultivalued === false) report(keyNode, { key: keyNode.value });
    },
  },
});

/** The words of AWS's messages: of what type a key is, and what an operator compares. */
const TYPE_WORDS: Readonly<Record<ConditionKeyType, string>> = {
  String: 'string',
  ARN: 'ARN',
  Bool: 'Boolean',
  Numeric: 'numeric',
  Date: 'date',
  IPAddress: 'IP address',
  Binary: 'binary',
};
const TYPE_OF_FAMILY: Readonly<Record<OperatorFamily, ConditionKeyType | undefined>> = {
  String: 'String',
  Arn: 'ARN',
  Bool: 'Bool',
  Numeric: 'Numeric',
  Date: 'Date',
  IpAddress: 'IPAddress',
  Binary: 'Binary',
  Null: undefined,
};

const USE_OTHER_OPERATOR =
  'Use the operator type {{allowed}} instead of operator {{operator}} for the condition key {{key}}.';

export const typeMismatch = defineCheck({
  issueCode: 'TYPE_MISMATCH',
  findingType: 'WARNING',
  policyTypes: ALL_POLICY_TYPES,
  messages: [USE_OTHER_OPERATOR],
  why: 'An operator for another type of value compares the key wrongly, or never meets it.',
  fix: 'Use an operator for the type of the key.',
  proof: 'published answers',
  unproven:
    'The words for types other than string, Boolean and ARN are inferred. String operators on keys for ARNs, and Arn operators on keys for texts, are not reported, as AWS does not.',
  visit: {
    condition({ entry }, report) {
      const used = TYPE_OF_FAMILY[entry.operator.facts?.family ?? 'Null'];
      const allowed = factsOf(entry.keyNode.value)?.types ?? [];
      if (used === undefined || allowed.length === 0 || allowed.some((type) => fits(used, type))) return;
      report(entry.keyNode, wordsOf(entry, allowed, used));
    },
  },
});

export const stringLikeOperatorWithArnConditionKeys = defineCheck({
  issueCode: 'STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS',
  findingType: 'SECURITY_WARNING',
  policyTypes: ALL_POLICY_TYPES,
  messages: [USE_OTHER_OPERATOR],
  why: 'As text a wildcard runs over the colons of an ARN, into the account and the service.',
  fix: 'Use ArnLike or ArnNotLike, whose wildcards stay between two colons.',
  proof: 'published answers',
  visit: {
    condition({ entry }, report) {
      const { facts } = entry.operator;
      if (facts?.family !== 'String' || facts.comparison !== 'like') return;
      const allowed = factsOf(entry.keyNode.value)?.types ?? [];
      if (allowed.length > 0 && allowed.every((type) => type === 'ARN'))
        report(entry.keyNode, wordsOf(entry, allowed, 'String'));
    },
  },
});

/** ARNs are texts: AWS takes String operators for keys that hold ARNs, and Arn operators for keys that hold texts. */
function fits(used: ConditionKeyType, type: ConditionKeyType): boolean {
  return used === type || (isText(used) && isText(type));
}

function isText(type: ConditionKeyType): boolean {
  return type === 'String' || type === 'ARN';
}

function wordsOf(
  { keyNode }: ConditionEntry,
  allowed: readonly ConditionKeyType[],
  used: ConditionKeyType,
): Readonly<Record<string, string>> {
  const [type = 'String'] = allowed;
  return { allowed: TYPE_WORDS[type], operator: TYPE_WORDS[used], key: keyNode.value };
}

function factsOf(key: string): ConditionKeyFacts | undefined {
  const reading = readConditionKey(key);
  return reading.standing === 'known' ? reading.facts : undefined;
}

/** False for Null, which asks only whether the key is there, and for operators that do not exist. */
function compares(family: OperatorFamily | undefined): boolean {
  return family !== undefined && family !== 'Null';
}
