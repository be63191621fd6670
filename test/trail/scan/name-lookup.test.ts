// A key is one of the names only if it is equal to it: tried with keys that are close to one, so that many of them
// fall into the same slot of the table.
import { expect, it } from 'vitest';
import { NO_NAME, nameLookup } from '../../../src/trail/scan/name-lookup.js';
import { RECORD_FIELDS } from '../../../src/trail/scan/record-fields.js';

const NAMES = [...RECORD_FIELDS, 'Records', 'Events', 'logEvents', 'digestStartTime', 'logFiles'];
const CHARACTERS = Array.from({ length: 0x7f - 0x20 }, (_, i) => String.fromCharCode(0x20 + i)).filter(
  (character) => character !== '"' && character !== '\\',
);
const placeOf = nameLookup(NAMES);

/** The lookup's answer for a key that stands in the middle of other text. */
function found(key: string): number {
  const bytes = Buffer.from(`{"${key}":1}`, 'latin1');
  return placeOf(bytes, 2, bytes.length - 4);
}

it('finds each name', () => {
  expect(NAMES.map(found)).toEqual(NAMES.map((_, place) => place));
});

it('finds nothing that is close to a name', () => {
  const wrong: string[] = [];
  const expectNone = (key: string) => {
    if (found(key) !== NAMES.indexOf(key)) wrong.push(key);
  };
  for (const name of NAMES) {
    for (let cut = 0; cut < name.length; cut++) {
      expectNone(name.slice(0, cut));
      expectNone(name.slice(cut));
      for (const character of CHARACTERS) {
        expectNone(name.slice(0, cut) + character + name.slice(cut + 1));
        expectNone(name.slice(0, cut) + character + name.slice(cut));
      }
    }
    for (const one of CHARACTERS) {
      for (const other of CHARACTERS) {
        expectNone(name + one + other);
        expectNone(one + name.slice(1, -1) + other);
      }
    }
  }
  expect(wrong).toEqual([]);
});

it('unescapes a key before it compares it', () => {
  expect(found('event\\u004eame')).toBe(NAMES.indexOf('eventName'));
  expect(found('event\\u004Eame')).toBe(NAMES.indexOf('eventName'));
  expect(found('event\\u004e')).toBe(NO_NAME);
  expect(found('eventName\\n')).toBe(NO_NAME);
  expect(found('\\\\u0065ventName')).toBe(NO_NAME);
});

it('chains names that share a slot', () => {
  const many = Array.from({ length: 1000 }, (_, i) => `name${i}`);
  const lookup = nameLookup(many);
  const places = many.map((name) => lookup(Buffer.from(name), 0, name.length));
  expect(places).toEqual(many.map((_, place) => place));
});
