// A pattern for ARNs, of a Resource element or an ARN operator: each of the six parts by itself, the sixth to its end.
// AWS's pages disagree on whether `*` runs over colons; samples of AWS's own checks hold only part by part.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
import { ANY_RUN, type TemplatePart, templateParts } from '../policy/variables.js';
import { isConstant, matchesParts, resolveParts } from './match-parts.js';
import type { Context } from './prepare-request.js';
import { hasAllSegments, SEGMENTS, segmentsOfParts } from './segments.js';

export interface ArnPattern {
  /** `segments`: of the text, undefined for the resource `*`, which only `*` itself matches. */
  matches(text: string, segments: readonly string[] | undefined, context: Context): boolean;
  /** What every text that matches begins with. */
  readonly prefix: string;
  /** True if `prefix` is the only text that matches. */
  readonly isExact: boolean;
}

export interface ArnPatternOptions {
  /** The document's version has variables. */
  readonly hasVariables: boolean;
  /** Resource elements take variables in the sixth part only (reference_policies_variables.html). */
  readonly variablesIn: 'sixth' | 'all';
  /**
   * What parts mean that a pattern without a final `*` leaves out: anything in policies about identities, nothing
   * elsewhere (unverified: AWS's pages do not say; a final `*` runs over all that is left out).
   */
  readonly leftOut: 'anything' | 'nothing';
}

const NEVER: ArnPattern = { matches: () => false, prefix: '', isExact: false };

export function compileArnPattern(text: string, options: ArnPatternOptions): ArnPattern {
  const { hasVariables, variablesIn, leftOut } = options;
  const parts = templateParts(text, { withVariables: hasVariables, withWildcards: true });
  if (parts.length > 0 && parts.every((part) => part === ANY_RUN))
    return { matches: () => true, prefix: '', isExact: false };
  if (parts.length === 1 && typeof parts[0] === 'string' && hasAllSegments(parts[0]))
    return asWhole(parts, parts[0]);
  const segments = segmentsOfParts(parts);
  if (variablesIn === 'sixth' && !segments.slice(0, SEGMENTS - 1).every(isConstant)) return NEVER;
  if (segments.length < SEGMENTS) {
    if (parts.at(-1) !== ANY_RUN && leftOut === 'nothing') return NEVER;
    while (segments.length < SEGMENTS) segments.push([ANY_RUN]);
    return bySegment(segments);
  }
  const [first] = parts;
  const prefix = typeof first === 'string' ? first : '';
  const isPlainHead = segments.slice(0, SEGMENTS - 1).every((s) => s.every((p) => typeof p === 'string'));
  return isPlainHead ? asWhole(parts, prefix) : { ...bySegment(segments), prefix };
}

/** Where five plain parts come first, the text as a whole matches as its parts do. */
function asWhole(parts: readonly TemplatePart[], prefix: string): ArnPattern {
  if (!isConstant(parts))
    return {
      prefix,
      isExact: false,
      matches: (text, segments, context) => {
        if (segments === undefined || !text.startsWith(prefix)) return false;
        const resolved = resolveParts(parts, context);
        return resolved !== undefined && matchesParts(resolved, text);
      },
    };
  if (parts.length === 1) return { prefix, isExact: true, matches: (text) => text === prefix };
  if (parts.length === 2 && parts[1] === ANY_RUN)
    return { prefix, isExact: false, matches: (text) => text.startsWith(prefix) };
  return { prefix, isExact: false, matches: (text) => text.startsWith(prefix) && matchesParts(parts, text) };
}

function bySegment(patterns: readonly (readonly TemplatePart[])[]): ArnPattern {
  return {
    prefix: '',
    isExact: false,
    matches: (_, segments, context) =>
      segments !== undefined &&
      segments.length === SEGMENTS &&
      patterns.every((parts, i) => {
        const resolved = isConstant(parts) ? parts : resolveParts(parts, context);
        return resolved !== undefined && matchesParts(resolved, segments[i] ?? '');
      }),
  };
}
