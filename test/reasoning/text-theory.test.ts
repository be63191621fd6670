// The theory of one text against all short texts of a small alphabet: whatever is said to be impossible is tried.
import { describe, expect, it } from 'vitest';
import { findText } from '../../src/reasoning/automaton.js';
import { Budget, BudgetExceeded } from '../../src/reasoning/budget.js';
import {
  ANY_ONE,
  ANY_RUN,
  type CharClass,
  charToken,
  letterToken,
  literalPattern,
  makePattern,
  matchesPattern,
  type Pattern,
  type Token,
} from '../../src/reasoning/pattern.js';
import { areDisjoint, coversPattern } from '../../src/reasoning/pattern-relations.js';
import { solveText } from '../../src/reasoning/text-theory.js';
import { Random } from './random-policy.js';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const NOT_COLONS: Token = { kind: 'run', of: 'not-colon' };
const ALPHABET = ['a', 'A', 'b', ':', 'z'];
const LONGEST = 5;
const TEXTS = textsUpTo(LONGEST);
const steps = (): Budget => new Budget(10_000_000);

function textsUpTo(length: number): string[] {
  let last = [''];
  const all = [''];
  for (let i = 0; i < length; i++) {
    last = last.flatMap((text) => ALPHABET.map((c) => text + c));
    all.push(...last);
  }
  return all;
}

function classSource(of: CharClass): string {
  return of === 'any' ? '.' : of === 'service' ? '[a-z0-9-]' : of === 'not-bar' ? '[^|]' : '[^:]';
}

/** The obvious matcher: a regular expression. */
function slowMatches({ tokens }: Pattern, text: string): boolean {
  const source = tokens.map((token): string => {
    switch (token.kind) {
      case 'char':
        return `\\u{${token.char.codePointAt(0)?.toString(16)}}`;
      case 'letter':
        return `[${token.lower}${token.lower.toUpperCase()}]`;
      case 'one':
        return classSource(token.of);
      case 'run':
        return `${classSource(token.of)}*`;
      default:
        return '(?!)';
    }
  });
  return new RegExp(`^(?:${source.join('')})$`, 'su').test(text);
}

function glob(text: string): Pattern {
  return makePattern([...text].map((c) => (c === '*' ? ANY_RUN : c === '?' ? ANY_ONE : charToken(c))));
}

function randomPattern(random: Random): Pattern {
  const tokens: Token[] = [];
  for (let i = 0; i < random.below(5); i++)
    tokens.push(
      random.pick<Token>([
        charToken('a'),
        charToken('b'),
        charToken(':'),
        letterToken('a'),
        ANY_RUN,
        ANY_RUN,
        ANY_ONE,
        NOT_COLONS,
        { kind: 'one', of: 'not-colon' },
        { kind: 'run', of: 'service' },
        { kind: 'one', of: 'service' },
        { kind: 'run', of: 'not-bar' },
      ]),
    );
  return makePattern(tokens);
}

describe(`patterns, SEED=${seed}`, () => {
  it('match as regular expressions do', () => {
    const random = new Random(seed);
    for (let i = 0; i < 300; i++) {
      const pattern = randomPattern(random);
      for (let k = 0; k < 60; k++) {
        const text = random.pick(TEXTS);
        expect(matchesPattern(pattern, text), `${JSON.stringify(pattern.tokens)} ${text}`).toBe(
          slowMatches(pattern, text),
        );
      }
    }
  });

  it('match where a free character stands between bounded runs', () => {
    const pattern = makePattern([NOT_COLONS, ANY_ONE, NOT_COLONS]);
    expect(['', 'a', 'a:', ':', 'a:a', '::'].filter((text) => matchesPattern(pattern, text))).toEqual([
      'a',
      'a:',
      ':',
      'a:a',
    ]);
  });

  it('that cover others match all that those match; that are disjoint share no text; else a text shows it', () => {
    const random = new Random(seed);
    let covered = 0;
    let disjoint = 0;
    for (let i = 0; i < 1500; i++) {
      const [a, b] = [randomPattern(random), randomPattern(random)];
      const say = `${JSON.stringify(a.tokens)} ${JSON.stringify(b.tokens)}`;
      const both = TEXTS.find((text) => slowMatches(a, text) && slowMatches(b, text));
      const onlyB = TEXTS.find((text) => slowMatches(b, text) && !slowMatches(a, text));
      if (coversPattern(a, b)) {
        covered++;
        expect(onlyB, say).toBeUndefined();
      }
      // Two patterns of four tokens at most share a short text, or none.
      expect(areDisjoint(a, b), say).toBe(both === undefined);
      if (both === undefined) disjoint++;
    }
    expect(covered).toBeGreaterThan(50);
    expect(disjoint).toBeGreaterThan(50);
  });

  it('are solved: a text that is found fits, and where none is found none of all short texts does', () => {
    const random = new Random(seed);
    const counts = { found: 0, none: 0, unknown: 0 };
    for (let i = 0; i < 1500; i++) {
      const list = (most: number): Pattern[] =>
        Array.from({ length: 1 + random.below(most) }, () => randomPattern(random));
      const wanted = Array.from({ length: 1 + random.below(2) }, () => list(2));
      const unwanted = random.chance(0.8) ? list(4) : [];
      const answer = solveText({ wanted, unwanted }, steps());
      counts[answer.kind]++;
      const fits = (text: string): boolean =>
        wanted.every((own) => own.some((pattern) => slowMatches(pattern, text))) &&
        !unwanted.some((pattern) => slowMatches(pattern, text));
      const say = JSON.stringify([wanted, unwanted].map((part) => part.flat().map(({ tokens }) => tokens)));
      if (answer.kind === 'found') expect(fits(answer.text), `${say} ${answer.text}`).toBe(true);
      else expect(TEXTS.find(fits), say).toBeUndefined();
    }
    expect(counts.unknown).toBe(0);
    expect(counts.none).toBeGreaterThan(100);
    expect(counts.found).toBeGreaterThan(100);
  });
});

describe('what can be said before an automaton is asked', () => {
  const none = (wanted: string[], unwanted: string[]): boolean =>
    solveText({ wanted: wanted.map((text) => [glob(text)]), unwanted: unwanted.map(glob) }, steps()).kind ===
    'none';

  it.each([
    [['a'], ['a'], true],
    [['a'], ['b'], false],
    [['a*'], ['*'], true],
    [['ab*'], ['a*'], true],
    [['a*'], ['ab*'], false],
    [['a*', '*b'], ['a*b'], true],
    [['a*', 'b*'], [], true],
    // Only the automaton sees these: no single pattern covers.
    [['?'], ['?*'], true],
    [['a*'], ['a', 'a?*'], true],
    [['a?'], ['a?'], true],
    [['*a*'], ['a*', '*?a*'], true],
    [['*a*'], ['a*', '*??a*'], false],
    [['??*'], ['a*', '?*?'], true],
  ])('%j without %j', (wanted, unwanted, expected) => {
    expect(none(wanted, unwanted)).toBe(expected);
  });

  it('takes fresh characters where all common ones are named', () => {
    const letters = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_~é¡λж'];
    const answer = solveText({ wanted: [[glob('?')]], unwanted: letters.map(literalPattern) }, steps());
    expect(answer.kind).toBe('found');
  });
});

describe('the budget', () => {
  it('stops an automaton that would grow without bound', () => {
    const unwanted = Array.from({ length: 14 }, (_, i) => glob(`*a${'?'.repeat(i + 3)}b*c${'?'.repeat(i)}`));
    const wanted = [glob(`*${'?*a'.repeat(12)}`)];
    expect(() => findText(wanted, unwanted, ['a', 'b', 'c'], new Budget(1000))).toThrow(BudgetExceeded);
  });
});

describe('symbols', () => {
  const X: Token = { kind: 'symbol', name: 'x' };
  const Y: Token = { kind: 'symbol', name: 'y' };
  const p = (...parts: (string | Token)[]): Pattern =>
    makePattern(parts.flatMap((part) => (typeof part === 'string' ? glob(part).tokens : [part])));
  const solve = (wanted: Pattern[], unwanted: Pattern[]) =>
    solveText({ wanted: wanted.map((pattern) => [pattern]), unwanted }, steps()).kind;

  it.each([
    ['the same symbol is the same text', [p('a', X)], [p('a', X)], 'none'],
    ['an unbounded run takes a symbol', [p('a', X, 'b')], [p('a*')], 'none'],
    ['one character does not', [p('a', X)], [p('a?')], 'unknown'],
    ['two symbols may differ', [p('a', X)], [p('a', Y)], 'unknown'],
    ['a symbol may be any text of a wanted pattern', [p('a', X), p('ab')], [], 'unknown'],
    ['but not undo what stands around it', [p('a', X), p('b*')], [], 'none'],
    ['a symbol that is not wanted rules nothing out', [p('ab')], [p('a', X)], 'unknown'],
    ['unless nothing is left without it', [p('ab')], [p('a', X), p('ab')], 'none'],
  ] as const)('%s', (_, wanted, unwanted, expected) => {
    expect(solve([...wanted], [...unwanted])).toBe(expected);
  });

  it('"none" holds for every value of the symbol', () => {
    const random = new Random(seed);
    const VALUES = ['', 'a', 'b', 'ab', ':', 'a:b'];
    let none = 0;
    for (let i = 0; i < 1500; i++) {
      const withSymbol = (): Pattern => {
        const { tokens } = randomPattern(random);
        if (!random.chance(0.6)) return makePattern(tokens);
        const at = random.below(tokens.length + 1);
        return makePattern([...tokens.slice(0, at), X, ...tokens.slice(at)]);
      };
      const wanted = Array.from({ length: 1 + random.below(2) }, withSymbol);
      const unwanted = Array.from({ length: random.below(3) }, withSymbol);
      if (solve(wanted, unwanted) !== 'none') continue;
      none++;
      for (const value of VALUES) {
        const given = ({ tokens }: Pattern): Pattern =>
          makePattern(
            tokens.flatMap((token) => (token.kind === 'symbol' ? [...value].map(charToken) : [token])),
          );
        const [w, u] = [wanted.map(given), unwanted.map(given)];
        const text = TEXTS.find(
          (one) => w.every((q) => slowMatches(q, one)) && !u.some((q) => slowMatches(q, one)),
        );
        expect(
          text,
          `SEED=${seed} x=${value} ${JSON.stringify([wanted, unwanted].map((l) => l.map(({ tokens }) => tokens)))}`,
        ).toBeUndefined();
      }
    }
    expect(none).toBeGreaterThan(100);
  });
});
