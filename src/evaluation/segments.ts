// An ARN's six parts: the first five hold no colon, the sixth is all that follows.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html

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
