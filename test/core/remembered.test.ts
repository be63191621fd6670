// What stands in for a slow and plain function gives the same: remembered answers, and parts of ARNs.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accountOfArn, parseArn, partitionOfArn } from '../../src/core/arn.js';
import { escapePolicyText, isPlainPolicyText } from '../../src/core/policy-text.js';
import { remembered, rememberedOfTwo } from '../../src/core/remembered.js';

test('answers are those of the function, past the limit too, undefined among them', () => {
  let calls = 0;
  const answer = (text: string) => (text.startsWith('n') ? undefined : `${text}!`);
  const fast = remembered((text) => {
    calls++;
    return answer(text);
  }, 3);
  for (const text of ['a', 'n', 'a', 'n', 'b', 'c', 'd', 'a', 'x'.repeat(600)])
    expect(fast(text)).toBe(answer(text));
  expect(calls).toBe(7);
});

test('answers of two texts are those of the function, past the limit too', () => {
  let calls = 0;
  const answer = (a: string, b: string) => (b.startsWith('n') ? undefined : `${a}!${b}`);
  const fast = rememberedOfTwo((a, b) => {
    calls++;
    return answer(a, b);
  }, 3);
  const pairs = ['a a', 'a n', 'a a', 'a n', 'n a', 'aa a', 'a a', `a ${'x'.repeat(600)}`];
  for (const [a = '', b = ''] of pairs.map((pair) => pair.split(' '))) expect(fast(a, b)).toBe(answer(a, b));
  expect(calls).toBe(6);
});

test('the partition and the account alone are those of the whole ARN', () => {
  const piece = fc.constantFrom('arn', 'aws', 'aws-cn', 'iam', '', '111122223333', 'role/x', ':');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const text = pieces.join(':');
      expect(partitionOfArn(text)).toBe(parseArn(text)?.partition);
      expect(accountOfArn(text)).toBe(parseArn(text)?.account);
    }),
    { verbose: 1, numRuns: 3_000 },
  );
});

test('a plain text is one that escaping leaves as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(isPlainPolicyText(text)).toBe(escapePolicyText(text) === text);
    }),
    { verbose: 1, numRuns: 3_000 },
  );
});
