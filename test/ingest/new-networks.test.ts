// Which actions came only from networks that were new, against what the records say one by one.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { networkOf, networkText } from '../../src/core/network.js';
import { inlineExecutor } from '../../src/ingest/executor.js';
import { ingestArchive, settleStore } from '../../src/ingest/ingest-archive.js';
import { openStore } from '../../src/store/open-store.js';
import { readNewNetworks } from '../../src/store/read-new-networks.js';
import { readPrincipals } from '../../src/store/read-usage.js';
import { Random } from '../reasoning/random-policy.js';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const folder = mkdtempSync(join(tmpdir(), 'trailwright-networks-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const DAY_SECONDS = 86_400;
const START = Date.UTC(2026, 0, 1) / 1000;
const ASKED = { actions: ['cloudtrail:StopLogging', 's3:GetBucketAcl'], rare: 2, settledDays: 7 };
const CALLS: readonly [source: string, name: string, action: string][] = [
  ['cloudtrail.amazonaws.com', 'StopLogging', 'cloudtrail:StopLogging'],
  ['s3.amazonaws.com', 'GetBucketAcl', 's3:GetBucketAcl'],
  ['s3.amazonaws.com', 'GetBucketCors', 's3:GetBucketCORS'],
  ['sqs.amazonaws.com', 'ListQueues', 'sqs:ListQueues'],
];
const ADDRESSES = [
  '203.0.113.7',
  '203.0.1.1',
  '198.51.100.7',
  '2001:db8::1',
  'lambda.amazonaws.com',
  '192.0.2.9',
];

interface Call {
  user: string;
  action: string;
  address: string;
  time: number;
  record: object;
}

function randomCalls(random: Random): Call[] {
  return Array.from({ length: 5 + random.below(20) }, (_, n) => {
    const [eventSource, eventName, action] = random.pick(CALLS);
    const user = random.pick(['ana', 'ben']);
    const address = random.pick(ADDRESSES);
    const time = START + random.below(25) * DAY_SECONDS + random.below(DAY_SECONDS);
    const record = {
      eventID: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
      eventTime: new Date(time * 1000).toISOString().replace('.000', ''),
      eventSource,
      eventName,
      eventType: 'AwsApiCall',
      awsRegion: 'eu-west-1',
      recipientAccountId: '111122223333',
      sourceIPAddress: address,
      userIdentity: {
        type: 'IAMUser',
        accountId: '111122223333',
        userName: user,
        arn: `arn:aws:iam::111122223333:user/${user}`,
        principalId: `AIDA${user}`,
      },
      requestParameters: { bucketName: 'amzn-s3-demo-bucket', name: 'main' },
      ...(random.chance(0.1) ? { errorCode: 'AccessDenied' } : {}),
    };
    return { user, action: 'errorCode' in record ? '' : action, address, time, record };
  });
}

/** Call by call, without a thought for speed. */
function slowNewNetworks(calls: readonly Call[]): string[] {
  const found: string[] = [];
  for (const user of ['ana', 'ben'])
    for (const [, , action] of CALLS) {
      const own = calls.filter((call) => call.user === user);
      const uses = own.filter((call) => call.action === action);
      if (uses.length === 0 || (uses.length > ASKED.rare && !ASKED.actions.includes(action))) continue;
      const located = own.filter(({ address }) => networkOf(address) !== 0);
      const first = Math.min(...located.map(({ time }) => time));
      const isNew = uses.every(({ address, time }) => {
        const network = networkOf(address);
        if (network === 0) return false;
        const seen = Math.min(...located.filter((c) => networkOf(c.address) === network).map((c) => c.time));
        return time - seen <= DAY_SECONDS && seen - first >= ASKED.settledDays * DAY_SECONDS;
      });
      if (!isNew) continue;
      const networks = [...new Set(uses.map(({ address }) => networkOf(address)))].sort((a, b) => a - b);
      found.push(`${user} ${action} ${networks.map(networkText).join()}`);
    }
  return found.sort();
}

it(`are those of the records, SEED=${seed}`, async () => {
  const random = new Random(seed);
  let found = 0;
  for (let round = 0; round < 40; round++) {
    const calls = randomCalls(random);
    const path = join(folder, `log${round}.json`);
    writeFileSync(path, JSON.stringify({ Records: calls.map(({ record }) => record) }));
    const store = await openStore({ catalogDate: '2026-01-01' });
    try {
      await ingestArchive({
        files: (async function* () {
          yield { path, sizeBytes: 10, modifiedMs: 0 };
        })(),
        store,
        executor: inlineExecutor(),
      });
      await settleStore(store);
      const answer = await readNewNetworks(store, await readPrincipals(store), ASKED);
      const told = [...answer].flatMap(([arn, actions]) =>
        [...actions].map(([action, networks]) => `${arn.split('/')[1]} ${action} ${networks.join()}`),
      );
      expect(told.sort()).toEqual(slowNewNetworks(calls));
      found += told.length;
    } finally {
      await store.close();
    }
  }
  expect(found).toBeGreaterThan(10);
});
