// An ARN's six parts: the first five hold no colon, the sixth is all that follows.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html

import type { TemplatePart } from '../policy/variables.js';

export const SEGMENTS = 6;

/** At most six parts of a text. */
export function splitSegments(text: string): string[] {
  const parts: string[] = [];
  let from = 0;
  while (parts.length < SEGMENTS - 1) {
    const colon = text.indexOf(':', from);
    if (colon < 0) break;
    parts.push(text.slice(from, colon));
    from = colon + 1;
  }
  parts.push(text.slice(from));
  return parts;
}

/** True if the text has six parts. */
export function hasAllSegments(text: string): boolean {
  let colon = -1;
  for (let i = 1; i < SEGMENTS; i++) {
    colon = text.indexOf(':', colon + 1);
    if (colon < 0) return false;
  }
  return true;
}

/** The parts between the first five colons; colons within variables are theirs. */
export function segmentsOfParts(parts: readonly TemplatePart[]): TemplatePart[][] {
  let current: TemplatePart[] = [];
  const segments = [current];
  for (const part of parts) {
    let rest = part;
    while (typeof rest === 'string' && segments.length < SEGMENTS) {
      const colon = rest.indexOf(':');
      if (colon < 0) break;
      if (colon > 0) current.push(rest.slice(0, colon));
      current = [];
      segments.push(current);
      rest = rest.slice(colon + 1);
    }
    if (rest !== '') current.push(rest);
  }
  return segments;
}
