// ARNs of principals as patterns over the one text that a principal is (universe.ts): what a pattern says of
// `arn:partition:service::account:resource`, said of `AWS|partition|service|account|resource|session`.
import { classHas, makePattern, type Pattern, type Token, textTokens, tokenMatches } from './pattern.js';

/** A part of a principal's text: whatever it is. */
export const ANY_PART: Token = { kind: 'run', of: 'not-bar' };
const SEPARATORS = ['arn:', ':', '::', ':'] as const;

/** Members of AWS accounts with these parts; a role with all of its sessions. */
export function memberPattern([
  partition = [],
  service = [],
  account = [],
  resource = [],
]: readonly (readonly Token[])[]): Pattern {
  const bar = textTokens('|');
  return makePattern([
    ...textTokens('AWS|'),
    ...[partition, service, account, resource].flatMap((part) => [...part, ...bar]),
    ANY_PART,
  ]);
}

/** Patterns of the members whose ARN (a role's own, of its sessions too) matches; together exact. The pattern has no symbol. */
export function membersOfArn({ tokens }: Pattern): Pattern[] {
  const found = new Map<string, Pattern>();
  for (const parts of partsOf(tokens, 0, [])) {
    const pattern = memberPattern(parts.map(withoutBars));
    found.set(pattern.key, pattern);
  }
  return [...found.values()];
}

/** Every way to lay the tokens over separators and parts. */
function* partsOf(
  tokens: readonly Token[],
  at: number,
  parts: readonly (readonly Token[])[],
): Generator<readonly (readonly Token[])[]> {
  const separator = SEPARATORS[at];
  if (separator === undefined) return;
  for (const rest of behind(tokens, separator)) {
    if (at === SEPARATORS.length - 1) yield [...parts, rest];
    else for (const [part, left] of parted(rest)) yield* partsOf(left, at + 1, [...parts, part]);
  }
}

/** What is left of the tokens where they begin with the text; a run may take a part of it, and go on. */
function* behind(tokens: readonly Token[], text: string): Generator<readonly Token[]> {
  const [char] = text;
  if (char === undefined) {
    yield tokens;
    return;
  }
  const [token, ...rest] = tokens;
  if (token === undefined) return;
  if (token.kind === 'run') {
    yield* behind(rest, text);
    if (classHas(token.of, char)) yield* behind(tokens, text.slice(1));
  } else if (tokenMatches(token, char)) yield* behind(rest, text.slice(1));
}

/** A part, and what is behind it: a run may end the one and begin the other. */
function* parted(tokens: readonly Token[]): Generator<[part: readonly Token[], left: readonly Token[]]> {
  for (const [i, token] of tokens.entries()) {
    yield [tokens.slice(0, i), tokens.slice(i)];
    if (token.kind === 'char' && token.char === ':') return;
    if (token.kind === 'run') yield [tokens.slice(0, i + 1), tokens.slice(i)];
  }
}

/** The value of a part has no bar; one of those before the resource has no colon, whatever the pattern. */
export function withoutBars(tokens: readonly Token[]): Token[] {
  return tokens.map((token) => ('of' in token ? { kind: token.kind, of: 'not-bar' } : token));
}
