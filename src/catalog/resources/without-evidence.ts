// Resource types that a call needed though the record names no such resource: `<type>/*` of the caller's account, with
// the reason why it is not told.
import type { PermissionResource, ResourceReason } from '../../core/permission.js';
import { type ArnScope, fillArn } from './arn-format.js';
import type { BoundType } from './bound-plan.js';
import { isIdVariable } from './naming.js';
import type { ResolutionPlan, TypePlan } from './resolution-plan.js';

/** One type of the plan, and what the record says of it. */
export interface Resolved {
  bound: BoundType;
  resources: readonly PermissionResource[];
  otherwiseNamed: boolean;
  /** A value that would have named it is masked, or all parameters are left out. */
  masked: boolean;
  assumed: boolean;
  /** The request may be about such a resource. */
  meant: boolean;
}

/** What the record as a whole has, for each type to be judged by. */
interface Overview {
  plan: ResolutionPlan;
  /** The parameters are left out. */
  omitted: boolean;
  scope: ArnScope;
  /** Alternatives of which some resource is named. */
  satisfied: readonly string[];
  /** Something that the call makes is named. */
  madeNamed: boolean;
  anyMeant: boolean;
}

/** The resources that stand for types which `resolved` has none of; none where they are not meant. */
export function withoutEvidence(
  plan: ResolutionPlan,
  resolved: readonly Resolved[],
  omitted: boolean,
  scope: ArnScope,
): readonly PermissionResource[] {
  if (asksForNone(plan, resolved) || resolved.every(isSettled)) return NONE;
  const named = resolved.filter((one) => one.resources.length > 0);
  const overview: Overview = {
    plan,
    omitted,
    scope,
    satisfied: named.map((one) => one.bound.type.alternativeKey),
    madeNamed: named.some((one) => one.bound.type.created !== undefined),
    anyMeant: resolved.some((one) => one.meant),
  };
  return resolved.flatMap((one) => standingFor(one, overview));
}

/** What is named is all that its type asks for. */
function isSettled({ resources, bound: { type } }: Resolved): boolean {
  return resources.length > 0 && type.fixed === undefined && !type.addsOwn;
}

/** No type asks for more than what is named: as `standingFor` would find for each, one after the other. */
function asksForNone({ makes }: ResolutionPlan, resolved: readonly Resolved[]): boolean {
  if (makes) return false;
  for (const { bound, resources, otherwiseNamed, masked } of resolved) {
    if (bound.type.fixed !== undefined || bound.type.addsOwn) return false;
    if (resources.length === 0 && (bound.meant || masked || otherwiseNamed)) return false;
  }
  return true;
}

function standingFor(one: Resolved, overview: Overview): readonly PermissionResource[] {
  const { plan, omitted, scope, satisfied, madeNamed, anyMeant } = overview;
  const { bound, resources, otherwiseNamed, masked } = one;
  const { type } = bound;
  if (!one.meant && anyMeant) return NONE;
  if (type.fixed === 'always' || (type.fixed === 'alone' && satisfied.length === 0))
    return fixed(type, plan, omitted, scope);
  if (type.addsOwn) return anyOf(type, 'id-assigned-by-service', scope);
  if (resources.length > 0 || satisfied.includes(type.alternativeKey)) return NONE;
  if (bound.meant) return anyOf(type, 'arn-not-derivable', scope);
  if (masked && isMeantThoughMasked(type, plan, omitted)) {
    const assigned = type.created !== undefined && isAssigned(type);
    return anyOf(type, assigned ? 'id-assigned-by-service' : 'value-masked', scope);
  }
  if (otherwiseNamed && type.created === undefined && (type.required || type.about)) {
    return anyOf(type, 'arn-not-derivable', scope);
  }
  if (!plan.makes) return NONE;
  if (type.created !== undefined) {
    const meant = type.required || type.created === 'listed' || !madeNamed;
    return meant ? anyOf(type, 'id-assigned-by-service', scope) : NONE;
  }
  return type.required ? anyOf(type, 'resource-not-in-record', scope) : NONE;
}

const NONE: readonly PermissionResource[] = [];

/** What an action on one type is on needs no other word than `*`; of several types each that is needed is said. */
function isMeantThoughMasked(type: TypePlan, plan: ResolutionPlan, omitted: boolean): boolean {
  if (type.created !== undefined) return true;
  if (plan.types.length === 1) return false;
  return type.required || (type.about && !omitted);
}

/** Nothing of the type's ARN is the caller's choice: `volume/${VolumeId}`. */
function isAssigned(type: TypePlan): boolean {
  return type.formats.every(
    ({ variables }) =>
      variables.length === 1 &&
      variables.every(
        ({ variable, idPattern }) =>
          isIdVariable(variable) && (type.created === 'listed' || (idPattern?.prefixes.length ?? 0) > 0),
      ),
  );
}

/** All resources of the type in the scope; where nothing at all is known of it, in each form of its ARNs. */
function anyOf(type: TypePlan, reason: ResourceReason, scope: ArnScope): readonly PermissionResource[] {
  const formats = reason === 'value-masked' ? type.formats : type.formats.slice(0, 1);
  if (formats.length === 0) return [{ arn: '*', type: undefined, reason }];
  return formats.map(({ format, variables }) => ({
    arn: fillArn(
      format,
      // What the service takes for what the request does not name: ECS's default cluster, for the task that it makes.
      reason === 'id-assigned-by-service' ? variables.map(({ fallback }) => fallback) : format.noValues,
      scope,
    ).arn,
    type: type.qualified,
    reason,
  }));
}

/** Parameters that are left out may have said whose it is, or that another one is meant. */
function fixed(
  type: TypePlan,
  plan: ResolutionPlan,
  omitted: boolean,
  scope: ArnScope,
): readonly PermissionResource[] {
  const format = type.formats[0]?.format;
  if (format === undefined) return [{ arn: '*', type: undefined, reason: 'resource-not-in-record' }];
  const masked =
    omitted && (plan.accountParameters.length > 0 || (type.fixed === 'alone' && plan.types.length > 1));
  return [
    {
      arn: fillArn(format, format.noValues, scope).arn,
      type: type.qualified,
      ...(masked ? { reason: 'value-masked' as const } : {}),
    },
  ];
}
