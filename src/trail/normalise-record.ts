// A raw record → an event, or the reason why it cannot be one. Never throws, whatever the record holds.
import type { EventKind, EventResource, TrailEvent } from '../core/event.js';
import { isJsonObject, type JsonValue, own, ownObject, ownString } from '../core/json.js';
import { peerAccountIdsOf } from './merge-copies.js';
import { principalOfEvent } from './principal-of-event.js';

/** eventType → kind: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html */
const KIND_OF_TYPE: Readonly<Record<string, EventKind>> = {
  AwsApiCall: 'api-call',
  AwsServiceEvent: 'service-event',
  AwsConsoleAction: 'other',
  AwsConsoleSignIn: 'sign-in',
  AwsVpceEvent: 'network-activity',
  AwsVpceEvents: 'network-activity',
  AwsCloudTrailInsight: 'insight',
};

const ISO_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2}| UTC)?$/;
/** Past this, a number of seconds would be a number of milliseconds. */
const MILLISECONDS_FROM = 100_000_000_000;
/** The end of the year 9999: past it there is no ISO 8601 time of four digits. */
const LAST_SECOND = 253_402_300_799;

/** Seconds since the epoch of an ISO 8601 text or of an epoch number (s or ms), after 1970 and before 10000; else undefined. */
export function timeOf(value: JsonValue | undefined): number | undefined {
  let seconds = Number.NaN;
  if (typeof value === 'string' && ISO_TIME.test(value)) seconds = Math.floor(Date.parse(value) / 1000);
  else if (typeof value === 'number') seconds = Math.floor(value >= MILLISECONDS_FROM ? value / 1000 : value);
  return seconds > 0 && seconds <= LAST_SECOND ? seconds : undefined;
}

/** The event of one record, or why it is none. `record` is the bare record, out of any wrapper. */
export function normaliseRecord(record: JsonValue): { event: TrailEvent } | { skip: string } {
  if (!isJsonObject(record)) return { skip: 'the record is no object' };
  const eventSource = ownString(record, 'eventSource')?.trim().toLowerCase();
  const eventName = ownString(record, 'eventName')?.trim();
  if (!eventSource) return { skip: 'the record has no eventSource' };
  if (!eventName) return { skip: 'the record has no eventName' };
  // Logstash moves the event's time to @timestamp and drops eventTime.
  const time = timeOf(own(record, 'eventTime')) ?? timeOf(own(record, '@timestamp'));
  if (time === undefined) return { skip: 'the record has no readable eventTime' };
  const region = ownString(record, 'awsRegion') ?? '';
  const peerAccountIds = peerAccountIdsOf(record);
  return {
    event: {
      eventId: ownString(record, 'eventID'),
      sharedEventId: ownString(record, 'sharedEventID'),
      addendumOf: ownString(ownObject(record, 'addendum'), 'originalEventID'),
      kind: kindOfEvent(ownString(record, 'eventCategory'), ownString(record, 'eventType')),
      dataEvent: ownString(record, 'eventCategory') === 'Data' || own(record, 'managementEvent') === false,
      time,
      eventSource,
      eventName,
      region,
      recipientAccountId: ownString(record, 'recipientAccountId'),
      ...(peerAccountIds.length === 0 ? {} : { peerAccountIds }),
      principal: principalOfEvent(record, region),
      invokedBy: ownString(ownObject(record, 'userIdentity'), 'invokedBy'),
      errorCode: ownString(record, 'errorCode'),
      errorMessage: ownString(record, 'errorMessage'),
      requestParameters: ownObject(record, 'requestParameters'),
      responseElements: ownObject(record, 'responseElements'),
      additionalEventData: ownObject(record, 'additionalEventData'),
      serviceEventDetails: ownObject(record, 'serviceEventDetails'),
      resources: resourcesOfList(own(record, 'resources')),
      vpcEndpointId: ownString(record, 'vpcEndpointId'),
      userAgent: ownString(record, 'userAgent'),
      sourceIpAddress: ownString(record, 'sourceIPAddress'),
      readOnly: typeof record.readOnly === 'boolean' ? record.readOnly : undefined,
      record,
    },
  };
}

const NO_RESOURCES: readonly EventResource[] = [];

/** By eventCategory and eventType; records older than eventType are API calls. */
export function kindOfEvent(category: string | undefined, type: string | undefined): EventKind {
  if (category === 'Insight') return 'insight';
  if (category === 'NetworkActivity') return 'network-activity';
  return type === undefined
    ? 'api-call'
    : Object.hasOwn(KIND_OF_TYPE, type)
      ? (KIND_OF_TYPE[type] ?? 'other')
      : 'other';
}

/** The `resources` of a record. */
export function resourcesOfList(list: JsonValue | undefined): readonly EventResource[] {
  if (!Array.isArray(list)) return NO_RESOURCES;
  return list.filter(isJsonObject).map((r) => ({
    arn: ownString(r, 'ARN') ?? ownString(r, 'arn'),
    accountId: ownString(r, 'accountId'),
    type: ownString(r, 'type'),
  }));
}
