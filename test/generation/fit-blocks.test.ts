// Fitting rearranges statements: the triples before and after are the same, by the slow expansion.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Conditions } from '../../src/core/permission.js';
import { compressBlocks } from '../../src/generation/compress-blocks.js';
import { packBlocks } from '../../src/generation/pack-blocks.js';
import { policyOfBlocks } from '../../src/generation/policy-of-blocks.js';
import type { StatementBlock } from '../../src/generation/statement-block.js';
import { policySize } from '../../src/policy/print-policy.js';
import { expandRectangles } from '../reference/expand-policy.js';

const actions = ['s3:DeleteObject', 's3:GetObject', 's3:ListBucket', 's3:PutObject', 'sqs:SendMessage'];
const resources = ['*', ...Array.from({ length: 9 }, (_, i) => `arn:aws:s3:::bucket-number-${i}/some/key`)];
const conditions: Conditions[] = [{}, { StringEquals: { 'aws:CalledVia': ['s3.amazonaws.com'] } }];

const block: fc.Arbitrary<StatementBlock> = fc
  .tuple(
    fc.subarray(actions, { minLength: 1 }),
    fc.subarray(resources, { minLength: 1 }),
    fc.constantFrom(...conditions),
  )
  .map(([a, r, c]) => ({ actions: a, resources: r, conditions: c, conditionKey: JSON.stringify(c) }));
const blocks = fc.array(block, { minLength: 1, maxLength: 14 });

describe('compressBlocks', () => {
  test('allows the same', () => {
    fc.assert(
      fc.property(blocks, (given) => {
        expect(expandRectangles(compressBlocks(given))).toEqual(expandRectangles(given));
      }),
      { numRuns: 300 },
    );
  });

  test('shares resources that two statements repeat', () => {
    const long = Array.from({ length: 20 }, (_, i) => `arn:aws:s3:::a-bucket-with-a-name/key-${i}`).sort();
    const given = [
      { actions: ['s3:GetObject'], resources: long, conditions: {}, conditionKey: '{}' },
      { actions: ['s3:PutObject'], resources: long.slice(1), conditions: {}, conditionKey: '{}' },
    ];
    const size = (some: StatementBlock[]): number => policySize(policyOfBlocks(some, new Map()));
    expect(size(compressBlocks(given))).toBeLessThan(size(given) * 0.65);
  });
});

describe('packBlocks', () => {
  test('the union of the documents is the whole, each within its room', () => {
    fc.assert(
      fc.property(
        blocks,
        fc.integer({ min: 400, max: 2_000 }),
        fc.integer({ min: 1, max: 20 }),
        (given, room, most) => {
          const packed = packBlocks(given, new Map(), room, most);
          if (packed === undefined) return;
          expect(packed.length).toBeLessThanOrEqual(most);
          for (const part of packed) {
            expect(policySize(policyOfBlocks(part, new Map()))).toBeLessThanOrEqual(room);
          }
          expect(expandRectangles(packed.flat())).toEqual(expandRectangles(given));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('what cannot fit is no answer', () => {
    const given = [
      { actions: ['s3:GetObject'], resources: ['x'.repeat(900)], conditions: {}, conditionKey: '{}' },
    ];
    expect(packBlocks(given, new Map(), 800, 10)).toBeUndefined();
  });
});
