// One record as `explain` shows it: in JSON for programs, in lines for people.
import type { TrailEvent } from '../core/event.js';
import { isJsonObject, type JsonValue, ownString } from '../core/json.js';
import type {
  Authorization,
  Conditions,
  EventMeaning,
  Evidence,
  Outcome,
  Permission,
} from '../core/permission.js';
import { printable } from './text-table.js';

export interface ExplainedPermission {
  action: string;
  /** As a policy would write them. */
  resources: readonly string[];
  /** The one resource as logged, where escaping changed it. */
  rawArn?: string;
  conditions: Conditions;
  evidence: Evidence;
  source: string;
  /** Why the resource is no exact ARN. */
  reason?: string;
  /** ARN of the task definition or instance profile that stands for the role to be passed. */
  reference?: string;
}

export interface ExplainedRecord {
  eventID: string | null;
  eventSource: string | null;
  eventName: string | null;
  principalArn: string | null;
  outcome: Outcome;
  authorization: Authorization;
  permissions: readonly ExplainedPermission[];
  errorCode?: string;
  /** Why no permission is asked for. */
  notApplicable?: string;
  denial?: { cause: string; crossAccount: boolean };
  /** The catalog has no action for this call. */
  unmapped?: true;
  /** Why the record could not be read. */
  skipped?: string;
}

export function explainEvent(event: TrailEvent, meaning: EventMeaning): ExplainedRecord {
  return {
    eventID: event.eventId ?? null,
    eventSource: event.eventSource,
    eventName: event.eventName,
    principalArn: event.principal.arn,
    outcome: meaning.outcome,
    authorization: meaning.authorization,
    permissions: meaning.permissions.flatMap(explainPermission),
    ...(event.errorCode === undefined ? {} : { errorCode: event.errorCode }),
    ...(meaning.notApplicableReason === undefined ? {} : { notApplicable: meaning.notApplicableReason }),
    ...(meaning.denial === undefined ? {} : { denial: meaning.denial }),
    ...(meaning.unmapped ? { unmapped: true as const } : {}),
  };
}

/** A record that could not be read: in its place, so that no record is left out. */
export function explainSkip(record: JsonValue, reason: string): ExplainedRecord {
  const object = isJsonObject(record) ? record : undefined;
  return {
    eventID: ownString(object, 'eventID') ?? null,
    eventSource: ownString(object, 'eventSource') ?? null,
    eventName: ownString(object, 'eventName') ?? null,
    principalArn: null,
    outcome: 'not-applicable',
    authorization: 'unknown',
    permissions: [],
    skipped: reason,
  };
}

/** Resources with the same reason stand together; one that escaping changed stands alone beside its raw form. */
function explainPermission(permission: Permission): ExplainedPermission[] {
  const { action, conditions, evidence, source, roleReference } = permission;
  const shared = { conditions, evidence, source, ...(roleReference ? { reference: roleReference.key } : {}) };
  if (permission.resources.length === 0) return [{ action, resources: [], ...shared }];
  const groups = new Map<string, ExplainedPermission>();
  for (const { arn, rawArn, reason } of permission.resources) {
    const key = rawArn ?? `\u0000${reason ?? ''}`;
    const group = groups.get(key);
    if (group !== undefined) groups.set(key, { ...group, resources: [...group.resources, arn] });
    else
      groups.set(key, {
        action,
        resources: [arn],
        ...(rawArn === undefined ? {} : { rawArn }),
        ...shared,
        ...(reason === undefined ? {} : { reason }),
      });
  }
  return [...groups.values()];
}

/** Lines for people: the call, who made it, what became of it, and a line for each action and resource. */
export function explainText(records: readonly ExplainedRecord[]): string[] {
  return records.flatMap((r, i) => {
    const became =
      r.skipped !== undefined ? `skipped: ${r.skipped}` : `${r.outcome}, authorization ${r.authorization}`;
    const why = r.notApplicable ?? r.denial?.cause ?? r.errorCode;
    return [
      `${i} ${r.eventSource ?? '?'}:${r.eventName ?? '?'}  ${became}${why === undefined ? '' : ` (${why})`}`,
      `    by ${r.principalArn ?? '?'}`,
      ...(r.unmapped ? ['    unmapped: no action is known for this call'] : []),
      ...r.permissions.flatMap((p) => [
        `    ${p.action}${p.evidence === 'inferred' ? ' (inferred)' : ''}${p.reason === undefined ? '' : ` [${p.reason}]`}`,
        ...p.resources.map((a) => `      ${a}`),
        ...(p.reference === undefined ? [] : [`      the role of ${p.reference}`]),
        ...Object.entries(p.conditions).flatMap(([operator, keys]) =>
          Object.entries(keys).map(([key, values]) => `      if ${operator} ${key} ${values.join(', ')}`),
        ),
      ]),
    ].map(printable);
  });
}
