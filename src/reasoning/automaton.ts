// Whether some text matches patterns and none of others: a breadth-first walk through their product automaton, made as it
// is walked. Exact, but for symbols (policy variables), where it takes more texts than there are: see `findText`.
import type { Budget } from './budget.js';
import { type Pattern, type Token, tokenMatches } from './pattern.js';

/** A symbol as a character of the alphabet: from the private use area, which policies do not write. */
const FIRST_SYMBOL = 0xe000;

interface Machine {
  readonly tokens: readonly Token[];
  readonly isWanted: boolean;
  /** A symbol may be any text here: every later position can be reached by it. */
  readonly isLoose: boolean;
}

/** Positions of one machine; bits of 32-bit words. */
type Positions = Int32Array;

interface Node {
  readonly states: readonly Positions[];
  readonly parent: Node | undefined;
  readonly char: string;
}

/**
 * A shortest text over `alphabet` that matches all `wanted` and none `unwanted`; undefined if there is none. Symbols:
 * the first wanted pattern that has one is read strictly, and its symbols are characters of the alphabet; other wanted
 * patterns may take any text for them, unwanted ones only the same symbol or an unbounded run. So `undefined` holds for
 * all values of the variables; a text that is found may hold for none (`hasSymbol`).
 */
export function findText(
  wanted: readonly Pattern[],
  unwanted: readonly Pattern[],
  alphabet: readonly string[],
  budget: Budget,
): { readonly text: string; readonly hasSymbol: boolean } | undefined {
  const strict = wanted.find(({ hasSymbol }) => hasSymbol);
  const symbols = new Map<string, string>();
  for (const token of strict?.tokens ?? [])
    if (token.kind === 'symbol' && !symbols.has(token.name))
      symbols.set(token.name, String.fromCharCode(FIRST_SYMBOL + symbols.size));
  const machines: Machine[] = [
    ...wanted.map((pattern) => ({
      tokens: pattern.tokens,
      isWanted: true,
      isLoose: strict !== undefined && pattern !== strict,
    })),
    ...unwanted.map(({ tokens }) => ({ tokens, isWanted: false, isLoose: false })),
  ];
  const letters = [...alphabet, ...symbols.values()];
  const symbolOf = new Map([...symbols].map(([name, char]) => [char, name]));
  const start = machines.map((machine) => {
    const positions = new Int32Array((machine.tokens.length >> 5) + 1);
    set(positions, 0);
    return closed(machine, positions);
  });
  const first: Node = { states: start, parent: undefined, char: '' };
  if (isEnd(machines, start)) return { text: '', hasSymbol: false };
  const seen = new Set([keyOf(start)]);
  const queue = [first];
  for (let head = 0; head < queue.length; head++) {
    const node = queue[head] as Node;
    for (const char of letters) {
      const symbol = symbolOf.get(char);
      const states = step(machines, node.states, char, symbol, budget);
      if (states === undefined) continue;
      const key = keyOf(states);
      if (seen.has(key)) continue;
      seen.add(key);
      const next: Node = { states, parent: node, char };
      if (isEnd(machines, states)) return { text: textOf(next), hasSymbol: symbols.size > 0 };
      queue.push(next);
    }
  }
  return undefined;
}

/** The states after one character; undefined where no text can be found from there. */
function step(
  machines: readonly Machine[],
  states: readonly Positions[],
  char: string,
  symbol: string | undefined,
  budget: Budget,
): Positions[] | undefined {
  const next: Positions[] = [];
  for (let m = 0; m < machines.length; m++) {
    const machine = machines[m] as Machine;
    const from = states[m] as Positions;
    budget.spend(1 + (machine.tokens.length >> 3));
    const to = new Int32Array(from.length);
    let isEmpty = true;
    for (let j = 0; j < machine.tokens.length; j++) {
      if (!has(from, j)) continue;
      const token = machine.tokens[j] as Token;
      if (symbol !== undefined && machine.isLoose) {
        for (let k = j; k <= machine.tokens.length; k++) set(to, k);
        isEmpty = false;
        break;
      }
      if (token.kind === 'run') {
        if (symbol === undefined ? tokenMatches(token, char) : token.of === 'any') {
          set(to, j);
          isEmpty = false;
        }
      } else if (token.kind === 'symbol') {
        if (machine.isLoose) {
          set(to, j);
          isEmpty = false;
        } else if (symbol === token.name) {
          set(to, j + 1);
          isEmpty = false;
        }
      } else if (symbol === undefined && tokenMatches(token, char)) {
        set(to, j + 1);
        isEmpty = false;
      }
    }
    // After its last token a loose machine may still be within what a symbol took.
    if (symbol !== undefined && machine.isLoose && has(from, machine.tokens.length)) {
      set(to, machine.tokens.length);
      isEmpty = false;
    }
    if (isEmpty && machine.isWanted) return undefined;
    closed(machine, to);
    if (!machine.isWanted && takesAll(machine, to)) return undefined;
    next.push(to);
  }
  return next;
}

/** Adds the positions that need no character. */
function closed({ tokens, isLoose }: Machine, positions: Positions): Positions {
  for (let j = 0; j < tokens.length; j++) {
    const kind = tokens[j]?.kind;
    if ((kind === 'run' || (kind === 'symbol' && isLoose)) && has(positions, j)) set(positions, j + 1);
  }
  return positions;
}

/** True if every text matches from here: the pattern ends in an unbounded run that has begun. */
function takesAll({ tokens }: Machine, positions: Positions): boolean {
  const last = tokens.at(-1);
  return last?.kind === 'run' && last.of === 'any' && has(positions, tokens.length - 1);
}

function isEnd(machines: readonly Machine[], states: readonly Positions[]): boolean {
  return machines.every(({ tokens, isWanted }, m) => has(states[m] as Positions, tokens.length) === isWanted);
}

function has(positions: Positions, j: number): boolean {
  return ((positions[j >> 5] as number) & (1 << (j & 31))) !== 0;
}

function set(positions: Positions, j: number): void {
  positions[j >> 5] = (positions[j >> 5] as number) | (1 << (j & 31));
}

function keyOf(states: readonly Positions[]): string {
  let key = '';
  for (const positions of states) {
    for (const word of positions) key += String.fromCharCode(word & 0xffff, word >>> 16);
  }
  return key;
}

function textOf(node: Node): string {
  const chars: string[] = [];
  for (let at: Node | undefined = node; at !== undefined; at = at.parent) chars.push(at.char);
  return chars.reverse().join('');
}
