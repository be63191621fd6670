// Who called and what a call means, in the store's words. Neither hangs on a chunk, so both can be kept and used again.
import { createHash } from 'node:crypto';
import { meaningOfEvent } from '../catalog/meaning-of-event.js';
import type { EventPrincipal, TrailEvent } from '../core/event.js';
import type { EventMeaning, RoleLink } from '../core/permission.js';
import type { MAPPING, OPERATION, PRINCIPAL } from './chunk-shapes.js';
import { type Cells, type KeyedCells, keyed } from './rows-by-column.js';

const HASH_DIGITS = 32;

export type StoredPrincipal = KeyedCells<typeof PRINCIPAL>;

/** One permission on one resource. */
export interface StoredGrant {
  mapping: KeyedCells<typeof MAPPING>;
  resource: string;
  rawArn: string;
  roleKey: string;
}

export interface StoredMeaning {
  operation: KeyedCells<typeof OPERATION>;
  /** In the order of the meaning's permissions. */
  grants: readonly StoredGrant[];
  /** Only of calls that are proven. */
  roleLinks: readonly RoleLink[];
  /** 128 bits of SHA-256 over operation and grants as hex: the same name in every chunk. */
  hash: string;
}

/** Who called, and what the call means. */
export interface StoredCall {
  principal: StoredPrincipal;
  meaning: StoredMeaning;
}

export function storedCall(event: TrailEvent): StoredCall {
  return {
    principal: storedPrincipal(event.principal),
    meaning: storedMeaning(event, meaningOfEvent(event)),
  };
}

export function storedPrincipal(principal: EventPrincipal): StoredPrincipal {
  return keyed<typeof PRINCIPAL>({
    principal_arn: principal.arn,
    principal_type: principal.type,
    account_id: principal.accountId ?? '',
    unique_id: principal.uniqueId ?? '',
    service_linked: Number(principal.serviceLinked),
    permission_set: principal.permissionSet ?? '',
    policy_holder: Number(principal.policyHolder),
  });
}

export function storedMeaning(event: TrailEvent, meaning: EventMeaning): StoredMeaning {
  const operation = keyed(operationOf(event, meaning));
  const grants = grantsOf(meaning);
  const content = [operation.key, ...grants.map((g) => [g.mapping.key, g.resource, g.rawArn, g.roleKey])];
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, HASH_DIGITS);
  return { operation, grants, roleLinks: meaning.authorization === 'proven' ? meaning.roleLinks : [], hash };
}

function operationOf(event: TrailEvent, meaning: EventMeaning): Cells<typeof OPERATION> {
  return {
    event_source: event.eventSource,
    event_name: event.eventName,
    region: event.region,
    applicable: Number(meaning.outcome !== 'not-applicable'),
    authorization_state: meaning.authorization,
    error_code: event.errorCode ?? '',
    denial_cause: meaning.denial?.cause ?? '',
    cross_account: Number(meaning.denial?.crossAccount ?? false),
    unmapped: Number(meaning.unmapped),
  };
}

/** One element a permission and resource, in their order. */
function grantsOf(meaning: EventMeaning): StoredGrant[] {
  return meaning.permissions.flatMap(({ roleReference, resources, ...permission }) =>
    (resources.length > 0 ? resources : [undefined]).map((resource) => ({
      mapping: keyed<typeof MAPPING>({
        action: permission.action,
        resource_type: resource?.type ?? '',
        resource_reason: resource?.reason ?? '',
        conditions: JSON.stringify(permission.conditions),
        evidence: permission.evidence,
        source: permission.source,
        role_kind: roleReference?.kind ?? '',
      }),
      resource: resource?.arn ?? '',
      rawArn: resource?.rawArn ?? '',
      roleKey: roleReference?.key ?? '',
    })),
  );
}
