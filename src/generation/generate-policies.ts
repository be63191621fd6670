// One principal's usage → its least-privilege policy, and all that a reader must know about it. Pure: the same
// usage gives the same bytes, whatever the order of its rows.
import { parseArn } from '../core/arn.js';
import { compareText, sortedUnique } from '../policy/compare-text.js';
import type { IdentityPolicy } from '../policy/identity-policy.js';
import type { PrincipalUsage } from '../store/usage.js';
import { decideGrants, type GrantDecision } from './decide-grants.js';
import { fitQuota, MANAGED_QUOTA, PERMISSION_SET_QUOTA } from './fit-quota.js';
import { applyGeneralizations, generalizedGrants, generalizeNames } from './generalize-names.js';
import type { GeneratedPrincipal, GenerationOptions, NoPolicyReason, Widened } from './generation-options.js';
import { type Grant, groupBy } from './grant.js';
import { noPolicyNote, notesOf } from './notes.js';
import {
  describeMoves,
  dropCovered,
  type Scoped,
  scopeToGranularity,
  scopeToPlaceholders,
} from './scope-resources.js';

/**
 * The policy documents of a role, user or permission set (see `mergePermissionSet`), none of them empty.
 * Grants only what the usage proves, and what `options` add; whatever is wider than a call is in `widened` or
 * `unresolved`. One principal past the quota is a `limit` in its result, so that it does not stop the others.
 */
export function generatePolicies(usage: PrincipalUsage, options: GenerationOptions): GeneratedPrincipal {
  const decision = decideGrants(usage.permissions, options);
  const actions = sortedUnique(decision.grants.map((grant) => grant.action));
  const shared = {
    actions,
    services: [...usage.services].sort(compareText),
    denied: decision.denied,
    unknown: decision.unknown,
    unresolved: decision.unresolved,
  };
  const noPolicyReason = reasonForNoPolicy(usage, decision);
  const scoped = noPolicyReason === undefined ? scopeResources(decision.grants, usage, options) : undefined;
  const quota = usage.permissionSet === undefined ? MANAGED_QUOTA : PERMISSION_SET_QUOTA;
  const mayGeneralize = options.granularity === 'resource' && !options.placeholders && !options.generalize;
  const fitted = scoped && fitQuota(scoped.grants, quota, mayGeneralize);
  if (scoped === undefined || fitted === undefined || fitted.limit !== undefined) {
    const reason = noPolicyReason ?? 'over-quota';
    return {
      ...shared,
      documents: [],
      noPolicyReason: reason,
      ...(fitted?.limit === undefined ? {} : { limit: fitted.limit }),
      isComplete: reason === 'nothing-to-grant' && !options.filtered && !options.skipped,
      widened: [],
      fit: 'exact',
      notes: [noPolicyNote(reason), ...notesOf(usage, decision, [], 'exact', options)],
    };
  }
  const widened: Widened[] = [...scoped.widened, ...fitted.widened];
  return {
    ...shared,
    documents: fitted.documents,
    isComplete: isComplete(usage, decision, actions, options),
    widened,
    fit: fitted.fit,
    notes: notesOf(usage, decision, fitted.documents, fitted.fit, options),
  };
}

/**
 * All that the policies would allow, as one document of any size: for asking, not for attaching. Undefined where no
 * policy would be written for want of a grant or a holder.
 */
export function unfittedPolicy(
  usage: PrincipalUsage,
  options: GenerationOptions,
): IdentityPolicy | undefined {
  const decision = decideGrants(usage.permissions, options);
  if (reasonForNoPolicy(usage, decision) !== undefined) return undefined;
  // What was merged is described for nobody here, and what is covered need not go.
  const grants =
    options.generalize && options.granularity === 'resource' && !options.placeholders
      ? generalizedGrants(decision.grants, generalizeNames(decision.grants))
      : scopeResources(decision.grants, usage, options).grants;
  const alike = groupBy(grants, ({ action, conditionKey }) => `${action}\n${conditionKey}`);
  return {
    Version: '2012-10-17',
    Statement: [...alike.values()].map((group) => {
      const { action, conditions } = group[0] as Grant;
      const Resource = group.map(({ resource }) => resource);
      const isFree = Object.keys(conditions).length === 0;
      return { Effect: 'Allow', Action: [action], Resource, ...(isFree ? {} : { Condition: conditions }) };
    }),
  };
}

function reasonForNoPolicy(usage: PrincipalUsage, decision: GrantDecision): NoPolicyReason | undefined {
  if (usage.serviceLinked) return 'service-linked-role';
  if (!usage.policyHolder) return 'not-a-role-or-user';
  if (decision.grants.length > 0) return undefined;
  if (usage.permissions.length > 0) return 'no-authorized-calls';
  return usage.unmapped.length > 0 ? 'no-mapped-calls' : 'nothing-to-grant';
}

function scopeResources(
  grants: readonly Grant[],
  usage: PrincipalUsage,
  { placeholders, granularity, generalize }: GenerationOptions,
): Scoped {
  if (placeholders && granularity !== 'service') {
    const partition = parseArn(usage.principalArn)?.partition ?? 'aws';
    return { grants: scopeToPlaceholders(grants, partition), widened: [] };
  }
  if (granularity !== 'resource') return scopeToGranularity(grants, granularity);
  if (!generalize) return { grants: dropCovered(grants), widened: [] };
  const applied = applyGeneralizations(grants, generalizeNames(grants));
  const kept = dropCovered(applied.grants);
  return { grants: kept, widened: describeMoves(applied.moves, kept) };
}

/** Every action that the logs name is in the policy, over all of the logs. */
function isComplete(
  usage: PrincipalUsage,
  decision: GrantDecision,
  actions: readonly string[],
  options: GenerationOptions,
): boolean {
  if (options.filtered || options.skipped || usage.unmapped.length > 0) return false;
  if (decision.unresolved.some((use) => !use.granted)) return false;
  const granted = new Set(actions);
  return usage.permissions.every((use) => granted.has(use.action));
}
