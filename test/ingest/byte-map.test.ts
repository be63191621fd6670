// A ByteMap against a Map of strings: what it still knows is right, and it knows all until it is full.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ByteMap, KeyBuffer } from '../../src/ingest/byte-map.js';

const ENTRIES = 64;
const KEY_BYTES = 1024;

function keyOf(bytes: Uint8Array): KeyBuffer {
  const key = new KeyBuffer(64);
  key.put(bytes, 0, bytes.length);
  return key;
}

it('answers as a Map does, until it forgets', () => {
  const key = fc.oneof(
    fc.uint8Array({ maxLength: 12 }),
    fc.uint8Array({ maxLength: 40 }),
    fc.constantFrom([0], [0, 0], [0, 0, 0, 0], [0, 0, 0, 0, 0], []).map((bytes) => Uint8Array.from(bytes)),
  );
  let forgot = 0;
  fc.assert(
    fc.property(fc.array(fc.tuple(key, fc.nat()), { minLength: 80, maxLength: 200 }), (writes) => {
      const map = new ByteMap<number>(ENTRIES, KEY_BYTES);
      const twin = new Map<string, number>();
      for (const [bytes, value] of writes) {
        map.set(keyOf(bytes), value);
        twin.set(bytes.join(), value);
        expect(map.get(keyOf(bytes))).toBe(value);
        for (const [other] of writes) {
          const found = map.get(keyOf(other));
          if (found === undefined && twin.has(other.join())) {
            twin.delete(other.join());
            forgot++;
          }
          expect(found).toBe(twin.get(other.join()));
        }
      }
    }),
    { verbose: true, numRuns: 25 },
  );
  expect(forgot).toBeGreaterThan(0);
});

it('keeps all that it has room for', () => {
  const map = new ByteMap<number>(ENTRIES, KEY_BYTES);
  for (let i = 0; i < ENTRIES; i++) map.set(keyOf(Uint8Array.of(i, 7)), i);
  for (let i = 0; i < ENTRIES; i++) expect(map.get(keyOf(Uint8Array.of(i, 7)))).toBe(i);
  expect(map.get(keyOf(Uint8Array.of(0)))).toBeUndefined();
});

it('does not keep a key that it has no room for', () => {
  const map = new ByteMap<number>(2, 8);
  map.set(keyOf(new Uint8Array(12)), 1);
  expect(map.get(keyOf(new Uint8Array(12)))).toBeUndefined();
});

it('tells when a key is too long', () => {
  const key = new KeyBuffer(8);
  key.put(new Uint8Array(9), 0, 9);
  expect(key.isTooLong).toBe(true);
  key.length = 0;
  key.putNumber(-1);
  key.putNumber(2 ** 31);
  expect(key.isTooLong).toBe(false);
  expect([...key.words]).toEqual([-1, -(2 ** 31)]);
});
