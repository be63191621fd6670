// The top-level fields of a CloudTrail record that anything here reads. The scanner notes where these lie, by their
// place in this list, and passes over the rest.

export const RECORD_FIELDS = [
  'eventID',
  'sharedEventID',
  'addendum',
  'eventType',
  'eventCategory',
  'managementEvent',
  'eventTime',
  '@timestamp',
  'eventSource',
  'eventName',
  'awsRegion',
  'recipientAccountId',
  'userIdentity',
  'errorCode',
  'errorMessage',
  'requestParameters',
  'responseElements',
  'additionalEventData',
  'serviceEventDetails',
  'resources',
  'vpcEndpointId',
  'userAgent',
  'sourceIPAddress',
  'readOnly',
  'edgeDeviceDetails',
  'insightDetails',
] as const;

export type RecordField = (typeof RECORD_FIELDS)[number];

/** Name → place in RECORD_FIELDS: what a table of records is asked with. */
export const FIELD = Object.fromEntries(RECORD_FIELDS.map((name, place) => [name, place])) as Readonly<
  Record<RecordField, number>
>;
