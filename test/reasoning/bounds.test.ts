// What a question may cost: an answer, or "could not be decided", within seconds, whatever the policies.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/core/json.js';
import { checkNoNewAccess } from '../../src/custom-checks/check-no-new-access.js';
import type { CheckResponse } from '../../src/custom-checks/check-response.js';
import { parsePolicy } from '../../src/policy/parse-policy.js';
import { Random } from './random-policy.js';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const LONGEST_MS = 10_000;

function compare(newer: JsonObject[], older: JsonObject[], steps?: number): CheckResponse & { ms: number } {
  const document = (Statement: JsonObject[]) =>
    parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement }));
  const question = { newPolicy: document(newer), existingPolicy: document(older), kind: 'identity' as const };
  const from = performance.now();
  const response = checkNoNewAccess(question, steps === undefined ? {} : { steps });
  return { ...response, ms: performance.now() - from };
}

function wildStatements(random: Random, count: number): JsonObject[] {
  const part = (): string => Array.from({ length: 3 }, () => random.pick(['a', 'b', 'c'])).join('');
  return Array.from({ length: count }, () => ({
    Effect: random.chance(0.85) ? 'Allow' : 'Deny',
    Action: [`s3:*${part()}*${part()}*`, `s3:${part()}*`],
    Resource: [`arn:aws:s3:::*${part()}*${part()}*`, `arn:aws:s3:::${part()}*${part()}`],
  }));
}

/** Eight keys that must all differ, with seven values: true only by counting. */
function pigeonhole(): [JsonObject, JsonObject[]] {
  const key = (i: number): string => `aws:PrincipalTag/k${i}`;
  const values = Array.from({ length: 7 }, (_, i) => `v${i}`);
  const base = { Effect: 'Allow', Action: '*', Resource: '*' };
  const all = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [key(i), values]));
  const equal = Array.from({ length: 8 }, (_, p) =>
    Array.from({ length: p }, (_, q) =>
      values.map((v) => ({ ...base, Condition: { StringEquals: { [key(p)]: v, [key(q)]: v } } })),
    ),
  ).flat(2);
  return [{ ...base, Condition: { StringEquals: all } }, equal];
}

describe(`bounds, SEED=${seed}`, () => {
  it('300 statements against 300, with wildcards in all places', () => {
    const random = new Random(seed);
    const one = wildStatements(random, 300);
    const other = wildStatements(random, 300);
    expect(compare(one, other).ms).toBeLessThan(LONGEST_MS);
    const again = compare(
      [...one].sort(() => random.next() - 0.5),
      one,
    );
    expect(again.result).toBe('PASS');
    expect(again.ms).toBeLessThan(LONGEST_MS);
  });

  it('a question of counting is ended by the budget, says so, and hides no statement that fails', () => {
    const [counting, equal] = pigeonhole();
    const response = compare([counting], equal, 2_000_000);
    expect(response).toMatchObject({ result: 'FAIL', undecided: true });
    expect(response.ms).toBeLessThan(LONGEST_MS);
    const clear = { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*' };
    const { reasons, undecided } = compare([counting, clear], equal, 2_000_000);
    expect(undecided).toBeUndefined();
    expect(reasons?.map(({ statementIndex, undecided: open }) => [statementIndex, open])).toEqual([
      [1, undefined],
      [0, true],
    ]);
  });

  it('texts far longer than policies may be', () => {
    const long = (text: string): JsonObject => ({
      Effect: 'Allow',
      Action: 's3:*',
      Resource: `arn:aws:s3:::${text}`,
    });
    expect(compare([long('ab'.repeat(200_000))], [long('*b')]).result).toBe('PASS');
    expect(compare([long('a*'.repeat(20_000))], [long('*a'.repeat(20_000))]).ms).toBeLessThan(LONGEST_MS);
  });

  it('many statements', () => {
    const list = Array.from({ length: 1_500 }, (_, i) => ({
      Effect: 'Allow',
      Action: `s3:A${i}*`,
      Resource: `arn:aws:s3:::b${i}*/x*`,
    }));
    const { result, ms } = compare(list, [...list].reverse());
    expect(result).toBe('PASS');
    expect(ms).toBeLessThan(LONGEST_MS);
  });
});
