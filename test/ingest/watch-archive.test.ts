// Watching: files are taken in once they are left alone, once each, with the store free for others in between.
import { execFile } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { inlineExecutor } from '../../src/ingest/executor.js';
import { Arrivals, watchArchive } from '../../src/ingest/watch-archive.js';
import { openStore } from '../../src/store/open-store.js';
import { readTotals } from '../../src/store/read-usage.js';
import { type LogFile, listLogFiles } from '../../src/trail/list-log-files.js';

const run = promisify(execFile);
const READ_EVENTS = fileURLToPath(new URL('./read-events.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'trailwright-watch-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const record = (id: number) =>
  JSON.stringify({
    eventID: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
    eventTime: '2026-01-31T08:00:00Z',
    eventSource: 'ec2.amazonaws.com',
    eventName: 'DescribeInstances',
    userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/ana', accountId: '111122223333' },
  });

async function* list(...files: LogFile[]) {
  yield* files;
}

describe('Arrivals', () => {
  const file = (modifiedMs: number, sizeBytes = 1) => ({ path: 'a', sizeBytes, modifiedMs });

  it('leaves a file that was just written to for the next look, and gives it once', async () => {
    const arrivals = new Arrivals(1000);
    expect(await arrivals.look(list(file(9500)), 10_000)).toEqual([]);
    expect(await arrivals.look(list(file(9900, 2)), 10_100)).toEqual([]);
    const ready = await arrivals.look(list(file(9900, 2)), 11_000);
    expect(ready).toHaveLength(1);
    expect(await arrivals.look(list(file(9900, 2)), 12_000)).toHaveLength(1);
    arrivals.took(ready);
    expect(await arrivals.look(list(file(9900, 2)), 13_000)).toEqual([]);
    expect(await arrivals.look(list(file(13_000, 3)), 15_000)).toHaveLength(1);
  });

  it('takes a file whose time lies ahead when it stays the same', async () => {
    const arrivals = new Arrivals(1000);
    expect(await arrivals.look(list(file(99_000)), 10_000)).toEqual([]);
    expect(await arrivals.look(list(file(99_000)), 10_500)).toHaveLength(1);
  });
});

describe('watchArchive', () => {
  it('takes in what arrives, round by round, and lets others read in between', async () => {
    const logs = mkdtempSync(join(folder, 'logs-'));
    const path = join(folder, 'watch.duckdb');
    const old = (name: string, text: string) => {
      writeFileSync(join(logs, name), text);
      utimesSync(join(logs, name), 1, 1);
    };
    const open = () => openStore({ path, catalogDate: '2026-01-01' });
    const abort = new AbortController();
    const events: number[] = [];
    const conflicts: string[] = [];
    // Another process: within one, nothing keeps two databases out of one file.
    const readBetween = async (): Promise<number> => {
      for (;;) {
        try {
          const { stdout } = await run(process.execPath, [READ_EVENTS, path]);
          return Number(stdout);
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      }
    };
    old('1.json', record(1));
    old('part.json', '');
    appendFileSync(join(logs, 'part.json'), record(7).slice(0, 40));
    const watching = watchArchive({
      list: () => listLogFiles([logs]),
      open,
      executor: inlineExecutor(),
      intervalMs: 150,
      signal: abort.signal,
      onConflict: (error) => conflicts.push(error.message),
      onRound: async (_, store) => {
        events.push((await readTotals(store)).events);
        if (events.length === 1) setTimeout(() => old('2.json', `${record(1)}\n${record(2)}`), 50);
        if (events.length === 2) abort.abort();
      },
    });
    appendFileSync(join(logs, 'part.json'), record(7).slice(40, 80));
    expect(await readBetween()).toBeLessThanOrEqual(2);
    await watching;
    expect(events[0]).toBe(1);
    const store = await open();
    const totals = await readTotals(store);
    store.close();
    expect(totals.events).toBe(2);
    expect(totals.duplicates).toBe(1);
  });
});
