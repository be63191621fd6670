// Events for the resolver's tests: what a case does not say is the same in all.
import type { EventResource, TrailEvent } from '../../../src/core/event.js';
import type { JsonObject } from '../../../src/core/json.js';

export interface EventFacts {
  region?: string;
  parameters?: JsonObject;
  response?: JsonObject;
  additional?: JsonObject;
  resources?: readonly Partial<EventResource>[];
  /** Empty: the record has none. */
  recipientAccountId?: string;
  /** ARN of the calling role or user. */
  principal?: string;
  peerAccountIds?: readonly string[];
  /** The record as parsed, for what is read from nowhere else. */
  record?: JsonObject;
}

export const ACCOUNT = '111122223333';

export function makeEvent(facts: EventFacts): TrailEvent {
  const arn = facts.principal ?? `arn:aws:iam::${ACCOUNT}:role/app/Deploy`;
  return {
    eventId: 'e-1',
    sharedEventId: undefined,
    addendumOf: undefined,
    kind: 'api-call',
    dataEvent: false,
    time: 1_700_000_000,
    eventSource: 'example.amazonaws.com',
    eventName: 'Example',
    region: facts.region ?? 'eu-west-1',
    recipientAccountId: facts.recipientAccountId ?? ACCOUNT,
    ...(facts.peerAccountIds === undefined ? {} : { peerAccountIds: facts.peerAccountIds }),
    principal: {
      type: arn.includes(':user/') ? 'IAMUser' : 'IAMRole',
      arn,
      partition: arn.split(':')[1],
      accountId: arn.split(':')[4],
      uniqueId: 'AROAEXAMPLE',
      serviceLinked: false,
      permissionSet: undefined,
      policyHolder: true,
      hasSourceIdentity: false,
    },
    invokedBy: undefined,
    errorCode: undefined,
    errorMessage: undefined,
    requestParameters: facts.parameters,
    responseElements: facts.response,
    additionalEventData: facts.additional,
    serviceEventDetails: undefined,
    resources: (facts.resources ?? []).map((one) => ({
      arn: one.arn,
      accountId: one.accountId,
      type: one.type,
    })),
    vpcEndpointId: undefined,
    userAgent: undefined,
    sourceIpAddress: undefined,
    readOnly: undefined,
    record: facts.record ?? {},
  };
}
