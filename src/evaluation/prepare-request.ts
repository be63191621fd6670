// A request made ready to be held against many statements: texts in the case in which they are compared, the resource
// taken apart once, the derived condition keys in place.
import { accountOfArn } from '../core/arn.js';
import { derivedContext } from './derived-context.js';
import type { EvaluationRequest } from './evaluation-request.js';
import { accountOf, type Principal } from './principal.js';
import { splitSegments } from './segments.js';
import { asksTrustPolicy, matchedResource } from './service-rules.js';

/** Condition keys in lower case; never a key without values. */
export type Context = ReadonlyMap<string, readonly string[]>;

export interface PreparedRequest {
  readonly principal: Principal;
  /** In lower case. */
  readonly action: string;
  readonly service: string;
  /** As asked. */
  readonly resource: string;
  /** What Resource elements are held against. */
  readonly matchedResource: string;
  /** Its six parts; undefined for `*`. */
  readonly segments: readonly string[] | undefined;
  readonly resourceAccount: string | undefined;
  readonly context: Context;
  /** True if the resource-based policy is a role's trust policy. */
  readonly asksTrustPolicy: boolean;
}

export function prepareRequest(request: EvaluationRequest): PreparedRequest {
  const { principal } = request;
  return prepare(principal, request, (service, account) => derivedKeys(principal, service, account));
}

/**
 * The same for many requests of one principal: the keys that follow from it are worked out once for each service and
 * account, and requests without keys of their own share them.
 */
export function requestPreparer(
  principal: Principal,
): (request: Omit<EvaluationRequest, 'principal'>) => PreparedRequest {
  const known = new Map<string, Map<string, readonly string[]>>();
  return (request) =>
    prepare(principal, request, (service, account, isChanged) => {
      const key = `${service}\n${account ?? ''}`;
      let derived = known.get(key);
      if (derived === undefined) {
        derived = derivedKeys(principal, service, account);
        known.set(key, derived);
      }
      return isChanged ? new Map(derived) : derived;
    });
}

function derivedKeys(
  principal: Principal,
  service: string,
  resourceAccount: string | undefined,
): Map<string, readonly string[]> {
  const keys = new Map<string, readonly string[]>();
  for (const [key, value] of derivedContext(principal, service, resourceAccount)) keys.set(key, [value]);
  return keys;
}

/** The derived keys; a map of their own for who means to change it. */
type Derive = (
  service: string,
  resourceAccount: string | undefined,
  isChanged: boolean,
) => Map<string, readonly string[]>;

function prepare(
  principal: Principal,
  request: Omit<EvaluationRequest, 'principal'>,
  derive: Derive,
): PreparedRequest {
  const action = request.action.toLowerCase();
  const service = action.slice(0, action.indexOf(':'));
  const { resource } = request;
  const matched = matchedResource(action, resource, 'partition' in principal ? principal.partition : 'aws');
  const resourceAccount = request.resourceAccount ?? (accountOfArn(resource) || accountOf(principal));
  const context = derive(service, resourceAccount, request.context.size > 0);
  for (const [key, values] of request.context) {
    const name = key.toLowerCase();
    if (values.length > 0) context.set(name, values);
    else context.delete(name);
    if (name === 'aws:calledvia' && values.length > 0) context.set('aws:viaawsservice', ['true']);
  }
  for (const [key, values] of request.context)
    if (key.toLowerCase() === 'aws:viaawsservice' && values.length > 0)
      context.set('aws:viaawsservice', values);
  return {
    principal: withKnownPath(principal, context.get('aws:principalarn')?.[0]),
    action,
    service,
    resource,
    matchedResource: matched,
    segments: matched === '*' ? undefined : splitSegments(matched),
    resourceAccount,
    context,
    asksTrustPolicy: asksTrustPolicy(action, resource),
  };
}

/** A session whose request says the role's ARN: that has the path that a session's ARN has not. */
function withKnownPath(principal: Principal, principalArn: string | undefined): Principal {
  if (principal.kind !== 'role-session' || principal.isPathKnown || principalArn === undefined)
    return principal;
  const prefix = `arn:${principal.partition}:iam::${principal.account}:role/`;
  if (principalArn === principal.roleArn || !principalArn.startsWith(prefix)) return principal;
  return principalArn.slice(prefix.length).split('/').at(-1) === principal.roleName
    ? { ...principal, roleArn: principalArn, isPathKnown: true }
    : principal;
}
