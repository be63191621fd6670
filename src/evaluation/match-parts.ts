// Whether a text is what a template says: plain texts, `*` for any run, `?` for any one character (Unicode code point;
// unverified: AWS's pages say "any single character"). One place to go back to, the last `*`: what stands before it needs no second look. Linear where plain texts are found, at worst
// the product of both lengths.
import { ANY_ONE, ANY_RUN, type PolicyVariable, type TemplatePart } from '../policy/variables.js';
import type { Context } from './prepare-request.js';

/** A part whose variable has its value. */
export type ConstantPart = string | typeof ANY_RUN | typeof ANY_ONE;

/** True if the whole of `text` matches. Case counts. */
export function matchesParts(parts: readonly ConstantPart[], text: string): boolean {
  let part = 0;
  let at = 0;
  let afterRun = -1;
  let runEnd = 0;
  for (;;) {
    const wanted = parts[part];
    if (wanted === undefined) {
      if (at === text.length) return true;
    } else if (wanted === ANY_RUN) {
      afterRun = ++part;
      runEnd = at;
      if (part === parts.length) return true;
      continue;
    } else if (wanted === ANY_ONE) {
      if (at < text.length) {
        part++;
        at += isPair(text, at) ? 2 : 1;
        continue;
      }
    } else if (text.startsWith(wanted, at)) {
      part++;
      at += wanted.length;
      continue;
    }
    if (afterRun < 0) return false;
    const next = parts[afterRun];
    runEnd = typeof next === 'string' ? text.indexOf(next, runEnd + 1) : runEnd + 1;
    if (runEnd < 0 || runEnd > text.length) return false;
    part = afterRun;
    at = runEnd;
  }
}

function isPair(text: string, at: number): boolean {
  return (text.codePointAt(at) ?? 0) > 0xffff;
}

/**
 * The parts with values in the place of variables; undefined if one has no value and no default: "there is no equal or
 * like value" (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-no-value),
 * so a pattern with it matches nothing, and a negation takes that as met. A value stands for
 * itself: `*` and `?` in it are plain (unverified: AWS's pages do not say). A key with several values has none here
 * ("you cannot use multivalued context keys as policy variables",
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html).
 */
export function resolveParts(parts: readonly TemplatePart[], context: Context): ConstantPart[] | undefined {
  const resolved: ConstantPart[] = [];
  for (const part of parts) {
    const constant = typeof part === 'object' ? valueOfVariable(part, context) : part;
    if (constant === undefined) return undefined;
    if (constant !== '') resolved.push(constant);
  }
  return resolved;
}

export function isConstant(parts: readonly TemplatePart[]): parts is readonly ConstantPart[] {
  return parts.every((part) => typeof part !== 'object');
}

function valueOfVariable({ key, defaultValue }: PolicyVariable, context: Context): string | undefined {
  const values = context.get(key.toLowerCase());
  return values === undefined ? defaultValue : values.length === 1 ? values[0] : undefined;
}
