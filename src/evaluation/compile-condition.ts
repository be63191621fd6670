// One key under one operator, made ready: the quantifier, the negation and the absent key around the test of a value.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
import type { ConditionEntry } from '../policy/policy-document.js';
import type { Context } from './prepare-request.js';
import { compileValueTest, type ValueTest } from './value-test.js';

/** Why a condition is not met. */
export type ConditionCause =
  /** The request has no such key. */
  | 'key-absent'
  /** The key is there, and must not be (`Null`). */
  | 'key-present'
  /** The request has several values, and the operator no ForAllValues or ForAnyValue. */
  | 'several-values'
  | 'value-mismatch';

export interface CompiledCondition {
  readonly entry: ConditionEntry;
  isMet(context: Context): boolean;
}

/** `entry.operator.facts` must be known: other documents are refused before. */
export function compileCondition(entry: ConditionEntry, hasVariables: boolean): CompiledCondition {
  const { facts, qualifier, ifExists } = entry.operator;
  if (facts === undefined) throw new RangeError(`\`${entry.operatorNode.value}\` is no operator`);
  const { key } = entry;
  const values = entry.values.map(({ text }) => text);
  if (facts.family === 'Null') {
    const wanted = new Set(values.map((text) => text.toLowerCase()));
    return { entry, isMet: (context) => wanted.has(String(!context.has(key))) };
  }
  const test = compileValueTest(facts, values, hasVariables);
  const holds: ValueTest = facts.isNegated ? (value, context) => !test(value, context) : test;
  switch (qualifier) {
    // "returns true if there are no context keys in the request, or if the context key value resolves to a null
    // dataset, such as an empty string"
    case 'ForAllValues':
      return {
        entry,
        isMet: (context) => {
          const given = context.get(key);
          return given === undefined || isNullSet(given) || given.every((value) => holds(value, context));
        },
      };
    // "For no matching context key or if the key value resolves to a null dataset, the condition returns false."
    case 'ForAnyValue':
      return {
        entry,
        isMet: (context) => {
          const given = context.get(key);
          if (given === undefined) return ifExists;
          return !isNullSet(given) && given.some((value) => holds(value, context));
        },
      };
    default: {
      const ifAbsent = ifExists || facts.isNegated;
      return {
        entry,
        isMet: (context) => {
          const given = context.get(key);
          if (given === undefined) return ifAbsent;
          // Several values without a quantifier match nothing (unverified: "multivalued context keys require a
          // condition set operator" is all that is said).
          if (given.length > 1) return facts.isNegated;
          return holds(given[0] as string, context);
        },
      };
    }
  }
}

/** Why the condition is not met; to be asked only where it is not. */
export function causeOf({ entry }: CompiledCondition, context: Context): ConditionCause {
  const given = context.get(entry.key);
  if (given === undefined) return 'key-absent';
  if (entry.operator.facts?.family === 'Null') return 'key-present';
  return given.length > 1 && entry.operator.qualifier === undefined ? 'several-values' : 'value-mismatch';
}

function isNullSet(values: readonly string[]): boolean {
  return values.every((value) => value === '');
}
