// How long does check-no-new-access take? Pairs of random policies: one of 10 KB against itself shuffled and against
// another, 300 statements against 300 with mixed wildcards, and a question that its budget ends. Milliseconds, warm: the
// median of some rounds.
// Usage: node dist/bench/compare.js [rounds]
import type { JsonObject } from '../src/core/json.js';
import { checkNoNewAccess } from '../src/custom-checks/check-no-new-access.js';
import { parsePolicy } from '../src/policy/parse-policy.js';

const rounds = Number(process.argv[2] ?? 15);
const SERVICES = ['s3', 'ec2', 'iam', 'sqs', 'sns', 'kms', 'lambda', 'dynamodb'];
const VERBS = ['Get', 'Put', 'List', 'Delete', 'Describe', 'Create', 'Update', 'Tag'];
const NOUNS = ['Object', 'Bucket', 'Item', 'Table', 'Queue', 'Role', 'User', 'Key', 'Instance', 'Function'];
const WORDS = ['app', 'team', 'prod', 'dev', 'data', 'logs'];

let state = 1;
function seed(value: number): void {
  state = value;
}
function next(limit: number): number {
  state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
  return (state >>> 8) % limit;
}
const one = <T>(list: readonly T[]): T => list[next(list.length)] as T;
const word = (): string => `${one(WORDS)}${next(20)}`;
const times = <T>(n: number, make: () => T): T[] => Array.from({ length: n }, make);

function mixedStatement(): JsonObject {
  const service = one(SERVICES);
  const action = (): string =>
    one([
      `${service}:${one(VERBS)}*`,
      `${service}:*${one(NOUNS)}`,
      ...times(5, () => `${service}:${one(VERBS)}${one(NOUNS)}`),
    ]);
  const resource = (): string =>
    one([
      `arn:aws:${service}:*:*:*${word()}*/*`,
      `arn:aws:${service}:::${word()}-*/*${word()}*`,
      `arn:aws:${service}:us-east-1:111122223333:${word()}/*`,
      ...times(2, () => `arn:aws:${service}:*:111122223333:${word()}/${word()}`),
    ]);
  const condition = one<JsonObject | undefined>([
    { StringLike: { 'aws:PrincipalTag/team': [`${word()}*`, `*${word()}`] } },
    { IpAddress: { 'aws:SourceIp': `10.${next(20)}.0.0/16` } },
    { Bool: { 'aws:SecureTransport': 'true' } },
    ...times(6, () => undefined),
  ]);
  return {
    Effect: next(100) < 85 ? 'Allow' : 'Deny',
    Action: times(1 + next(6), action),
    Resource: times(1 + next(3), resource),
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}

function wildStatement(): JsonObject {
  const part = (): string => times(3, () => one(['a', 'b', 'c'])).join('');
  return {
    Effect: next(100) < 85 ? 'Allow' : 'Deny',
    Action: [`s3:*${part()}*${part()}*`, `s3:${part()}*`],
    Resource: [`arn:aws:s3:::*${part()}*${part()}*`, `arn:aws:s3:::${part()}*${part()}`],
  };
}

function statements(from: number, count: number, make: () => JsonObject): JsonObject[] {
  seed(from);
  return times(count, make);
}

function shuffled(list: readonly JsonObject[]): JsonObject[] {
  seed(7);
  return list
    .map((item) => [next(1 << 20), item] as const)
    .sort((a, b) => a[0] - b[0])
    .map(([, item]) => item);
}

/** Eight keys that must all differ, with seven values: true only by counting. */
function pigeonhole(): [JsonObject[], JsonObject[]] {
  const key = (i: number): string => `aws:PrincipalTag/k${i}`;
  const values = Array.from({ length: 7 }, (_, i) => `v${i}`);
  const base = { Effect: 'Allow', Action: '*', Resource: '*' };
  const all = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [key(i), values]));
  const equal = Array.from({ length: 8 }, (_, p) =>
    Array.from({ length: p }, (_, q) =>
      values.map((v) => ({ ...base, Condition: { StringEquals: { [key(p)]: v, [key(q)]: v } } })),
    ),
  ).flat(2);
  return [[{ ...base, Condition: { StringEquals: all } }], equal];
}

const QUESTIONS: readonly (readonly [name: string, newer: JsonObject[], older: JsonObject[]])[] = [
  ['10 KB, itself shuffled', statements(1, 52, mixedStatement), shuffled(statements(1, 52, mixedStatement))],
  ['10 KB, another', statements(1, 52, mixedStatement), statements(2, 52, mixedStatement)],
  [
    '300 statements, themselves shuffled',
    statements(3, 300, mixedStatement),
    shuffled(statements(3, 300, mixedStatement)),
  ],
  ['300 statements, 300 others', statements(3, 300, mixedStatement), statements(4, 300, mixedStatement)],
  [
    '300 wildcards, themselves shuffled',
    statements(5, 300, wildStatement),
    shuffled(statements(5, 300, wildStatement)),
  ],
  ['300 wildcards, 300 others', statements(5, 300, wildStatement), statements(6, 300, wildStatement)],
  ['pigeonhole: ended by the budget', ...pigeonhole()],
];

for (const [name, newer, older] of QUESTIONS) {
  const [newPolicy, existingPolicy] = [newer, older].map((Statement) =>
    parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement })),
  );
  if (newPolicy === undefined || existingPolicy === undefined) continue;
  const taken: number[] = [];
  let told = '';
  for (let i = 0; i < (name.startsWith('10') ? rounds * 10 : name.startsWith('pigeon') ? 1 : rounds); i++) {
    const from = performance.now();
    const {
      result,
      undecided,
      reasons = [],
    } = checkNoNewAccess({ newPolicy, existingPolicy, kind: 'identity' });
    taken.push(performance.now() - from);
    told = `${undecided ? 'UNKNOWN' : result}, ${reasons.length} statements told`;
  }
  taken.sort((a, b) => a - b);
  const median = taken[Math.floor(taken.length / 2)] as number;
  const first = `${newPolicy.text.length} bytes`;
  console.log(`${name.padEnd(38)} ${median.toFixed(1).padStart(9)} ms  ${first.padStart(12)}  ${told}`);
}
