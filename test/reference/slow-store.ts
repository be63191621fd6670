// What a store must answer, worked out of all records at once with maps: no batches, no order, no SQL.
import { meaningOfEvent } from '../../src/catalog/meaning-of-event.js';
import type { TrailEvent } from '../../src/core/event.js';
import type { JsonObject } from '../../src/core/json.js';
import type { EventMeaning } from '../../src/core/permission.js';
import { GLOBAL_EVENT_SOURCES } from '../../src/store/global-services.js';
import type { UsageFilter } from '../../src/store/usage.js';
import { compareCopies, mergeCopies, type RecordCopy } from '../../src/trail/merge-copies.js';
import { normaliseRecord } from '../../src/trail/normalise-record.js';
import { recordIdentity } from '../../src/trail/record-identity.js';
import { matchesResource } from './match-resource.js';

const DAY = 86_400;

interface Sighting extends RecordCopy {
  event: TrailEvent;
  identity: string;
  /** The identity is not the record's own eventID. */
  wide: boolean;
}

export interface SlowSummary {
  events: number;
  deniedEvents: number;
  firstSeen: number;
  lastSeen: number;
  services: string[];
  /** Events of each name that is not mapped, by source and name. */
  unmapped: Record<string, number>;
}

export interface SlowUsage {
  events: number;
  notApplicable: number;
  duplicates: number;
  /** Each principal that the filter leaves, by ARN, type, account and unique id. */
  principals: Map<string, SlowSummary>;
  /** Count, first and last time of each permission of each principal. */
  permissions: Map<string, { count: number; firstSeen: number; lastSeen: number }>;
}

/** Usage of all records of `files` (digest → records); totals are over all, whatever the filter. */
export function slowUsage(
  files: ReadonlyMap<string, readonly JsonObject[]>,
  filter: UsageFilter = {},
): SlowUsage {
  const sightings: Sighting[] = [];
  for (const [fileDigest, records] of files) {
    records.forEach((record, index) => {
      const normalised = normaliseRecord(record);
      if ('skip' in normalised) throw new Error(`the twin reads good records only: ${normalised.skip}`);
      const { event } = normalised;
      const wide = event.addendumOf !== undefined || event.sharedEventId !== undefined;
      sightings.push({ record, fileDigest, index, event, identity: recordIdentity(event), wide });
    });
  }
  const wide = new Set(sightings.filter((s) => s.wide).map((s) => s.identity));
  const calls = new Map<string, Sighting[]>();
  for (const sighting of sightings) {
    const { identity, event } = sighting;
    const key = wide.has(identity) ? identity : `${identity} ${Math.floor(event.time / DAY)}`;
    calls.set(key, [...(calls.get(key) ?? []), sighting]);
  }
  const usage: SlowUsage = {
    events: 0,
    notApplicable: 0,
    duplicates: sightings.length - calls.size,
    principals: new Map(),
    permissions: new Map(),
  };
  for (const copies of calls.values()) {
    const winner = copies.sort(compareCopies)[0];
    if (winner === undefined) continue;
    const { time } = winner.event;
    const [event, meaning] = meaningOfCopies(winner, copies);
    if (meaning.outcome === 'not-applicable') {
      usage.notApplicable++;
      continue;
    }
    usage.events++;
    if (!isLet(event, filter)) continue;
    const { arn, type, accountId, uniqueId } = event.principal;
    const principal = JSON.stringify([arn, type, accountId ?? '', uniqueId ?? '']);
    usage.principals.set(principal, summaryWith(usage.principals.get(principal), event, meaning));
    for (const key of permissionKeys(principal, event, meaning)) {
      const known = usage.permissions.get(key) ?? { count: 0, firstSeen: time, lastSeen: time };
      usage.permissions.set(key, {
        count: known.count + 1,
        firstSeen: Math.min(known.firstSeen, time),
        lastSeen: Math.max(known.lastSeen, time),
      });
    }
  }
  return usage;
}

function isLet(event: TrailEvent, filter: UsageFilter): boolean {
  const { since = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY } = filter;
  const { accounts, regions, principals } = filter;
  return (
    event.time >= since &&
    event.time < until &&
    (accounts === undefined || accounts.includes(event.principal.accountId ?? '')) &&
    (regions === undefined ||
      regions.includes(event.region) ||
      GLOBAL_EVENT_SOURCES.includes(event.eventSource)) &&
    (principals === undefined || principals.some((glob) => matchesResource(glob, event.principal.arn)))
  );
}

function summaryWith(known: SlowSummary | undefined, event: TrailEvent, meaning: EventMeaning): SlowSummary {
  const { time, eventSource, eventName } = event;
  const actions = meaning.permissions.map((p) => p.action);
  const services = actions.length > 0 ? actions.map((a) => a.split(':')[0]) : [eventSource.split('.')[0]];
  const unmapped = { ...known?.unmapped };
  const name = `${eventSource} ${eventName}`;
  if (meaning.unmapped) unmapped[name] = (unmapped[name] ?? 0) + 1;
  return {
    events: (known?.events ?? 0) + 1,
    deniedEvents: (known?.deniedEvents ?? 0) + Number(meaning.authorization === 'denied'),
    firstSeen: Math.min(known?.firstSeen ?? time, time),
    lastSeen: Math.max(known?.lastSeen ?? time, time),
    services: [...new Set([...(known?.services ?? []), ...services.map(String)])].sort(),
    unmapped,
  };
}

/** Only shared copies of different content are merged; of others the winner alone counts. */
function meaningOfCopies(winner: Sighting, copies: readonly Sighting[]): [TrailEvent, EventMeaning] {
  const shared = copies.filter((c) => c.event.sharedEventId !== undefined);
  if (new Set(shared.map((c) => JSON.stringify(c.record))).size > 1) {
    const merged = normaliseRecord(mergeCopies(shared));
    if ('event' in merged) return [merged.event, meaningOfEvent(merged.event)];
  }
  return [winner.event, meaningOfEvent(winner.event)];
}

/** Texts in the store are UTF-8: a lone surrogate becomes U+FFFD. */
function permissionKeys(principal: string, event: TrailEvent, meaning: EventMeaning): string[] {
  return meaning.permissions.flatMap((p) =>
    p.resources.map((r) =>
      JSON.stringify([
        principal,
        [
          p.action,
          r.arn,
          r.rawArn?.toWellFormed() ?? '',
          r.type ?? '',
          r.reason ?? '',
          p.conditions,
          p.evidence,
          p.source,
        ],
        [meaning.authorization, event.errorCode ?? '', meaning.denial?.cause ?? ''],
        meaning.denial?.crossAccount ?? false,
      ]),
    ),
  );
}
