// Which call a record is a copy of: decided before anything is grouped, so that each call counts once.
import { createHash } from 'node:crypto';
import type { TrailEvent } from '../core/event.js';
import type { JsonValue } from '../core/json.js';

/** 128 bits as 32 hex digits after a namespace letter: `u` a UUID, `t` another id's hash, `c` a content hash. */
export type RecordIdentity = string;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * The identity of the call: `sharedEventID`, else what an addendum replaces, else `eventID`, else (records older than
 * ids) the content. Two copies of one call have one identity; two calls never share one. An addendum to a record that
 * has a `sharedEventID` bears it too.
 */
export function recordIdentity(event: TrailEvent): RecordIdentity {
  const id = event.sharedEventId ?? event.addendumOf ?? event.eventId;
  if (id === undefined) return `c${hash128(stableText(event.record))}`;
  const lower = id.toLowerCase();
  return UUID.test(lower) ? `u${lower.replaceAll('-', '')}` : `t${hash128(id)}`;
}

function hash128(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** JSON with sorted keys: equal content, equal text. */
function stableText(value: unknown): string {
  return JSON.stringify(value, (_key, v: JsonValue) =>
    typeof v === 'object' && v !== null && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : v,
  );
}
