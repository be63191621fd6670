// Whether a Principal or NotPrincipal element names who asks, and how: that decides which other policies still count.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
import { isAccountId, parseArn } from '../core/arn.js';
import type { PrincipalElement } from '../policy/policy-document.js';
import type { PreparedRequest } from './prepare-request.js';
import type { MemberPrincipal } from './principal.js';

/**
 * `direct`: the user, the session, the service, or everyone. `identity`: the role of the session, or the user of the
 * federated session, whose boundary and session policies still count. `account`: the account, which only delegates.
 */
export type PrincipalMatch = 'direct' | 'identity' | 'account';

/** A unique id in the place of a role or user that was deleted: reference_identifiers.html#identifiers-unique-ids */
const UNIQUE_ID = /^(AROA|AIDA)[A-Z0-9]+$/;

export class PrincipalMatcher {
  /** `'*'` or `{"AWS": "*"}`; undefined where neither is named. */
  readonly #everyone: 'bare' | 'aws' | undefined;
  readonly #services = new Set<string>();
  readonly #federated = new Set<string>();
  readonly #canonicalUsers = new Set<string>();
  /** Account ids as they are, and as `partition:id` where the policy names the root user's ARN. */
  readonly #accounts = new Set<string>();
  readonly #arns = new Set<string>();
  /** Roles and users by name, whatever the path: `partition:account:type:name`. */
  readonly #names = new Set<string>();
  readonly #uniqueIds = new Set<string>();

  constructor(element: PrincipalElement) {
    let everyone: 'bare' | 'aws' | undefined;
    for (const { kind, values } of element.entries)
      for (const { text } of values) {
        if (kind === 'Service') this.#services.add(text.toLowerCase());
        else if (kind === 'Federated') this.#federated.add(text);
        else if (kind === 'CanonicalUser') this.#canonicalUsers.add(text.toLowerCase());
        else if (kind === 'AWS' && text === '*') everyone = element.isBareStar ? 'bare' : 'aws';
        else if (kind === 'AWS') this.#addAws(text);
      }
    this.#everyone = everyone;
  }

  /** The strongest way in which the element names who asks; undefined if it does not. */
  match({ principal, asksTrustPolicy, context }: PreparedRequest): PrincipalMatch | undefined {
    if (this.#everyone === 'bare') return 'direct';
    // In a trust policy {"AWS": "*"} is every AWS identity, no service and no identity provider (unverified).
    if (this.#everyone === 'aws' && (!asksTrustPolicy || 'account' in principal)) return 'direct';
    switch (principal.kind) {
      case 'anonymous':
        return undefined;
      case 'service':
        return has(this.#services, principal.service);
      case 'federated':
        return has(this.#federated, principal.provider);
      case 'canonical-user':
        return has(this.#canonicalUsers, principal.id);
      default:
        return this.#matchMember(
          principal,
          context.get('aws:federatedprovider')?.[0],
          context.get('aws:userid')?.[0],
        );
    }
  }

  #matchMember(
    principal: MemberPrincipal,
    provider: string | undefined,
    userId: string | undefined,
  ): PrincipalMatch | undefined {
    const { partition, account } = principal;
    const isAccount = this.#accounts.has(account) || this.#accounts.has(`${partition}:${account}`);
    if (principal.kind === 'root') return isAccount ? 'account' : undefined;
    const isNamed = this.#arns.has(principal.arn);
    const uniqueId = this.#uniqueIds.size === 0 ? undefined : userId?.split(':')[0];
    const isById = uniqueId !== undefined && this.#uniqueIds.has(uniqueId);
    if (principal.kind === 'user') {
      if (isNamed || isById) return 'direct';
    } else if (principal.kind === 'federated-user') {
      if (isNamed) return 'direct';
      if (this.#names.has(`${partition}:${account}:user:${principal.name}`)) return 'identity';
    } else {
      if (principal.sessionArn !== undefined && isNamed) return 'direct';
      if (provider !== undefined && this.#federated.has(provider)) return 'direct';
      if (this.#arns.has(principal.roleArn) || isById) return 'identity';
      if (!principal.isPathKnown && this.#names.has(`${partition}:${account}:role:${principal.roleName}`))
        return 'identity';
    }
    return isAccount ? 'account' : undefined;
  }

  #addAws(text: string): void {
    if (isAccountId(text)) this.#accounts.add(text);
    if (UNIQUE_ID.test(text)) this.#uniqueIds.add(text);
    const arn = parseArn(text);
    if (arn === undefined) return;
    this.#arns.add(text);
    if (arn.service !== 'iam') return;
    if (arn.resource === 'root') this.#accounts.add(`${arn.partition}:${arn.account}`);
    const [type = '', ...path] = arn.resource.split('/');
    const name = path.at(-1);
    if (name !== undefined) this.#names.add(`${arn.partition}:${arn.account}:${type}:${name}`);
  }
}

function has(names: ReadonlySet<string>, name: string): PrincipalMatch | undefined {
  return names.has(name) || names.has('*') ? 'direct' : undefined;
}
