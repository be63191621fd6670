// The records in one JSON value: bare, in AWS's envelopes, or wrapped as log shippers do. Forms are told apart by
// content alone. A value that holds no record gives itself, so that nothing is passed over in silence.
import { isJsonObject, type JsonObject, type JsonValue, own, ownString } from '../core/json.js';

/** Arrays of records: CloudTrail's delivery, `lookup-events`, CloudWatch Logs subscriptions. */
export const ENVELOPES = ['Records', 'Events', 'logEvents'] as const;

/** Where shippers put a record: as an object, or as JSON text (Logstash, Fluentd, Filebeat, Vector, EventBridge). */
const WRAPPERS = [
  'CloudTrailEvent',
  'message',
  'event',
  'detail',
  '_source',
  'log',
  '_raw',
  'record',
  'original',
];

const DEEPEST_WRAPPER = 4;

/** Lower-case names of fields that tell a record of an event. */
const EVENT_MARKS = new Set(['eventsource', 'eventname', 'eventtime', 'eventid', 'cloudtrailevent']);

/** Calls `take` with each record in `value`, in order. */
export function recordsOfValue(value: JsonValue, take: (record: JsonValue) => void): void {
  if (Array.isArray(value)) {
    for (const element of value) take(unwrapRecord(element));
    return;
  }
  const envelope = isJsonObject(value) ? envelopeOf(value) : undefined;
  if (envelope === undefined) take(unwrapRecord(value));
  else for (const element of envelope) take(unwrapRecord(element));
}

/** The record inside a wrapper; the value itself where there is none. */
export function unwrapRecord(value: JsonValue): JsonValue {
  return findRecord(value, 0) ?? value;
}

/** `digest` or `insight` for a document that is one of CloudTrail's other deliveries. */
export function otherDelivery(value: JsonValue): 'digest' | 'insight' | undefined {
  if (!isJsonObject(value)) return undefined;
  if (own(value, 'digestStartTime') !== undefined && own(value, 'logFiles') !== undefined) return 'digest';
  const records = own(value, 'Records');
  return Array.isArray(records) && records.length > 0 && records.every(isInsight) ? 'insight' : undefined;
}

/**
 * True for what CloudWatch Logs sends to see whether a destination of a subscription can be reached: it holds no events.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html
 */
export function isControlMessage(value: JsonValue): boolean {
  return isJsonObject(value) && ownString(value, 'messageType') === 'CONTROL_MESSAGE';
}

/**
 * False for a value without anything of a CloudTrail event: neither a field's name at its top (in any case and with
 * underscores, as databases export them), nor a list of records, nor a record anywhere inside.
 */
export function speaksOfEvent(value: JsonValue): boolean {
  if (isJsonObject(value)) {
    if (envelopeOf(value) !== undefined) return true;
    if (Object.keys(value).some((key) => EVENT_MARKS.has(key.replaceAll('_', '').toLowerCase()))) return true;
  }
  const open = [value];
  for (let inner = open.pop(); inner !== undefined; inner = open.pop()) {
    if (typeof inner === 'string') {
      if (inner.includes('"eventSource')) return true;
    } else if (isRecord(inner)) return true;
    else if (typeof inner === 'object' && inner !== null)
      for (const next of Object.values(inner)) open.push(next);
  }
  return false;
}

function isInsight(record: JsonValue): boolean {
  return (
    isJsonObject(record) &&
    (ownString(record, 'eventType') === 'AwsCloudTrailInsight' || own(record, 'insightDetails') !== undefined)
  );
}

function isRecord(value: JsonValue): value is JsonObject {
  return (
    isJsonObject(value) &&
    ownString(value, 'eventName') !== undefined &&
    ownString(value, 'eventSource') !== undefined
  );
}

function envelopeOf(value: JsonObject): JsonValue[] | undefined {
  for (const key of ENVELOPES) {
    const list = own(value, key);
    if (Array.isArray(list)) return list;
  }
  return undefined;
}

function findRecord(value: JsonValue, depth: number): JsonObject | undefined {
  if (depth > DEEPEST_WRAPPER) return undefined;
  if (typeof value === 'string') {
    if (!/^\s*\{/.test(value)) return undefined;
    try {
      return findRecord(JSON.parse(value) as JsonValue, depth + 1);
    } catch {
      return undefined;
    }
  }
  if (!isJsonObject(value)) return undefined;
  if (isRecord(value)) return value;
  for (const key of WRAPPERS) {
    const inner = own(value, key);
    const record = inner === undefined ? undefined : findRecord(inner, depth + 1);
    if (record !== undefined) return record;
  }
  return undefined;
}
