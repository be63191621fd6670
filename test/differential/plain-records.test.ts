// Records read from their bytes, with what is known of those before, against each record built and mapped by itself.
// Records are real ones with single fields of others in them: what a meaning hangs on and a key forgot would show.
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/core/json.js';
import { inJavaScript, inWasm } from './plain-comparison.js';
import { corpusFiles, corpusRecords } from './scan-corpus.js';
import { SeededRandom, seedOfRun } from './scan-random.js';

const RECORDS = process.env.TRAILWRIGHT_LARGE === '1' ? 500_000 : 20_000;
const EACH = 20;
const STRANGE: readonly JsonValue[] = [
  ...[null, '', ' ', 0, true, [], {}, 'x', '*', 'HIDDEN_DUE_TO_SECURITY_REASONS', '2026-02-30T00:00:00Z'],
  ...['2026-01-31T24:00:00Z', '2026-01-31T23:59:60Z', '2026-01-31 10:00:00', '\u00a0', 'caf\u00e9', '\u0000'],
  ...[
    '00000000-0000-4000-8000-00000000000g',
    'AABBCCDD-0000-4000-8000-000000000000',
    'arn:aws:sts::1:assumed-root/x',
    ...['NetworkActivity', 'Insight'],
  ],
];

/** The fields of `record` in any order, with some of another's, or strange ones, in the place of its own. */
function crossed(record: JsonObject, other: JsonObject, random: SeededRandom): JsonObject {
  const made = { ...record };
  const names = [...new Set([...Object.keys(record), ...Object.keys(other)])];
  for (let i = random.below(3); i >= 0; i--) {
    const name = random.pick(names);
    const way = random.below(8);
    if (way === 0) made[name] = random.pick(STRANGE);
    else if (way === 1) delete made[name];
    else if (isJsonObject(made[name]) && isJsonObject(other[name]) && random.onceIn(2))
      made[name] = crossed(made[name], other[name], random);
    else if (other[name] !== undefined) made[name] = other[name];
  }
  return made;
}

describe.each([
  ['in JavaScript', inJavaScript],
  ['in WebAssembly', inWasm],
])('plain records, %s', (_, newWay) => {
  it(`mean what each of ${RECORDS} crossed records means by itself`, { timeout: 3_600_000 }, () => {
    const seed = seedOfRun();
    const corpus = corpusRecords(corpusFiles(), 400, 4000).map((text) => JSON.parse(text) as JsonObject);
    const way = newWay();
    let taken = 0;
    for (let done = 0; done < RECORDS; done += EACH) {
      const random = new SeededRandom(seed + done);
      // Mostly records of one service, so that what is known of some is asked for again.
      const of = random.pick(corpus).eventSource;
      const pool = random.onceIn(4)
        ? corpus
        : corpus.filter(({ eventSource }) => eventSource === of).slice(0, 6);
      const some = Array.from({ length: EACH }, () => crossed(random.pick(pool), random.pick(pool), random));
      const bytes = Buffer.from(JSON.stringify({ Records: some }, null, random.below(2)));
      const compared = way(bytes);
      taken += compared.taken;
      if (!isDeepStrictEqual(compared.made, compared.expected)) {
        console.log(`TRAILWRIGHT_SEED=${seed + done}\n${bytes.toString('utf8').slice(0, 20_000)}`);
        expect(compared.made).toEqual(compared.expected);
      }
    }
    expect(taken).toBeGreaterThan(RECORDS / 2);
  });

  /** Records that differ as `change` has it, told in the order of `numbers`. */
  function expectToldApart(
    numbers: readonly number[],
    change: (n: number) => JsonObject,
    leastTaken = numbers.length,
  ): void {
    const way = newWay();
    const records = numbers.map((n, i) => ({ ...PLAIN, eventID: uuid(i), ...change(n) }));
    let all = 0;
    for (let from = 0; from < records.length; from += 5000) {
      const some = records.slice(from, from + 5000);
      const { made, expected, taken } = way(Buffer.from(JSON.stringify({ Records: some })));
      expect(isDeepStrictEqual(made, expected)).toBe(true);
      all += taken;
    }
    expect(all).toBeGreaterThanOrEqual(leastTaken);
  }
  const TWICE = [0, 1, 2, 0, 1, 2];
  const many = (count: number) => Array.from({ length: 2 * count }, (_, i) => (i >> 1) + (i % 2 ? 0 : 1));

  it('hang on keys that an answer names', () => {
    const key = (n: number) =>
      `arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-4000-8000-00000000000${n}`;
    expectToldApart(TWICE, (n) => ({
      eventName: 'GetObject',
      responseElements: { [n === 0 ? 'etag' : 'x-amz-server-side-encryption-aws-kms-key-id']: key(n) },
    }));
  });

  it('hang on the caller where its ARN says what is named', () => {
    expectToldApart(TWICE, (n) => ({
      eventSource: 'iam.amazonaws.com',
      eventName: 'ListAccessKeys',
      requestParameters: { userName: 'alice' },
      userIdentity: {
        type: 'IAMUser',
        principalId: `AIDAEXAMPLE${n}`,
        arn: `arn:aws:iam::111122223333:user/${['', 'one/', 'two/'][n]}alice`,
        accountId: '111122223333',
        userName: 'alice',
      },
    }));
  });

  it('hang on the Region, for all that a session says', () => {
    expectToldApart(TWICE, (n) => ({ awsRegion: ['eu-west-1', 'cn-north-1', 'us-gov-west-1'][n] ?? '' }));
  });

  it('may be of more principals than are kept', () => {
    expectToldApart(many(6000), (n) => ({ userIdentity: session(`role-${n}`, {}) }));
  });

  it('may be of more users than are kept', () => {
    expectToldApart(many(6000), (n) => ({
      userIdentity: { type: 'IAMUser', arn: `arn:aws:iam::111122223333:user/u${n}`, principalId: `AIDA${n}` },
    }));
  });

  it('may be of sessions of more layouts than are kept', () => {
    expectToldApart(many(20), (n) => ({
      userIdentity: session('role', Object.fromEntries(Array.from({ length: n }, (_, i) => [`a${i}`, 'x']))),
    }));
  });

  it('may be of a session whose layout is too long, or whose values have escapes', () => {
    expectToldApart(TWICE, (n) => ({
      userIdentity: session('role', { [n === 0 ? 'x'.repeat(10_000) : 'x']: `"${n}\\` }),
    }));
  });

  it('may mean more than is kept', () => {
    expectToldApart(many(12_000), (n) => ({ requestParameters: { bucketName: 'b', key: `k${n}` } }));
  });

  it('may say more than is kept of any', () => {
    const long = (n: number) => ({ bucketName: 'b', key: `k${n}`, x: 'x'.repeat(20_000) });
    expectToldApart(TWICE, (n) => ({ requestParameters: long(n) }), 0);
  });
});

const PLAIN = {
  eventTime: '2026-01-31T10:00:00Z',
  eventSource: 's3.amazonaws.com',
  eventName: 'PutObject',
  awsRegion: 'eu-west-1',
  eventType: 'AwsApiCall',
  eventCategory: 'Data',
  recipientAccountId: '111122223333',
  userIdentity: session('role', {}),
  requestParameters: { bucketName: 'b', key: 'k' },
} as const;

function session(role: string, attributes: JsonObject): JsonObject {
  return {
    type: 'AssumedRole',
    principalId: `AROA${role}:name`,
    arn: `arn:aws:sts::111122223333:assumed-role/${role}/name`,
    accountId: '111122223333',
    sessionContext: {
      attributes,
      sessionIssuer: {
        type: 'Role',
        principalId: `AROA${role}`,
        arn: `arn:aws:iam::111122223333:role/${role}`,
        accountId: '111122223333',
        userName: role,
      },
    },
  };
}

function uuid(n: number): string {
  return `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}
