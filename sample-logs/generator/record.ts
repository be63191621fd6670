// A call becomes a CloudTrail record, its fields in the order in which CloudTrail writes them.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
import type { Call, Json, JsonFields } from './call.js';
import { address, GLOBAL_REGION } from './company.js';
import { denialMessage } from './denial-message.js';
import { callerArn, type Principal, userIdentity } from './principal.js';
import type { Random } from './random.js';

/** A record with where it is delivered. Times in seconds since the epoch. */
export interface Delivered {
  account: string;
  region: string;
  time: number;
  record: JsonFields;
}

/** Services whose records of refused calls keep their parameters; in the others they are null. */
const KEEPS_PARAMETERS: ReadonlySet<string> = new Set(['ec2', 's3', 'dynamodb', 'sqs', 'sns', 'kinesis']);
const EVENT_VERSION = '1.11';

export interface Moment {
  region: string;
  time: number;
  /** When the caller's session began. */
  sessionStart: number;
  session: string;
  random: Random;
}

/** `2026-09-01T00:00:00Z`. */
export function iso(time: number): string {
  return new Date(time * 1000).toISOString().replace('.000Z', 'Z');
}

/** The record of a call by a role or user, delivered to the caller's account. */
export function recordOfCall(principal: Principal, made: Call, moment: Moment): Delivered {
  const { random, time } = moment;
  const region = made.global ? GLOBAL_REGION : moment.region;
  const identity = userIdentity(principal, moment.session, iso(moment.sessionStart));
  if (made.invokedBy !== undefined) identity.invokedBy = made.invokedBy;
  const error = errorOf(principal, made, moment);
  const refusedWithout = made.denial !== undefined && !KEEPS_PARAMETERS.has(made.source);
  const host = Math.abs(hash(moment.session)) % 200;
  const record = compact({
    eventVersion: EVENT_VERSION,
    userIdentity: identity,
    eventTime: iso(time),
    eventSource: `${made.source}.amazonaws.com`,
    eventName: made.name,
    awsRegion: region,
    sourceIPAddress: made.invokedBy ?? address(principal.site, host + 10),
    userAgent: made.invokedBy ?? principal.userAgent,
    errorCode: error?.code,
    errorMessage: error?.message,
    requestParameters: refusedWithout ? null : made.request,
    responseElements: made.response ?? null,
    additionalEventData: made.additional,
    requestID: made.requestId ?? (made.source === 's3' ? random.base32(16) : random.uuid()),
    eventID: made.eventId ?? random.uuid(),
    readOnly: made.readOnly ?? false,
    resources: made.resources?.map((resource) => compact({ ...resource })),
    eventType: 'AwsApiCall',
    apiVersion: made.apiVersion,
    managementEvent: made.category !== 'Data',
    recipientAccountId: principal.account,
    addendum: made.addendum,
    vpcEndpointId: made.vpcEndpointId,
    vpcEndpointAccountId: made.vpcEndpointId === undefined ? undefined : principal.account,
    eventCategory: made.category ?? 'Management',
    tlsDetails: made.invokedBy === undefined ? tlsDetails(made, region) : undefined,
    sessionCredentialFromConsole: fromConsole(principal, made) ? 'true' : undefined,
  });
  return { account: principal.account, region, time, record };
}

/** The object without its undefined fields. */
export function compact(fields: { [key: string]: Json | undefined }): JsonFields {
  const kept: JsonFields = {};
  for (const [key, value] of Object.entries(fields)) if (value !== undefined) kept[key] = value;
  return kept;
}

function errorOf(principal: Principal, made: Call, moment: Moment): Call['error'] {
  if (made.denial === undefined) return made.error;
  const caller = callerArn(principal, moment.session);
  return {
    code: made.denial.code ?? 'AccessDenied',
    message: denialMessage(caller, made.denial, moment.random),
  };
}

function tlsDetails(made: Call, region: string): JsonFields {
  return {
    tlsVersion: 'TLSv1.3',
    cipherSuite: 'TLS_AES_128_GCM_SHA256',
    clientProvidedHostHeader: made.host ?? defaultHost(made, region),
  };
}

function defaultHost(made: Call, region: string): string {
  return made.global ? `${made.source}.amazonaws.com` : `${made.source}.${region}.amazonaws.com`;
}

function fromConsole(principal: Principal, made: Call): boolean {
  if (made.invokedBy !== undefined || made.category === 'Data') return false;
  return principal.kind === 'user' ? principal.console : principal.trust === 'sso';
}

function hash(text: string): number {
  let value = 7;
  for (let i = 0; i < text.length; i++) value = (Math.imul(value, 31) + text.charCodeAt(i)) | 0;
  return value;
}
