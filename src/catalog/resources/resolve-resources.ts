// On which resources an action was authorised, as far as a record tells. What is believed, in this order: the
// record's own resources, the request's parameters, what an operation of its kind makes, and at last `*` with a reason.
import type { TrailEvent } from '../../core/event.js';
import type { PermissionResource, ResourceReason } from '../../core/permission.js';
import type { ActionFacts } from '../actions.js';
import { copySource, throughAccessPoint } from './access-points.js';
import { type ArnScope, fillArn } from './arn-format.js';
import { scopeOf } from './arn-scope.js';
import { listedArns } from './event-resources.js';
import { withImplied } from './implied-resources.js';
import { callersOwn, madeByAnswer, withKnownPath } from './known-paths.js';
import { requestArns } from './request-arns.js';
import { indexRequest, type RequestIndex } from './request-index.js';
import { makeResolutionPlan, type ResolutionPlan, type TypePlan } from './resolution-plan.js';
import { listedOf, resolveType } from './resolve-type.js';

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
  const plan = planOf(action, operation);
  const parameters = indexRequest(event.requestParameters);
  const index = plan.readsOutside ? { ...parameters, outside: event.record } : parameters;
  const scope = scopeOf(action.service, event, index);
  return sorted(
    throughAccessPoint(plan, event, index) ??
      fromCopySource(plan, action, index, scope) ??
      fromEvidence(plan, event, index, scope),
  );
}

function planOf(action: ActionFacts, operation: { service: string; name: string }): ResolutionPlan {
  const key = `${action.service}:${action.name} ${operation.service}:${operation.name}`;
  const known = plans.get(key);
  if (known !== undefined) return known;
  const made = makeResolutionPlan(action, operation);
  if (plans.size >= MAX_PLANS) plans.clear();
  plans.set(key, made);
  return made;
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

interface Resolved {
  type: TypePlan;
  resources: readonly PermissionResource[];
  otherwiseNamed: boolean;
  assumed: boolean;
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
  let masked = index.omitted;
  const resolved = plan.types.map((type): Resolved => {
    const arns = listed?.get(type) ?? [];
    const own = arns.length === 0 ? [] : listedOf(type, arns, index, scope);
    if (arns.length === 1) return { type, resources: own, otherwiseNamed: false, assumed: false };
    const named = resolveType(type, plan, index, scope);
    masked ||= named.masked;
    if (own.length > 1)
      return { type, resources: narrowed(own, named.resources), otherwiseNamed: false, assumed: false };
    const resources = named.resources.map((resource) => withKnownPath(resource, type, plan, event));
    if (resources.length > 0 || named.otherwiseNamed || named.masked) {
      return { type, resources, otherwiseNamed: named.otherwiseNamed, assumed: named.assumed };
    }
    const callers = callersOwn(type, plan, event) ?? madeByAnswer(type, plan, event, scope);
    return { type, resources: callers === undefined ? [] : [callers], otherwiseNamed: false, assumed: false };
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
  return [{ arn: '*', type: undefined, reason: masked ? 'value-masked' : 'resource-not-in-record' }];
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

/** Types that the call needed though the record does not name the resource: `<type>/*` of the caller's account. */
function withoutEvidence(
  plan: ResolutionPlan,
  resolved: readonly Resolved[],
  index: RequestIndex,
  scope: ArnScope,
): readonly PermissionResource[] {
  const satisfied = new Set(
    resolved.filter((one) => one.resources.length > 0).map((one) => one.type.alternativeKey),
  );
  const madeNamed = resolved.some(
    ({ type, resources }) => type.created !== undefined && resources.length > 0,
  );
  const makes = plan.types.some((type) => type.created !== undefined);
  return resolved.flatMap(({ type, resources, otherwiseNamed }): PermissionResource[] => {
    if (type.fixed === 'always' || (type.fixed === 'alone' && satisfied.size === 0))
      return [fixed(type, scope)];
    if (type.addsOwn) return [anyOf(type, 'id-assigned-by-service', scope)];
    if (resources.length > 0 || satisfied.has(type.alternativeKey)) return [];
    if (type.meantBy.some((path) => index.byPath.has(path))) return [anyOf(type, 'arn-not-derivable', scope)];
    if (otherwiseNamed && type.created === undefined && (type.required || type.about)) {
      return [anyOf(type, 'arn-not-derivable', scope)];
    }
    if (!makes) return [];
    if (type.created !== undefined) {
      const meant = type.required || type.created === 'listed' || !madeNamed;
      return meant ? [anyOf(type, 'id-assigned-by-service', scope)] : [];
    }
    return type.required ? [anyOf(type, 'resource-not-in-record', scope)] : [];
  });
}

function anyOf(type: TypePlan, reason: ResourceReason, scope: ArnScope): PermissionResource {
  const format = type.formats[0]?.format;
  if (format === undefined) return { arn: '*', type: undefined, reason };
  return { arn: fillArn(format, new Map(), scope).arn, type: type.qualified, reason };
}

function fixed(type: TypePlan, scope: ArnScope): PermissionResource {
  const format = type.formats[0]?.format;
  if (format === undefined) return { arn: '*', type: undefined, reason: 'resource-not-in-record' };
  return { arn: fillArn(format, new Map(), scope).arn, type: type.qualified };
}

/** By ARN, each once; the first to have it stays. */
function sorted(resources: readonly PermissionResource[]): PermissionResource[] {
  const byArn = new Map<string, PermissionResource>();
  for (const resource of resources) if (!byArn.has(resource.arn)) byArn.set(resource.arn, resource);
  return [...byArn.values()].sort((a, b) => (a.arn < b.arn ? -1 : 1));
}
