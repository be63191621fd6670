// The scanner against its twin on any JSON value that fast-check thinks of, in the places where records are, written
// with white space and escapes at random. Prints its seed.
import fc from 'fast-check';
import { it } from 'vitest';
import { RECORD_FIELDS } from '../../src/trail/scan/record-fields.js';
import { compare, shown } from './scan-comparison.js';
import { SeededRandom, seedOfRun } from './scan-random.js';

const RUNS = process.env.TRAILWRIGHT_LARGE === '1' ? 100_000 : 3000;

/** Members in their order: a key may come twice, and `__proto__` is a key like any other. */
type Written =
  | { members: [string, Written][] }
  | { values: Written[] }
  | { scalar: string | number | boolean | null };

const key = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...RECORD_FIELDS) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('eventName', 'eventSource', 'Records', 'Events', 'detail', '__proto__'),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
);
const scalar = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ minLength: 1 }),
    fc.double({ noNaN: true }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
  )
  .map((value): Written => ({ scalar: value }));
const { value } = fc.letrec<{ value: Written; list: Written; object: Written }>((tie) => ({
  value: fc.oneof({ maxDepth: 4, depthSize: 'small' }, scalar, tie('object'), tie('list')),
  list: fc.array(tie('value'), { maxLength: 4 }).map((values) => ({ values })),
  object: fc.array(fc.tuple(key, tie('value')), { maxLength: 8 }).map((members) => ({ members })),
}));
const record = fc.tuple(fc.array(fc.tuple(key, value), { maxLength: 8 }), fc.string({ minLength: 1 })).map(
  ([members, name]): Written => ({
    members: [['eventName', { scalar: name }], ...members, ['eventSource', { scalar: 'sts.amazonaws.com' }]],
  }),
);
const records = fc.array(fc.oneof(record, value), { maxLength: 4 }).map((values): Written => ({ values }));
const document = fc.oneof(
  value,
  record,
  records,
  fc
    .array(fc.tuple(fc.constantFrom('Records', 'Events', 'logEvents', 'x'), fc.oneof(records, value)), {
      maxLength: 3,
    })
    .map((members): Written => ({ members: members as [string, Written][] })),
);

function write(written: Written, random: SeededRandom): string {
  const space = () => (random.onceIn(6) ? random.pick([' ', '\n', '\t', '\r\n', '  ']) : '');
  const text = (plain: string) =>
    JSON.stringify(plain).replace(/[A-Za-z]/g, (c) =>
      // A letter behind a backslash is an escape already.
      random.onceIn(40) && !plain.includes('\\') && !/[\p{Cc}"]|[\ud800-\udfff]/u.test(plain)
        ? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`
        : c,
    );
  const inner = (one: Written): string => {
    if ('scalar' in one)
      return typeof one.scalar === 'string' ? text(one.scalar) : JSON.stringify(one.scalar);
    const parts =
      'values' in one
        ? one.values.map((v) => space() + inner(v) + space())
        : one.members.map(([k, v]) => `${space()}${text(k)}${space()}:${space()}${inner(v)}${space()}`);
    return 'values' in one ? `[${parts}]` : `{${parts}}`;
  };
  return space() + inner(written) + space();
}

it('agree on any JSON', () => {
  const seed = seedOfRun();
  fc.assert(
    fc.property(document, fc.integer(), (written, salt) => {
      const bytes = Buffer.from(write(written, new SeededRandom(salt)));
      const { difference, broken } = compare(bytes, { checkKept: false });
      if (difference !== undefined || broken) throw new Error(`${difference ?? 'no JSON'}\n${shown(bytes)}`);
    }),
    { seed, numRuns: RUNS },
  );
});
