// Which of a principal's uses are granted, and the lists of those that are not or that could not be told.
// Proven uses are granted; unknown ones where the same action on the same kind of resource was proven; denied
// ones only on request and only where an identity-based policy would have allowed them.
// Causes of a denial: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
import { NEEDED_BESIDE_REFUSED } from '../catalog/resource-of-message.js';
import type { Conditions } from '../core/permission.js';
import { MANAGED_POLICY_CHARACTERS } from '../policy/policy-quotas.js';
import { canonicalConditions } from '../policy/print-policy.js';
import { hasWildcard } from '../policy/resource-pattern.js';
import type { PermissionUsage } from '../store/usage.js';
import type {
  DeniedUse,
  GenerationOptions,
  UnknownUse,
  UnresolvedReason,
  UnresolvedUse,
} from './generation-options.js';
import { compareGrants, type Grant, groupBy } from './grant.js';
import { tally } from './tally.js';

export interface GrantDecision {
  /** Distinct by action, resource and conditions; sorted. */
  grants: Grant[];
  denied: DeniedUse[];
  unknown: UnknownUse[];
  unresolved: UnresolvedUse[];
}

type FailureOptions = Pick<GenerationOptions, 'includeDenied' | 'includeFailed'>;

/** Pure; the order of `uses` does not matter. */
export function decideGrants(uses: readonly PermissionUsage[], options: FailureOptions): GrantDecision {
  let kinds: Set<string> | undefined;
  const provenKinds = (): Set<string> => {
    kinds ??= new Set(uses.filter((use) => use.authorization === 'proven').flatMap(kindsOf));
    return kinds;
  };
  const granted: PermissionUsage[] = [];
  const denied: DeniedUse[] = [];
  const unknown: UnknownUse[] = [];
  const unresolved: UnresolvedUse[] = [];
  for (const use of uses) {
    const wanted = isWanted(use, provenKinds, options);
    const refusal = wanted ? refusalOf(use) : undefined;
    const isGranted = wanted && refusal === undefined;
    if (isGranted) granted.push(use);
    if (use.authorization === 'denied' && use.source !== NEEDED_BESIDE_REFUSED)
      denied.push(deniedUse(use, isGranted));
    if (use.authorization === 'unknown') unknown.push(unknownUse(use, isGranted));
    const reason = refusal ?? (wanted ? unresolvedReason(use) : undefined);
    if (reason !== undefined) unresolved.push(unresolvedUse(use, reason, isGranted));
  }
  return {
    grants: mergeGrants(granted),
    denied: tally(denied),
    unknown: tally(unknown),
    unresolved: tally(unresolved),
  };
}

/** `provenKinds`: only failures whose reason is not known ask for them. */
function isWanted(
  use: PermissionUsage,
  provenKinds: () => ReadonlySet<string>,
  options: FailureOptions,
): boolean {
  switch (use.authorization) {
    case 'proven':
      return true;
    case 'unknown':
      return options.includeFailed || kindsOf(use).some((kind) => provenKinds().has(kind));
    case 'denied':
      return isDenialIncluded(use, options.includeDenied);
  }
}

function isDenialIncluded(use: PermissionUsage, include: boolean | readonly string[]): boolean {
  const named =
    typeof include !== 'boolean' && include.some((a) => a.toLowerCase() === use.action.toLowerCase());
  if (use.denialCause === 'no-identity-based-policy') return include === true || named;
  return (use.denialCause ?? 'unspecified') === 'unspecified' && named;
}

/** What must have been proven for an unknown use to be granted: the same action on the same type, or the same use. */
function kindsOf(use: PermissionUsage): string[] {
  const same = `${use.action}\n=${use.resource}\n${conditionKeyOf(use)}`;
  return use.resourceType === undefined ? [same] : [same, `${use.action}\n${use.resourceType}`];
}

/** Why a use must not be granted although its call would justify it. */
function refusalOf(use: PermissionUsage): UnresolvedReason | undefined {
  if (use.resource === '') return use.resourceReason ?? 'resource-not-in-record';
  if (isTooLong(use.resource)) return 'resource-too-long';
  if (use.action.toLowerCase() !== 'iam:passrole') return undefined;
  if (hasWildcard(use.resource)) return use.resourceReason ?? 'resource-not-in-record';
  return passedToService(use) ? undefined : 'passed-to-service-unknown';
}

/** The reason, where a granted use stands wider than its call was for want of knowledge. */
function unresolvedReason(use: PermissionUsage): UnresolvedReason | undefined {
  const reason = use.resourceReason;
  if (reason === 'action-has-no-resource-types') return undefined;
  if (use.resource === '*') return reason ?? 'resource-not-in-record';
  return reason === undefined || BY_DESIGN.has(reason) ? undefined : reason;
}

/** Patterns that are as narrow as the call itself: AWS authorises the call on just these. */
const BY_DESIGN: ReadonlySet<UnresolvedReason> = new Set(['id-assigned-by-service', 'suffix-unknown']);

/** Leaves room for the rest of its statement; the longest names (an S3 key of 1,024 bytes, all escaped) fit. */
const LONGEST_RESOURCE = MANAGED_POLICY_CHARACTERS - 1_024;

/** As JSON, which takes six characters for one at most. */
function isTooLong(resource: string): boolean {
  return 6 * resource.length + 2 > LONGEST_RESOURCE && JSON.stringify(resource).length > LONGEST_RESOURCE;
}

function passedToService(use: PermissionUsage): boolean {
  return Object.values(use.conditions).some((keys) =>
    Object.keys(keys).some((key) => key.toLowerCase() === 'iam:passedtoservice'),
  );
}

interface OrderedConditions {
  readonly conditions: Conditions;
  readonly key: string;
}

/** Uses share their conditions: each object is put in order once. */
const ordered = new WeakMap<Conditions, OrderedConditions>();

function inOrder(given: Conditions): OrderedConditions {
  let known = ordered.get(given);
  if (known === undefined) {
    const conditions = canonicalConditions(given);
    known = { conditions, key: JSON.stringify(conditions) };
    ordered.set(given, known);
  }
  return known;
}

function conditionKeyOf(use: PermissionUsage): string {
  return inOrder(use.conditions).key;
}

function deniedUse(use: PermissionUsage, granted: boolean): DeniedUse {
  return {
    action: use.action,
    resource: use.resource,
    cause: use.denialCause ?? 'unspecified',
    count: use.count,
    granted,
    ...(use.crossAccount ? { crossAccount: true as const } : {}),
  };
}

function unknownUse(use: PermissionUsage, granted: boolean): UnknownUse {
  return { action: use.action, errorCode: use.errorCode ?? 'unspecified', count: use.count, granted };
}

function unresolvedUse(use: PermissionUsage, reason: UnresolvedReason, granted: boolean): UnresolvedUse {
  return {
    action: use.action,
    reason,
    count: use.count,
    granted,
    resource: use.resource,
    ...(use.roleReference === undefined ? {} : { reference: use.roleReference.key }),
  };
}

function mergeGrants(uses: readonly PermissionUsage[]): Grant[] {
  const grants = uses.map(toGrant);
  const groups = groupBy(grants, (g) => `${g.action}\n${g.conditionKey}`);
  return [...groups.values()]
    .flatMap((alike) => [...groupBy(alike, (g) => g.resource).values()].map(mergeSame))
    .sort(compareGrants);
}

function mergeSame(same: Grant[]): Grant {
  const [first] = same as [Grant];
  if (same.length === 1) return first;
  // Widening rests on proven calls alone, so only their days count where there are any.
  const proven = same.filter((g) => g.provenExact);
  const counted = proven.length > 0 ? proven : same;
  return {
    ...first,
    resourceType: same
      .map((g) => g.resourceType)
      .filter((t) => t !== undefined)
      .sort()[0],
    provenExact: proven.length > 0,
    firstDay: Math.min(...counted.map((g) => g.firstDay)),
    lastDay: Math.max(...counted.map((g) => g.lastDay)),
  };
}

const DAY_SECONDS = 86_400;

function toGrant(use: PermissionUsage): Grant {
  const { conditions, key } = inOrder(use.conditions);
  return {
    action: use.action,
    resource: use.resource,
    resourceType: use.resourceType,
    conditions,
    conditionKey: key,
    provenExact:
      use.authorization === 'proven' && use.resourceReason === undefined && !hasWildcard(use.resource),
    firstDay: Math.floor(use.firstSeen / DAY_SECONDS),
    lastDay: Math.floor(use.lastSeen / DAY_SECONDS),
  };
}
