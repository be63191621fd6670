// What policies of the first part of the logs would have denied of the rest.
import type { Replay } from '../proof/backtest.js';
import { nameWithoutPath } from './short-name.js';
import { formatCount, formatTime, printable, textTable } from './text-table.js';

export interface BacktestReport {
  /** Seconds since the epoch, as the others. */
  readonly startTime: number;
  readonly cut: number;
  readonly endTime: number;
  readonly principals: readonly {
    readonly principalArn: string;
    readonly trainedEvents: number;
    readonly replay: Replay;
  }[];
}

const LISTED_PRINCIPALS = 40;
const LISTED_DENIALS = 3;

export function backtestJson({ startTime, cut, endTime, principals }: BacktestReport): string {
  const json = {
    startTime: formatTime(startTime),
    trainedUntil: formatTime(cut),
    endTime: formatTime(endTime),
    principals: principals.map(({ principalArn, trainedEvents, replay }) => ({
      principalArn,
      trainedEvents,
      replayedEvents: replay.calls,
      denied: replay.deniedCalls,
      denials: replay.denied,
    })),
  };
  return `${JSON.stringify(json, null, 2)}\n`;
}

/** The principals with most denied calls first, each with the worst of its denials. */
export function backtestText(report: BacktestReport, width: number): string {
  const denied = report.principals
    .filter(({ replay }) => replay.deniedCalls > 0)
    .sort((a, b) => b.replay.deniedCalls - a.replay.deniedCalls);
  const sum = (of: (replay: Replay) => number): number =>
    report.principals.reduce((n, { replay }) => n + of(replay), 0);
  const calls = sum(({ calls }) => calls);
  const deniedCalls = sum(({ deniedCalls: n }) => n);
  const share = calls === 0 ? 0 : (100 * deniedCalls) / calls;
  const table = textTable(
    [
      { title: 'PRINCIPAL', align: 'left', flexible: true },
      { title: 'REPLAYED', align: 'right' },
      { title: 'DENIED', align: 'right' },
      { title: 'MOSTLY', align: 'left' },
    ],
    denied
      .slice(0, LISTED_PRINCIPALS)
      .map(({ principalArn, replay }) => [
        nameWithoutPath(principalArn),
        formatCount(replay.calls),
        formatCount(replay.deniedCalls),
        replay.denied[0]?.cause ?? '',
      ]),
    width,
  );
  const worst = denied
    .slice(0, LISTED_DENIALS)
    .flatMap(({ principalArn, replay }) =>
      replay.denied
        .slice(0, LISTED_DENIALS)
        .map(({ action, resource, cause, count }) =>
          printable(
            `${cause.padEnd(14)} ${nameWithoutPath(principalArn)}: ${action} (${formatCount(count)}) ${resource}`,
          ),
        ),
    );
  return [
    `made of    ${formatTime(report.startTime)} to ${formatTime(report.cut)}`,
    `replayed   ${formatTime(report.cut)} to ${formatTime(report.endTime)}`,
    `denied     ${formatCount(deniedCalls)} of ${formatCount(calls)} calls (${share.toFixed(1)} %), of ${denied.length} of ${report.principals.length} principals`,
    ...(denied.length === 0 ? [] : ['', ...table]),
    ...(denied.length > LISTED_PRINCIPALS
      ? [`… and ${denied.length - LISTED_PRINCIPALS} more with --json`]
      : []),
    ...(worst.length === 0 ? [] : ['', ...worst]),
    '',
  ].join('\n');
}
