// One word for whoever must decide whether to attach a policy, and why it is no better one.
import type { Trail } from '../account/read-trails.js';
import type { GeneratedPrincipal } from '../generation/generation-options.js';
import { groupBy } from '../generation/grant.js';
import { compareText } from '../policy/compare-text.js';
import type { PermissionUsage, PrincipalSummary } from '../store/usage.js';
import { doubts, type Habits, type HeldBack, type Period } from './held-back.js';
import type { Grade, Proof } from './proof.js';
import { shortened } from './shortened.js';
import { unloggedOf } from './unlogged.js';

/** Days of the period, those of them that any record is from, and what the trails log. */
export interface Coverage {
  readonly days: number;
  readonly daysWithLogs: number;
  /** Absent without an export of them. */
  readonly trails?: readonly Trail[] | undefined;
}

const DAY_SECONDS = 86_400;

/** Counts the days that the period touches, UTC. */
export function coverageOf({ startTime, endTime }: Period, daysWithLogs: number): Coverage {
  const days = Math.floor(endTime / DAY_SECONDS) - Math.floor(startTime / DAY_SECONDS) + 1;
  return { days, daysWithLogs: Math.min(days, daysWithLogs) };
}

/** A month has what is done each month; a week has what is done each day. */
const READY_DAYS = 28;
const LEAST_DAYS = 7;
/** Shares of replayed calls that the policy of the first part would have denied. */
const REVIEW_DENIED = 0.01;
const MOST_DENIED = 0.1;

export interface GradeInput {
  readonly facts: Omit<Proof, 'grade' | 'reasons'>;
  readonly generated: Pick<GeneratedPrincipal, 'isComplete' | 'widened'>;
  readonly heldBack: readonly HeldBack[];
  readonly coverage: Coverage;
  readonly principal: Pick<PrincipalSummary, 'accountId' | 'services'>;
  /** Of `oddActions`. */
  readonly odd: readonly string[];
}

/** Reasons that make it insufficient come first. */
export function gradeOf(input: GradeInput): { grade: Grade; reasons: string[] } {
  const grave = graveReasons(input);
  const light = lightReasons(input);
  const grade = grave.length > 0 ? 'insufficient' : light.length > 0 ? 'review' : 'ready';
  return { grade, reasons: [...grave, ...light] };
}

function graveReasons({ facts, coverage }: GradeInput): string[] {
  const { backtest } = facts;
  return [
    ...(facts.sufficient
      ? []
      : [`${facts.checkedRequests - facts.allowedRequests} used requests are not allowed`]),
    ...(facts.valid ? [] : [`validate-policy reports ${facts.findings.join(', ')}`]),
    ...(facts.withinCurrent === false ? ['it allows what the principal may not do now'] : []),
    ...(coverage.daysWithLogs < LEAST_DAYS ? [`logs of ${daysText(coverage.daysWithLogs)} only`] : []),
    ...(backtest !== null && backtest.denied > MOST_DENIED * backtest.replayedEvents
      ? [deniedText(backtest)]
      : []),
  ];
}

function lightReasons({ facts, generated, heldBack, coverage, principal, odd }: GradeInput): string[] {
  const { backtest } = facts;
  const share = backtest === null ? 0 : backtest.denied / Math.max(backtest.replayedEvents, 1);
  const gaps = coverage.days - coverage.daysWithLogs;
  return [
    ...(facts.tight ? [] : ['it has grants that were not used']),
    ...(facts.current?.unknown === undefined
      ? []
      : [`not held against what it may do now: ${facts.current.unknown}`]),
    ...(facts.current === null || facts.current.changedSince.length === 0
      ? []
      : [`changed since the logs began: ${shortened(facts.current.changedSince)}`]),
    ...(heldBack.length > 0 ? [`held back: ${shortened(heldBack.map(({ action }) => action))}`] : []),
    ...(generated.isComplete ? [] : ['not complete: something is unmapped, unresolved, failed or filtered']),
    ...(coverage.daysWithLogs >= LEAST_DAYS && coverage.daysWithLogs < READY_DAYS
      ? [`logs of ${daysText(coverage.daysWithLogs)} only`]
      : []),
    ...(gaps > 0 ? [`no logs of ${daysText(gaps)} of the period`] : []),
    ...(coverage.trails === undefined ? [] : unloggedOf(coverage.trails, principal)),
    ...(share > REVIEW_DENIED && share <= MOST_DENIED && backtest !== null ? [deniedText(backtest)] : []),
    ...(backtest === null
      ? ['nothing to replay: the principal was seen in one part of the period alone']
      : []),
    ...(generated.widened.length > 0 ? [widenedText(generated.widened)] : []),
    ...(odd.length > 0 ? [`rare, late or from a new network, two of these: ${shortened(odd)}`] : []),
  ];
}

/** Actions of which two things are doubtful: nothing dangerous by themselves, and worth a look. Sorted. */
export function oddActions(permissions: readonly PermissionUsage[], habits: Habits): string[] {
  const used = permissions.filter(({ authorization }) => authorization === 'proven');
  return [...groupBy(used, ({ action }) => action)]
    .filter(([action, uses]) => doubts(action, uses, habits).length > 1)
    .map(([action]) => action)
    .sort(compareText);
}

/** What a wider resource covers that was not seen: all but so many names. */
function widenedText(widened: GeneratedPrincipal['widened']): string {
  const distinct = new Map(widened.map(({ to, fromCount }) => [to, fromCount]));
  const texts = [...distinct].map(([to, seen]) => `${to} covers more than the ${seen} seen`);
  return `widened: ${shortened(texts)}`;
}

function daysText(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}

function deniedText({ denied, replayedEvents }: NonNullable<Proof['backtest']>): string {
  const share = ((100 * denied) / Math.max(replayedEvents, 1)).toFixed(1);
  return `made of the first part of the logs, it would have denied ${denied} of ${replayedEvents} later calls (${share} %)`;
}
