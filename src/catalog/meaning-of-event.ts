// One event → the actions and resources that its call was authorised for. The same code serves `explain` and ingestion.

import { parseArn } from '../core/arn.js';
import type { TrailEvent } from '../core/event.js';
import { hostWithoutSuffix } from '../core/partition.js';
import type { EventMeaning, Permission, PermissionResource } from '../core/permission.js';
import { escapePolicyText } from '../core/policy-text.js';
import { type ActionFacts, findAction } from './actions.js';
import { actionsOfOperation, type MappedOperation } from './actions-of-operation.js';
import { deniedMessage } from './denied-message.js';
import { errorClass } from './error-class.js';
import { resolveResources } from './resources/resolve-resources.js';

/** Kinds of event that ask for no permission. */
const NO_CALL: Partial<Record<TrailEvent['kind'], string>> = {
  'service-event': 'a service event: done by AWS, not asked for by a principal',
  'sign-in': 'a console sign-in: not authorised by a policy',
  insight: 'an Insight event: a measure of other events',
  'network-activity': 'a network activity event: lends context, gives no permission',
  other: 'an event type that is no API call',
};

const NOTHING = { permissions: [], permissionless: false, unmapped: false, roleLinks: [] } as const;

/** What the event says. Every action it gives is one of the catalog's; none is a wildcard. */
export function meaningOfEvent(event: TrailEvent): EventMeaning {
  const failure = errorClass(event.errorCode);
  if (event.kind === 'network-activity' && failure === 'denied') {
    const denial = { cause: 'no-vpc-endpoint-policy' as const, crossAccount: false };
    return { ...NOTHING, outcome: 'denied', authorization: 'denied', denial };
  }
  const reason =
    failure === 'no-call'
      ? 'the request was refused before authorisation (signature, token or opt-in)'
      : NO_CALL[event.kind];
  if (reason !== undefined) {
    return { ...NOTHING, outcome: 'not-applicable', authorization: 'unknown', notApplicableReason: reason };
  }
  const operation = actionsOfOperation(event.eventSource, event.eventName);
  const permissions = operation.actions.map((action) => permissionOf(action, event, operation));
  const base = { ...NOTHING, permissions, permissionless: operation.permissionless };
  const unmapped = permissions.length === 0 && !operation.permissionless;
  if (failure !== 'denied') {
    const authorization = failure === 'unknown' ? 'unknown' : 'proven';
    return { ...base, unmapped, outcome: 'allowed', authorization };
  }
  const message = deniedMessage(event.errorMessage);
  const denied = message.action === undefined ? undefined : findAction(...message.action);
  const named =
    denied === undefined ? permissions : [deniedPermission(denied, message.resource, event, operation)];
  return {
    ...base,
    permissions: named,
    unmapped: named.length === 0,
    outcome: 'denied',
    authorization: 'denied',
    denial: { cause: message.cause, crossAccount: isOtherAccount(message.resource, event) },
  };
}

function permissionOf(action: ActionFacts, event: TrailEvent, operation: MappedOperation): Permission {
  return {
    action: `${action.service}:${action.name}`,
    resources: resolveResources(action, event, operation),
    conditions: viaService(action, event),
    evidence: 'observed',
    source: operation.source,
  };
}

/** The message names what IAM authorised: its action wins, and its resource where it has one. */
function deniedPermission(
  action: ActionFacts,
  resource: string | undefined,
  event: TrailEvent,
  operation: MappedOperation,
): Permission {
  const own = permissionOf(action, event, operation);
  if (resource === undefined || parseArn(resource) === undefined) return { ...own, source: 'denied message' };
  return { ...own, resources: [messageResource(resource, own.resources)], source: 'denied message' };
}

/** EC2 writes `instance/*` for what is yet to be made: a whole last segment `*` is its wildcard, all else a name. */
function messageResource(arn: string, resolved: readonly PermissionResource[]): PermissionResource {
  const type = resolved.find((r) => r.type !== undefined)?.type;
  const open = /[:/]\*$/.test(arn);
  const written = open ? `${escapePolicyText(arn.slice(0, -1))}*` : escapePolicyText(arn);
  return {
    arn: written,
    type,
    ...(written === arn ? {} : { rawArn: arn }),
    ...(open ? { reason: 'id-assigned-by-service' as const } : {}),
  };
}

/** A service that calls on with the principal's permissions is named only by its host, never `AWS Internal`. */
function viaService(action: ActionFacts, event: TrailEvent): Permission['conditions'] {
  const host = event.invokedBy;
  if (host === undefined || !/^[a-z0-9.-]+\.amazonaws\.com/.test(host) || event.principal.serviceLinked)
    return {};
  if (action.service === 'kms' && event.region !== '') {
    return {
      StringEquals: { 'kms:ViaService': [`${hostWithoutSuffix(host)}.${event.region}.amazonaws.com`] },
    };
  }
  return { 'ForAnyValue:StringEquals': { 'aws:CalledVia': [host] } };
}

function isOtherAccount(resource: string | undefined, event: TrailEvent): boolean {
  const account = parseArn(resource ?? '')?.account;
  return Boolean(account) && event.principal.accountId !== undefined && account !== event.principal.accountId;
}
