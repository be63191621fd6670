// Usage of every principal under a filter, aggregated in SQL in a few queries, whatever the number of principals.
import { BIGINT, type DuckDBValue, INTEGER, LIST, listValue, VARCHAR } from '@duckdb/node-api';
import type { PrincipalType } from '../core/event.js';
import type { Conditions, DenialCause, Evidence, ResourceReason, RoleReference } from '../core/permission.js';
import type { Skip } from '../core/skip.js';
import { GLOBAL_EVENT_SOURCES } from './global-services.js';
import type { EventStore, Row } from './open-store.js';
import { readQuery } from './settle.js';
import type { ArchiveTotals, PermissionUsage, PrincipalUsage, UsageFilter } from './usage.js';

type Mutable = { -readonly [K in keyof PrincipalUsage]: PrincipalUsage[K] };

const BEFORE_ALL = -(2n ** 62n);
const AFTER_ALL = 2n ** 62n;
const DAY_SECONDS = 86_400;
const NO_DAY = -1;

/** Every principal with its usage, sorted by ARN, over what is settled. Times count to the second. */
export async function readUsage(store: EventStore, filter: UsageFilter = {}): Promise<PrincipalUsage[]> {
  const texts = LIST(VARCHAR);
  const { since, until } = filter;
  const firstDay = cutDay(since);
  const lastDay = cutDay(until);
  await store.run(readQuery('winners'));
  await store.run(
    readQuery('selected-calls'),
    {
      since: BigInt(since ?? BEFORE_ALL),
      until: BigInt(until ?? AFTER_ALL),
      first_day: firstDay,
      last_day: lastDay === firstDay ? NO_DAY : lastDay,
      accounts: listValue([...(filter.accounts ?? [])]),
      regions: listValue([...(filter.regions ?? [])]),
      globals: listValue([...GLOBAL_EVENT_SOURCES]),
      principals: listValue((filter.principals ?? []).map(regexOfGlob)),
    },
    {
      ...{ since: BIGINT, until: BIGINT, first_day: INTEGER, last_day: INTEGER },
      ...{ accounts: texts, regions: texts, globals: texts, principals: texts },
    },
  );
  const permissions = byPrincipal(await store.rows(readQuery('permission-usage')));
  const unmapped = byPrincipal(await store.rows(readQuery('unmapped-usage')));
  const services = byPrincipal(await store.rows(readQuery('services')));
  const usages: PrincipalUsage[] = [];
  let newest: Mutable | undefined;
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
      newest.accountId === text(row.account_id)
    ) {
      newest.earlier = [...newest.earlier, { uniqueId: text(row.unique_id) ?? '', ...seen }];
      continue;
    }
    const key = Number(row.principal_id);
    newest = {
      principalArn: String(row.principal_arn),
      principalType: String(row.principal_type) as PrincipalType,
      accountId: text(row.account_id),
      serviceLinked: row.service_linked === true,
      permissionSet: text(row.permission_set),
      policyHolder: row.policy_holder === true,
      uniqueId: text(row.unique_id),
      earlier: [],
      ...seen,
      deniedEvents: Number(row.denied_events),
      services: (services.get(key) ?? []).map((r) => String(r.service)),
      permissions: (permissions.get(key) ?? []).map(permissionUsage),
      unmapped: (unmapped.get(key) ?? []).map((r) => ({
        eventSource: String(r.event_source),
        eventName: String(r.event_name),
        count: Number(r.count),
      })),
    };
    usages.push(newest);
  }
  return usages;
}

/** The day that a bound cuts in two; NO_DAY where it falls on the start of one. */
function cutDay(bound: number | undefined): number {
  return bound === undefined || bound % DAY_SECONDS === 0 ? NO_DAY : Math.floor(bound / DAY_SECONDS);
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
    logFilesSkipped: Number(row.log_files_skipped),
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

function permissionUsage(row: Row): PermissionUsage {
  const kind = text(row.role_kind);
  return {
    action: String(row.action),
    resource: String(row.resource),
    rawArn: text(row.raw_arn),
    resourceType: text(row.resource_type),
    resourceReason: text(row.resource_reason) as ResourceReason | undefined,
    conditions: JSON.parse(String(row.conditions)) as Conditions,
    evidence: String(row.evidence) as Evidence,
    authorization: String(row.authorization_state) as PermissionUsage['authorization'],
    errorCode: text(row.error_code),
    denialCause: text(row.denial_cause) as DenialCause | undefined,
    crossAccount: row.cross_account === true,
    source: String(row.source),
    roleReference:
      kind === undefined ? undefined : { kind: kind as RoleReference['kind'], key: text(row.role_key) ?? '' },
    count: Number(row.count),
    days: Number(row.days),
    firstSeen: Number(row.first_seen),
    lastSeen: Number(row.last_seen),
  };
}

function text(value: DuckDBValue | undefined): string | undefined {
  return value === null || value === undefined || value === '' ? undefined : String(value);
}

function textList(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
