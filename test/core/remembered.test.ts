// What stands in for a slow and plain function gives the same: remembered answers, and parts of ARNs.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseArn, partitionOfArn } from '../../src/core/arn.js';
import { escapePolicyText, isPlainPolicyText } from '../../src/core/policy-text.js';
import { remembered } from '../../src/core/remembered.js';

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

test('the partition alone is that of the whole ARN', () => {
  const piece = fc.constantFrom('arn', 'aws', 'aws-cn', 'iam', '', '111122223333', 'role/x', ':');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const text = pieces.join(':');
      expect(partitionOfArn(text)).toBe(parseArn(text)?.partition);
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
