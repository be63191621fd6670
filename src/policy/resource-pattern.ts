// Which texts a Resource element matches, and whether one element matches all that another does.
// `*` any run, `?` any one character, `${*}` `${?}` `${$}` those characters themselves, `${name}` a variable.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html

const ANY_RUN = 0;
const ANY_ONE = 1;
/** A character (its text), a wildcard, or a variable that stands for itself alone (its whole text). */
type PatternToken = string | typeof ANY_RUN | typeof ANY_ONE;

/** True if the element has a `*` or `?` that works as a wildcard. */
export function hasWildcard(resource: string): boolean {
  return (
    (resource.includes('*') || resource.includes('?')) &&
    tokens(resource).some((token) => typeof token === 'number')
  );
}

/**
 * True if all that `inner` matches, `outer` matches too. Never true in error; it may be false where only an
 * enumeration would show it. Variables match themselves, whatever their value: conservative.
 */
export function coversResource(outer: string, inner: string): boolean {
  if (outer === inner || outer === '*') return true;
  if (!outer.includes('*') && !outer.includes('?')) return false;
  const pattern = tokens(outer);
  const text = tokens(inner);
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    const wanted = pattern[p];
    if (wanted === ANY_RUN) {
      star = p++;
      resume = t;
    } else if (wanted !== undefined && stepCovers(wanted, text[t])) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (pattern[p] === ANY_RUN) p++;
  return p === pattern.length;
}

/** The text before the first wildcard: every text that the element matches begins with it (escapes undone not). */
export function literalPrefix(resource: string): string {
  const first = resource.search(/(?<!\$\{)[*?]/);
  return first < 0 ? resource : resource.slice(0, first);
}

function stepCovers(wanted: PatternToken, given: PatternToken | undefined): boolean {
  if (given === undefined || given === ANY_RUN) return false;
  if (wanted === ANY_ONE) return given === ANY_ONE || given.length === 1;
  return wanted === given;
}

function tokens(resource: string): PatternToken[] {
  const result: PatternToken[] = [];
  for (let i = 0; i < resource.length; i++) {
    const c = resource[i] as string;
    if (c === '$' && resource[i + 1] === '{') {
      const end = resource.indexOf('}', i + 2);
      if (end > 0) {
        const name = resource.slice(i + 2, end);
        result.push(name === '*' || name === '?' || name === '$' ? name : resource.slice(i, end + 1));
        i = end;
        continue;
      }
    }
    result.push(c === '*' ? ANY_RUN : c === '?' ? ANY_ONE : c);
  }
  return result;
}
