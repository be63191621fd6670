// Who called and what a call means, in the store's words. Neither hangs on a chunk, so both can be kept and used again.
import { hash } from 'node:crypto';
import { meaningOfEvent } from '../catalog/meaning-of-event.js';
import type { EventPrincipal, TrailEvent } from '../core/event.js';
import type {
  Conditions,
  EventMeaning,
  Permission,
  PermissionResource,
  RoleLink,
} from '../core/permission.js';
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
  const content = [operation.key];
  for (const grant of grants) content.push(grant.mapping.key, grant.resource, grant.rawArn, grant.roleKey);
  const name = hash('sha256', JSON.stringify(content), 'hex').slice(0, HASH_DIGITS);
  const roleLinks = meaning.authorization === 'proven' ? meaning.roleLinks : [];
  return { operation, grants, roleLinks, hash: name };
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
function grantsOf({ permissions }: EventMeaning): StoredGrant[] {
  const grants: StoredGrant[] = [];
  for (const permission of permissions) {
    const { resources, roleReference } = permission;
    if (resources.length === 0) {
      const roleKey = roleReference?.key ?? '';
      grants.push({ mapping: mappingOf(permission, undefined), resource: '', rawArn: '', roleKey });
    }
    for (const resource of resources) {
      const { arn, rawArn = '' } = resource;
      const roleKey = roleReference?.key ?? '';
      grants.push({ mapping: mappingOf(permission, resource), resource: arn, rawArn, roleKey });
    }
  }
  return grants;
}

type Mapping = KeyedCells<typeof MAPPING>;

/** Mappings by action: there are few, and a new one is dear to name. */
const mappings = new Map<string, Mapping[]>();
const MOST_ACTIONS = 2000;
const MOST_OF_ACTION = 16;

function mappingOf(permission: Permission, resource: PermissionResource | undefined): Mapping {
  const cells = {
    action: permission.action,
    resource_type: resource?.type ?? '',
    resource_reason: resource?.reason ?? '',
    conditions: conditionsText(permission.conditions),
    evidence: permission.evidence,
    source: permission.source,
    role_kind: permission.roleReference?.kind ?? '',
  };
  let known = mappings.get(cells.action);
  if (known === undefined) {
    if (mappings.size === MOST_ACTIONS) mappings.clear();
    known = [];
    mappings.set(cells.action, known);
  }
  let found = known.find((one) => isSame(one.cells, cells));
  if (found === undefined) {
    found = keyed<typeof MAPPING>(cells);
    if (known.length === MOST_OF_ACTION) known.length = 0;
    known.push(found);
  }
  return found;
}

function isSame(a: Cells<typeof MAPPING>, b: Cells<typeof MAPPING>): boolean {
  return (
    a.resource_type === b.resource_type &&
    a.resource_reason === b.resource_reason &&
    a.conditions === b.conditions &&
    a.evidence === b.evidence &&
    a.source === b.source &&
    a.role_kind === b.role_kind
  );
}

function conditionsText(conditions: Conditions): string {
  for (const _ in conditions) return JSON.stringify(conditions);
  return '{}';
}
