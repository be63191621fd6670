// Resource types that a call needed though the record names no such resource: `<type>/*` of the caller's account, with
// the reason why it is not told.
import type { PermissionResource, ResourceReason } from '../../core/permission.js';
import { type ArnScope, fillArn } from './arn-format.js';
import { isIdVariable } from './naming.js';
import type { RequestIndex } from './request-index.js';
import type { ResolutionPlan, TypePlan } from './resolution-plan.js';
import { accountParameters } from './resource-tables.js';
import type { VariablePlan } from './variable-plan.js';

/** One type of the plan, and what the record says of it. */
export interface Resolved {
  type: TypePlan;
  resources: readonly PermissionResource[];
  otherwiseNamed: boolean;
  /** A value that would have named it is masked, or all parameters are left out. */
  masked: boolean;
  assumed: boolean;
  /** The request may be about such a resource. */
  meant: boolean;
}

/** The resources that stand for types which `resolved` has none of; none where they are not meant. */
export function withoutEvidence(
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
  const anyMeant = resolved.some((one) => one.meant);
  return resolved.flatMap((one): readonly PermissionResource[] => {
    const { type, resources, otherwiseNamed, masked } = one;
    if (!one.meant && anyMeant) return [];
    if (type.fixed === 'always' || (type.fixed === 'alone' && satisfied.size === 0))
      return fixed(type, plan, index, scope);
    if (type.addsOwn) return anyOf(type, 'id-assigned-by-service', scope);
    if (resources.length > 0 || satisfied.has(type.alternativeKey)) return [];
    if (type.meantBy.some((path) => index.byPath.has(path))) return anyOf(type, 'arn-not-derivable', scope);
    if (masked && isMeantThoughMasked(type, plan, index)) {
      const assigned = type.created !== undefined && isAssigned(type);
      return anyOf(type, assigned ? 'id-assigned-by-service' : 'value-masked', scope);
    }
    if (otherwiseNamed && type.created === undefined && (type.required || type.about)) {
      return anyOf(type, 'arn-not-derivable', scope);
    }
    if (!makes) return [];
    if (type.created !== undefined) {
      const meant = type.required || type.created === 'listed' || !madeNamed;
      return meant ? anyOf(type, 'id-assigned-by-service', scope) : [];
    }
    return type.required ? anyOf(type, 'resource-not-in-record', scope) : [];
  });
}

/** What an action on one type is on needs no other word than `*`; of several types each that is needed is said. */
function isMeantThoughMasked(type: TypePlan, plan: ResolutionPlan, index: RequestIndex): boolean {
  if (type.created !== undefined) return true;
  if (plan.types.length === 1) return false;
  return type.required || (type.about && !index.omitted);
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
    arn: fillArn(format, reason === 'id-assigned-by-service' ? defaultsOf(variables) : NO_VALUES, scope).arn,
    type: type.qualified,
    reason,
  }));
}

const NO_VALUES: ReadonlyMap<string, string> = new Map();

/** What the service takes for what the request does not name: ECS's default cluster, for the task that it makes. */
function defaultsOf(variables: readonly VariablePlan[]): ReadonlyMap<string, string> {
  return new Map(
    variables.flatMap(({ variable, fallback }) =>
      fallback === undefined ? [] : [[variable, fallback] as const],
    ),
  );
}

/** Parameters that are left out may have said whose it is, or that another one is meant. */
function fixed(
  type: TypePlan,
  plan: ResolutionPlan,
  index: RequestIndex,
  scope: ArnScope,
): readonly PermissionResource[] {
  const format = type.formats[0]?.format;
  if (format === undefined) return [{ arn: '*', type: undefined, reason: 'resource-not-in-record' }];
  const masked =
    index.omitted &&
    (accountParameters(plan.service).length > 0 || (type.fixed === 'alone' && plan.types.length > 1));
  return [
    {
      arn: fillArn(format, NO_VALUES, scope).arn,
      type: type.qualified,
      ...(masked ? { reason: 'value-masked' as const } : {}),
    },
  ];
}
