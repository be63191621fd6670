// Would the policy of the first part of the logs have broken the rest? The calls that it would have denied, by cause.
import { parseArn } from '../core/arn.js';
import { unfittedPolicy } from '../generation/generate-policies.js';
import type { GeneratedPrincipal, GenerationOptions } from '../generation/generation-options.js';
import { groupBy } from '../generation/grant.js';
import { compareText } from '../policy/compare-text.js';
import type { IdentityPolicy } from '../policy/identity-policy.js';
import { parsePolicy } from '../policy/parse-policy.js';
import type { PermissionUsage, PrincipalUsage } from '../store/usage.js';
import type { Period } from './held-back.js';
import { PolicyAsked, type UsedRequest, usedRequests } from './used-requests.js';

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
 */
export function backtest(
  usage: PrincipalUsage,
  options: GenerationOptions,
  fit: GeneratedPrincipal['fit'],
): Backtested | undefined {
  const trained = usage.permissions.flatMap(({ before, ...use }) =>
    before === undefined ? [] : [{ ...use, ...before }],
  );
  const generalize = options.generalize || fit === 'generalised';
  const policy = unfittedPolicy({ ...usage, permissions: trained }, { ...options, generalize });
  if (policy === undefined) return undefined;
  const rest = usedRequests(usage.permissions, ({ count, before }) => count - (before?.count ?? 0));
  const replayed = replay(usage.principalArn, [policy], trained, rest);
  if (replayed.calls === 0) return undefined;
  const proven = trained.filter(({ authorization }) => authorization === 'proven');
  return { trainedEvents: proven.reduce((sum, { count }) => sum + count, 0), replay: replayed };
}

/** The start of the day that ends the first part; undefined for a period that no start of a day cuts in two. */
export function cutOf({ startTime, endTime }: Period, share: number): number | undefined {
  const cut = Math.floor((startTime + share * (endTime - startTime)) / DAY_SECONDS) * DAY_SECONDS;
  return cut > startTime && cut < endTime ? cut : undefined;
}

/** `trained`: what the policies were made of; `requests`: what is replayed against them. */
export function replay(
  principalArn: string,
  documents: readonly IdentityPolicy[],
  trained: readonly PermissionUsage[],
  requests: readonly UsedRequest[],
): Replay {
  const asked = new PolicyAsked(
    principalArn,
    documents.map((document) => parsePolicy(JSON.stringify(document))),
  );
  const refused = requests.filter((request) => !asked.allows(request));
  const before =
    refused.length === 0
      ? new Map<string, UsedRequest[]>()
      : groupBy(usedRequests(trained), ({ action }) => action);
  const denied = refused
    .map(({ action, resource, count }): BacktestDenial => {
      return { action, resource, cause: causeOf(resource, before.get(action) ?? []), count };
    })
    .sort(
      (a, b) => b.count - a.count || compareText(a.action, b.action) || compareText(a.resource, b.resource),
    );
  const callsOf = (list: readonly { count: number }[]): number =>
    list.reduce((sum, { count }) => sum + count, 0);
  return { requests: requests.length, calls: callsOf(requests), deniedCalls: callsOf(denied), denied };
}

function causeOf(resource: string, before: readonly UsedRequest[]): DenialReason {
  if (before.length === 0) return 'new-action';
  if (before.some((request) => request.resource === resource)) return 'new-condition';
  const region = parseArn(resource)?.region ?? '';
  return before.every((request) => (parseArn(request.resource)?.region ?? '') !== region)
    ? 'new-region'
    : 'new-resource';
}
