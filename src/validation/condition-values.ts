// What checks ask of operators and of the values under them.
import type { JsonStringNode } from '../policy/json-node.js';
import { type OperatorReading, readOperator } from '../policy/operators.js';
import type { ConditionEntry, PolicyText, Statement } from '../policy/policy-document.js';
import { mayHaveVariable } from '../policy/variables.js';

/** The values whose text is all there is to them: those without variables. */
export function plainValues({ values }: ConditionEntry): readonly PolicyText[] {
  return values.filter(({ text }) => !mayHaveVariable(text));
}

/** Plain values that stand for one text: under a Like operator those without wildcards. */
export function literalValues(entry: ConditionEntry): readonly PolicyText[] {
  const values = plainValues(entry);
  return isLike(entry) ? values.filter(({ text }) => !hasWildcard(text)) : values;
}

/** True under an operator to which `*` and `?` are wildcards. */
export function isLike({ operator }: ConditionEntry): boolean {
  return operator.facts?.comparison === 'like';
}

export function hasWildcard(text: string): boolean {
  return text.includes('*') || text.includes('?');
}

export interface OperatorUse {
  readonly node: JsonStringNode;
  readonly operator: OperatorReading;
}

/** The operators of the statement, keys or none beneath them. */
export function operatorsOf({ condition }: Statement): readonly OperatorUse[] {
  if (condition?.value.kind !== 'object') return [];
  return condition.value.members.map(({ key }) => ({ node: key, operator: readOperator(key.value) }));
}
