// Usage of every principal under a filter, aggregated in SQL in a few queries, whatever the number of principals.
import { BIGINT, INTEGER, LIST, listValue, VARCHAR } from '@duckdb/node-api';
import type { PrincipalType } from '../core/event.js';
import type { Skip } from '../core/skip.js';
import { GLOBAL_EVENT_SOURCES } from './global-services.js';
import type { EventStore, Row } from './open-store.js';
import { readRepeated } from './repeated-texts.js';
import { readQuery } from './settle.js';
import { textOf } from './text-of.js';
import type { ArchiveTotals, PrincipalSummary, PrincipalUsage, UsageFilter } from './usage.js';

type MutableSummary = { -readonly [K in keyof PrincipalSummary]: PrincipalSummary[K] };

const BEFORE_ALL = -(2n ** 62n);
const AFTER_ALL = 2n ** 62n;
const DAY_SECONDS = 86_400;
const CALLS_OF_PRINCIPAL = 2n ** 32n;
/** Rows of usage whose permissions are read at once. */
const ROWS_AT_ONCE = 50_000;

/** A principal and where its permissions are found; the ids hold while the store is open and no other filter is set. */
export interface StoredPrincipal {
  summary: PrincipalSummary;
  principalId: number;
  /** Rows of usage: how much work its permissions are. */
  usageRows: number;
}

/** Every principal that the filter leaves, sorted by ARN, over what is settled. Times count to the second. */
export async function readPrincipals(
  store: EventStore,
  filter: UsageFilter = {},
): Promise<StoredPrincipal[]> {
  await selectActivity(store, filter);
  const unmapped = byPrincipal(await store.rows(readQuery('unmapped-usage')));
  const services = byPrincipal(await store.rows(readQuery('services')));
  const principals: StoredPrincipal[] = [];
  let newest: MutableSummary | undefined;
  for (const row of await store.rows(readQuery('principals'))) {
    const seen = {
      events: Number(row.events),
      firstSeen: Number(row.first_seen),
      lastSeen: Number(row.last_seen),
    };
    if (
      newest?.policyHolder &&
      newest.principalArn === row.principal_arn &&
      newest.principalType === row.principal_type &&
      newest.accountId === textOf(row.account_id)
    ) {
      newest.earlier = [...newest.earlier, { uniqueId: textOf(row.unique_id) ?? '', ...seen }];
      continue;
    }
    const principalId = Number(row.principal_id);
    newest = {
      principalArn: String(row.principal_arn),
      principalType: String(row.principal_type) as PrincipalType,
      accountId: textOf(row.account_id),
      serviceLinked: row.service_linked === true,
      permissionSet: textOf(row.permission_set),
      policyHolder: row.policy_holder === true,
      uniqueId: textOf(row.unique_id),
      earlier: [],
      ...seen,
      deniedEvents: Number(row.denied_events),
      services: (services.get(principalId) ?? []).map((r) => String(r.service)),
      unmapped: (unmapped.get(principalId) ?? []).map((r) => ({
        eventSource: String(r.event_source),
        eventName: String(r.event_name),
        count: Number(r.count),
      })),
    };
    principals.push({ summary: newest, principalId, usageRows: Number(row.usage_rows) });
  }
  return principals;
}

/**
 * The principals with their permissions, in their order; some at a time, so that not all are held at once. Permissions are in no
 * order. `cut`: the start of a day in seconds since the epoch; what was used before it is then told apart.
 */
export async function* readPermissions(
  store: EventStore,
  principals: readonly StoredPrincipal[],
  cut?: number,
): AsyncGenerator<PrincipalUsage> {
  const query = permissionQuery(cut !== undefined);
  const repeated = await readRepeated(store);
  for (let from = 0; from < principals.length; ) {
    let to = from;
    for (let rows = 0; to < principals.length && (to === from || rows < ROWS_AT_ONCE); to++)
      rows += principals[to]?.usageRows ?? 0;
    const batch = principals.slice(from, to);
    const ids = batch.map((p) => p.principalId);
    const columns = await store.columns(
      query,
      {
        ids: listValue(ids),
        first_call: BigInt(Math.min(...ids)) * CALLS_OF_PRINCIPAL,
        last_call: BigInt(Math.max(...ids) + 1) * CALLS_OF_PRINCIPAL - 1n,
        ...(cut === undefined ? {} : { cut_day: Math.floor(cut / DAY_SECONDS) }),
      },
      {
        ids: LIST(INTEGER),
        first_call: BIGINT,
        last_call: BIGINT,
        ...(cut === undefined ? {} : { cut_day: INTEGER }),
      },
    );
    const permissions = await repeated.permissionsByPrincipal(store, columns);
    for (const { summary, principalId } of batch)
      yield { ...summary, permissions: permissions.get(principalId) ?? [] };
    from = to;
  }
}

function permissionQuery(isCut: boolean): string {
  const query = readQuery('permission-usage');
  if (!isCut) return query;
  const [columns = '', summed = ''] = readQuery('before-cut').split('-- summed\n');
  return query.replace('/* before the cut */', columns).replace('/* before the cut, summed */', summed);
}

/** Every principal with its usage, all at once, in an order that hangs on nothing but what was read. */
export async function readUsage(store: EventStore, filter: UsageFilter = {}): Promise<PrincipalUsage[]> {
  const usages: PrincipalUsage[] = [];
  for await (const { permissions, ...usage } of readPermissions(store, await readPrincipals(store, filter))) {
    const texts = new Map(permissions.map((use) => [use, JSON.stringify(use)]));
    const inOrder = [...permissions].sort((a, b) => ((texts.get(a) ?? '') < (texts.get(b) ?? '') ? -1 : 1));
    usages.push({ ...usage, permissions: inOrder });
  }
  return usages;
}

/** Leaves what the filter lets through in the temporary tables `whole_day`, `cut_usage` and `active`. */
async function selectActivity(store: EventStore, filter: UsageFilter): Promise<void> {
  const { since, until } = filter;
  const period = { since: BigInt(since ?? BEFORE_ALL), until: BigInt(until ?? AFTER_ALL) };
  const periodTypes = { since: BIGINT, until: BIGINT };
  await store.run(readQuery('activity-of'));
  await store.run(readQuery('whole-days'), period, periodTypes);
  await store.run('CREATE OR REPLACE TEMP TABLE cut_usage AS FROM usage LIMIT 0');
  const cut = new Set([since, until].flatMap(cutDay));
  if (cut.size > 0) await store.run(readQuery('winners'));
  for (const day of cut)
    await store.run(readQuery('count-cut-day'), { ...period, day }, { ...periodTypes, day: INTEGER });
  const texts = LIST(VARCHAR);
  await store.run(
    readQuery('select-activity'),
    {
      accounts: listValue([...(filter.accounts ?? [])]),
      regions: listValue([...(filter.regions ?? [])]),
      globals: listValue([...GLOBAL_EVENT_SOURCES]),
      principals: listValue((filter.principals ?? []).map(regexOfGlob)),
    },
    { accounts: texts, regions: texts, globals: texts, principals: texts },
  );
}

/** The day that a bound cuts in two; none where it falls on the start of one. */
function cutDay(bound: number | undefined): number[] {
  return bound === undefined || bound % DAY_SECONDS === 0 ? [] : [Math.floor(bound / DAY_SECONDS)];
}

/** What was looked at, over all that is settled. */
export async function readTotals(store: EventStore): Promise<ArchiveTotals> {
  const row = (await store.rows(readQuery('totals')))[0] ?? {};
  const aside = await store.rows(
    `SELECT set_aside, count(*) AS count FROM log_file WHERE set_aside <> '' GROUP BY set_aside ORDER BY set_aside`,
  );
  const records = Number(row.records);
  const recordsSkipped = Number(row.records_skipped);
  const identities = Number(row.identities);
  const events = Number(row.events);
  return {
    logFiles: Number(row.log_files),
    logFilesSkipped: Number(row.log_files_damaged) + Number(row.files_not_opened),
    setAside: Object.fromEntries(aside.map((r) => [String(r.set_aside), Number(r.count)])),
    records,
    recordsSkipped,
    events,
    duplicates: records - recordsSkipped - identities,
    notApplicable: identities - events,
    startTime: row.start_time === null ? undefined : Number(row.start_time),
    endTime: row.end_time === null ? undefined : Number(row.end_time),
    accounts: textList(row.accounts),
    regions: textList(row.regions),
  };
}

/** On how many days anything was logged, by any principal. */
export async function readLoggedDays(store: EventStore): Promise<number> {
  return Number((await store.rows(readQuery('logged-days')))[0]?.days ?? 0);
}

/** Everything that was skipped, sorted by path and record. */
export async function readSkips(store: EventStore): Promise<Skip[]> {
  const rows = await store.rows(
    'SELECT DISTINCT path, record, reason FROM skip ORDER BY path, record, reason',
  );
  return rows.map((r) => ({
    path: String(r.path),
    ...(Number(r.record) < 0 ? {} : { record: Number(r.record) }),
    reason: String(r.reason),
  }));
}

/** IAM's glob as a regular expression of DuckDB's (RE2). */
function regexOfGlob(glob: string): string {
  return glob
    .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
}

function byPrincipal(rows: readonly Row[]): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const key = Number(row.principal_id);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

function textList(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
