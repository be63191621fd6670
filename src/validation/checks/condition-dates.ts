// Dates under the Date operators: W3C's form of ISO 8601, or seconds since 1970.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date
// https://www.w3.org/TR/NOTE-datetime
import type { ConditionEntry, PolicyText } from '../../policy/policy-document.js';
import { ALL_POLICY_TYPES, defineCheck } from '../check.js';
import { plainValues } from '../condition-values.js';

const EPOCH = /^\d+(?:\.\d+)?$/;
const DAY = /^(\d{4})-(\d{2})(?:-(\d{2}))?(T.+)?$/;
const TIME = /^T([01]\d|2[0-3]):?[0-5]\d(?::?[0-5]\d(?:[.,]\d+)?)?(?:Z|[+-]([01]\d|2[0-3]):?[0-5]\d)?$/;
const BASIC = /^(\d{4})(\d{2})(\d{2})(T.+)$/;

export const typeMismatchDate = defineCheck({
  issueCode: 'TYPE_MISMATCH_DATE',
  findingType: 'WARNING',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'The date condition operator is used with an invalid value. Specify a valid date using YYYY-MM-DD or other ISO 8601 date/time format.',
  ],
  why: 'What is no date cannot be compared as one: the condition is not met.',
  fix: 'Write the date as `2030-01-31` or `2030-01-31T00:00:00Z`.',
  proof: 'guide',
  unproven:
    'Which of the rarer forms of ISO 8601 AWS takes is not known; weeks and days of the year are reported.',
  visit: {
    condition({ entry }, report) {
      for (const { text, node } of datesOf(entry)) if (!EPOCH.test(text) && !isDate(text)) report(node);
    },
  },
});

export const invalidDateValue = defineCheck({
  issueCode: 'INVALID_DATE_VALUE',
  findingType: 'WARNING',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'The date {{date}} might not resolve as expected. We recommend that you use the YYYY-MM-DD format.',
  ],
  why: 'Seconds since 1970 are hard to read and easily another time than was meant.',
  fix: 'Write the date as `2030-01-31` or `2030-01-31T00:00:00Z`.',
  proof: 'guide',
  unproven: 'That digits alone are always read as seconds, four of them too, is inferred.',
  visit: {
    condition({ entry }, report) {
      for (const { text, node } of datesOf(entry)) if (EPOCH.test(text)) report(node, { date: text });
    },
  },
});

function datesOf(entry: ConditionEntry): readonly PolicyText[] {
  return entry.operator.facts?.family === 'Date' ? plainValues(entry) : [];
}

function isDate(text: string): boolean {
  const match = DAY.exec(text) ?? BASIC.exec(text);
  if (match === null) return false;
  const [, year, month, day = '01', time] = match;
  if (time !== undefined && !TIME.test(time)) return false;
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return at.getUTCMonth() === Number(month) - 1 && at.getUTCDate() === Number(day);
}
