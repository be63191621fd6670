// Text with wildcards and policy variables, taken apart: `*`, `?`, `${key}`, `${key, 'default'}`, `${*}`, `${?}`, `${$}`.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
// What is no well-formed variable is plain text here; validation tells what is wrong with it.

export const ANY_RUN = 0;
export const ANY_ONE = 1;

export interface PolicyVariable {
  /** The context key, as written. */
  readonly key: string;
  readonly defaultValue: string | undefined;
}

/** Plain text, a wildcard, or a variable. Two plain texts never follow each other. */
export type TemplatePart = string | typeof ANY_RUN | typeof ANY_ONE | PolicyVariable;

/** Characters that a policy writes as variables, as they would be wildcards or begin a variable otherwise. */
const ESCAPED = new Set(['*', '?', '$']);
/** What a text without these is: itself. */
const SPECIAL = /[*?$]/;
const VARIABLE = /^\s*([^\s,'{}$*?]+)\s*(?:,\s*'([^']*)'\s*)?$/;

/**
 * The parts of a text. `withVariables`: as a document of version 2012-10-17 reads it; otherwise `$`, `{` and `}`
 * are themselves. `withWildcards`: `*` and `?` are wildcards, not themselves.
 */
export function templateParts(
  text: string,
  { withVariables, withWildcards }: { withVariables: boolean; withWildcards: boolean },
): TemplatePart[] {
  if (text !== '' && !SPECIAL.test(text)) return [text];
  const parts: TemplatePart[] = [];
  let plain = '';
  const flush = (): void => {
    if (plain !== '') parts.push(plain);
    plain = '';
  };
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    const end = withVariables && c === '$' ? endOfVariable(text, i) : -1;
    if (end > 0) {
      const inside = text.slice(i + 2, end);
      const variable = ESCAPED.has(inside) ? inside : readVariable(inside);
      if (variable === undefined) {
        plain += c;
        continue;
      }
      if (typeof variable === 'string') plain += variable;
      else {
        flush();
        parts.push(variable);
      }
      i = end;
    } else if (withWildcards && (c === '*' || c === '?')) {
      flush();
      parts.push(c === '*' ? ANY_RUN : ANY_ONE);
    } else {
      plain += c;
    }
  }
  flush();
  return parts;
}

/** Where the `}` of a `${` at `from` stands; -1 if there is none before another variable begins. Linear over a text. */
function endOfVariable(text: string, from: number): number {
  if (text[from + 1] !== '{') return -1;
  if (text[from + 3] === '}' && ESCAPED.has(text[from + 2] as string)) return from + 3;
  for (let i = from + 2; i < text.length; i++) {
    const c = text[i];
    if (c === '}') return i;
    if (c === '$' || c === '{') return -1;
  }
  return -1;
}

function readVariable(inside: string): PolicyVariable | undefined {
  const match = VARIABLE.exec(inside);
  return match?.[1] === undefined ? undefined : { key: match[1], defaultValue: match[2] };
}

/** True if the text has `${`. */
export function mayHaveVariable(text: string): boolean {
  return text.includes('${');
}
