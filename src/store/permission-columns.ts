// Answers of permission-usage.sql, read by columns: → the uses of each principal. Rows are sorted by principal and by
// their texts, so that a text is most often the one above it, and is then held once.
import type { DuckDBValue } from '@duckdb/node-api';
import type { Conditions, DenialCause, Evidence, ResourceReason, RoleReference } from '../core/permission.js';
import type { Columns } from './open-store.js';
import type { PermissionUsage } from './usage.js';

/** By principal's id, each in the order of the rows. */
export function permissionsByPrincipal(columns: Columns): Map<number, PermissionUsage[]> {
  const column = (name: string): readonly DuckDBValue[] => columns[name] ?? [];
  const texts = (name: string): readonly string[] => sameTextOnce(column(name));
  const numbers = (name: string): readonly number[] => column(name).map(Number);
  const principalId = numbers('principal_id');
  const action = texts('action');
  const resource = texts('resource');
  const rawArn = texts('raw_arn');
  const resourceType = texts('resource_type');
  const resourceReason = texts('resource_reason');
  const conditions = parsedConditions(texts('conditions'));
  const evidence = texts('evidence');
  const authorization = texts('authorization_state');
  const errorCode = texts('error_code');
  const denialCause = texts('denial_cause');
  const crossAccount = column('cross_account');
  const source = texts('source');
  const roleKind = texts('role_kind');
  const roleKey = texts('role_key');
  const [count, days] = [numbers('count'), numbers('days')];
  const [firstSeen, lastSeen] = [numbers('first_seen'), numbers('last_seen')];
  const [beforeCount, beforeDays] = [numbers('before_count'), numbers('before_days')];
  const beforeLast = numbers('before_last');
  const found = new Map<number, PermissionUsage[]>();
  for (const [i, id] of principalId.entries()) {
    const kind = some(roleKind[i]);
    const use: PermissionUsage = {
      action: action[i] as string,
      resource: resource[i] as string,
      rawArn: some(rawArn[i]),
      resourceType: some(resourceType[i]),
      resourceReason: some(resourceReason[i]) as ResourceReason | undefined,
      conditions: conditions[i] as Conditions,
      evidence: evidence[i] as Evidence,
      authorization: authorization[i] as PermissionUsage['authorization'],
      errorCode: some(errorCode[i]),
      denialCause: some(denialCause[i]) as DenialCause | undefined,
      crossAccount: crossAccount[i] === true,
      source: source[i] as string,
      roleReference:
        kind === undefined ? undefined : { kind: kind as RoleReference['kind'], key: roleKey[i] as string },
      count: count[i] as number,
      days: days[i] as number,
      firstSeen: firstSeen[i] as number,
      lastSeen: lastSeen[i] as number,
    };
    if (beforeCount[i])
      use.before = {
        count: beforeCount[i],
        days: beforeDays[i] as number,
        lastSeen: beforeLast[i] as number,
      };
    const uses = found.get(id);
    if (uses === undefined) found.set(id, [use]);
    else uses.push(use);
  }
  return found;
}

function sameTextOnce(values: readonly DuckDBValue[]): string[] {
  let above = '';
  return values.map((value) => {
    const text = String(value);
    if (text !== above) above = text;
    return above;
  });
}

function parsedConditions(texts: readonly string[]): Conditions[] {
  let above: string | undefined;
  let parsed: Conditions = {};
  return texts.map((text) => {
    if (text !== above) parsed = JSON.parse(text) as Conditions;
    above = text;
    return parsed;
  });
}

/** '' stands for none. */
function some(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
