// Which values of policy variables are worth a look: those that the policies name for the key itself, those that stand
// where the variable stands in another text, and one that no policy names.
import type { PolicyDocument, Statement } from '../policy/policy-document.js';
import type { RequestQuestion } from './encode-question.js';
import type { Pattern } from './pattern.js';
import { type VariableValues, variableKeys } from './written-patterns.js';

/** A key that has some value, which is none of the named ones. */
export interface OtherValue {
  readonly key: string;
  readonly named: readonly string[];
}

/** One case of the split: keys with a value or absent, and keys that are left open. */
export interface ValueCase {
  readonly values: VariableValues;
  readonly others: readonly OtherValue[];
}

/** All variables are open. */
export const NO_CASE: ValueCase = { values: new Map(), others: [] };

const MOST_CASES = 400;
const MOST_NAMED = 12;
const FRESH = 'example-value';

/** The keys that are used as variables, in lower case. */
export function variableKeysOf(...documents: readonly (PolicyDocument | undefined)[]): string[] {
  const keys = new Set<string>();
  for (const document of documents)
    if (document?.hasVariables && document.text.includes('${'))
      for (const text of textsOf(document)) for (const key of variableKeys(text)) keys.add(key);
  return [...keys];
}

/** Condition keys that the policies ask about or use as variables, in lower case. */
export function keysThatMatter(documents: readonly PolicyDocument[]): Set<string> {
  const keys = new Set(variableKeysOf(...documents));
  for (const { statements } of documents)
    for (const { conditions } of statements) for (const { key } of conditions) keys.add(key);
  return keys;
}

/**
 * Cases that together are all there are; then, for witnesses, each key with a value that no policy names. Nothing where
 * that would be too many.
 */
export function* splitValues(
  keys: readonly string[],
  { policy, existing, within, constraints = [] }: RequestQuestion,
): Generator<ValueCase> {
  const documents = [policy, existing, within];
  const texts = [
    ...documents.flatMap((document) => (document === undefined ? [] : textsOf(document))),
    ...constraints.flatMap(({ body }) => (body.kind === 'text' ? body.patterns.map(globOf) : [])),
  ];
  const named = new Map(keys.map((key) => [key, namedValues(key, texts, documents)]));
  const fresh = new Map(keys.map((key, i) => [key, i === 0 ? FRESH : `${FRESH}-${i + 1}`]));
  const count = keys.reduce((product, key) => product * ((named.get(key)?.length ?? 0) + 2), 1);
  // A value that no policy names is the likeliest to show something.
  yield { values: fresh, others: [] };
  if (count > MOST_CASES) {
    for (const key of keys)
      for (const value of [...(named.get(key) ?? []), undefined])
        yield { values: new Map([...fresh, [key, value]]), others: [] };
    // Not all there is: an open case keeps the answer open.
    yield NO_CASE;
    return;
  }
  yield* casesOf(keys, 0, named, NO_CASE);
}

function* casesOf(
  keys: readonly string[],
  at: number,
  named: ReadonlyMap<string, readonly string[]>,
  given: ValueCase,
): Generator<ValueCase> {
  const key = keys[at];
  if (key === undefined) {
    yield given;
    return;
  }
  const values = named.get(key) ?? [];
  for (const value of [...values, undefined])
    yield* casesOf(keys, at + 1, named, { ...given, values: new Map([...given.values, [key, value]]) });
  yield* casesOf(keys, at + 1, named, { ...given, others: [...given.others, { key, named: values }] });
}

/** Values of the key's own conditions, and what stands in other texts in the variable's place. */
function namedValues(
  key: string,
  texts: readonly string[],
  documents: readonly (PolicyDocument | undefined)[],
): string[] {
  const named = new Set<string>();
  for (const document of documents)
    for (const statement of document?.statements ?? [])
      for (const entry of statement.conditions)
        if (entry.key === key) for (const { text } of entry.values) if (isPlain(text)) named.add(text);
  for (const template of texts) {
    const at = template.search(/\$\{[^*?$]/);
    if (at < 0 || !variableKeys(template).includes(key)) continue;
    const prefix = template.slice(0, at);
    const next = template[template.indexOf('}', at) + 1];
    for (const text of texts) {
      if (!text.startsWith(prefix)) continue;
      const rest = text.slice(at);
      const end = next === undefined || next === '*' ? -1 : rest.indexOf(next);
      for (const value of [end < 0 ? rest : rest.slice(0, end), rest.split(/[/:*]/)[0] ?? ''])
        if (value !== '' && isPlain(value)) named.add(value);
    }
  }
  named.delete(FRESH);
  return [...named].slice(0, MOST_NAMED);
}

/** The pattern as a policy would write it, as far as it matters here. */
function globOf({ tokens }: Pattern): string {
  return tokens.map((token) => (token.kind === 'char' ? token.char : '*')).join('');
}

function isPlain(text: string): boolean {
  return !/[*?$]/.test(text);
}

function textsOf(document: PolicyDocument): string[] {
  return document.statements.flatMap(textsOfStatement);
}

function textsOfStatement({ resource, notResource, conditions }: Statement): string[] {
  return [
    ...((resource ?? notResource)?.values.map(({ text }) => text) ?? []),
    ...conditions.flatMap(({ values }) => values.map(({ text }) => text)),
  ];
}
