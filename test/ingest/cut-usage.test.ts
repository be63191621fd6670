// Usage told apart at a cut: what lies before it is what a filter up to it shows.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { inlineExecutor } from '../../src/ingest/executor.js';
import { ingestArchive, settleStore } from '../../src/ingest/ingest-archive.js';
import { openStore } from '../../src/store/open-store.js';
import { readLoggedDays, readPermissions, readPrincipals } from '../../src/store/read-usage.js';
import type { PermissionUsage, UsageFilter } from '../../src/store/usage.js';

const folder = mkdtempSync(join(tmpdir(), 'trailwright-cut-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const DAY_SECONDS = 86_400;
const START = Date.UTC(2026, 0, 10) / 1000;

/** Two users, four buckets, ten days of calls, in no order; some days have none. */
const records = Array.from({ length: 200 }, (_, i) => {
  const day = (i * 7) % 11;
  const name = i % 3 === 0 ? 'ana' : 'ben';
  return {
    eventID: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
    eventTime: new Date((START + (day === 4 ? 5 : day) * DAY_SECONDS + i * 60) * 1000)
      .toISOString()
      .replace('.000', ''),
    eventSource: 's3.amazonaws.com',
    eventName: i % 5 === 0 ? 'PutBucketTagging' : 'GetBucketAcl',
    eventType: 'AwsApiCall',
    awsRegion: 'eu-west-1',
    recipientAccountId: '111122223333',
    userIdentity: {
      type: 'IAMUser',
      accountId: '111122223333',
      userName: name,
      arn: `arn:aws:iam::111122223333:user/${name}`,
      principalId: 'AIDAEXAMPLE',
    },
    requestParameters: { bucketName: `amzn-s3-demo-bucket${i % 4}` },
  };
});

const textOf = ({ action, resource }: PermissionUsage): string => `${action} ${resource}`;

it('is what a filter up to the cut shows, and all without one', async () => {
  const path = join(folder, 'log.json');
  writeFileSync(path, JSON.stringify({ Records: records }));
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
    const read = async (
      filter: UsageFilter,
      cut?: number,
    ): Promise<[string, readonly PermissionUsage[]][]> => {
      const all: [string, readonly PermissionUsage[]][] = [];
      for await (const usage of readPermissions(store, await readPrincipals(store, filter), cut))
        all.push([
          usage.principalArn,
          [...usage.permissions].sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1)),
        ]);
      return all;
    };
    expect(await readLoggedDays(store)).toBe(10);
    expect((await read({})).flatMap(([, uses]) => uses).filter(({ before }) => before !== undefined)).toEqual(
      [],
    );
    for (const days of [0, 1, 4, 6, 11]) {
      const cut = START + days * DAY_SECONDS;
      const before = (await read({}, cut)).map(([arn, uses]) => [
        arn,
        uses.flatMap(({ before: part, ...use }) => (part === undefined ? [] : [{ ...use, ...part }])),
      ]);
      const filtered = await read({ until: cut });
      expect(before.filter(([, uses]) => uses?.length !== 0)).toEqual(filtered);
    }
  } finally {
    await store.close();
  }
});
