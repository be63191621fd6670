// Elements of any size, in pieces of any size: what JSON.parse gives, whether an element is held or assembled as it
// passes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/core/json.js';
import { JsonElements, LONGEST_HELD, LONGEST_VALUE } from '../../src/trail/stream-json-elements.js';
import { StreamedValue } from '../../src/trail/streamed-value.js';

function elementsOf(text: string, pieceChars: number): JsonValue[] {
  const elements = new JsonElements();
  const given: JsonValue[] = [];
  for (let at = 0; at < text.length; at += pieceChars)
    given.push(...elements.write(text.slice(at, at + pieceChars)));
  given.push(...elements.end());
  return given;
}

describe('JsonElements', () => {
  const large = {
    eventName: 'BatchWrite',
    requestParameters: {
      ['__proto__']: { polluted: true },
      items: Array.from({ length: 9000 }, (_, i) => ({
        i,
        text: `é "${i}" \\ \u0001`,
        none: null,
        flag: i % 2 === 0,
      })),
    },
  };
  const text = JSON.stringify({ Records: [{ a: 1 }, large, { b: [1.5e3, -0] }] });

  it.each([1000, 65_536, 1 << 22])(
    'gives a large element as JSON.parse does, in pieces of %i',
    (pieceChars) => {
      expect(JSON.stringify(large).length).toBeGreaterThan(LONGEST_HELD);
      expect(elementsOf(text, pieceChars)).toEqual(JSON.parse(text).Records);
    },
  );

  it('keeps `__proto__` as data', () => {
    const [, element] = elementsOf(text, 1000) as [unknown, { requestParameters: object }];
    expect(Object.keys(element.requestParameters)).toContain('__proto__');
    expect(Object.getPrototypeOf(element.requestParameters)).toBe(Object.prototype);
  });

  it('tells damage inside of a large element, behind the elements before it', () => {
    const broken = text.replace('"i":8000', '"i":0x1');
    const elements = new JsonElements();
    const given: JsonValue[] = [];
    const read = () => {
      for (let at = 0; at < broken.length; at += 5000)
        for (const element of elements.write(broken.slice(at, at + 5000))) given.push(element);
    };
    expect(read).toThrow(SyntaxError);
    expect(given).toEqual([{ a: 1 }]);
  });

  it('refuses an element past the bound, and passes over such a field beside the list', () => {
    const huge = `[${'"0123456789",'.repeat(LONGEST_VALUE / 12)}0]`;
    expect(() => elementsOf(`{"Records":[${huge}]}`, 1 << 20)).toThrow(/longer than/);
    expect(elementsOf(`{"other":${huge},"Records":[1]}`, 1 << 20)).toEqual([1]);
  });
});

it('StreamedValue gives what JSON.parse gives', () => {
  const seed = Date.now();
  console.log(`seed ${seed}`);
  fc.assert(
    fc.property(fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue())), (value) => {
      const text = JSON.stringify(value);
      const streamed = new StreamedValue();
      streamed.write(text);
      expect(JSON.stringify(streamed.end())).toBe(JSON.stringify(JSON.parse(text)));
    }),
    { seed, numRuns: 500 },
  );
});
