import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coversResource, hasWildcard, literalPrefix } from '../../src/policy/resource-pattern.js';
import { literalOf, matchesResource } from '../reference/match-resource.js';

describe('coversResource', () => {
  test.each([
    ['*', 'arn:aws:s3:::b', true],
    ['arn:aws:s3:::b/*', 'arn:aws:s3:::b/k', true],
    ['arn:aws:s3:::b/*', 'arn:aws:s3:::b', false],
    ['arn:aws:s3:::b/*', '*', false],
    ['a?c', 'a*c', false],
    ['a*c', 'a?c', true],
    ['a?c', 'a${*}c', true],
    ['a${*}c', 'abc', false],
    ['a*', 'a${*}', true],
    ['a${aws:username}', 'ab', false],
    ['a*', 'a${aws:username}', true],
    ['a?', 'a${aws:username}', false],
  ])('%s over %s: %s', (outer, inner, answer) => {
    expect(coversResource(outer, inner)).toBe(answer);
  });

  const written = fc
    .array(fc.constantFrom('a', 'b', '*', '?', '${*}', '${?}'), { maxLength: 5 })
    .map((parts) => parts.join(''));
  const texts = ['', ...words(4)];

  test('what is covered matches nothing that the other does not', () => {
    fc.assert(
      fc.property(written, written, (outer, inner) => {
        if (!coversResource(outer, inner)) return;
        for (const text of texts) {
          if (matchesResource(inner, text)) expect(matchesResource(outer, text)).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('an element without wildcards is covered by just what matches it', () => {
    fc.assert(
      fc.property(written, written, (outer, inner) => {
        if (hasWildcard(inner)) return;
        expect(coversResource(outer, inner)).toBe(matchesResource(outer, literalOf(inner)));
      }),
      { numRuns: 2_000 },
    );
  });

  test('what is covered begins with the literal prefix of what covers it', () => {
    fc.assert(
      fc.property(written, written, (outer, inner) => {
        if (coversResource(outer, inner)) expect(inner.startsWith(literalPrefix(outer))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

function words(length: number): string[] {
  const letters = ['a', 'b', '*', '?'];
  if (length === 1) return letters;
  const shorter = words(length - 1);
  return [...new Set([...shorter, ...shorter.flatMap((word) => letters.map((letter) => word + letter))])];
}
