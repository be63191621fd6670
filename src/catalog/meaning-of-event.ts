// One event → what it says about permissions. `explain` and ingestion both use this, so that anyone can check it.
import { isAccountId, parseArn } from '../core/arn.js';
import type { EventKind, TrailEvent } from '../core/event.js';
import type { Conditions, EventMeaning, Permission } from '../core/permission.js';
import { type DeniedMessage, denialCauseOf, parseDeniedMessage } from './denied-message.js';
import { errorClassOf } from './error-class.js';
import { NO_CONDITIONS, viaConditions } from './forward-access-session.js';
import { roleLinksOf } from './inferred-actions/role-links.js';
import { mergePermissions } from './merge-permissions.js';
import { findByFullName, type MappedAction, type Operation } from './operation-of-event.js';
import { type OperationPlan, planOfEvent } from './operation-plan.js';
import { type RequestAction, requestActionsOf } from './request-actions.js';
import { partsOf } from './request-parts.js';
import { NEEDED_BESIDE_REFUSED, resourceOfMessage, resourcesBeside } from './resource-of-message.js';
import { RequestReading } from './resources/request-reading.js';
import { resolveResources } from './resources/resolve-resources.js';
import { servicesOfEventSource } from './service-of-event-source.js';

/** Why a record of this kind asks for no permission. */
const NOT_A_CALL: Readonly<Record<Exclude<EventKind, 'api-call'>, string>> = {
  'network-activity': 'network activity lends context only',
  'service-event': 'service event',
  'sign-in': 'console sign-in',
  insight: 'insight event',
  other: 'unknown event type',
};

const NONE = { permissions: [], permissionless: false, unmapped: false, roleLinks: [] } as const;

/**
 * What `event` means: pure, and the same for the same event. Every action in it is one of the catalog's; resources
 * are as a policy writes them. Never throws on what a record holds.
 */
export function meaningOfEvent(event: TrailEvent): EventMeaning {
  const plan = planOfEvent(event.eventSource, event.eventName);
  const { operation } = plan;
  const reason = notApplicableReason(event, operation);
  const result = resultOf(event, operation);
  if (result.kind === 'denied') {
    const counts = reason === undefined || event.kind === 'network-activity';
    return counts ? denied(event, operation, result.message) : notApplicable(reason);
  }
  if (reason !== undefined) return notApplicable(reason);
  if (result.kind === 'no-call')
    return notApplicable('signature, token or opt-in error: nothing was authorised');
  return allowed(event, plan, result.kind);
}

function allowed(
  event: TrailEvent,
  { operation, readsRequest, inferences }: OperationPlan,
  authorization: 'proven' | 'unknown',
): EventMeaning {
  const outcome = 'allowed';
  if (operation === undefined) return { ...NONE, outcome, authorization, unmapped: true };
  if (operation.permissionless) return { ...NONE, outcome, authorization, permissionless: true };
  const reading = new RequestReading(event);
  const parts = readsRequest ? partsOf(operation, event) : undefined;
  const own =
    parts === undefined
      ? ownPermissions(event, operation, readsRequest ? requestActionsOf(operation, event) : NO_ROWS, reading)
      : permissionsOfParts(parts, operation);
  if (own.length === 0) return { ...NONE, outcome, authorization, unmapped: true };
  let permissions = own;
  if (inferences.length > 0) {
    const context = { event, reading, operation, own };
    const all = [...own];
    for (const { infer } of inferences) for (const one of infer(context)) all.push(viaService(one, event));
    if (all.length > own.length) permissions = mergePermissions(all);
  }
  return {
    permissions,
    permissionless: false,
    unmapped: false,
    roleLinks: authorization === 'proven' ? roleLinksOf(event, operation) : [],
    outcome,
    authorization,
  };
}

/** Action and resource come from the message first: a refused RunInstances may name iam:PassRole. */
function denied(event: TrailEvent, operation: Operation | undefined, message: DeniedMessage): EventMeaning {
  const named = message.action === undefined ? undefined : findByFullName(message.action);
  const actions: readonly MappedAction[] =
    named !== undefined
      ? [{ facts: named, evidence: 'observed', source: 'the access denied message' }]
      : operation === undefined
        ? []
        : callActions(operation, requestActionsOf(operation, event));
  const at = operation ?? { service: named?.service ?? '', name: event.eventName };
  const { resource } = message;
  const reading = new RequestReading(event);
  const permissions = actions.flatMap((action): Permission[] => {
    const resolved = resolveResources(action.facts, event, at, reading);
    const permission = permissionOf(action, event);
    if (resource === undefined) return [{ ...permission, resources: resolved }];
    const refused = resourceOfMessage(resource, action.facts, event, resolved);
    const others = resourcesBeside(refused, action.facts, resolved);
    const own: Permission = { ...permission, resources: [refused] };
    return others.length === 0
      ? [own]
      : [own, { ...permission, resources: others, evidence: 'inferred', source: NEEDED_BESIDE_REFUSED }];
  });
  return {
    ...NONE,
    outcome: 'denied',
    authorization: 'denied',
    permissions: mergePermissions(permissions),
    permissionless: operation?.permissionless === true && permissions.length === 0,
    unmapped: operation === undefined && permissions.length === 0,
    denial: { cause: message.cause, crossAccount: isCrossAccount(event, resource) },
  };
}

/** The permissions of the call itself: what its operation always needs, and what the request adds or changes. */
function ownPermissions(
  event: TrailEvent,
  operation: Operation,
  rows: readonly RequestAction[],
  reading: RequestReading,
): readonly Permission[] {
  const own = callActions(operation, rows);
  if (own.length === 0) return [];
  const made: Permission[] = [];
  for (const { facts, evidence, source } of rows.length === 0 ? own : [...own, ...actionsBeside(rows)]) {
    const conditions = viaConditions(event, facts);
    const resources = resolveResources(facts, event, operation, reading);
    made.push({ action: facts.fullName, conditions, evidence, source, resources });
  }
  return made.length === 1 ? made : mergePermissions(made);
}

const NO_ROWS: readonly RequestAction[] = [];

/** None unless every part is known: a part of a transaction is not all that it needs. */
function permissionsOfParts(parts: readonly TrailEvent[], operation: Operation): readonly Permission[] {
  const own = parts.map((part) =>
    ownPermissions(part, operation, requestActionsOf(operation, part), new RequestReading(part)),
  );
  return own.some((permissions) => permissions.length === 0) ? [] : mergePermissions(own.flat());
}

/** Actions that the request needs besides the operation's own. */
function actionsBeside(rows: readonly RequestAction[]): readonly MappedAction[] {
  return rows
    .filter((row) => row.effect === 'and')
    .flatMap(({ actions, source }) =>
      actions.map((facts): MappedAction => ({ facts, evidence: 'inferred', source })),
    );
}

/** The operation's actions, with those that the request puts in place of others. */
function callActions(operation: Operation, rows: readonly RequestAction[]): readonly MappedAction[] {
  if (rows.length === 0) return operation.actions;
  let actions = [...operation.actions];
  for (const { effect, actions: told, source } of rows) {
    if (effect === 'and') continue;
    if (effect === 'is')
      actions.push(...told.map((facts): MappedAction => ({ facts, evidence: 'observed', source })));
    else {
      actions = actions.flatMap((action) =>
        action.facts.fullName === effect.insteadOf
          ? told.map((facts): MappedAction => ({ facts, evidence: 'inferred', source }))
          : [action],
      );
    }
  }
  return actions;
}

/** Also what a call needs besides its own action was asked for through the service. */
function viaService(permission: Permission, event: TrailEvent): Permission {
  const facts = findByFullName(permission.action);
  // KMS actions are what the called service itself does for its caller: its own kms:ViaService is on them.
  if (facts === undefined || facts.service === 'kms') return permission;
  const via = viaConditions(event, facts);
  if (via === NO_CONDITIONS) return permission;
  return { ...permission, conditions: mergeConditions(permission.conditions, via) };
}

function mergeConditions(a: Conditions, b: Conditions): Conditions {
  const merged = { ...a };
  for (const [operator, keys] of Object.entries(b)) merged[operator] = { ...merged[operator], ...keys };
  return merged;
}

function permissionOf(action: MappedAction, event: TrailEvent): Omit<Permission, 'resources'> {
  return {
    action: action.facts.fullName,
    conditions: viaConditions(event, action.facts),
    evidence: action.evidence,
    source: action.source,
  };
}

type Result = { kind: 'denied'; message: DeniedMessage } | { kind: 'no-call' | 'proven' | 'unknown' };

const PROVEN: Result = { kind: 'proven' };

/** A message in the shape of a denial is one, whatever its code: PassRole is refused as a validation error. */
function resultOf(event: TrailEvent, operation: Operation | undefined): Result {
  const { errorCode, errorMessage } = event;
  if (errorCode === undefined && errorMessage === undefined) return PROVEN;
  const service = operation?.service ?? servicesOfEventSource(event.eventSource)[0];
  const errorClass = errorCode === undefined ? 'unknown' : errorClassOf(errorCode, service);
  if (errorClass === 'no-call') return { kind: 'no-call' };
  const message = errorMessage === undefined ? undefined : parseDeniedMessage(errorMessage);
  if (message !== undefined) return { kind: 'denied', message };
  if (errorClass === 'denied') {
    const cause = errorMessage === undefined ? 'unspecified' : denialCauseOf(errorMessage);
    const byEndpoint = cause === 'unspecified' && errorCode === 'VpceAccessDenied';
    return {
      kind: 'denied',
      message: {
        action: undefined,
        resource: undefined,
        cause: byEndpoint ? 'no-vpc-endpoint-policy' : cause,
      },
    };
  }
  return { kind: errorClass === 'authorized' ? 'proven' : 'unknown' };
}

/** The names of signin.amazonaws.com that are actions are calls; the rest of it is sign-in, whatever its type. */
function notApplicableReason(event: TrailEvent, operation: Operation | undefined): string | undefined {
  if (operation?.service === 'signin') return undefined;
  if (event.kind !== 'api-call') return NOT_A_CALL[event.kind];
  return event.eventSource.startsWith('signin.') ? NOT_A_CALL['sign-in'] : undefined;
}

function notApplicable(notApplicableReason: string): EventMeaning {
  return { ...NONE, outcome: 'not-applicable', authorization: 'unknown', notApplicableReason };
}

/** Across accounts the message may blame the wrong side. */
function isCrossAccount(event: TrailEvent, resource: string | undefined): boolean {
  const caller = event.principal.accountId;
  if (caller === undefined) return false;
  const named = resource === undefined ? undefined : parseArn(resource)?.account;
  const others = [named, ...event.resources.map((r) => r.accountId)];
  return others.some((account) => account !== undefined && isAccountId(account) && account !== caller);
}
