// The theory of one text: is there a text that matches one pattern of each of several lists, and none of others? Asked
// in the order of cost: the exact literals, patterns that cover others, texts with fresh characters, then the automaton.
import { findText } from './automaton.js';
import type { Budget } from './budget.js';
import { classHas, literalPattern, matchesPattern, type Pattern } from './pattern.js';
import { areDisjoint, coversPattern } from './pattern-relations.js';

export interface TextQuestion {
  /** One pattern of each list must match. */
  readonly wanted: readonly (readonly Pattern[])[];
  readonly unwanted: readonly Pattern[];
  /** Texts that are taken first where they fit, as readers know them. */
  readonly hints?: readonly string[];
}

/**
 * `found`: a text that fits. `none`: there is none, whatever the values of variables. `unknown`: only where patterns
 * have symbols.
 */
export type TextAnswer =
  | { readonly kind: 'found'; readonly text: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' };

export const NONE: TextAnswer = { kind: 'none' };
const UNKNOWN: TextAnswer = { kind: 'unknown' };
const NO_SYMBOL = ({ hasSymbol }: Pattern): boolean => !hasSymbol;

/** @throws BudgetExceeded */
export function solveText(question: TextQuestion, budget: Budget): TextAnswer {
  const { wanted, unwanted, hints = [] } = question;
  const isPlain = wanted.every((list) => list.every(NO_SYMBOL));
  if (isPlain)
    for (const hint of hints) if (fits(question, hint) === 'sure') return { kind: 'found', text: hint };
  // A list of literals says which texts can be at all.
  const literals = wanted.find((list) => list.every(({ literal }) => literal !== undefined));
  if (literals !== undefined && isPlain) {
    let isUnknown = false;
    for (const { literal } of literals) {
      const fit = fits(question, literal as string);
      if (fit === 'sure') return { kind: 'found', text: literal as string };
      if (fit === 'open') isUnknown = true;
    }
    return isUnknown ? UNKNOWN : NONE;
  }
  const lists = wanted
    .map((list) => withoutCovered(list, unwanted, budget))
    .sort((a, b) => a.length - b.length);
  if (lists.some((list) => list.length === 0)) return NONE;
  return choose(lists, 0, [], [...unwanted], budget);
}

/** `open`: it hangs on the values of variables in what is unwanted. The wanted patterns have none. */
function fits({ wanted, unwanted }: TextQuestion, text: string): 'sure' | 'open' | 'no' {
  const isWanted = wanted.every((list) => list.some((pattern) => matchesPattern(pattern, text)));
  if (!isWanted || unwanted.some((pattern) => matchesPattern(pattern, text))) return 'no';
  const isOpen = unwanted.some((pattern) => pattern.hasSymbol && !areDisjoint(pattern, literalPattern(text)));
  return isOpen ? 'open' : 'sure';
}

function withoutCovered(
  list: readonly Pattern[],
  unwanted: readonly Pattern[],
  budget: Budget,
): readonly Pattern[] {
  if (unwanted.length === 0) return list;
  budget.spend(list.length * unwanted.length);
  return list.filter((pattern) => !unwanted.some((other) => coversPattern(other, pattern)));
}

/** One pattern of each list in turn, those that cannot be together left out. */
function choose(
  lists: readonly (readonly Pattern[])[],
  at: number,
  chosen: readonly Pattern[],
  unwanted: readonly Pattern[],
  budget: Budget,
): TextAnswer {
  const list = lists[at];
  if (list === undefined) return solveChosen(chosen, unwanted, budget);
  let isUnknown = false;
  for (const pattern of list) {
    budget.spend(1 + chosen.length + unwanted.length);
    if (chosen.some((other) => areDisjoint(other, pattern))) continue;
    const near = unwanted.filter((other) => !areDisjoint(other, pattern));
    const answer = choose(lists, at + 1, withPattern(chosen, pattern), near, budget);
    if (answer.kind === 'found') return answer;
    if (answer.kind === 'unknown') isUnknown = true;
  }
  return isUnknown ? UNKNOWN : NONE;
}

/** A pattern that covers another says nothing beside it. */
function withPattern(chosen: readonly Pattern[], pattern: Pattern): readonly Pattern[] {
  if (chosen.some((other) => coversPattern(pattern, other))) return chosen;
  return [...chosen.filter((other) => !coversPattern(other, pattern)), pattern];
}

function solveChosen(chosen: readonly Pattern[], unwanted: readonly Pattern[], budget: Budget): TextAnswer {
  if (unwanted.some((other) => chosen.some((pattern) => coversPattern(other, pattern)))) return NONE;
  const alphabet = alphabetOf([...chosen, ...unwanted]);
  const hasSymbol = !chosen.every(NO_SYMBOL);
  // Without a symbol in what is wanted, one in what is unwanted may be any text: it rules nothing out for sure, and
  // whether it does is not known.
  const sure = unwanted.filter(NO_SYMBOL);
  const isSure = !hasSymbol && sure.length === unwanted.length;
  if (!hasSymbol) {
    const question = { wanted: chosen.map((pattern) => [pattern]), unwanted: sure };
    for (const pattern of chosen)
      for (const text of freshTexts(pattern, alphabet))
        if (fits(question, text) === 'sure') return isSure ? { kind: 'found', text } : UNKNOWN;
  }
  const found = findText(chosen, hasSymbol ? unwanted : sure, alphabet, budget);
  if (found === undefined) return NONE;
  return isSure ? { kind: 'found', text: found.text } : UNKNOWN;
}

const POOLS = ['xzqwyvkjbghmnpdlrtufscoaei', '7301245689', 'XZQWYVKJ_~é¡λж'] as const;
/** Characters that a class leaves out: they are always of interest. */
const SEPARATORS = [':', '|', '-'];

/**
 * The characters that the patterns name, and for each kind that classes tell apart one that they do not: enough to find
 * a text wherever there is one.
 */
function alphabetOf(patterns: readonly Pattern[]): string[] {
  const named = new Set<string>();
  for (const { tokens } of patterns)
    for (const token of tokens) {
      if (token.kind === 'char') named.add(token.char);
      else if (token.kind === 'letter') named.add(token.lower).add(token.lower.toUpperCase());
    }
  const fresh = POOLS.flatMap((pool) => [...pool].find((c) => !named.has(c)) ?? []);
  if (!fresh.some((c) => POOLS[2].includes(c))) fresh.push(unnamedBeyondAscii(named));
  return [...new Set([...fresh, ...named, ...SEPARATORS])];
}

function unnamedBeyondAscii(named: ReadonlySet<string>): string {
  let code = 0x2600;
  while (named.has(String.fromCharCode(code))) code++;
  return String.fromCharCode(code);
}

/** A word that readers take for an example, then characters that no pattern names. */
const EXAMPLE = 'example';
const RUNS = [EXAMPLE, 3, 1, 0] as const;

/** Texts of the pattern that likely match no other: with an example or fresh characters in place of its wildcards. */
function freshTexts({ tokens }: Pattern, alphabet: readonly string[]): string[] {
  return RUNS.map((run) => {
    let text = '';
    for (const token of tokens) {
      if (token.kind === 'run' || token.kind === 'one') {
        const c = alphabet.find((letter) => classHas(token.of, letter)) ?? '';
        if (token.kind === 'one') text += c;
        else if (run === EXAMPLE) text += token.of === 'any' ? EXAMPLE : c;
        else text += c.repeat(run);
      } else text += token.kind === 'char' ? token.char : token.kind === 'letter' ? token.lower : '';
    }
    return text;
  });
}
