// What policies write of texts, as patterns: actions, resources, and the values of the String and Arn operators. Read as
// the evaluator reads them.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html

import { remembered } from '../core/remembered.js';
import { matchesWildcard } from '../core/wildcard.js';
import { SEGMENTS, segmentsOfParts } from '../evaluation/segments.js';
import { ANY_ONE as ONE, ANY_RUN as RUN, type TemplatePart, templateParts } from '../policy/variables.js';
import {
  ANY_ONE,
  ANY_RUN,
  charToken,
  letterToken,
  makePattern,
  type Pattern,
  type Token,
  textTokens,
} from './pattern.js';

/** Values that policy variables have, by key in lower case; undefined: the key is absent. A key without entry is open. */
export type VariableValues = ReadonlyMap<string, string | undefined>;

export interface Reading {
  /** The document's version has variables. */
  readonly hasVariables: boolean;
  readonly values: VariableValues;
}

/** What separates a key from its default in a symbol's name. */
const DEFAULT = ' ';
const NOT_COLON_RUN: Token = { kind: 'run', of: 'not-colon' };
const ALL: Pattern = makePattern([ANY_RUN]);

/** An element of Action, in lower case. */
export const actionPattern = remembered((action: string): Pattern => {
  return makePattern(
    tokensOf(templateParts(action, { withVariables: false, withWildcards: true }), charToken, 'any'),
  );
});

/** `undefined`: it matches nothing. */
export function textPattern(
  text: string,
  form: { readonly isLike: boolean; readonly ignoresCase: boolean },
  reading: Reading,
): Pattern | undefined {
  const parts = resolved(
    templateParts(text, { withVariables: reading.hasVariables, withWildcards: form.isLike }),
    reading.values,
  );
  if (parts === undefined) return undefined;
  const { ignoresCase } = form;
  return makePattern(tokensOf(parts, ignoresCase ? letterToken : charToken, 'any', ignoresCase ? 'i' : ''));
}

/**
 * A Resource element, or a value of an Arn operator: part by part. `leftOut`: what parts mean that the text leaves out
 * without a final `*`. `undefined`: it matches nothing.
 */
export function arnPattern(
  text: string,
  form: { readonly isResource: boolean; readonly leftOut: 'anything' | 'nothing' },
  { hasVariables, values }: Reading,
): Pattern | undefined {
  const written = templateParts(text, { withVariables: hasVariables, withWildcards: true });
  if (written.length > 0 && written.every((part) => part === RUN)) return form.isResource ? ALL : undefined;
  const segments = segmentsOfParts(written);
  const isConstant = segments
    .slice(0, SEGMENTS - 1)
    .every((parts) => parts.every((part) => typeof part !== 'object'));
  if (form.isResource && !isConstant) return undefined;
  if (segments.length < SEGMENTS) {
    if (written.at(-1) !== RUN && form.leftOut === 'nothing') return undefined;
    while (segments.length < SEGMENTS) segments.push([RUN]);
  }
  const [first = [], ...others] = segments;
  if (!matchesWildcard(first.map(globText).join(''), 'arn')) return undefined;
  let tokens = textTokens('arn');
  for (const [i, segment] of others.entries()) {
    const parts = resolved(segment, values);
    if (parts === undefined) return undefined;
    const isLast = i === others.length - 1;
    if (!isLast && parts.some((part) => typeof part === 'string' && part.includes(':'))) return undefined;
    tokens = tokens.concat(charToken(':'), tokensOf(parts, charToken, isLast ? 'any' : 'not-colon'));
  }
  return makePattern(tokens);
}

function globText(part: TemplatePart): string {
  return part === RUN ? '*' : part === ONE ? '?' : typeof part === 'string' ? part : '\u0000';
}

/** The parts with the values that are given; undefined where a key is absent and has no default. */
function resolved(parts: readonly TemplatePart[], values: VariableValues): TemplatePart[] | undefined {
  const result: TemplatePart[] = [];
  for (const part of parts) {
    const key = typeof part === 'object' ? part.key.toLowerCase() : undefined;
    if (typeof part !== 'object' || key === undefined || !values.has(key)) {
      result.push(part);
      continue;
    }
    const value = values.get(key) ?? part.defaultValue;
    if (value === undefined) return undefined;
    result.push(value);
  }
  return result;
}

function tokensOf(
  parts: readonly TemplatePart[],
  token: (char: string) => Token,
  of: 'any' | 'not-colon',
  symbolSuffix = '',
): Token[] {
  const tokens: Token[] = [];
  for (const part of parts) {
    if (part === RUN) tokens.push(of === 'any' ? ANY_RUN : NOT_COLON_RUN);
    else if (part === ONE) tokens.push(of === 'any' ? ANY_ONE : { kind: 'one', of });
    else if (typeof part === 'object') {
      // Two symbols are the same text for sure only where key, default and the use of case are the same.
      const name = `${part.key.toLowerCase()}${DEFAULT}${part.defaultValue ?? DEFAULT}${symbolSuffix}`;
      tokens.push({ kind: 'symbol', name });
    } else for (let i = 0; i < part.length; i++) tokens.push(token(part[i] as string));
  }
  return tokens;
}

/** The keys of the variables in a text, in lower case. */
export function variableKeys(text: string): string[] {
  if (!text.includes('${')) return [];
  return templateParts(text, { withVariables: true, withWildcards: true }).flatMap((part) =>
    typeof part === 'object' ? [part.key.toLowerCase()] : [],
  );
}
