// The reader against JSON.parse, on texts that are JSON and on texts that are not.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JsonNode, jsonOfNode } from '../../src/policy/json-node.js';
import { MAX_JSON_DEPTH, readJson } from '../../src/policy/json-reader.js';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Each token lies in its parent, after the one before it, and reads as itself. */
function expectPlaces(text: string, node: JsonNode, from: number, to: number): void {
  expect(node.start).toBeGreaterThanOrEqual(from);
  expect(node.end).toBeLessThanOrEqual(to);
  const children: JsonNode[] =
    node.kind === 'array'
      ? [...node.items]
      : node.kind === 'object'
        ? node.members.flatMap(({ key, value }) => [key, value])
        : [];
  let at = node.start;
  for (const child of children) {
    expectPlaces(text, child, at, node.end);
    at = child.end;
  }
  expect(JSON.parse(text.slice(node.start, node.end))).toEqual(jsonOfNode(node));
}

describe(`readJson, seed ${seed}`, () => {
  it('reads what JSON.parse reads, with the places of its tokens', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), fc.constantFrom(0, 1, 2, '\t'), (json, indent) => {
        const text = JSON.stringify(JSON.parse(json), null, indent as number);
        const { root, errors } = readJson(text);
        expect(errors).toEqual([]);
        expect(jsonOfNode(root as JsonNode)).toEqual(JSON.parse(text));
        expectPlaces(text, root as JsonNode, 0, text.length);
      }),
      { seed, numRuns: 500 },
    );
  });

  it('finds an error in exactly what JSON.parse refuses, and places it in the text', () => {
    const sources = [
      '{"a": [1, "x\\n", {"b": null}], "c": true}',
      '[]',
      '{"Statement": {"Effect": "Allow"}}',
    ];
    const bit = fc.constantFrom(...'{}[],:"\\\'\n\u0000 /*tf1-.eE#', '\ud800', '//', '/*', '*/', '\\u', '""');
    const edit = fc.record({
      at: fc.nat(),
      remove: fc.nat({ max: 3 }),
      insert: fc.array(bit, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...sources),
        fc.array(edit, { minLength: 1, maxLength: 4 }),
        (source, edits) => {
          let text = source;
          for (const { at, remove, insert } of edits) {
            const cut = at % (text.length + 1);
            text = text.slice(0, cut) + insert.join('') + text.slice(cut + remove);
          }
          const { root, errors } = readJson(text);
          expect(errors.length === 0, text).toBe(parses(text));
          if (errors.length === 0) expect(jsonOfNode(root as JsonNode)).toEqual(JSON.parse(text));
          let last = -1;
          for (const { start, end } of errors) {
            expect(start).toBeGreaterThan(last);
            expect(end).toBeGreaterThanOrEqual(start);
            expect(end).toBeLessThanOrEqual(text.length);
            last = start;
          }
        },
      ),
      { seed, numRuns: 5_000 },
    );
  });

  it('reads any text without a throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(readJson(text).errors.length === 0).toBe(parses(text.replace(/^\ufeff/, '')));
      }),
      { seed, numRuns: 2_000 },
    );
  });
});

describe('errors', () => {
  it.each([
    ['a missing comma', '{"a": 1 "b": 2}', [8], { a: 1, b: 2 }],
    ['a comma at the end', '{"a": [1, 2,]}', [12], { a: [1, 2] }],
    ['two of them at once', '{"a": 1,, "b": 2,}', [8, 17], { a: 1, b: 2 }],
    ['no quotes', '{a: "b"}', [1], { a: 'b' }],
    ['single quotes', "{'a': 'b'}", [1, 6], { a: 'b' }],
    ['a comment', '{"a": 1 /* why */, "b": 2} // end', [8, 27], { a: 1, b: 2 }],
    ['a string that does not end', '{"a": "b\n}', [6], { a: 'b' }],
    ['an object that does not end', '{"a": {"b": 1}', [14], { a: { b: 1 } }],
    ['a bracket for a brace', '{"a": {"b": 1], "c": 2}', [13], { a: { b: 1 }, c: 2 }],
    ['a colon missing', '{"a" 1}', [5], { a: 1 }],
    ['a value missing', '{"a": , "b": 2}', [6], { a: null, b: 2 }],
    ['text after the end', '{"a": 1} x', [9], { a: 1 }],
    ['a list with a key', '["a": 1]', [4], ['a', 1]],
  ])('goes on after %s', (_, text, places, value) => {
    const { root, errors } = readJson(text);
    expect(errors.map((error) => error.start)).toEqual(places);
    expect(jsonOfNode(root as JsonNode)).toEqual(value);
  });

  it('tells keys that stand twice', () => {
    const text = '{"a": 1, "__proto__": 2, "a": 3, "__proto__": 4}';
    const { root, errors, duplicates } = readJson(text);
    expect(errors).toEqual([]);
    expect(duplicates.map(({ first, second }) => [first.start, second.start])).toEqual([
      [1, 25],
      [9, 33],
    ]);
    expect(Object.getPrototypeOf(jsonOfNode(root as JsonNode))).toBe(Object.prototype);
    expect(Object.entries(jsonOfNode(root as JsonNode) as object)).toEqual([
      ['a', 3],
      ['__proto__', 4],
    ]);
  });
});

describe('bounds', () => {
  it('passes over what lies too deep, and reads what follows', () => {
    const deep = 100_000;
    const text = `{"a": ${'['.repeat(deep)}${']'.repeat(deep)}, "b": 1}`;
    const { root, errors } = readJson(text);
    expect(errors.map((error) => error.start)).toEqual([6 + MAX_JSON_DEPTH - 1]);
    expect(root?.kind === 'object' && root.members[1]?.value).toMatchObject({ kind: 'number', text: '1' });
  });

  it('takes time in proportion to the text, whatever the text', () => {
    const growing: ((n: number) => string)[] = [
      (n) => '['.repeat(n),
      (n) => '{"a":'.repeat(n),
      (n) => '"\\'.repeat(n),
      (n) => '/*'.repeat(n),
      (n) => '//\n'.repeat(n),
      (n) => '{]'.repeat(n),
      (n) => '[}'.repeat(n),
      (n) => '-'.repeat(n),
      (n) => '1e'.repeat(n),
      (n) => "'".repeat(n),
      (n) => ',:'.repeat(n),
    ];
    for (const make of growing) {
      const time = (n: number): number => {
        const text = make(n);
        const started = performance.now();
        readJson(text);
        return performance.now() - started;
      };
      time(20_000);
      const small = Math.min(time(20_000), time(20_000), time(20_000));
      const large = Math.min(time(320_000), time(320_000), time(320_000));
      // 16 times the text; a square would be 256 times.
      expect(large, make(3)).toBeLessThan(80 * Math.max(small, 0.5));
    }
  });
});
