// Ingestion end to end into a store: each call once, whatever the order; resumable; a dead worker costs one file.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Executor } from '../../src/ingest/executor.js';
import { inlineExecutor } from '../../src/ingest/executor.js';
import { ingestArchive, settleStore } from '../../src/ingest/ingest-archive.js';
import { threadExecutor } from '../../src/ingest/thread-executor.js';
import { openStore } from '../../src/store/open-store.js';
import { readSkips, readTotals, readUsage } from '../../src/store/read-usage.js';
import type { UsageFilter } from '../../src/store/usage.js';

const folder = mkdtempSync(join(tmpdir(), 'trailwright-ingest-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const A = '111122223333';
const B = '444455556666';
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const user = (name: string, uniqueId = 'AIDAEXAMPLE') => ({
  type: 'IAMUser',
  accountId: A,
  userName: name,
  arn: `arn:aws:iam::${A}:user/${name}`,
  principalId: uniqueId,
});
const record = (id: number, more: object = {}) => ({
  eventID: uuid(id),
  eventTime: '2026-01-31T08:00:00Z',
  eventSource: 's3.amazonaws.com',
  eventName: 'GetBucketAcl',
  eventType: 'AwsApiCall',
  awsRegion: 'eu-west-1',
  recipientAccountId: A,
  userIdentity: user('ana'),
  requestParameters: { bucketName: `amzn-s3-demo-bucket${id}` },
  ...more,
});

async function* list(files: readonly string[]) {
  for (const path of files) yield { path, sizeBytes: 10, modifiedMs: 0 };
}

let serial = 0;
function logFile(records: unknown[], name = `${serial++}.json`): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify({ Records: records }));
  return path;
}

async function ingested(
  rounds: readonly (readonly string[])[],
  filter?: UsageFilter,
  executor: Executor = inlineExecutor(),
) {
  const store = await openStore({ catalogDate: '2026-01-01' });
  try {
    for (const files of rounds) await ingestArchive({ files: list(files), store, executor });
    return {
      usage: await readUsage(store, filter),
      totals: await readTotals(store),
      skips: await readSkips(store),
    };
  } finally {
    store.close();
    await executor.close();
  }
}

describe('each call once', () => {
  it('counts copies in two trails, in one run or two, and a file that is there again', async () => {
    const first = logFile([record(1), record(2)]);
    const second = logFile([record(2), record(3)]);
    const together = await ingested([[first, second]]);
    const apart = await ingested([[second], [first], [first, second]]);
    expect(together.totals).toMatchObject({ records: 4, events: 3, duplicates: 1, logFiles: 2 });
    expect(apart.usage).toEqual(together.usage);
    expect(apart.totals).toEqual(together.totals);
  });

  it('merges the copies of two accounts, in any order of files', async () => {
    const shared = { sharedEventID: uuid(100), requestParameters: { bucketName: 'amzn-s3-demo-bucket' } };
    const own = logFile([record(50, shared)]);
    const peer = logFile([
      record(40, {
        ...shared,
        recipientAccountId: B,
        userIdentity: { type: 'AWSAccount', accountId: A, principalId: 'AIDAEXAMPLE' },
        resources: [{ ARN: 'arn:aws:s3:::amzn-s3-demo-bucket', accountId: B, type: 'AWS::S3::Bucket' }],
      }),
    ]);
    const others = [logFile([record(1)]), logFile([record(2), record(3)])];
    const expected = await ingested([[own, peer, ...others]]);
    expect(expected.totals).toMatchObject({ records: 5, events: 4, duplicates: 1 });
    expect(expected.usage.map((u) => u.principalArn)).toEqual([user('ana').arn]);
    const seed = Date.now();
    console.log(`seed ${seed}`);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([own, peer, ...others], { minLength: 4 }),
        fc.nat(4),
        async (files, cut) => {
          const got = await ingested([files.slice(0, cut), files.slice(cut)]);
          expect(got.usage).toEqual(expected.usage);
          expect(got.totals).toEqual(expected.totals);
        },
      ),
      { seed, numRuns: 8 },
    );
  });

  it('lets an addendum replace its original', async () => {
    const original = logFile([record(1)]);
    const addendum = logFile([
      record(9, {
        addendum: { originalEventID: uuid(1), reason: 'UPDATED_DATA' },
        requestParameters: { bucketName: 'mended' },
      }),
    ]);
    const { usage, totals } = await ingested([[addendum, original]]);
    expect(totals).toMatchObject({ records: 2, events: 1, duplicates: 1 });
    expect(usage[0]?.permissions.map((p) => p.resource)).toEqual(['arn:aws:s3:::mended']);
  });
});

describe('usage', () => {
  it('is of the newest holder of a name, with the earlier ones told', async () => {
    const old = record(1, { userIdentity: user('ana', 'AIDAOLD'), eventTime: '2026-01-01T00:00:00Z' });
    const { usage } = await ingested([[logFile([old, record(2)])]]);
    expect(usage).toMatchObject([
      { uniqueId: 'AIDAEXAMPLE', events: 1, earlier: [{ uniqueId: 'AIDAOLD', events: 1 }] },
    ]);
  });

  it('is cut by principal, account, Region and time; global services stay', async () => {
    const files = [
      logFile([
        record(1),
        record(2, { awsRegion: 'us-east-1' }),
        record(3, {
          awsRegion: 'us-east-1',
          eventSource: 'iam.amazonaws.com',
          eventName: 'ListUsers',
          requestParameters: null,
        }),
        record(4, { eventTime: '2026-02-01T00:00:00Z', userIdentity: user('bob') }),
      ]),
    ];
    const events = async (filter: UsageFilter) =>
      (await ingested([files], filter)).usage.reduce((n, u) => n + u.events, 0);
    expect(await events({})).toBe(4);
    expect(await events({ regions: ['eu-west-1'] })).toBe(3);
    expect(await events({ accounts: [B] })).toBe(0);
    expect(await events({ principals: ['arn:aws:iam::*:user/b?b'] })).toBe(1);
    expect(await events({ since: Date.parse('2026-02-01T00:00:00Z') / 1000 })).toBe(1);
    expect(await events({ until: Date.parse('2026-02-01T00:00:00Z') / 1000 })).toBe(3);
  });
});

describe('bounds', () => {
  it('hold listing and scanning up while the store stalls', async () => {
    const store = await openStore({ catalogDate: '2026-01-01' });
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const transaction = store.transaction.bind(store);
    store.transaction = async (body) => {
      await gate;
      await transaction(body);
    };
    const width = 2;
    let listed = 0;
    let scanned = 0;
    const executor: Executor = {
      width,
      scan: async (task, deliver) => {
        scanned++;
        return await inlineExecutor().scan(task, deliver);
      },
      rest: async () => undefined,
      close: async () => undefined,
    };
    const path = logFile([record(1)]);
    async function* endless() {
      for (; listed < 50; listed++)
        yield { path: `${path}?${listed}`, sizeBytes: 16 * 1024 * 1024, modifiedMs: 0 };
    }
    const run = ingestArchive({ files: endless(), store, executor });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(scanned).toBe(2 * width);
    expect(listed).toBe(2 * width - 1);
    open();
    await run;
    expect(scanned).toBe(50);
    expect((await readTotals(store)).logFilesSkipped).toBe(50);
    store.close();
  });

  it('hand a file over in pieces, and count its rows only once it is whole', async () => {
    const path = logFile(Array.from({ length: 50 }, (_, i) => record(i)));
    const store = await openStore({ catalogDate: '2026-01-01' });
    const half: Executor = {
      width: 1,
      scan: async (task, deliver) => {
        let chunks = 0;
        return await inlineExecutor().scan(task, async (chunk) => {
          if (++chunks === 25) throw new Error('the process dies here');
          await deliver(chunk);
        });
      },
      rest: async () => undefined,
      close: async () => undefined,
    };
    await expect(
      ingestArchive({ files: list([path]), store, executor: half, chunkBytes: 1 }),
    ).rejects.toThrow(/dies/);
    expect(Number((await store.rows('SELECT count(*) AS n FROM sighting'))[0]?.n)).toBe(24);
    await settleStore(store);
    expect((await readTotals(store)).events).toBe(0);
    await ingestArchive({ files: list([path]), store, executor: inlineExecutor(), chunkBytes: 1 });
    expect(await readTotals(store)).toMatchObject({ events: 50, records: 50, logFiles: 1 });
    store.close();
  });
});

describe('a damaged file', () => {
  it('is no damage any more once it was read whole', async () => {
    const path = join(folder, 'mended.json');
    const text = JSON.stringify({ Records: [record(1), record(2)] });
    const store = await openStore({ catalogDate: '2026-01-01' });
    const ingest = () => ingestArchive({ files: list([path]), store, executor: inlineExecutor() });
    writeFileSync(path, text.slice(0, -10));
    await ingest();
    expect(await readTotals(store)).toMatchObject({ events: 1, logFilesSkipped: 1 });
    writeFileSync(path, text);
    await ingest();
    expect(await readTotals(store)).toMatchObject({ events: 2, duplicates: 1, logFilesSkipped: 0 });
    expect(await readSkips(store)).toEqual([]);
    store.close();
  });
});

describe('files with the same bytes', () => {
  it('count once; under another path their records are duplicates, in one run or two', async () => {
    const first = logFile([record(1), record(2), 7]);
    const second = logFile([record(1), record(2), 7]);
    const together = await ingested([[first, second]]);
    const apart = await ingested([[second], [first], [second, first]]);
    for (const { totals, skips } of [together, apart]) {
      expect(totals).toMatchObject({ logFiles: 2, records: 6, recordsSkipped: 2, events: 2, duplicates: 2 });
      expect(skips).toHaveLength(2);
    }
    expect(apart.usage).toEqual(together.usage);
  });
});

describe('threads', () => {
  it('replace a worker that dies, and skip only the file that kills it twice', async () => {
    const files = [logFile([record(1)]), logFile([record(2)], 'deadly.json'), logFile([record(3)])];
    const executor = threadExecutor(2, new URL('./dying-worker.mjs', import.meta.url));
    const { totals, skips } = await ingested([files], undefined, executor);
    expect(totals).toMatchObject({ events: 2, logFilesSkipped: 1 });
    expect(skips).toMatchObject([
      { path: files[1], reason: expect.stringMatching(/stopped the worker twice/) },
    ]);
  });

  it('stop when told to, and leave what was committed', async () => {
    const store = await openStore({ catalogDate: '2026-01-01' });
    const abort = new AbortController();
    async function* files() {
      for (let i = 0; i < 200; i++) {
        if (i === 150) abort.abort();
        yield { path: logFile([record(i)]), sizeBytes: 1024 * 1024, modifiedMs: 0 };
      }
    }
    await expect(
      ingestArchive({ files: files(), store, executor: inlineExecutor(), signal: abort.signal }),
    ).rejects.toThrow(/abort/i);
    expect(await store.rows('SELECT 1 FROM sighting LIMIT 1')).toHaveLength(1);
    store.close();
  });
});
