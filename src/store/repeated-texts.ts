// What rows of permission usage have in common: mappings and outcomes, read once and shared by all rows that name them.
import { type DuckDBValue, INTEGER, LIST, listValue } from '@duckdb/node-api';
import type { Conditions, DenialCause, Evidence, ResourceReason, RoleReference } from '../core/permission.js';
import type { Columns, EventStore } from './open-store.js';
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

  /** The rows of permission-usage.sql, by principal id. */
  async permissionsByPrincipal(store: EventStore, columns: Columns): Promise<Map<number, PermissionUsage[]>> {
    const column = (name: string): readonly DuckDBValue[] => columns[name] ?? [];
    const mappingIds = column('mapping_id');
    await this.#learn(store, mappingIds);
    const [principalIds, outcomeIds, isRole] = [
      column('principal_id'),
      column('outcome_id'),
      column('is_role'),
    ];
    const [resources, rawArns, roleKeys] = [column('resource'), column('raw_arn'), column('role_key')];
    const [counts, firstSeen, lastSeen] = [column('count'), column('first_seen'), column('last_seen')];
    const [countsBefore, lastBefore] = [column('before_count'), column('before_last')];
    const found = new Map<number, PermissionUsage[]>();
    for (let row = 0; row < mappingIds.length; row++) {
      const mapping = this.#mappings.get(mappingIds[row] as number) as Mapping;
      const outcome = this.#outcomes.get(outcomeIds[row] as number) as Outcome;
      const use: PermissionUsage = {
        action: mapping.action,
        resource: resources[row] as string,
        rawArn: textOf(rawArns[row]),
        // A role that a reference stands for is the resource itself.
        resourceType: isRole[row] === true ? 'iam:role' : mapping.resourceType,
        resourceReason: mapping.resourceReason,
        conditions: mapping.conditions,
        evidence: mapping.evidence,
        authorization: outcome.authorization,
        errorCode: outcome.errorCode,
        denialCause: outcome.denialCause,
        crossAccount: outcome.crossAccount,
        source: mapping.source,
        roleReference:
          isRole[row] === true || mapping.roleKind === undefined
            ? undefined
            : { kind: mapping.roleKind, key: textOf(roleKeys[row]) ?? '' },
        count: counts[row] as number,
        firstSeen: firstSeen[row] as number,
        lastSeen: lastSeen[row] as number,
      };
      const count = countsBefore[row] ?? 0;
      if (count !== 0) use.before = { count: count as number, lastSeen: lastBefore[row] as number };
      const principalId = principalIds[row] as number;
      const own = found.get(principalId);
      if (own === undefined) found.set(principalId, [use]);
      else own.push(use);
    }
    return found;
  }

  /** Reads the mappings that are not known yet. */
  async #learn(store: EventStore, mappingIds: readonly DuckDBValue[]): Promise<void> {
    const ids = new Set<number>();
    for (const id of mappingIds) if (!this.#mappings.has(id as number)) ids.add(id as number);
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
}
