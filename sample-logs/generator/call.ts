// One API call as a workload makes it, before it is a record: what was asked, what came back, and on what.
import type { Random } from './random.js';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonFields = { [key: string]: Json };

/** Why a call was refused, in the words of AWS's message. */
export type Cause =
  | 'no-identity'
  | 'no-resource'
  | 'no-boundary'
  | 'no-session'
  | 'no-scp'
  | 'no-rcp'
  | 'no-endpoint'
  | 'deny-identity'
  | 'deny-resource'
  | 'deny-boundary'
  | 'deny-session'
  | 'deny-scp'
  | 'deny-rcp'
  | 'deny-endpoint'
  | 'unsaid';

export interface Denial {
  action: string;
  resource: string;
  cause: Cause;
  /** EC2 answers Client.UnauthorizedOperation, JSON services AccessDeniedException, the rest AccessDenied. */
  code?: string;
  /** EC2 adds this to the message. */
  encodedMessage?: boolean;
  /** The message is only `Access Denied`. */
  bare?: boolean;
  /** ARN of the policy that denies, which messages have named since 2026. */
  policyArn?: string;
}

export interface CallResource {
  type: string;
  ARN?: string;
  ARNPrefix?: string;
  accountId?: string;
}

export interface Call {
  /** Event source without `.amazonaws.com`. */
  source: string;
  name: string;
  request: JsonFields | null;
  response?: JsonFields | null;
  readOnly?: boolean;
  category?: 'Management' | 'Data';
  resources?: readonly CallResource[];
  additional?: JsonFields;
  apiVersion?: string;
  /** Endpoint host in tlsDetails, where it is not `<source>.<region>.amazonaws.com`. */
  host?: string;
  /** Logged in us-east-1 whatever the caller's Region. */
  global?: boolean;
  error?: { code: string; message: string };
  denial?: Denial;
  /** The service that makes the call with the caller's permissions (a forward access session). */
  invokedBy?: string;
  vpcEndpointId?: string;
  addendum?: JsonFields;
  eventId?: string;
  requestId?: string;
}

/** Where and when a call is made. */
export interface Scene {
  account: string;
  region: string;
  random: Random;
  /** 0-based day of the archive. */
  day: number;
}

/** What a workload does now and then. A list is one chain of calls, a moment apart. */
export type Activity = (scene: Scene) => Call | readonly Call[];

const READS =
  /^(Get|List|Describe|Head|BatchGet|Lookup|Query|Scan|Select|Search|Simulate|Filter|Receive|Preview|Estimate|Decode|Validate|Test|Check)/;

/** A call with its defaults: read-only by its verb, a management event. */
export function call(
  source: string,
  name: string,
  request: JsonFields | null = null,
  more: Partial<Call> = {},
): Call {
  return { source, name, request, readOnly: READS.test(name), ...more };
}

/** The same call as a data event on the resources named. */
export function dataCall(
  source: string,
  name: string,
  request: JsonFields | null,
  resources: readonly CallResource[],
  more: Partial<Call> = {},
): Call {
  return call(source, name, request, { category: 'Data', resources, ...more });
}

/** The call failed for another reason than authorization, or after it. */
export function failing(made: Call, code: string, message: string): Call {
  return { ...made, response: null, error: { code, message } };
}

/** The call was refused. */
export function refused(
  made: Call,
  action: string,
  resource: string,
  cause: Cause,
  more: Partial<Denial> = {},
): Call {
  return { ...made, response: null, denial: { action, resource, cause, ...more } };
}
