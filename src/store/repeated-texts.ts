// What rows of permission usage have in common: mappings and outcomes, read once and shared by all rows that name them.
import { INTEGER, LIST, listValue } from '@duckdb/node-api';
import type { Conditions, DenialCause, Evidence, ResourceReason, RoleReference } from '../core/permission.js';
import type { EventStore, Row } from './open-store.js';
import { readQuery } from './settle.js';
import { textOf } from './text-of.js';
import type { PermissionUsage } from './usage.js';

type Mapping = Pick<
  PermissionUsage,
  'action' | 'resourceType' | 'resourceReason' | 'conditions' | 'evidence' | 'source'
> & { readonly roleKind: RoleReference['kind'] | undefined };
type Outcome = Pick<PermissionUsage, 'authorization' | 'errorCode' | 'denialCause' | 'crossAccount'>;

/** Makes the temporary table `outcome`, and reads it. */
export async function readRepeated(store: EventStore): Promise<RepeatedTexts> {
  await store.run(readQuery('outcomes'));
  const rows = await store.rows(
    `SELECT DISTINCT outcome_id, authorization_state, error_code, denial_cause, cross_account
     FROM outcome JOIN operation USING (operation_id)`,
  );
  return new RepeatedTexts(
    new Map(
      rows.map((row) => [
        Number(row.outcome_id),
        {
          authorization: String(row.authorization_state) as Outcome['authorization'],
          errorCode: textOf(row.error_code),
          denialCause: textOf(row.denial_cause) as DenialCause | undefined,
          crossAccount: row.cross_account === true,
        },
      ]),
    ),
  );
}

export class RepeatedTexts {
  readonly #outcomes: ReadonlyMap<number, Outcome>;
  readonly #mappings = new Map<number, Mapping>();

  constructor(outcomes: ReadonlyMap<number, Outcome>) {
    this.#outcomes = outcomes;
  }

  /** Reads the mappings that the rows name and that are not known yet. */
  async learn(store: EventStore, rows: readonly Row[]): Promise<void> {
    const ids = new Set<number>();
    for (const { mapping_id } of rows)
      if (!this.#mappings.has(Number(mapping_id))) ids.add(Number(mapping_id));
    if (ids.size === 0) return;
    const found = await store.rows(
      'SELECT * FROM mapping WHERE mapping_id IN (SELECT unnest($ids::INTEGER[]))',
      { ids: listValue([...ids]) },
      { ids: LIST(INTEGER) },
    );
    for (const row of found)
      this.#mappings.set(Number(row.mapping_id), {
        action: String(row.action),
        resourceType: textOf(row.resource_type),
        resourceReason: textOf(row.resource_reason) as ResourceReason | undefined,
        conditions: JSON.parse(String(row.conditions)) as Conditions,
        evidence: String(row.evidence) as Evidence,
        source: String(row.source),
        roleKind: textOf(row.role_kind) as RoleReference['kind'] | undefined,
      });
  }

  /** Of a row of permission-usage.sql whose mapping was learned. `is_role`: its resource is the role that a reference stands for. */
  permissionUsage(row: Row): PermissionUsage {
    const mapping = this.#mappings.get(Number(row.mapping_id)) as Mapping;
    const outcome = this.#outcomes.get(Number(row.outcome_id)) as Outcome;
    return {
      action: mapping.action,
      resource: String(row.resource),
      rawArn: textOf(row.raw_arn),
      resourceType: row.is_role === true ? 'iam:role' : mapping.resourceType,
      resourceReason: mapping.resourceReason,
      conditions: mapping.conditions,
      evidence: mapping.evidence,
      authorization: outcome.authorization,
      errorCode: outcome.errorCode,
      denialCause: outcome.denialCause,
      crossAccount: outcome.crossAccount,
      source: mapping.source,
      roleReference:
        row.is_role === true || mapping.roleKind === undefined
          ? undefined
          : { kind: mapping.roleKind, key: textOf(row.role_key) ?? '' },
      count: Number(row.count),
      firstSeen: Number(row.first_seen),
      lastSeen: Number(row.last_seen),
      ...(row.before_count === undefined || Number(row.before_count) === 0
        ? {}
        : { before: { count: Number(row.before_count), lastSeen: Number(row.before_last) } }),
    };
  }
}
