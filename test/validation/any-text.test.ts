// Whatever the text: no throw, findings with places inside it, time in proportion to its length.
// RUNS=1000000 runs the mutations as often; SEED repeats a run.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../src/policy/parse-policy.js';
import {
  POLICY_TYPES,
  type PolicyType,
  VALIDATE_POLICY_RESOURCE_TYPES,
  type ValidatePolicyResourceType,
} from '../../src/policy/policy-type.js';
import type { ValidatePolicyFinding } from '../../src/validation/finding.js';
import { readResourceArn } from '../../src/validation/resource-arn.js';
import { validatePolicy } from '../../src/validation/validate-policy.js';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const runs = Number(process.env.RUNS ?? 20_000);

/** A small generator of its own: a million runs of mutations need no shrinking, only to be repeated. */
function random(state: number): () => number {
  let s = state >>> 0;
  return () => {
    s = (s + 0x6d2b79f5) >>> 0;
    let t = Math.imul(s ^ (s >>> 15), s | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const folder = new URL('../cases/validation/', import.meta.url);
const corpus: string[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .flatMap((file) => {
    const { has, hasNot } = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
    return [...has, ...hasNot].map(({ policy }: { policy: unknown }) =>
      typeof policy === 'string' ? policy : JSON.stringify(policy),
    );
  });

const BITS = [
  ...'{}[]",:*?$\\/ \n\u0000\ud800\ufeff',
  '${',
  '}',
  '"*"',
  'null',
  '1e999',
  '-0',
  'true',
  '[]',
  '{}',
  '""',
  '__proto__',
  'constructor',
  'aws:',
  'arn:aws:',
  ':::::',
  'IfExists',
  'ForAllValues:',
  '\\ud800',
];

function expectSound(text: string, findings: readonly ValidatePolicyFinding[]): void {
  const { syntaxErrors, duplicateKeys } = parsePolicy(text);
  const isBroken = syntaxErrors.length + duplicateKeys.length > 0;
  if (isBroken) expect(findings.map(({ issueCode }) => issueCode)).toContain('JSON_SYNTAX_ERROR');
  for (const { locations, findingDetails } of findings) {
    const unfilled = /\{\{\w+\}\}/.exec(findingDetails)?.[0];
    if (unfilled !== undefined && !text.includes(unfilled)) throw new Error(`unfilled: ${findingDetails}`);
    for (const { span } of locations) {
      const { start, end } = span;
      if (!(start.offset >= 0 && start.offset <= end.offset && end.offset <= text.length))
        throw new Error(`span ${JSON.stringify(span)} outside of ${JSON.stringify(text)}`);
    }
  }
}

describe('findings of some types', () => {
  it('are those among all', () => {
    const wanted = ['ERROR', 'SECURITY_WARNING'] as const;
    for (const text of corpus)
      for (const policyType of POLICY_TYPES) {
        const all = validatePolicy(parsePolicy(text), { policyType });
        const some = validatePolicy(parsePolicy(text), { policyType, findingTypes: wanted });
        expect(some).toEqual(all.filter(({ findingType }) => wanted.some((type) => type === findingType)));
      }
  });
});

describe(`parts of a resource, seed ${seed}`, () => {
  it('are the same whether or not the last of them ends in a variable', () => {
    const next = random(seed);
    for (let run = 0; run < 2_000; run++) {
      const text = Array.from({ length: next() * 20 }, () => ':{}*a'[Math.floor(next() * 5)]).join('');
      const { fields, isStar: _, ...parts } = readResourceArn(text);
      const longer = readResourceArn(`${text}${'${b}'}`);
      const ended = Object.values(parts).map((part, i) => (i === fields - 1 ? `${part}${'${b}'}` : part));
      expect([longer.fields, ...Object.values(longer).slice(2)], text).toEqual([fields, ...ended]);
    }
  });
});

describe(`mutated policies, seed ${seed}`, () => {
  it(
    `validates ${runs} of them without a throw`,
    () => {
      const next = random(seed);
      const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
      for (let run = 0; run < runs; run++) {
        let text = pick(corpus);
        for (let edits = Math.floor(next() * 4); edits >= 0; edits--) {
          const at = Math.floor(next() * (text.length + 1));
          const kind = next();
          if (kind < 0.4) text = text.slice(0, at) + pick(BITS) + text.slice(at);
          else if (kind < 0.7) text = text.slice(0, at) + text.slice(at + 1 + Math.floor(next() * 6));
          else if (kind < 0.9) text = text.slice(0, at) + pick(BITS) + text.slice(at + 1);
          else {
            const other = pick(corpus);
            const from = Math.floor(next() * other.length);
            text = text.slice(0, at) + other.slice(from, from + 40) + text.slice(at);
          }
        }
        const policyType = pick<PolicyType>(POLICY_TYPES);
        const resourceType = pick<ValidatePolicyResourceType | undefined>([
          undefined,
          ...VALIDATE_POLICY_RESOURCE_TYPES,
        ]);
        try {
          expectSound(text, validatePolicy(parsePolicy(text), { policyType, resourceType }));
        } catch (cause) {
          throw new Error(`run ${run} of seed ${seed}, ${policyType} ${resourceType}: ${text}`, { cause });
        }
      }
    },
    runs * 5 + 60_000,
  );
});

describe('odd policies', () => {
  it.each([
    ['a key of the prototype', '{"__proto__": {"Statement": []}, "constructor": 1}'],
    ['lone surrogates', '{"Version": "\ud800", "Statement": [{"Sid": "\\udc00", "Effect": "\ud83d"}]}'],
    ['a byte order mark', '\ufeff{"Version": "2012-10-17", "Statement": []}'],
    ['deep nesting', '['.repeat(100_000)],
    ['deep objects', '{"a":'.repeat(100_000)],
    ['no JSON', '<xml/>'],
    ['nothing', ''],
  ])('%s', (_, text) => {
    for (const policyType of POLICY_TYPES)
      expectSound(text, validatePolicy(parsePolicy(text), { policyType }));
  });
});

describe('time', () => {
  const many = (n: number, make: (i: number) => string): string =>
    Array.from({ length: n }, (_, i) => make(i)).join();
  const policy = (statement: string): string => `{"Version":"2012-10-17","Statement":[${statement}]}`;
  const statement = (action: string, resource: string, condition: string): string =>
    policy(`{"Effect":"Allow","Action":${action},"Resource":${resource},"Condition":${condition}}`);
  const shapes: [string, (n: number) => string][] = [
    [
      'many statements',
      (n) =>
        policy(many(n, (i) => `{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b${i}"}`)),
    ],
    ['many actions', (n) => statement(`[${many(n, (i) => `"s3:Get${i}"`)}]`, '"*"', '{}')],
    ['many wildcards', (n) => statement(`[${many(n, (i) => `"s3:*${i}*"`)}]`, '"*"', '{}')],
    ['many equal resources', (n) => statement('"s3:*"', `[${many(n, () => '"arn:aws:s3:::b"')}]`, '{}')],
    ['many resources', (n) => statement('"s3:*"', `[${many(n, (i) => `"arn:aws:s3:::*${i}*"`)}]`, '{}')],
    [
      'many condition keys',
      (n) => statement('"s3:*"', '"*"', `{"StringLike":{${many(n, (i) => `"aws:RequestTag/${i}":"*"`)}}}`),
    ],
    [
      'many condition values',
      (n) =>
        statement(
          '"s3:*"',
          '"*"',
          `{"IpAddress":{"aws:SourceIp":[${many(n, (i) => `"10.0.${i % 256}.1/8"`)}]}}`,
        ),
    ],
    ['one long action', (n) => statement(`"s3:${'*a'.repeat(n)}"`, '"*"', '{}')],
    ['one long variable', (n) => statement('"s3:*"', `"arn:aws:s3:::${'${'.repeat(n)}"`, '{}')],
    [
      'one long value',
      (n) => statement('"s3:*"', '"*"', `{"StringEquals":{"aws:userid":"${'*?'.repeat(n)}"}}`),
    ],
    ['many Sids', (n) => policy(many(n, () => '{"Sid":"a"}'))],
    ['many unknown elements', (n) => `{${many(n, (i) => `"x${i}":1`)}}`],
  ];

  it.each(shapes)(
    'grows with the text: %s',
    (_, make) => {
      const time = (n: number): number => {
        const text = make(n);
        const started = performance.now();
        for (const policyType of POLICY_TYPES) validatePolicy(parsePolicy(text), { policyType });
        return performance.now() - started;
      };
      time(500);
      const small = Math.min(time(1_000), time(1_000), time(1_000));
      const large = Math.min(time(16_000), time(16_000));
      // 16 times the text; a square would be 256 times.
      expect(large).toBeLessThan(90 * Math.max(small, 3));
    },
    120_000,
  );
});
