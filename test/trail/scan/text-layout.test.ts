// Layouts of requests: what has one is told from what has not, and is put together again from its texts.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KnownLayouts } from '../../../src/trail/scan/known-layouts.js';
import { layoutOf } from '../../../src/trail/scan/text-layout.js';

const key = fc.constantFrom('name', 'key', 'tags', 'a"b', '', '__proto__', 'ä');
const text = fc.constantFrom('', 'web', 'i-0abc', 'a b', '{"x":1}', 'ä', '\\', '😀', ':', 'x'.repeat(2049));
const { object } = fc.letrec<{ value: unknown; object: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    text,
    fc.integer(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('object'),
  ),
  object: fc
    .array(fc.tuple(key, tie('value')), { maxLength: 4 })
    .map((entries) =>
      JSON.parse(`{${entries.map(([k, v]) => `${JSON.stringify(k)}:${JSON.stringify(v)}`).join()}}`),
    ),
}));
const bytesOf = (value: unknown, indent: number) => Buffer.from(` ${JSON.stringify(value, null, indent)} `);

describe('layouts', () => {
  it('give back what they were learned from', () => {
    let learned = 0;
    fc.assert(
      fc.property(object, fc.constantFrom(0, 2), (value, indent) => {
        const bytes = bytesOf(value, indent);
        const layout = layoutOf(bytes, 1, bytes.length - 1);
        if (layout === undefined) return;
        learned++;
        expect(layout.matches(bytes, 1, bytes.length - 1)).toBe(true);
        const { spans } = layout;
        const texts = (place: number) => bytes.toString('utf8', spans[2 * place], spans[2 * place + 1]);
        expect(layout.with(texts)).toEqual(value);
      }),
      { numRuns: 3000 },
    );
    expect(learned).toBeGreaterThan(500);
  });

  it('match nothing but what differs in texts', () => {
    let matched = 0;
    fc.assert(
      fc.property(object, object, (one, other) => {
        const bytes = bytesOf(one, 0);
        const others = bytesOf(other, 0);
        const layout = layoutOf(bytes, 1, bytes.length - 1);
        if (layout === undefined || !layout.matches(others, 1, others.length - 1)) return;
        matched++;
        const { spans } = layout;
        const texts = (place: number) => others.toString('utf8', spans[2 * place], spans[2 * place + 1]);
        expect(layout.with(texts)).toEqual(other);
      }),
      { numRuns: 5000 },
    );
    expect(matched).toBeGreaterThan(20);
  });

  it('leave what has an escape, a long text or much text alone', () => {
    for (const value of [{ name: 'a\\b' }, { name: 'x'.repeat(2049) }, { n: Array(5000).fill(1) }]) {
      const bytes = bytesOf(value, 0);
      expect(layoutOf(bytes, 1, bytes.length - 1)).toBeUndefined();
    }
    const bytes = bytesOf({ name: 'a' }, 0);
    const layout = layoutOf(bytes, 1, bytes.length - 1);
    for (const value of [
      { name: 'a\\b' },
      { name: '' },
      { name: 'x'.repeat(2049) },
      { name: 1 },
      { nam: 'a' },
    ]) {
      const others = bytesOf(value, 0);
      expect(layout?.matches(others, 1, others.length - 1)).toBe(false);
    }
  });

  it('are not learned for ever where none is seen twice', () => {
    const known = new KnownLayouts();
    const found = Array.from({ length: 100 }, (_, i) => {
      const bytes = bytesOf({ count: i }, 0);
      return known.find('op', bytes, 1, bytes.length - 1) !== undefined;
    });
    expect(found.filter(Boolean).length).toBe(4);
  });
});
