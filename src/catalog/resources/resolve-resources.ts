// On which resources an action was authorised, as far as a record tells. What is believed, in this order: the
// record's own resources, the request's parameters, what an operation of its kind makes, and at last `*` with a reason.
import type { TrailEvent } from '../../core/event.js';
import type { PermissionResource, ResourceReason } from '../../core/permission.js';
import type { ActionFacts } from '../actions.js';
import type { OperationName } from '../operation-table.js';
import { copySource, throughAccessPoint } from './access-points.js';
import type { ArnScope } from './arn-format.js';
import { scopeOf } from './arn-scope.js';
import { type BoundPlan, type BoundType, bindPlan } from './bound-plan.js';
import { listedArns } from './event-resources.js';
import { withImplied } from './implied-resources.js';
import { callersOwn, madeByAnswer, withKnownPath } from './known-paths.js';
import { requestArns } from './request-arns.js';
import { RequestReading } from './request-reading.js';
import { makeResolutionPlan, type ResolutionPlan } from './resolution-plan.js';
import { listedOf, resolveType } from './resolve-type.js';
import { type Resolved, withoutEvidence } from './without-evidence.js';

const ONLY_ALL: readonly PermissionResource[] = [
  { arn: '*', type: undefined, reason: 'action-has-no-resource-types' },
];

/**
 * The resources of `action` in the call that `event` records, sorted by ARN, never empty. `operation`: the API
 * operation, by the IAM prefix of its service and its own name (`lambda`, `Invoke`); it differs from the action for
 * actions that a call needs besides its own. ARNs are as a policy writes them: names escaped, so that no text of a
 * record is read as a wildcard; `*` with a reason where the record does not tell.
 * `reading`: of the event, where several actions are asked for.
 */
export function resolveResources(
  action: ActionFacts,
  event: TrailEvent,
  operation: OperationName,
  reading = new RequestReading(event),
): readonly PermissionResource[] {
  if (action.resourceTypes.length === 0) return ONLY_ALL;
  return resolvePlan(planOf(action, operation), reading);
}

/**
 * As `resolveResources`, of those resources alone that the call makes: they are of `types`, which need not be types of
 * the operation's own action.
 */
export function resolveMade(
  action: ActionFacts,
  types: readonly string[],
  operation: OperationName,
  reading: RequestReading,
): readonly PermissionResource[] {
  if (types.length === 0) return [{ arn: '*', type: undefined, reason: missingReason(reading) }];
  return resolvePlan(planOfMade(action, types, operation), reading);
}

function resolvePlan(plan: ResolutionPlan, reading: RequestReading): readonly PermissionResource[] {
  const bound = bindPlan(plan, reading.request.shape);
  const points = throughAccessPoint(bound, reading);
  if (points !== undefined) return sorted(points);
  const scope = scopeOf(bound, reading);
  // A copy's reading actions are on the source, whatever else the record lists.
  const source = copySource(plan, reading, scope.partition);
  return source === undefined ? sorted(fromEvidence(bound, reading, scope)) : [source];
}

function missingReason({ request }: RequestReading): ResourceReason {
  return request.omitted ? 'value-masked' : 'resource-not-in-record';
}

const MAX_PLANS = 50_000;
const plans = new Map<string, ResolutionPlan>();
/** The same plans, by operations that are remembered themselves. */
const plansOfOperation = new WeakMap<OperationName, Map<ActionFacts, ResolutionPlan>>();

function planOf(action: ActionFacts, operation: OperationName): ResolutionPlan {
  const known = plansOfOperation.get(operation)?.get(action);
  if (known !== undefined) return known;
  const made = planNamed(action, operation, '', () => makeResolutionPlan(action, operation));
  const own = plansOfOperation.get(operation);
  if (own === undefined) plansOfOperation.set(operation, new Map([[action, made]]));
  else own.set(action, made);
  return made;
}

/** For `types` alone, which the operation makes. */
function planOfMade(action: ActionFacts, types: readonly string[], operation: OperationName): ResolutionPlan {
  const resourceTypes = types.map((type) => ({ type, required: false }));
  return planNamed(action, operation, types.join(), () =>
    makeResolutionPlan({ ...action, resourceTypes }, operation, true),
  );
}

function planNamed(
  action: ActionFacts,
  operation: OperationName,
  made: string,
  make: () => ResolutionPlan,
): ResolutionPlan {
  const key = `${action.service}:${action.name} ${operation.service}:${operation.name} ${made}`;
  const known = plans.get(key);
  if (known !== undefined) return known;
  const plan = make();
  if (plans.size >= MAX_PLANS) plans.clear();
  plans.set(key, plan);
  return plan;
}

function fromEvidence(
  { plan, types }: BoundPlan,
  reading: RequestReading,
  scope: ArnScope,
): readonly PermissionResource[] {
  const { event, request } = reading;
  const listed = listedArns(plan, event);
  if (listed === undefined) {
    const made = requestArns(plan, reading, scope);
    if (made.length > 0) return made;
  }
  const resolved: Resolved[] = [];
  for (let i = 0; i < types.length; i++)
    resolved.push(resolveOne(types[i] as BoundType, plan, listed?.[i] ?? NO_ARNS, reading, scope));
  const meant = withoutAssumed(resolved);
  const kept = plan.hasAlternatives ? withoutLesserAlternatives(meant) : meant;
  const found = withImplied(plan, event, scope, byVerb(plan, resourcesOf(kept)));
  const rest = withoutEvidence(plan, kept, request.omitted, scope);
  if (rest.length > 0) return [...found, ...rest];
  if (found.length > 0) return found;
  const masked = resolved.some((one) => one.masked);
  return [{ arn: '*', type: undefined, reason: masked ? 'value-masked' : missingReason(reading) }];
}

/** One type: `arns` are those that the record lists of it. */
function resolveOne(
  bound: BoundType,
  plan: ResolutionPlan,
  arns: readonly string[],
  reading: RequestReading,
  scope: ArnScope,
): Resolved {
  const { event } = reading;
  const { type } = bound;
  const own = arns.length === 0 ? NOTHING : listedOf(bound, arns, reading, scope);
  if (arns.length === 1) return told(bound, own);
  const named = resolveType(bound, plan, reading, scope);
  if (own.length > 1) return told(bound, narrowed(own, named.resources));
  const { masked, otherwiseNamed, assumed, meant } = named;
  const resources = type.hasPath
    ? named.resources.map((resource) => withKnownPath(resource, type, plan, event))
    : named.resources;
  const asNamed = { bound, resources, otherwiseNamed, masked, assumed, meant };
  if (resources.length > 0 || (otherwiseNamed && !masked)) return asNamed;
  const answered = madeByAnswer(type, event, scope);
  if (answered !== undefined) return told(bound, [answered]);
  if (masked || !meant) return asNamed;
  const callers = callersOwn(type, event);
  return told(bound, callers === undefined ? NOTHING : [callers]);
}

const NO_ARNS: readonly string[] = [];
const NOTHING: readonly PermissionResource[] = [];

/** Nothing more is to be said of the type. */
function told(bound: BoundType, resources: readonly PermissionResource[]): Resolved {
  return { bound, resources, otherwiseNamed: false, masked: false, assumed: false, meant: true };
}

/** API Gateway's actions are verbs on any of its paths: a path that is known in part is not the request's. */
function byVerb(plan: ResolutionPlan, found: readonly PermissionResource[]): readonly PermissionResource[] {
  if (plan.service !== 'apigateway') return found;
  const exact = found.filter((resource) => resource.reason === undefined);
  return exact.length > 0 ? exact : found;
}

/** Where the record lists several of a type, the request may say which of them this action is about. */
function narrowed(
  listed: readonly PermissionResource[],
  named: readonly PermissionResource[],
): readonly PermissionResource[] {
  const names = new Set(named.map((resource) => resource.arn));
  const both = listed.filter((resource) => names.has(resource.arn));
  return both.length > 0 ? both : listed;
}

/** A default that nothing asks for, beside what the request does name, is not meant. */
function withoutAssumed(resolved: readonly Resolved[]): readonly Resolved[] {
  if (!anyAssumed(resolved)) return resolved;
  if (!resolved.some((one) => !one.assumed && one.resources.length > 0)) return resolved;
  return resolved.map((one) => (one.assumed && !one.bound.type.required ? { ...one, resources: [] } : one));
}

function anyAssumed(resolved: readonly Resolved[]): boolean {
  for (const { assumed } of resolved) if (assumed) return true;
  return false;
}

/** Alternatives of which one is known exactly: the ones with a wildcard are not meant. */
function withoutLesserAlternatives(resolved: readonly Resolved[]): readonly Resolved[] {
  const isExact = ({ reason }: PermissionResource): boolean => reason === undefined;
  const exact = resolved
    .filter((one) => one.resources.some(isExact))
    .map((one) => one.bound.type.alternativeKey);
  if (exact.length === 0) return resolved;
  return resolved.map((one) =>
    exact.includes(one.bound.type.alternativeKey) && !one.resources.some(isExact)
      ? { ...one, resources: [], otherwiseNamed: false, assumed: false }
      : one,
  );
}

/** By ARN, each once; the first to have it stays. */
function sorted(resources: readonly PermissionResource[]): readonly PermissionResource[] {
  if (isSorted(resources)) return resources;
  const byArn = new Map<string, PermissionResource>();
  for (const resource of resources) if (!byArn.has(resource.arn)) byArn.set(resource.arn, resource);
  return [...byArn.values()].sort((a, b) => (a.arn < b.arn ? -1 : 1));
}

function resourcesOf(resolved: readonly Resolved[]): readonly PermissionResource[] {
  let all = NOTHING;
  for (const { resources } of resolved) {
    if (resources.length > 0) all = all.length === 0 ? resources : [...all, ...resources];
  }
  return all;
}

/** In order already, each once. */
function isSorted(resources: readonly PermissionResource[]): boolean {
  let last = '';
  for (const { arn } of resources) {
    if (arn <= last) return false;
    last = arn;
  }
  return true;
}
