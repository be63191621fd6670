// Where a text has `${`: what stands inside, well-formed or not. The policy language's own reading of variables is
// policy/variables.ts; this is for telling what is wrong with them.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html

export interface VariableUse {
  /** Offsets in the text, of `${` and behind `}`. */
  readonly start: number;
  readonly end: number;
  /** Between the braces; the rest of the text, or up to the next `${`, where the closing one is missing. */
  readonly inside: string;
  readonly isClosed: boolean;
}

/** A variable's parts: what stands before the first comma, and what behind. */
export interface VariableParts {
  readonly name: string;
  readonly defaultValue: string | undefined;
}

/** Every `${` of the text, from the left. */
export function variableUses(text: string): readonly VariableUse[] {
  const uses: VariableUse[] = [];
  let start = text.indexOf('${');
  while (start >= 0) {
    const next = text.indexOf('${', start + 2);
    const rest = text.slice(start + 2, next < 0 ? text.length : next);
    const brace = rest.indexOf('}');
    const inside = brace < 0 ? rest : rest.slice(0, brace);
    const end = start + 2 + inside.length + (brace < 0 ? 0 : 1);
    uses.push({ start, end, inside, isClosed: brace >= 0 });
    start = next;
  }
  return uses;
}

export function partsOfVariable(inside: string): VariableParts {
  const comma = inside.indexOf(',');
  return comma < 0
    ? { name: inside, defaultValue: undefined }
    : { name: inside.slice(0, comma), defaultValue: inside.slice(comma + 1) };
}

/** True for `${*}`, `${?}` and `${$}`, which stand for the sign itself. */
export function isEscapedSign({ inside, isClosed }: VariableUse): boolean {
  return isClosed && (inside === '*' || inside === '?' || inside === '$');
}

/** The text with each `${...}` cut to the sign `hole`. */
export function withoutVariables(text: string, hole: string): string {
  let plain = '';
  let from = 0;
  for (const { start, end, isClosed } of variableUses(text)) {
    if (!isClosed) continue;
    plain += text.slice(from, start) + hole;
    from = end;
  }
  return plain + text.slice(from);
}
