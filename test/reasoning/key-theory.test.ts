// The theories of condition keys against enumeration: whatever is said to be impossible is tried with many values.
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../src/policy/parse-policy.js';
import type { PolicyDocument } from '../../src/policy/policy-document.js';
import { AtomTable, type Literal } from '../../src/reasoning/atom.js';
import { Budget } from '../../src/reasoning/budget.js';
import { encodeStatement } from '../../src/reasoning/encode-statement.js';
import {
  ADDRESSES,
  addressBytes,
  addressInterval,
  complement,
  INSTANTS,
  intersect,
  NUMBERS,
} from '../../src/reasoning/intervals.js';
import { keyProfiles } from '../../src/reasoning/key-profiles.js';
import { type KeyLiteral, solveKey } from '../../src/reasoning/key-theory.js';
import { isTrueOf } from '../../src/reasoning/literal-truth.js';
import { Random } from './random-policy.js';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

interface Family {
  readonly name: string;
  readonly key: string;
  readonly operators: readonly string[];
  readonly values: readonly string[];
  /** Values of requests that are tried. */
  readonly tried: readonly string[];
}

const FAMILIES: readonly Family[] = [
  {
    name: 'texts',
    key: 'aws:PrincipalTag/t',
    operators: [
      'StringEquals',
      'StringNotEquals',
      'StringLike',
      'StringNotLike',
      'StringEqualsIgnoreCase',
      'StringNotEqualsIgnoreCase',
    ],
    values: ['a', 'A', 'ab', 'a*', '*b', '?', '*', 'b', ''],
    tried: ['a', 'A', 'ab', 'AB', 'b', 'B', 'z', 'aa', 'aab', 'zb', '', 'az', 'zz'],
  },
  {
    name: 'numbers',
    key: 's3:max-keys',
    operators: [
      'NumericEquals',
      'NumericNotEquals',
      'NumericLessThan',
      'NumericLessThanEquals',
      'NumericGreaterThan',
      'NumericGreaterThanEquals',
    ],
    values: ['1', '2', '1.5', '-3', '10', '1e1', 'x'],
    tried: ['-4', '-3', '0', '1', '1.2', '1.5', '1.7', '2', '5', '10', '11'],
  },
  {
    name: 'dates',
    key: 'aws:TokenIssueTime',
    operators: [
      'DateEquals',
      'DateNotEquals',
      'DateLessThan',
      'DateLessThanEquals',
      'DateGreaterThan',
      'DateGreaterThanEquals',
    ],
    values: ['2020-01-01T00:00:00Z', '2021-01-01', '1577836801', '2020-01-01T01:00:00+01:00', 'x'],
    tried: [
      '2019-01-01T00:00:00Z',
      '2020-01-01T00:00:00Z',
      '2020-01-01T00:00:00.5Z',
      '2020-01-01T00:00:01Z',
      '2020-06-01T00:00:00Z',
      '2021-01-01T00:00:00Z',
      '2022-01-01T00:00:00Z',
    ],
  },
  {
    name: 'addresses',
    key: 'aws:SourceIp',
    operators: ['IpAddress', 'NotIpAddress'],
    values: [
      '10.0.0.0/8',
      '10.1.0.0/16',
      '10.1.2.3',
      '0.0.0.0/0',
      '::/0',
      '2001:db8::/32',
      '10.1.2.3/16',
      'x',
      '0.0.0.0/1',
      '128.0.0.0/1',
    ],
    tried: [
      '10.0.0.1',
      '10.1.0.1',
      '10.1.2.3',
      '11.0.0.0',
      '9.255.255.255',
      '200.0.0.1',
      '2001:db8::1',
      '2001:db9::',
      '::',
    ],
  },
  {
    name: 'booleans',
    key: 'aws:MultiFactorAuthPresent',
    operators: ['Bool'],
    values: ['true', 'false', 'True', 'x'],
    tried: ['true', 'false'],
  },
  {
    name: 'ARNs',
    key: 'aws:SourceArn',
    operators: ['ArnLike', 'ArnNotLike', 'ArnEquals', 'ArnNotEquals'],
    values: [
      'arn:aws:sns:*:*:t',
      'arn:aws:sns:us-east-1:*:*',
      'arn:aws:s3:::x',
      'arn:*:*:*:*:*',
      'arn:aws:*',
      'arn:aws:sns',
    ],
    tried: [
      'arn:aws:sns:us-east-1:1:t',
      'arn:aws:sns:eu-west-1:1:t',
      'arn:aws:sns:us-east-1:1:u',
      'arn:aws:s3:::x',
      'arn:aws:s3:::y',
      'arn:aws-cn:s3:::x',
    ],
  },
  {
    name: 'bytes',
    key: 'example:Bytes',
    operators: ['BinaryEquals'],
    values: ['QUJD', 'QQ==', 'x!'],
    tried: ['QUJD', 'QQ==', 'QQ', 'WFla'],
  },
  {
    name: 'texts, numbers and addresses of one key',
    key: 'example:Mixed',
    operators: ['StringEquals', 'NumericLessThan', 'IpAddress', 'StringNotEquals', 'Bool'],
    values: ['1', '10.0.0.0/8', '10.1.2.3', 'true'],
    tried: ['1', '0', '10.1.2.3', '10.2.0.0', 'true', 'z'],
  },
  {
    name: 'sets',
    key: 'aws:TagKeys',
    operators: [
      'ForAllValues:StringEquals',
      'ForAnyValue:StringEquals',
      'ForAllValues:StringNotLike',
      'ForAnyValue:StringNotLike',
      'ForAllValues:StringLike',
      'ForAnyValue:StringEqualsIfExists',
      'StringEquals',
      'StringNotEquals',
    ],
    values: ['a', 'b', 'ab', 'a*', '*b', '*'],
    tried: ['a', 'b', 'ab', 'z', 'zb', 'az', 'aa'],
  },
];

function literalsOf(conditions: readonly object[]): { literals: KeyLiteral[]; table: AtomTable } {
  const table = new AtomTable();
  const document: PolicyDocument = parsePolicy(
    JSON.stringify({
      Version: '2012-10-17',
      Statement: conditions.map((Condition) => ({ Effect: 'Allow', Action: '*', Resource: '*', Condition })),
    }),
  );
  const literals = document.statements.flatMap(
    (statement) => encodeStatement(document, statement, 'identity', new Map(), table).literals,
  );
  return { literals: literals as readonly Literal[] as KeyLiteral[], table };
}

describe(`condition keys, SEED=${seed}`, () => {
  for (const [at, { name, key, operators, values, tried }] of FAMILIES.entries())
    it(`${name}: what is found fits, and where nothing is found nothing that is tried fits`, () => {
      const random = new Random(seed + at);
      const sets = [
        ...tried.map((value) => [value]),
        ...tried.flatMap((a) => tried.flatMap((b) => (a < b ? [[a, b]] : []))),
      ];
      const counts = { found: 0, none: 0, unknown: 0 };
      for (let i = 0; i < 600; i++) {
        const conditions = Array.from({ length: 1 + random.below(3) }, () =>
          random.chance(0.15)
            ? { Null: { [key]: random.pick(['true', 'false']) } }
            : {
                [random.pick(operators) + (random.chance(0.2) && !name.startsWith('sets') ? 'IfExists' : '')]:
                  {
                    [key]: random.some(values, 3),
                  },
              },
        );
        const { literals: positive, table } = literalsOf(conditions);
        const literals = positive.map((literal) =>
          random.chance(0.4) ? { ...literal, isPositive: false } : literal,
        );
        const profile = [...keyProfiles(table.all()).values()][0];
        if (profile === undefined) continue;
        const answer = solveKey(literals, profile, new Budget(5_000_000));
        counts[answer.kind]++;
        const say = `SEED=${seed} ${JSON.stringify(conditions)} ${literals.map(({ isPositive }) => isPositive)}`;
        const fits = (given: readonly string[] | undefined): boolean =>
          literals.every((literal) => isTrueOf(literal, given));
        if (answer.kind === 'found') expect(fits(answer.values), `${say} ${answer.values}`).toBe(true);
        if (answer.kind !== 'none') continue;
        expect(fits(undefined), say).toBe(false);
        const possible = sets.filter((given) => given.length === 1 || profile.mayBeSeveral);
        // Where several values may be given, an empty one counts as none.
        const found = possible.find((given) => fits(given) && !(profile.mayBeSeveral && given.includes('')));
        expect(found, say).toBeUndefined();
      }
      expect(counts.found).toBeGreaterThan(50);
      expect(counts.none).toBeGreaterThan(20);
      if (name !== 'texts, numbers and addresses of one key') expect(counts.unknown).toBe(0);
    });
});

describe('intervals', () => {
  it('are complements of their complements', () => {
    const some = [
      { from: 1, to: 2 },
      { from: 5, to: 5 },
    ];
    expect(complement(complement(some, NUMBERS), NUMBERS)).toEqual(some);
    expect(intersect(some, complement(some, NUMBERS))).toEqual([]);
    expect(complement([], NUMBERS)).toEqual([{ from: NUMBERS.min, to: NUMBERS.max }]);
    expect(complement([{ from: NUMBERS.min, to: NUMBERS.max }], NUMBERS)).toEqual([]);
  });

  it('know the next number, also around nothing', () => {
    expect(NUMBERS.after(0)).toBe(Number.MIN_VALUE);
    expect(NUMBERS.before(0)).toBe(-Number.MIN_VALUE);
    expect(NUMBERS.after(1)).toBe(1 + Number.EPSILON);
    expect(NUMBERS.before(-1)).toBe(-1 - Number.EPSILON);
    expect(NUMBERS.after(-Number.MIN_VALUE)).toBe(0);
    expect(NUMBERS.after(NUMBERS.max)).toBeUndefined();
    expect(INSTANTS.after(5.5)).toBe(6);
    expect(INSTANTS.before(5.5)).toBe(5);
  });

  it('hold addresses of both versions, apart', () => {
    const v4 = addressInterval([10, 1, 2, 3], 8);
    expect(addressBytes(v4.from)).toEqual([10, 0, 0, 0]);
    expect(addressBytes(v4.to)).toEqual([10, 255, 255, 255]);
    const all4 = addressInterval([0, 0, 0, 0], 0);
    const all6 = addressInterval(new Array<number>(16).fill(0), 0);
    expect(intersect([all4], [all6])).toEqual([]);
    expect(complement([all4, all6], ADDRESSES)).toEqual([]);
    expect(addressBytes(all6.from)).toHaveLength(16);
  });
});
