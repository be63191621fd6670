// Who called and what a call means, in the store's words. Neither hangs on a chunk, so both can be kept and used again.
// A new meaning is made for each resource that a log names, so what repeats in it is looked up by its parts, without an
// object to look it up with.
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
import { KnownCells, type NamedCells } from './known-cells.js';
import { countedText, type MeaningName, nameOfContent } from './meaning-name.js';
import { type KeyedCells, keyed } from './rows-by-column.js';

export type StoredPrincipal = KeyedCells<typeof PRINCIPAL>;

/** One permission on one resource. */
export interface StoredGrant {
  mapping: NamedCells<typeof MAPPING>;
  resource: string;
  rawArn: string;
  roleKey: string;
}

export interface StoredMeaning {
  operation: NamedCells<typeof OPERATION>;
  /** In the order of the meaning's permissions. */
  grants: readonly StoredGrant[];
  /** Only of calls that are proven. */
  roleLinks: readonly RoleLink[];
  /** Of operation and grants. */
  name: MeaningName;
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
  const operation = operationOf(event, meaning);
  const grants: StoredGrant[] = [];
  let content = operation.digest;
  for (const permission of meaning.permissions) {
    const roleKey = permission.roleReference?.key ?? '';
    const { resources } = permission;
    for (let i = 0; i < Math.max(1, resources.length); i++) {
      const resource = resources[i];
      const mapping = mappingOf(permission, resource);
      const arn = resource?.arn ?? '';
      const rawArn = resource?.rawArn ?? '';
      grants.push({ mapping, resource: arn, rawArn, roleKey });
      content += mapping.digest + countedText(arn) + countedText(rawArn) + countedText(roleKey);
    }
  }
  const roleLinks = meaning.authorization === 'proven' ? meaning.roleLinks : [];
  return { operation, grants, roleLinks, name: nameOfContent(content) };
}

const operations = new KnownCells<typeof OPERATION>();

function operationOf(event: TrailEvent, meaning: EventMeaning): NamedCells<typeof OPERATION> {
  const { authorization, denial } = meaning;
  const applicable = Number(meaning.outcome !== 'not-applicable');
  const errorCode = event.errorCode ?? '';
  const cause = denial?.cause ?? '';
  const crossAccount = Number(denial?.crossAccount ?? false);
  const unmapped = Number(meaning.unmapped);
  const known = operations.of(event.eventName);
  for (const one of known) {
    const { cells } = one;
    if (
      cells.event_source === event.eventSource &&
      cells.region === event.region &&
      cells.error_code === errorCode &&
      cells.authorization_state === authorization &&
      cells.applicable === applicable &&
      cells.denial_cause === cause &&
      cells.cross_account === crossAccount &&
      cells.unmapped === unmapped
    )
      return one;
  }
  return operations.add(known, {
    event_source: event.eventSource,
    event_name: event.eventName,
    region: event.region,
    applicable,
    authorization_state: authorization,
    error_code: errorCode,
    denial_cause: cause,
    cross_account: crossAccount,
    unmapped,
  });
}

const mappings = new KnownCells<typeof MAPPING>();

function mappingOf(
  permission: Permission,
  resource: PermissionResource | undefined,
): NamedCells<typeof MAPPING> {
  const { action, evidence, source } = permission;
  const type = resource?.type ?? '';
  const reason = resource?.reason ?? '';
  const conditions = conditionsText(permission.conditions);
  const roleKind = permission.roleReference?.kind ?? '';
  const known = mappings.of(action);
  for (const one of known) {
    const { cells } = one;
    if (
      cells.resource_type === type &&
      cells.resource_reason === reason &&
      cells.conditions === conditions &&
      cells.evidence === evidence &&
      cells.source === source &&
      cells.role_kind === roleKind
    )
      return one;
  }
  return mappings.add(known, {
    action,
    resource_type: type,
    resource_reason: reason,
    conditions,
    evidence,
    source,
    role_kind: roleKind,
  });
}

function conditionsText(conditions: Conditions): string {
  for (const _ in conditions) return JSON.stringify(conditions);
  return '{}';
}
