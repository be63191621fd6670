// Calls that a service makes with its caller's permissions: the caller needs the action, bound to that service.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html
import type { TrailEvent } from '../core/event.js';
import { hostWithoutSuffix } from '../core/partition.js';
import type { Conditions } from '../core/permission.js';
import { remembered } from '../core/remembered.js';
import type { ActionFacts } from './actions.js';

/** A service principal as `invokedBy` has it; `AWS Internal` is none. */
const SERVICE_HOST =
  /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:amazonaws\.com(?:\.cn)?|amazonaws\.eu|c2s\.ic\.gov|sc2s\.sgov\.gov|cloud\.adc-e\.uk|csp\.hci\.ic\.gov)$/;

export const NO_CONDITIONS: Conditions = {};

/** The host of a service, trimmed and lower case; undefined for what is none. */
const serviceHost = remembered((invokedBy) => {
  const host = invokedBy.trim().toLowerCase();
  return SERVICE_HOST.test(host) ? host : undefined;
});

/**
 * The conditions on an action that a service called for its caller: `kms:ViaService` for KMS actions that know it,
 * else `aws:CalledVia`. None where the caller called by itself, is no role or user that a policy may be written for
 * (a service-linked role, a service), or `invokedBy` is no other service's host.
 */
export function viaConditions(event: TrailEvent, action: ActionFacts): Conditions {
  const host = event.invokedBy === undefined ? undefined : serviceHost(event.invokedBy);
  if (host === undefined) return NO_CONDITIONS;
  if (event.principal.serviceLinked || !event.principal.policyHolder) return NO_CONDITIONS;
  const name = hostWithoutSuffix(host);
  if (name === hostWithoutSuffix(event.eventSource)) return NO_CONDITIONS;
  if (action.service === 'kms' && action.conditionKeys.includes('kms:ViaService') && event.region !== '') {
    return { StringEquals: { 'kms:ViaService': [`${name}.${event.region}.${host.slice(name.length + 1)}`] } };
  }
  return { 'ForAnyValue:StringEquals': { 'aws:CalledVia': [host] } };
}
