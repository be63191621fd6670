// What a condition's values say of one value of the request: for each operator a test, made once. True if one of the
// policy's values matches; negation and the number of the request's values are the condition's affair.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
import { coversIpRange, readIpRange } from '../policy/ip-range.js';
import type { OperatorFacts } from '../policy/operators.js';
import { templateParts } from '../policy/variables.js';
import { compileArnPattern } from './arn-pattern.js';
import { instantOf } from './date-value.js';
import { isConstant, matchesParts, resolveParts } from './match-parts.js';
import { numberOf } from './numeric-value.js';
import type { Context } from './prepare-request.js';
import { SEGMENTS, splitSegments } from './segments.js';

export type ValueTest = (value: string, context: Context) => boolean;

/** `values`: the policy's. `hasVariables`: the document's version has variables. */
export function compileValueTest(
  { family, comparison, takesVariables }: OperatorFacts,
  values: readonly string[],
  hasVariables: boolean,
): ValueTest {
  const withVariables = hasVariables && takesVariables;
  switch (family) {
    case 'String':
      if (comparison === 'like') return stringLike(values, withVariables);
      return stringEquals(values, withVariables, comparison === 'equals-ignore-case');
    case 'Arn':
      return arnLike(values, withVariables);
    case 'Numeric':
      return ordered(values, numberOf, comparison);
    case 'Date':
      return ordered(values, instantOf, comparison);
    case 'Bool':
      return oneOf(values, booleanOf);
    case 'Binary':
      return oneOf(values, bytesOf);
    case 'IpAddress': {
      const ranges = defined(values, readIpRange);
      return (value) => {
        const inner = readIpRange(value);
        return inner !== undefined && ranges.some((range) => coversIpRange(range, inner));
      };
    }
    case 'Null':
      throw new RangeError('Null looks at no value');
  }
}

function stringEquals(values: readonly string[], withVariables: boolean, ignoreCase: boolean): ValueTest {
  const normal = (text: string): string => (ignoreCase ? text.toLowerCase() : text);
  const templates = values.map((text) => templateParts(text, { withVariables, withWildcards: false }));
  const constant = new Set(templates.filter(isConstant).map((parts) => normal(parts.join(''))));
  const variable = templates.filter((parts) => !isConstant(parts));
  if (variable.length === 0) return (value) => constant.has(normal(value));
  return (value, context) =>
    constant.has(normal(value)) ||
    variable.some((parts) => {
      const resolved = resolveParts(parts, context);
      return resolved !== undefined && normal(resolved.join('')) === normal(value);
    });
}

function stringLike(values: readonly string[], withVariables: boolean): ValueTest {
  const tests = values.map((text): ValueTest => {
    const parts = templateParts(text, { withVariables, withWildcards: true });
    if (isConstant(parts)) return (value) => matchesParts(parts, value);
    return (value, context) => {
      const resolved = resolveParts(parts, context);
      return resolved !== undefined && matchesParts(resolved, value);
    };
  });
  return (value, context) => tests.some((test) => test(value, context));
}

/** A value that is no ARN never matches, not even `*` (unverified: AWS's page does not say). */
function arnLike(values: readonly string[], hasVariables: boolean): ValueTest {
  const patterns = values.map((text) =>
    compileArnPattern(text, { hasVariables, variablesIn: 'all', leftOut: 'nothing' }),
  );
  return (value, context) => {
    const segments = splitSegments(value);
    if (segments.length < SEGMENTS || segments[0] !== 'arn') return false;
    return patterns.some((pattern) => pattern.matches(value, segments, context));
  };
}

function ordered(
  values: readonly string[],
  read: (text: string) => number | undefined,
  comparison: OperatorFacts['comparison'],
): ValueTest {
  const limits = defined(values, read);
  const holds = ORDER[comparison];
  if (holds === undefined) throw new RangeError(`${comparison} is no order`);
  return (value) => {
    const given = read(value);
    return given !== undefined && limits.some((limit) => holds(given, limit));
  };
}

const ORDER: Partial<Record<OperatorFacts['comparison'], (given: number, limit: number) => boolean>> = {
  equals: (given, limit) => given === limit,
  'less-than': (given, limit) => given < limit,
  'less-than-equals': (given, limit) => given <= limit,
  'greater-than': (given, limit) => given > limit,
  'greater-than-equals': (given, limit) => given >= limit,
};

function oneOf(values: readonly string[], read: (text: string) => string | undefined): ValueTest {
  const wanted = new Set(defined(values, read));
  return (value) => {
    const given = read(value);
    return given !== undefined && wanted.has(given);
  };
}

function booleanOf(text: string): string | undefined {
  const lower = text.trim().toLowerCase();
  return lower === 'true' || lower === 'false' ? lower : undefined;
}

/** Base64 in its one canonical form, so that equal texts are equal bytes. */
function bytesOf(text: string): string | undefined {
  return /^[A-Za-z0-9+/]*={0,2}$/.test(text) ? Buffer.from(text, 'base64').toString('base64') : undefined;
}

function defined<T>(values: readonly string[], read: (text: string) => T | undefined): T[] {
  return values.flatMap((text) => read(text) ?? []);
}
