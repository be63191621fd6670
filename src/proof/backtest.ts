// Would the policy of the first part of the logs have broken the rest? The calls that it would have denied, by cause.
import { parseArn } from '../core/arn.js';
import { unfittedPolicy } from '../generation/generate-policies.js';
import type { GeneratedPrincipal, GenerationOptions } from '../generation/generation-options.js';
import { groupBy } from '../generation/grant.js';
import { compareText } from '../policy/compare-text.js';
import type { IdentityPolicy } from '../policy/identity-policy.js';
import type { PermissionUsage, PrincipalUsage } from '../store/usage.js';
import type { Period } from './held-back.js';
import { PolicyAsked, readBack, type UsedRequest, usedRequests } from './used-requests.js';

const DAY_SECONDS = 86_400;

export type DenialReason =
  /** The action was not used in the first part. */
  | 'new-action'
  /** It was, but in no such Region. */
  | 'new-region'
  /** It was, on other resources. */
  | 'new-resource'
  /** On the resource, but under other conditions. */
  | 'new-condition';

export interface BacktestDenial {
  readonly action: string;
  readonly resource: string;
  readonly cause: DenialReason;
  /** Calls. */
  readonly count: number;
}

export interface Replay {
  /** Distinct requests, and the calls that made them. */
  readonly requests: number;
  readonly calls: number;
  readonly deniedCalls: number;
  /** Most calls first. */
  readonly denied: readonly BacktestDenial[];
}

/** A backtest of one principal. */
export interface Backtested {
  /** Authorised calls before the cut. */
  readonly trainedEvents: number;
  readonly replay: Replay;
}

/**
 * What a policy made of the uses before the cut (see `PermissionUsage.before`) would have denied after it; undefined for
 * a principal that was not seen on both sides, or would have got no policy. How the policy is fitted to the quota is passed
 * over, as that changes nothing of what it allows, but for names merged where nothing else did (`fit`): so they are here.
 * `requests`: `usedRequests` of the usage.
 */
export function backtest(
  usage: PrincipalUsage,
  options: GenerationOptions,
  fit: GeneratedPrincipal['fit'],
  requests: readonly UsedRequest[] = usedRequests(usage.principalArn, usage.permissions),
): Backtested | undefined {
  const trained: PermissionUsage[] = [];
  for (const use of usage.permissions) if (use.before !== undefined) trained.push({ ...use, ...use.before });
  const generalize = options.generalize || fit === 'generalised';
  const policy = unfittedPolicy({ ...usage, permissions: trained }, { ...options, generalize });
  if (policy === undefined) return undefined;
  const replayed = replay([policy], requests);
  if (replayed.calls === 0) return undefined;
  const proven = trained.filter(({ authorization }) => authorization === 'proven');
  return { trainedEvents: proven.reduce((sum, { count }) => sum + count, 0), replay: replayed };
}

/** The start of the day that ends the first part; undefined for a period that no start of a day cuts in two. */
export function cutOf({ startTime, endTime }: Period, share: number): number | undefined {
  const cut = Math.floor((startTime + share * (endTime - startTime)) / DAY_SECONDS) * DAY_SECONDS;
  return cut > startTime && cut < endTime ? cut : undefined;
}

/** The later calls of the requests against policies made of the earlier ones. */
export function replay(documents: readonly IdentityPolicy[], requests: readonly UsedRequest[]): Replay {
  const asked = new PolicyAsked(readBack(documents));
  const later = requests.filter(({ count, countBefore }) => count > countBefore);
  const refused = later.filter((request) => !asked.allows(request));
  const before =
    refused.length === 0
      ? new Map<string, UsedRequest[]>()
      : groupBy(
          requests.filter(({ countBefore }) => countBefore > 0),
          ({ action }) => action,
        );
  const denied = refused
    .map((request): BacktestDenial => {
      const { action, resource } = request;
      return {
        action,
        resource,
        cause: causeOf(resource, before.get(action) ?? []),
        count: laterCalls(request),
      };
    })
    .sort(
      (a, b) => b.count - a.count || compareText(a.action, b.action) || compareText(a.resource, b.resource),
    );
  return {
    requests: later.length,
    calls: later.reduce((sum, request) => sum + laterCalls(request), 0),
    deniedCalls: denied.reduce((sum, { count }) => sum + count, 0),
    denied,
  };
}

function laterCalls({ count, countBefore }: UsedRequest): number {
  return count - countBefore;
}

function causeOf(resource: string, before: readonly UsedRequest[]): DenialReason {
  if (before.length === 0) return 'new-action';
  if (before.some((request) => request.resource === resource)) return 'new-condition';
  const region = parseArn(resource)?.region ?? '';
  return before.every((request) => (parseArn(request.resource)?.region ?? '') !== region)
    ? 'new-region'
    : 'new-resource';
}
