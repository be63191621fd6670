// Ingestion into the store against a slow twin: random records with copies, addenda and shared events, in random files,
// orders, rounds and chunk sizes, under random filters.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/core/json.js';
import { inlineExecutor } from '../../src/ingest/executor.js';
import { ingestArchive } from '../../src/ingest/ingest-archive.js';
import { openStore } from '../../src/store/open-store.js';
import { readTotals, readUsage } from '../../src/store/read-usage.js';
import type { PrincipalUsage, UsageFilter } from '../../src/store/usage.js';
import { type SlowSummary, slowUsage } from '../reference/slow-store.js';

const folder = mkdtempSync(join(tmpdir(), 'trailwright-twin-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ACCOUNTS = ['111122223333', '444455556666'];
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const START = Date.parse('2026-01-31T00:00:00Z') / 1000;
const DAYS = 3;

const call = fc.constantFrom<JsonObject[]>(
  { eventSource: 's3.amazonaws.com', eventName: 'GetBucketAcl' },
  { eventSource: 's3.amazonaws.com', eventName: 'GetObject' },
  { eventSource: 'ec2.amazonaws.com', eventName: 'DescribeInstances' },
  { eventSource: 'signin.amazonaws.com', eventName: 'ConsoleLogin', eventType: 'AwsConsoleSignIn' },
  { eventSource: 'nowhere.amazonaws.com', eventName: 'Unheard' },
  { eventSource: 'iam.amazonaws.com', eventName: 'ListRoles' },
  // One operation that takes other services by what is asked for.
  { eventSource: 'lambda.amazonaws.com', eventName: 'CreateFunction20150331' },
  {
    eventSource: 'lambda.amazonaws.com',
    eventName: 'CreateFunction20150331',
    requestParameters: { functionName: 'f', role: 'arn:aws:iam::111122223333:role/r' },
  },
);

const outcome = fc.constantFrom<JsonObject[]>(
  {},
  {},
  {},
  {},
  { errorCode: 'AccessDenied', errorMessage: 'Access Denied' },
  { errorCode: 'ThrottlingException' },
);

const name = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('a', 'b', 'c') },
  fc.constantFrom('*', '$' + '{x}', 'nul\u0000nul', 'ümlaut', '\u{1f600}', '\ud800'),
);

const identity = fc
  .record({ account: fc.constantFrom(...ACCOUNTS), user: fc.constantFrom('ana', 'bob') })
  .map(
    ({ account, user }): JsonObject => ({
      type: 'IAMUser',
      accountId: account,
      userName: user,
      arn: `arn:aws:iam::${account}:user/${user}`,
      principalId: `AIDA${user}`,
    }),
  );

/** Ids are few, so that copies abound; own ids and shared ones come from two ranges that meet. */
const record: fc.Arbitrary<JsonObject> = fc
  .record({
    call,
    outcome,
    name,
    identity,
    id: fc.nat(25),
    link: fc.oneof(
      { weight: 6, arbitrary: fc.constant({}) },
      fc.nat(6).map((n): JsonObject => ({ sharedEventID: uuid(100 + n) })),
      fc.nat(25).map((n): JsonObject => ({ addendum: { originalEventID: uuid(n) } })),
      fc.constant<JsonObject>({ eventID: 'no uuid' }),
    ),
    recipient: fc.constantFrom(...ACCOUNTS),
    second: fc.nat(DAYS * 86_400 - 1),
    region: fc.constantFrom('eu-west-1', 'us-east-1'),
  })
  .map(({ call, outcome, name, identity, id, link, recipient, second, region }) => ({
    eventID: uuid(id),
    eventTime: new Date((START + second) * 1000).toISOString().replace('.000', ''),
    awsRegion: region,
    recipientAccountId: recipient,
    userIdentity: identity,
    requestParameters: { bucketName: name, key: name },
    ...call,
    ...outcome,
    ...link,
  }));

/** Half of the bounds are days. */
const second = fc.oneof(
  fc.integer({ min: 0, max: DAYS * 86_400 }),
  fc.integer({ min: 0, max: DAYS }).map((day) => day * 86_400),
);
const filter: fc.Arbitrary<UsageFilter> = fc.record(
  {
    since: second.map((n) => START + n),
    until: second.map((n) => START + n),
    accounts: fc.subarray(ACCOUNTS, { minLength: 1 }),
    regions: fc.constantFrom(['eu-west-1'], ['us-east-1'], ['eu-west-1', 'us-east-1'], ['nowhere']),
    principals: fc.constantFrom(
      ['arn:aws:iam::111122223333:user/ana'],
      ['*bob'],
      ['arn:aws:iam::*:user/?na', '*44*'],
    ),
  },
  { requiredKeys: [] },
);

async function* list(paths: readonly string[]) {
  for (const path of paths) yield { path, sizeBytes: 10, modifiedMs: 0 };
}

function permissionsOf(usages: readonly PrincipalUsage[]) {
  return usages
    .flatMap((u) =>
      u.permissions.map((p) => [
        JSON.stringify([
          JSON.stringify([u.principalArn, u.principalType, u.accountId ?? '', u.uniqueId ?? '']),
          [
            ...[p.action, p.resource, p.rawArn ?? '', p.resourceType ?? '', p.resourceReason ?? ''],
            ...[p.conditions, p.evidence, p.source],
          ],
          [p.authorization, p.errorCode ?? '', p.denialCause ?? ''],
          p.crossAccount,
        ]),
        { count: p.count, firstSeen: p.firstSeen, lastSeen: p.lastSeen },
      ]),
    )
    .sort();
}

function summariesOf(usages: readonly PrincipalUsage[]): Record<string, SlowSummary> {
  return Object.fromEntries(
    usages.map((u) => [
      JSON.stringify([u.principalArn, u.principalType, u.accountId ?? '', u.uniqueId ?? '']),
      {
        ...{ events: u.events, deniedEvents: u.deniedEvents, firstSeen: u.firstSeen, lastSeen: u.lastSeen },
        services: [...u.services],
        unmapped: Object.fromEntries(u.unmapped.map((m) => [`${m.eventSource} ${m.eventName}`, m.count])),
      },
    ]),
  );
}

describe('the store', () => {
  let serial = 0;

  it('answers as the slow twin does', async () => {
    const seed = Date.now();
    console.log(`seed ${seed}`);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(record, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 6 }),
        fc.nat(5),
        fc.constantFrom(1, 2000, 1_000_000),
        filter,
        async (archive, cut, chunkBytes, filter) => {
          const run = join(folder, String(serial++));
          const files = new Map<string, JsonObject[]>();
          const paths = archive.map((records, i) => {
            const text = JSON.stringify({ Records: records });
            files.set(createHash('sha256').update(text).digest('hex'), records);
            writeFileSync(`${run}.${i}.json`, text);
            return `${run}.${i}.json`;
          });
          const expected = slowUsage(files, filter);
          const store = await openStore({ catalogDate: '2026-01-01' });
          try {
            for (const round of [paths.slice(0, cut), paths.slice(cut), paths]) {
              await ingestArchive({ files: list(round), store, executor: inlineExecutor(), chunkBytes });
            }
            const usages = await readUsage(store, filter);
            const totals = await readTotals(store);
            const repeated = paths.length - files.size;
            expect({ events: totals.events, notApplicable: totals.notApplicable }).toEqual({
              events: expected.events,
              notApplicable: expected.notApplicable,
            });
            if (repeated === 0) expect(totals.duplicates).toBe(expected.duplicates);
            expect(totals.records).toBe(
              totals.events + totals.duplicates + totals.notApplicable + totals.recordsSkipped,
            );
            expect(summariesOf(usages)).toEqual(Object.fromEntries(expected.principals));
            expect(Object.fromEntries(permissionsOf(usages))).toEqual(
              Object.fromEntries(expected.permissions),
            );
          } finally {
            store.close();
          }
        },
      ),
      { seed, numRuns: process.env.TRAILWRIGHT_LARGE === '1' ? 500 : 25 },
    );
  }, 900_000);
});
