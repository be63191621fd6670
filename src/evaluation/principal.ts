// Who makes a request. A role is always a session here: a role's own ARN stands for a session of an unknown name.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
import { isAccountId, parseArn } from '../core/arn.js';

interface AccountMember {
  /** As given. */
  readonly arn: string;
  readonly partition: string;
  readonly account: string;
}

export type Principal =
  | (AccountMember & { readonly kind: 'root' })
  | (AccountMember & { readonly kind: 'user'; readonly name: string })
  | (AccountMember & { readonly kind: 'federated-user'; readonly name: string })
  | (AccountMember & {
      readonly kind: 'role-session';
      /** Without the path. Role names are unique in an account, whatever the path. */
      readonly roleName: string;
      /** The role's ARN; for a session's ARN, which has no path, as if the role had none. */
      readonly roleArn: string;
      readonly isPathKnown: boolean;
      /** Undefined where only the role is known. */
      readonly sessionArn: string | undefined;
    })
  | { readonly kind: 'service'; readonly service: string }
  /** Who calls AssumeRoleWithSAML or AssumeRoleWithWebIdentity: the provider's ARN, or its domain. */
  | { readonly kind: 'federated'; readonly provider: string }
  | { readonly kind: 'canonical-user'; readonly id: string }
  | { readonly kind: 'anonymous' };

export type MemberPrincipal = Extract<Principal, AccountMember>;

/** The account that the principal belongs to. */
export function accountOf(principal: Principal): string | undefined {
  return isMember(principal) ? principal.account : undefined;
}

/** True for a principal that is an identity of an account: identity-based policies and SCPs are about these. */
export function isMember(principal: Principal): principal is MemberPrincipal {
  return 'account' in principal;
}

/** True for a role that a service made for itself: neither SCPs nor RCPs restrict it. */
export function isServiceLinked(principal: Principal): boolean {
  return (
    principal.kind === 'role-session' &&
    (principal.roleArn.includes(':role/aws-service-role/') ||
      (!principal.isPathKnown && principal.roleName.startsWith('AWSServiceRoleFor')))
  );
}

/** Reads the ARN of a root user, user, role, session or identity provider; undefined for every other text. */
export function principalOfArn(text: string): Principal | undefined {
  const arn = parseArn(text);
  if (arn === undefined || !isAccountId(arn.account)) return undefined;
  const { partition, account, resource } = arn;
  const member = { arn: text, partition, account };
  const [type = '', ...rest] = resource.split('/');
  const last = rest.at(-1) ?? '';
  if (arn.service === 'iam') {
    if (resource === 'root') return { kind: 'root', ...member };
    if (last === '') return undefined;
    if (type === 'user') return { kind: 'user', ...member, name: last };
    if (type === 'saml-provider' || type === 'oidc-provider') return { kind: 'federated', provider: text };
    if (type !== 'role') return undefined;
    const role = { roleName: last, roleArn: text, isPathKnown: true, sessionArn: undefined };
    return { kind: 'role-session', ...member, ...role };
  }
  if (arn.service !== 'sts' || rest[0] === undefined || last === '') return undefined;
  if (type === 'federated-user') return { kind: 'federated-user', ...member, name: rest.join('/') };
  if (type !== 'assumed-role' || rest.length !== 2) return undefined;
  const roleArn = `arn:${partition}:iam::${account}:role/${rest[0]}`;
  const role = { roleName: rest[0], roleArn, isPathKnown: false, sessionArn: text };
  return { kind: 'role-session', ...member, ...role };
}
