// A workload is what one principal does day by day. Here it becomes records.
import type { Activity } from './call.js';
import { DAY, GLOBAL_REGION, PERIOD_DAYS, PERIOD_START, SEED } from './company.js';
import { type Principal, principalArn } from './principal.js';
import { Random } from './random.js';
import { type Delivered, recordOfCall } from './record.js';

export interface Workload {
  principal: Principal;
  /** Tells a principal's second workload from its first. */
  label?: string;
  /** Moments a day at which it acts: an average over its active days. */
  perDay: number;
  /** Each is done at least once, in this order, and from then on by weight. */
  activities: readonly (readonly [weight: number, activity: Activity])[];
  /** Absent: us-east-1. */
  regions?: readonly string[];
  /** Hours of the day, UTC: from inclusive, to exclusive. Absent: around the clock. */
  hours?: readonly [number, number];
  workdays?: boolean;
  firstDay?: number;
  lastDay?: number;
}

/** All records of a workload over the archive's period, by time. */
export function recordsOfWorkload(workload: Workload): Delivered[] {
  const { principal } = workload;
  const random = new Random(
    SEED,
    `workload ${principalArn(principal)} ${principal.uniqueId} ${workload.label ?? ''}`,
  );
  const delivered: Delivered[] = [];
  let done = 0;
  for (let day = workload.firstDay ?? 0; day <= (workload.lastDay ?? PERIOD_DAYS - 1); day++) {
    if (workload.workdays && isWeekend(day)) continue;
    for (const time of timesOfDay(workload, day, random)) {
      const activity = workload.activities[done]?.[1] ?? pickByWeight(workload, random);
      const region = random.pick(workload.regions ?? [GLOBAL_REGION]);
      const session = principal.kind === 'role' ? random.pick(principal.sessions) : principal.name;
      const sessionStart = time - random.integer(20, 3_000);
      const made = activity({ account: principal.account, region, random, day });
      let moment = time;
      for (const call of Array.isArray(made) ? made : [made]) {
        delivered.push(
          recordOfCall(principal, call, { region, time: moment, sessionStart, session, random }),
        );
        moment += random.integer(0, 2);
      }
      done++;
    }
  }
  if (done < workload.activities.length) {
    const text = `${done} moments for ${workload.activities.length} activities of ${principalArn(principal)}`;
    throw new RangeError(text);
  }
  return delivered;
}

function timesOfDay(workload: Workload, day: number, random: Random): number[] {
  const [from, to] = workload.hours ?? [0, 24];
  const spread = Math.max(1, Math.round(workload.perDay * 0.3));
  const count = Math.max(0, Math.round(workload.perDay) + random.integer(-spread, spread));
  const start = PERIOD_START + day * DAY;
  const times = Array.from({ length: count }, () => start + random.integer(from * 3600, to * 3600 - 10));
  return times.sort((a, b) => a - b);
}

function pickByWeight(workload: Workload, random: Random): Activity {
  const total = workload.activities.reduce((sum, [weight]) => sum + weight, 0);
  let left = random.fraction() * total;
  for (const [weight, activity] of workload.activities) {
    left -= weight;
    if (left < 0) return activity;
  }
  throw new RangeError('a workload without activities');
}

/** 2026-09-01 is a Tuesday. */
function isWeekend(day: number): boolean {
  const weekday = (day + 2) % 7;
  return weekday === 0 || weekday === 6;
}
