// The slow, obvious reading of a Resource element: a regular expression over the whole text.

const expressions = new Map<string, RegExp>();

/** True if the written element matches the literal text. Variables other than `${*}` `${?}` `${$}` match nothing. */
export function matchesResource(written: string, literal: string): boolean {
  const known = expressions.get(written) ?? expressionOf(written);
  expressions.set(written, known);
  return known.test(literal);
}

function expressionOf(written: string): RegExp {
  const source = written.replace(/\$\{([*?$])\}|[\\^$.|+()[\]{}/*?]/g, (part, escaped?: string) => {
    if (escaped !== undefined) return `\\${escaped}`;
    return part === '*' ? '.*' : part === '?' ? '.' : `\\${part}`;
  });
  return new RegExp(`^${source}$`, 's');
}

/** The text that an element without wildcards stands for. */
export function literalOf(written: string): string {
  return written.replace(/\$\{([*?$])\}/g, '$1');
}
