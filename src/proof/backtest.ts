// Would the policy of the first part of the logs have broken the rest? The calls that it would have denied, by cause.
import { parseArn } from '../core/arn.js';
import { compareText } from '../policy/compare-text.js';
import type { IdentityPolicy } from '../policy/identity-policy.js';
import type { PermissionUsage } from '../store/usage.js';
import { PolicyAsked, type UsedRequest, usedRequests } from './used-requests.js';

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

/** `trained`: what the policies were made of; `rest`: what is replayed against them. */
export function replay(
  principalArn: string,
  documents: readonly IdentityPolicy[],
  trained: readonly PermissionUsage[],
  rest: readonly PermissionUsage[],
): Replay {
  const asked = new PolicyAsked(principalArn, documents);
  const before = new Map<string, UsedRequest[]>();
  for (const request of usedRequests(trained)) {
    const known = before.get(request.action);
    if (known === undefined) before.set(request.action, [request]);
    else known.push(request);
  }
  const requests = usedRequests(rest);
  const denied = requests
    .filter((request) => !asked.allows(request))
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
