// Condition keys that follow from who asks and about what. AWS sets them itself; a request that gives one keeps its own
// value. What hangs on time, network, organisation or tags is never made up: it stays absent unless it is given.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
import type { Principal } from './principal.js';

/** Keys in lower case. `resourceAccount`: of the resource, undefined where not known. */
export function* derivedContext(
  principal: Principal,
  service: string,
  resourceAccount: string | undefined,
): Generator<readonly [key: string, value: string]> {
  yield* principalKeys(principal);
  // Asked for by the principal itself; a request that says `aws:CalledVia` says so of this key too.
  yield ['aws:viaawsservice', 'false'];
  if ('account' in principal && service === 'kms') yield ['kms:calleraccount', principal.account];
  if (resourceAccount === undefined) return;
  yield ['aws:resourceaccount', resourceAccount];
  if (service === 's3') yield ['s3:resourceaccount', resourceAccount];
}

function* principalKeys(principal: Principal): Generator<readonly [key: string, value: string]> {
  // "present … for all signed API requests that use AWS credentials"
  if (principal.kind === 'service' || 'account' in principal)
    yield ['aws:principalisawsservice', String(principal.kind === 'service')];
  if ('account' in principal) yield ['aws:principalaccount', principal.account];
  switch (principal.kind) {
    case 'root':
      yield ['aws:principalarn', principal.arn];
      yield ['aws:principaltype', 'Account'];
      yield ['aws:userid', principal.account];
      return;
    case 'user':
      yield ['aws:principalarn', principal.arn];
      yield ['aws:principaltype', 'User'];
      yield ['aws:username', principal.name];
      return;
    case 'federated-user':
      yield ['aws:principalarn', principal.arn];
      yield ['aws:principaltype', 'FederatedUser'];
      yield ['aws:userid', `${principal.account}:${principal.name}`];
      return;
    case 'role-session':
      yield ['aws:principalarn', principal.roleArn];
      yield ['aws:principaltype', 'AssumedRole'];
      return;
    case 'service':
      yield ['aws:principalservicename', principal.service];
      yield ['aws:principalservicenameslist', principal.service];
      return;
    case 'federated':
      if (!principal.provider.includes(':saml-provider/'))
        yield ['aws:federatedprovider', principal.provider];
      return;
    case 'anonymous':
      yield ['aws:principalaccount', 'anonymous'];
      yield ['aws:principaltype', 'Anonymous'];
      yield ['aws:userid', 'anonymous'];
      return;
    default:
      return;
  }
}
