// On which resources an action was authorised, as far as a record tells. What is believed, in this order: the
// record's own resources, the request's parameters, what an operation of its kind makes, and at last `*` with a reason.
import type { TrailEvent } from '../../core/event.js';
import { ownString } from '../../core/json.js';
import type { PermissionResource, ResourceReason } from '../../core/permission.js';
import type { ActionFacts } from '../actions.js';
import { copySource, throughAccessPoint } from './access-points.js';
import type { ArnScope } from './arn-format.js';
import { scopeOf } from './arn-scope.js';
import { listedArns } from './event-resources.js';
import { withImplied } from './implied-resources.js';
import { callersOwn, madeByAnswer, withKnownPath } from './known-paths.js';
import { requestArns } from './request-arns.js';
import { indexRequest, isMasked, OMITTED, type RequestIndex } from './request-index.js';
import { makeResolutionPlan, type ResolutionPlan } from './resolution-plan.js';
import { listedOf, resolveType } from './resolve-type.js';
import { type Resolved, withoutEvidence } from './without-evidence.js';

const ONLY_ALL: readonly PermissionResource[] = [
  { arn: '*', type: undefined, reason: 'action-has-no-resource-types' },
];
const plans = new Map<string, ResolutionPlan>();
const MAX_PLANS = 50_000;

/**
 * The resources of `action` in the call that `event` records, sorted by ARN, never empty. `operation`: the API
 * operation, by the IAM prefix of its service and its own name (`lambda`, `Invoke`); it differs from the action for
 * actions that a call needs besides its own. ARNs are as a policy writes them: names escaped, so that no text of a
 * record is read as a wildcard; `*` with a reason where the record does not tell.
 */
export function resolveResources(
  action: ActionFacts,
  event: TrailEvent,
  operation: { service: string; name: string },
): PermissionResource[] {
  if (action.resourceTypes.length === 0) return [...ONLY_ALL];
  return resolvePlan(planOf(action, operation), action, event);
}

/**
 * As `resolveResources`, of those resources alone that the call makes: they are of `types`, which need not be types of
 * the operation's own action.
 */
export function resolveMade(
  action: ActionFacts,
  types: readonly string[],
  event: TrailEvent,
  operation: { service: string; name: string },
): PermissionResource[] {
  if (types.length === 0) return [{ arn: '*', type: undefined, reason: missingReason(indexOf(event)) }];
  const resourceTypes = types.map((type) => ({ type, required: false }));
  return resolvePlan(planOf({ ...action, resourceTypes }, operation, types), action, event);
}

function resolvePlan(plan: ResolutionPlan, action: ActionFacts, event: TrailEvent): PermissionResource[] {
  const parameters = indexOf(event);
  const index = plan.readsOutside ? { ...parameters, outside: event.record } : parameters;
  const scope = scopeOf(action.service, event, index);
  return sorted(
    throughAccessPoint(plan, event, index) ??
      fromCopySource(plan, action, index, scope) ??
      fromEvidence(plan, event, index, scope),
  );
}

/** CloudTrail masks all parameters of some calls: one text stands in their place. */
function indexOf(event: TrailEvent): RequestIndex {
  const { requestParameters, record } = event;
  if (requestParameters !== undefined) return indexRequest(requestParameters);
  const text = ownString(record, 'requestParameters');
  return text !== undefined && isMasked(text) ? OMITTED : indexRequest(undefined);
}

function missingReason(index: RequestIndex): ResourceReason {
  return index.omitted ? 'value-masked' : 'resource-not-in-record';
}

/** The plan, made once; `made`: for these types alone, which the operation makes. */
function planOf(
  action: ActionFacts,
  operation: { service: string; name: string },
  made: readonly string[] = [],
): ResolutionPlan {
  const key = `${action.service}:${action.name} ${operation.service}:${operation.name} ${made.join()}`;
  const known = plans.get(key);
  if (known !== undefined) return known;
  const plan = makeResolutionPlan(action, operation, made.length > 0);
  if (plans.size >= MAX_PLANS) plans.clear();
  plans.set(key, plan);
  return plan;
}

/** A copy's reading actions are on the source, whatever else the record lists. */
function fromCopySource(
  plan: ResolutionPlan,
  action: ActionFacts,
  index: RequestIndex,
  scope: ArnScope,
): readonly PermissionResource[] | undefined {
  if (!action.name.startsWith('Get')) return undefined;
  const source = copySource(plan, index, scope.partition);
  return source === undefined ? undefined : [source];
}

function fromEvidence(
  plan: ResolutionPlan,
  event: TrailEvent,
  index: RequestIndex,
  scope: ArnScope,
): readonly PermissionResource[] {
  const listed = event.resources.length === 0 ? undefined : listedArns(plan, event);
  if (listed === undefined || listed.size === 0) {
    const made = requestArns(plan, index, scope);
    if (made.length > 0) return made;
  }
  const resolved = plan.types.map((type): Resolved => {
    const arns = listed?.get(type) ?? [];
    const own = arns.length === 0 ? [] : listedOf(type, arns, index, scope);
    const nothing = { type, otherwiseNamed: false, masked: false, assumed: false, meant: true };
    if (arns.length === 1) return { ...nothing, resources: own };
    const named = resolveType(type, plan, index, scope);
    if (own.length > 1) return { ...nothing, resources: narrowed(own, named.resources) };
    const resources = named.resources.map((resource) => withKnownPath(resource, type, plan, event));
    if (resources.length > 0 || (named.otherwiseNamed && !named.masked)) return { type, ...named, resources };
    const answered = madeByAnswer(type, plan, event, scope);
    if (answered !== undefined) return { ...nothing, resources: [answered] };
    if (named.masked || !named.meant) return { type, ...named, resources };
    const callers = callersOwn(type, plan, event);
    return { ...nothing, resources: callers === undefined ? [] : [callers] };
  });
  const kept = withoutLesserAlternatives(withoutAssumed(resolved));
  const found = withImplied(
    plan,
    event,
    scope,
    byVerb(
      plan,
      kept.flatMap((one) => one.resources),
    ),
  );
  const rest = withoutEvidence(plan, kept, index, scope);
  if (found.length > 0 || rest.length > 0) return [...found, ...rest];
  const masked = resolved.some((one) => one.masked);
  return [{ arn: '*', type: undefined, reason: masked ? 'value-masked' : missingReason(index) }];
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
  if (!resolved.some((one) => !one.assumed && one.resources.length > 0)) return resolved;
  return resolved.map((one) => (one.assumed && !one.type.required ? { ...one, resources: [] } : one));
}

/** Alternatives of which one is known exactly: the ones with a wildcard are not meant. */
function withoutLesserAlternatives(resolved: readonly Resolved[]): readonly Resolved[] {
  const exact = new Set(
    resolved
      .filter((one) => one.resources.some((resource) => resource.reason === undefined))
      .map((one) => one.type.alternativeKey),
  );
  return resolved.map((one) =>
    exact.has(one.type.alternativeKey) && one.resources.every((resource) => resource.reason !== undefined)
      ? { ...one, resources: [], otherwiseNamed: false, assumed: false }
      : one,
  );
}

/** By ARN, each once; the first to have it stays. */
function sorted(resources: readonly PermissionResource[]): PermissionResource[] {
  const byArn = new Map<string, PermissionResource>();
  for (const resource of resources) if (!byArn.has(resource.arn)) byArn.set(resource.arn, resource);
  return [...byArn.values()].sort((a, b) => (a.arn < b.arn ? -1 : 1));
}
