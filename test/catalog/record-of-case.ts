// A case's few fields → a whole CloudTrail record of a role's session, then an event. All values are fictional.
import type { TrailEvent } from '../../src/core/event.js';
import type { JsonObject, JsonValue } from '../../src/core/json.js';
import { normaliseRecord } from '../../src/trail/normalise-record.js';

const ROLE = 'arn:aws:iam::111122223333:role/team/caller';

/** `role`, `invokedBy` and `sourceIdentity` go into userIdentity; the rest are the record's own fields. */
export function eventOfCase(fields: JsonObject): TrailEvent {
  const { role = ROLE, invokedBy, sourceIdentity, ...own } = fields;
  const text = String(role);
  const name = text.split('/').at(-1) ?? '';
  const userIdentity: JsonObject = {
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLEEXAMPLE123:s1',
    arn: `${text.replace(':iam:', ':sts:').replace(/:role\/.*/, ':assumed-role')}/${name}/s1`,
    accountId: '111122223333',
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: 'AROAEXAMPLEEXAMPLE123',
        arn: text,
        accountId: '111122223333',
        userName: name,
      },
      ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
    },
    ...(invokedBy === undefined ? {} : { invokedBy }),
  };
  const record: Record<string, JsonValue> = {
    eventVersion: '1.11',
    userIdentity,
    eventTime: '2026-03-01T12:00:00Z',
    awsRegion: 'us-east-1',
    sourceIPAddress: '192.0.2.1',
    userAgent: 'aws-cli/2.0',
    requestParameters: null,
    responseElements: null,
    requestID: 'EXAMPLE-1',
    eventID: '00000000-0000-4000-8000-000000000001',
    eventType: 'AwsApiCall',
    recipientAccountId: '111122223333',
    ...own,
  };
  const normalised = normaliseRecord(record);
  if ('skip' in normalised) throw new Error(normalised.skip);
  return normalised.event;
}
