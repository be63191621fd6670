// Several bounds under a Numeric operator of which one says it all.
import type { ConditionEntry } from '../../policy/policy-document.js';
import { ALL_POLICY_TYPES, defineCheck } from '../check.js';
import { plainValues } from '../condition-values.js';

const [GREATEST, LEAST] = [0, 1];

export const redundantConditionValueNum = defineCheck({
  issueCode: 'REDUNDANT_CONDITION_VALUE_NUM',
  findingType: 'SUGGESTION',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'Multiple values in {{operator}} are redundant. Replace with the greatest single value for {{key}}.',
    'Multiple values in {{operator}} are redundant. Replace with the least single value for {{key}}.',
  ],
  why: 'Values of a list are alternatives, so the widest bound alone counts; the narrower ones do not restrict.',
  fix: 'Keep the widest bound, or the narrower one if that was meant.',
  proof: 'guide',
  unproven: 'That the list is located is inferred.',
  visit: {
    condition({ entry }, report) {
      const variant = boundOf(entry);
      if (variant === undefined || entry.operator.qualifier !== undefined) return;
      const numbers = plainValues(entry).filter(
        ({ text }) => text.trim() !== '' && !Number.isNaN(Number(text)),
      );
      if (numbers.length < 2) return;
      report(entry.valueNode, { operator: entry.operatorNode.value, key: entry.keyNode.value }, variant);
    },
  },
});

function boundOf({ operator: { facts } }: ConditionEntry): number | undefined {
  if (facts?.family !== 'Numeric') return undefined;
  if (facts.comparison.startsWith('less-than')) return GREATEST;
  return facts.comparison.startsWith('greater-than') ? LEAST : undefined;
}
