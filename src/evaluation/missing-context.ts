// The condition keys that policies ask for and the request does not have: MissingContextValues of AWS's simulator.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_EvaluationResult.html
import type { PolicyDocument, Statement, TextList } from '../policy/policy-document.js';
import { templateParts } from '../policy/variables.js';
import type { Context } from './prepare-request.js';

/** Keys as first written, sorted without case, each once: of conditions and of variables. */
export function missingContextKeys(documents: Iterable<PolicyDocument>, context: Context): string[] {
  const missing = new Map<string, string>();
  for (const document of documents)
    for (const key of document.statements.flatMap((statement) => keysOf(statement, document.hasVariables))) {
      const name = key.toLowerCase();
      if (!context.has(name) && !missing.has(name)) missing.set(name, key);
    }
  return [...missing].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, key]) => key);
}

function keysOf({ conditions, resource, notResource }: Statement, hasVariables: boolean): string[] {
  const keys = conditions.map(({ keyNode }) => keyNode.value);
  if (!hasVariables) return keys;
  const variableValues = conditions.flatMap(({ operator, values }) =>
    operator.facts?.takesVariables ? values : [],
  );
  for (const { text } of [...listed(resource), ...listed(notResource), ...variableValues])
    for (const part of templateParts(text, { withVariables: true, withWildcards: true }))
      if (typeof part === 'object') keys.push(part.key);
  return keys;
}

function listed(list: TextList | undefined): TextList['values'] {
  return list?.values ?? [];
}
