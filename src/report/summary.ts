// summary.json: what was looked at and what came out, for every principal. The same document is `--json`.
import type { Skip } from '../core/skip.js';
import type { GeneratedPrincipal } from '../generation/generation-options.js';
import type { Coverage } from '../proof/grade.js';
import type { HeldBack } from '../proof/held-back.js';
import type { Proof } from '../proof/proof.js';
import type { ArchiveTotals, PrincipalSummary } from '../store/usage.js';
import { formatTime } from './text-table.js';

/** One principal's usage with what generation made of it and where it was written (paths relative to the folder). */
export interface PrincipalResult {
  usage: PrincipalSummary;
  generated: GeneratedPrincipal;
  policyFiles: readonly string[];
  /** Uses of dangerous actions that were left out. */
  heldBack: readonly HeldBack[];
  /** Null where there is no policy, or nothing was verified. */
  proof: Proof | null;
  /** Present where the policies that are there were to be replaced, and there is a policy to replace them. */
  replacement?: Replacement;
}

/** What a swap does and where it stands (paths relative to the folder), or why there is none. */
export type Replacement =
  | {
      /** ARNs of managed policies. */
      readonly attaches: readonly string[];
      readonly detaches: readonly string[];
      /** Names of inline policies. */
      readonly deletes: readonly string[];
      /** What grants as before: lower case. */
      readonly keeps: readonly string[];
      /** Scripts, and what undoes it. */
      readonly files: readonly string[];
    }
  | { readonly reason: string };

/** The summary as a JSON value. Times are ISO 8601 in UTC, null where there was no event, as is the coverage. */
export function summaryOf(
  totals: ArchiveTotals,
  skips: readonly Skip[],
  results: readonly PrincipalResult[],
  coverage: Coverage | undefined,
): Record<string, unknown> {
  return {
    ...archiveSummary(totals, skips),
    coverage: coverage === undefined ? null : coverageSummary(coverage),
    principals: results.map(principalSummary),
  };
}

/** `trails` and what is not known of one are null. */
function coverageSummary({ days, daysWithLogs, trails }: Coverage): Record<string, unknown> {
  return {
    days,
    daysWithLogs,
    trails:
      trails === undefined
        ? null
        : trails.map(({ selection, ...trail }) => ({
            trailArn: trail.trailArn,
            accountId: trail.accountId ?? null,
            isMultiRegionTrail: trail.isMultiRegionTrail ?? null,
            homeRegion: trail.homeRegion ?? null,
            isOrganizationTrail: trail.isOrganizationTrail,
            includeGlobalServiceEvents: trail.includeGlobalServiceEvents ?? null,
            managementEvents: selection?.management ?? null,
            dataEvents: selection?.data ?? null,
          })),
  };
}

/** What was looked at: the summary without its principals. */
export function archiveSummary(totals: ArchiveTotals, skips: readonly Skip[]): Record<string, unknown> {
  return {
    archive: {
      logFiles: totals.logFiles,
      logFilesSkipped: totals.logFilesSkipped,
      setAside: totals.setAside,
      records: totals.records,
      recordsSkipped: totals.recordsSkipped,
      events: totals.events,
      duplicates: totals.duplicates,
      notApplicable: totals.notApplicable,
      skips,
    },
    startTime: totals.startTime === undefined ? null : formatTime(totals.startTime),
    endTime: totals.endTime === undefined ? null : formatTime(totals.endTime),
    accounts: totals.accounts,
    regions: totals.regions,
  };
}

function principalSummary({
  usage,
  generated,
  policyFiles,
  heldBack,
  proof,
  replacement,
}: PrincipalResult): Record<string, unknown> {
  return {
    principalArn: usage.principalArn,
    principalType: usage.principalType,
    accountId: usage.accountId ?? null,
    uniqueId: usage.uniqueId ?? null,
    serviceLinked: usage.serviceLinked,
    ...(usage.permissionSet === undefined ? {} : { permissionSet: usage.permissionSet }),
    events: usage.events,
    deniedEvents: usage.deniedEvents,
    firstSeen: formatTime(usage.firstSeen),
    lastSeen: formatTime(usage.lastSeen),
    services: usage.services,
    actions: generated.actions,
    policyFiles,
    ...(generated.noPolicyReason === undefined ? {} : { noPolicyReason: generated.noPolicyReason }),
    ...(generated.limit === undefined ? {} : { limit: generated.limit }),
    isComplete: generated.isComplete,
    fit: generated.fit,
    unmapped: usage.unmapped,
    denied: generated.denied,
    unknown: generated.unknown,
    unresolved: generated.unresolved,
    widened: generated.widened,
    heldBack,
    proof,
    ...(replacement === undefined ? {} : { replacement }),
    ...(usage.earlier.length === 0
      ? {}
      : {
          earlier: usage.earlier.map((e) => ({
            ...e,
            firstSeen: formatTime(e.firstSeen),
            lastSeen: formatTime(e.lastSeen),
          })),
        }),
    notes: generated.notes,
  };
}
