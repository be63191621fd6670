// The condition operators, what they compare, and the words around them.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html

/** What an operator compares: its section on the operators' page. */
export type OperatorFamily = 'String' | 'Numeric' | 'Date' | 'Bool' | 'Binary' | 'IpAddress' | 'Arn' | 'Null';

export type Comparison =
  | 'equals'
  | 'equals-ignore-case'
  | 'like'
  | 'less-than'
  | 'less-than-equals'
  | 'greater-than'
  | 'greater-than-equals'
  | 'in-range'
  | 'is-absent';

export interface OperatorFacts {
  /** In AWS's own case: `StringNotEquals`. */
  readonly name: string;
  readonly family: OperatorFamily;
  readonly comparison: Comparison;
  /** True for `...Not...`: met where no value of the policy matches, and where the key is absent. */
  readonly isNegated: boolean;
  /** True if `${...}` in its values is a variable: String and Arn operators (reference_policies_variables.html). */
  readonly takesVariables: boolean;
}

export type Qualifier = 'ForAllValues' | 'ForAnyValue';

/** An operator as a policy writes it, taken apart. */
export interface OperatorReading {
  /** Undefined where there is no such operator. */
  readonly facts: OperatorFacts | undefined;
  readonly qualifier: Qualifier | undefined;
  readonly ifExists: boolean;
  /** True if it is written in AWS's own case throughout. */
  readonly isCanonical: boolean;
}

const ROWS: readonly (readonly [string, OperatorFamily, Comparison, boolean])[] = [
  ['StringEquals', 'String', 'equals', false],
  ['StringNotEquals', 'String', 'equals', true],
  ['StringEqualsIgnoreCase', 'String', 'equals-ignore-case', false],
  ['StringNotEqualsIgnoreCase', 'String', 'equals-ignore-case', true],
  ['StringLike', 'String', 'like', false],
  ['StringNotLike', 'String', 'like', true],
  ['NumericEquals', 'Numeric', 'equals', false],
  ['NumericNotEquals', 'Numeric', 'equals', true],
  ['NumericLessThan', 'Numeric', 'less-than', false],
  ['NumericLessThanEquals', 'Numeric', 'less-than-equals', false],
  ['NumericGreaterThan', 'Numeric', 'greater-than', false],
  ['NumericGreaterThanEquals', 'Numeric', 'greater-than-equals', false],
  ['DateEquals', 'Date', 'equals', false],
  ['DateNotEquals', 'Date', 'equals', true],
  ['DateLessThan', 'Date', 'less-than', false],
  ['DateLessThanEquals', 'Date', 'less-than-equals', false],
  ['DateGreaterThan', 'Date', 'greater-than', false],
  ['DateGreaterThanEquals', 'Date', 'greater-than-equals', false],
  ['Bool', 'Bool', 'equals', false],
  ['BinaryEquals', 'Binary', 'equals', false],
  ['IpAddress', 'IpAddress', 'in-range', false],
  ['NotIpAddress', 'IpAddress', 'in-range', true],
  // "ArnEquals and ArnLike behave identically", and so do their negations.
  ['ArnEquals', 'Arn', 'like', false],
  ['ArnLike', 'Arn', 'like', false],
  ['ArnNotEquals', 'Arn', 'like', true],
  ['ArnNotLike', 'Arn', 'like', true],
  ['Null', 'Null', 'is-absent', false],
];

export const OPERATORS: readonly OperatorFacts[] = ROWS.map(([name, family, comparison, isNegated]) => ({
  name,
  family,
  comparison,
  isNegated,
  takesVariables: family === 'String' || family === 'Arn',
}));

const byLowerName = new Map(OPERATORS.map((facts) => [facts.name.toLowerCase(), facts]));
const readings = new Map<string, OperatorReading>();
const QUALIFIERS: readonly Qualifier[] = ['ForAllValues', 'ForAnyValue'];
const IF_EXISTS = 'IfExists';
/** Policies are anyone's: names that are no operator are not kept for ever. */
const MOST_READINGS = 1_000;

/** Reads `ForAllValues:StringLikeIfExists` in any case; `isCanonical` says whether the case is AWS's. */
export function readOperator(written: string): OperatorReading {
  const known = readings.get(written);
  if (known !== undefined) return known;
  const reading = takeApart(written);
  if (readings.size < MOST_READINGS) readings.set(written, reading);
  return reading;
}

function takeApart(written: string): OperatorReading {
  const lower = written.toLowerCase();
  const qualifier = QUALIFIERS.find((name) => lower.startsWith(`${name.toLowerCase()}:`));
  const rest = qualifier === undefined ? written : written.slice(qualifier.length + 1);
  const ifExists = rest.toLowerCase().endsWith(IF_EXISTS.toLowerCase());
  const name = ifExists ? rest.slice(0, -IF_EXISTS.length) : rest;
  const facts = byLowerName.get(name.toLowerCase());
  const canonical = `${qualifier === undefined ? '' : `${qualifier}:`}${facts?.name ?? ''}${ifExists ? IF_EXISTS : ''}`;
  return { facts, qualifier, ifExists, isCanonical: canonical === written };
}
