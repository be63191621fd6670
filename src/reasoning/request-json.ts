// A witness as JSON: what `simulate` takes as a request, so that anyone can try it.

import { readConditionKey } from '../catalog/condition-keys.js';
import type { JsonObject, JsonValue } from '../core/json.js';
import { evaluationRequest } from './replay.js';
import type { WitnessRequest } from './witness.js';

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
    principal: principalJson(principal),
    action: witness.action,
    resource: witness.resource,
    ...(Object.keys(given).length > 0 ? { context: given } : {}),
  };
}

function principalJson(principal: ReturnType<typeof evaluationRequest>['principal']): JsonValue {
  switch (principal.kind) {
    case 'anonymous':
      return 'anonymous';
    case 'service':
      return { service: principal.service };
    case 'federated':
      return { federated: principal.provider };
    case 'canonical-user':
      return { canonicalUser: principal.id };
    // A role with a path is told by its own ARN: a session's ARN has no path.
    case 'role-session':
      return principal.roleArn.split('/').length > 2 ? principal.roleArn : principal.arn;
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
