// The summary for people: what was looked at, who got a policy, and what needs a look; 80 columns wide.
import type { Skip } from '../core/skip.js';
import type { Coverage } from '../proof/grade.js';
import type { ArchiveTotals } from '../store/usage.js';
import { coverageLines } from './coverage-lines.js';
import { proofLines } from './proof-lines.js';
import { nameWithoutPath, shortName } from './short-name.js';
import type { PrincipalResult } from './summary.js';
import { formatCount, formatTime, printable, textTable } from './text-table.js';

const LISTED_PRINCIPALS = 40;
const LISTED_SKIPS = 10;
const LISTED_WIDENED = 10;

/** Lines for the terminal. `folder`: where the policies are. */
export function humanSummary(
  totals: ArchiveTotals,
  skips: readonly Skip[],
  results: readonly PrincipalResult[],
  coverage: Coverage | undefined,
  folder: string,
  width = 80,
): string[] {
  const aside = Object.entries(totals.setAside).map(([kind, n]) => `${formatCount(n)} ${kind}`);
  const withPolicy = results.filter((r) => r.policyFiles.length > 0);
  const count = (of: (r: PrincipalResult) => readonly { count: number }[]) =>
    formatCount(results.reduce((sum, r) => sum + of(r).reduce((n, x) => n + x.count, 0), 0));
  const shown = [...withPolicy].sort((a, b) => b.usage.events - a.usage.events).slice(0, LISTED_PRINCIPALS);
  const period =
    totals.startTime === undefined
      ? 'none'
      : `${formatTime(totals.startTime)} to ${formatTime(totals.endTime ?? 0)}`;
  return [
    `log files  ${formatCount(totals.logFiles)}${aside.length === 0 ? '' : ` (set aside: ${aside.join(', ')})`}`,
    `records    ${formatCount(totals.records)} = ${formatCount(totals.events)} events + ${formatCount(totals.duplicates)} duplicates` +
      ` + ${formatCount(totals.notApplicable)} not applicable`,
    `           + ${formatCount(totals.recordsSkipped)} skipped`,
    `period     ${period}`,
    `where      ${totals.accounts.length} accounts, ${totals.regions.length} Regions`,
    ...(coverage === undefined ? [] : coverageLines(coverage)),
    '',
    ...textTable(
      [
        { title: 'PRINCIPAL', align: 'left', flexible: true },
        { title: 'EVENTS', align: 'right' },
        { title: 'DENIED', align: 'right' },
        { title: 'SERV', align: 'right' },
        { title: 'ACTIONS', align: 'right' },
        { title: 'POLICIES', align: 'right' },
      ],
      shown.map(({ usage, generated }) => [
        nameWithoutPath(usage.principalArn),
        formatCount(usage.events),
        formatCount(usage.deniedEvents),
        String(usage.services.length),
        String(generated.actions.length),
        `${generated.documents.length}${generated.isComplete ? '' : '*'}`,
      ]),
      width,
    ),
    ...(withPolicy.length > shown.length
      ? [`… and ${withPolicy.length - shown.length} more in summary.json`]
      : []),
    '',
    ...(shown.every((r) => r.generated.isComplete)
      ? []
      : ['* not complete: something is unmapped, unresolved, held back or filtered']),
    `no policy  ${results.length - withPolicy.length} of ${results.length} principals (reasons in summary.json)`,
    `unmapped   ${count((r) => r.usage.unmapped)} calls; denied ${count((r) => r.generated.denied)}; ` +
      `unknown ${count((r) => r.generated.unknown)}; unresolved ${count((r) => r.generated.unresolved)}`,
    ...results
      .filter((r) => r.generated.limit !== undefined)
      .map((r) => printable(`limit      ${shortName(r.usage.principalArn)}: ${r.generated.limit?.message}`)),
    ...proofLines(results),
    ...widenedLines(results),
    ...skips.slice(0, LISTED_SKIPS).map((s) => printable(`skipped    ${s.path}: ${s.reason}`)),
    ...(skips.length > LISTED_SKIPS ? [`… and ${skips.length - LISTED_SKIPS} more in summary.json`] : []),
    `wrote      ${formatCount(policyCount(withPolicy))} policies for ${formatCount(withPolicy.length)} principals to ${folder}`,
  ];
}

/** Documents, whatever the formats; the one of a permission set counts once. */
function policyCount(results: readonly PrincipalResult[]): number {
  const sets = new Set<string>();
  return results.reduce((sum, { usage, generated }) => {
    if (usage.permissionSet === undefined) return sum + generated.documents.length;
    if (sets.has(usage.permissionSet)) return sum;
    sets.add(usage.permissionSet);
    return sum + 1;
  }, 0);
}

/** Names that one wildcard took the place of. */
function widenedLines(results: readonly PrincipalResult[]): string[] {
  const widened = results.flatMap(({ usage, generated }) =>
    generated.widened.map((w) => [
      `widened    ${nameWithoutPath(usage.principalArn)}: ${w.fromCount} names to`,
      `           ${w.to}`,
    ]),
  );
  return [
    ...widened.slice(0, LISTED_WIDENED).flat().map(printable),
    ...(widened.length > LISTED_WIDENED
      ? [`… and ${widened.length - LISTED_WIDENED} more in summary.json`]
      : []),
  ];
}
