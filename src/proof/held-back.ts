// Uses that a policy must not bless unseen: actions by which an intruder hides or gains power, where they were also
// rare or late. Archives are often read after an incident.
import { readTable } from '../catalog/resources/read-table.js';
import { compareText, sortedUnique } from '../policy/compare-text.js';
import type { NewNetworks } from '../store/read-new-networks.js';
import type { PermissionUsage } from '../store/usage.js';

export interface HeldBack {
  readonly action: string;
  /** As a policy would write them, sorted. */
  readonly resources: readonly string[];
  /** Lower case, no period. */
  readonly reasons: readonly string[];
}

/** The whole period that the logs cover, in seconds since the epoch. */
export interface Period {
  readonly startTime: number;
  readonly endTime: number;
}

/** What a principal is used to: uses are judged against it. */
export interface Habits {
  /** Undefined: nothing is late. */
  readonly period: Period | undefined;
  readonly newNetworks: NewNetworks;
}

/** At most so many calls are rare. */
export const RARE_CALLS = 2;
/** A network is new to a principal that was seen from others for so long. */
export const SETTLED_DAYS = 7;
/** What was first seen in the last tenth of the period is late: of a period of ten days or more. */
const LATE_SHARE = 0.1;
const LEAST_PERIOD_SECONDS = 10 * 86_400;

let kinds: ReadonlyMap<string, string> | undefined;

/** Action → `log-tampering` or `escalation`, of data/dangerous-actions.tsv. */
function dangers(): ReadonlyMap<string, string> {
  kinds ??= new Map(readTable('dangerous-actions.tsv').map((row) => [row.action ?? '', row.kind ?? '']));
  return kinds;
}

export function dangerousActions(): string[] {
  return [...dangers().keys()];
}

export interface Held {
  readonly kept: readonly PermissionUsage[];
  readonly heldBack: readonly HeldBack[];
}

/** `accepted`: actions, in the catalog's case, that the user has looked at. */
export function holdBack(
  permissions: readonly PermissionUsage[],
  habits: Habits,
  accepted: ReadonlySet<string>,
): Held {
  const uses = new Map<string, PermissionUsage[]>();
  for (const use of permissions) {
    if (use.authorization !== 'proven' || accepted.has(use.action) || !dangers().has(use.action)) continue;
    uses.set(use.action, [...(uses.get(use.action) ?? []), use]);
  }
  const heldBack: HeldBack[] = [];
  for (const [action, of] of uses) {
    const reasons = doubts(action, of, habits);
    if (reasons.length === 0) continue;
    const resources = sortedUnique(of.map(({ resource }) => resource).filter((resource) => resource !== ''));
    heldBack.push({ action, resources, reasons: [dangerReason(action), ...reasons] });
  }
  if (heldBack.length === 0) return { kept: permissions, heldBack };
  const held = new Set(heldBack.map(({ action }) => action));
  return {
    kept: permissions.filter(({ action }) => !held.has(action)),
    heldBack: heldBack.sort((a, b) => compareText(a.action, b.action)),
  };
}

function dangerReason(action: string): string {
  return dangers().get(action) === 'log-tampering'
    ? 'an action that turns off or changes what is logged or watched'
    : 'an action by which permissions can be gained';
}

/** What makes an action doubtful; none for one that was in use throughout, from where the principal always is. */
export function doubts(
  action: string,
  uses: readonly PermissionUsage[],
  { period, newNetworks }: Habits,
): string[] {
  const calls = uses.reduce((sum, { count }) => sum + count, 0);
  const first = Math.min(...uses.map(({ firstSeen }) => firstSeen));
  const reasons: string[] = [];
  if (calls <= RARE_CALLS) reasons.push(calls === 1 ? 'called once' : `called ${calls} times`);
  if (period !== undefined && isLate(first, period))
    reasons.push(
      `first seen on ${new Date(first * 1000).toISOString().slice(0, 10)}, at the end of the logs`,
    );
  const networks = newNetworks.get(action);
  if (networks !== undefined)
    reasons.push(`called only from where it had not called from before: ${networks.join(', ')}`);
  return reasons;
}

export function isLate(firstSeen: number, { startTime, endTime }: Period): boolean {
  const length = endTime - startTime;
  return length >= LEAST_PERIOD_SECONDS && firstSeen >= endTime - LATE_SHARE * length;
}
