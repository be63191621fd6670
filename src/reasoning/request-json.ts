// A witness as JSON: what `simulate` takes as a request, so that anyone can try it.

import { readConditionKey } from '../catalog/condition-keys.js';
import type { JsonObject, JsonValue } from '../core/json.js';
import type { Principal } from '../evaluation/principal.js';
import { evaluationRequest } from './replay.js';
import { EXAMPLE_SESSION, type WitnessRequest } from './witness.js';

/** Keys that `simulate` derives from who asks: named as absent where they must be. */
const DERIVED =
  /^(?:aws:(?:principal|userid|username|resourceaccount|viaawsservice|federatedprovider)|kms:calleraccount|s3:resourceaccount)/;

export function requestJson(witness: WitnessRequest): JsonObject {
  const { principal, context } = evaluationRequest(witness, []);
  const given: JsonObject = {};
  for (const [key, values] of context) {
    if (values.length === 0 && !DERIVED.test(key)) continue;
    given[inCatalogCase(key)] = values.length === 1 ? (values[0] as string) : [...values];
  }
  return {
    principal: principalJson(principal, given, context.has(PRINCIPAL_ARN)),
    action: witness.action,
    resource: witness.resource,
    ...(Object.keys(given).length > 0 ? { context: given } : {}),
  };
}

const PRINCIPAL_ARN = 'aws:principalarn';

/** A session's ARN has not the path of its role: the role's own ARN is then said in the context, where that is free. */
function principalJson(principal: Principal, context: JsonObject, saysPrincipalArn: boolean): JsonValue {
  switch (principal.kind) {
    case 'anonymous':
      return 'anonymous';
    case 'service':
      return { service: principal.service };
    case 'federated':
      return { federated: principal.provider };
    case 'canonical-user':
      return { canonicalUser: principal.id };
    case 'role-session': {
      // Where any session will do, the role stands for it.
      if (principal.arn.endsWith(`/${EXAMPLE_SESSION}`)) return principal.roleArn;
      const hasPath = principal.roleArn.split('/').length > 2;
      if (hasPath && !saysPrincipalArn) context[inCatalogCase(PRINCIPAL_ARN)] = principal.roleArn;
      return principal.arn;
    }
    default:
      return principal.arn;
  }
}

/** The key as the catalog writes it; what follows a slash is the policy's own. */
function inCatalogCase(key: string): string {
  const reading = readConditionKey(key);
  if (reading.standing !== 'known') return key;
  const { name } = reading.facts;
  if (name.toLowerCase() === key) return name;
  const slash = name.indexOf('/');
  return slash > 0 ? `${name.slice(0, slash)}${key.slice(key.indexOf('/'))}` : key;
}
