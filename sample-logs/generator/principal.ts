// Who calls: roles and users, their sessions, and the userIdentity block that CloudTrail writes for them.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
import type { JsonFields } from './call.js';
import { SEED, SESSION_KEY, type Site, USER_KEY } from './company.js';
import { Random } from './random.js';

/** How a role's credentials come about, which decides its session names and who assumes it. */
export type Trust =
  | 'lambda'
  | 'ecs-tasks'
  | 'ec2'
  | 'web-identity'
  | 'saml'
  | 'sso'
  | 'account'
  | { service: string };

export interface Role {
  kind: 'role';
  account: string;
  name: string;
  /** Begins and ends with a slash. */
  path: string;
  trust: Trust;
  uniqueId: string;
  userAgent: string;
  site: Site;
  /** Session names that it goes by. */
  sessions: readonly string[];
  sourceIdentity?: string;
  /** Issuer of its web identities; absent: GitHub's. */
  issuer?: string;
}

export interface User {
  kind: 'user';
  account: string;
  name: string;
  path: string;
  uniqueId: string;
  userAgent: string;
  site: Site;
  /** Signs in to the console: calls carry a session with MFA and temporary keys. */
  console: boolean;
}

export type Principal = Role | User;

const GITHUB_ISSUER = 'token.actions.githubusercontent.com';

const AGENT = {
  lambda: 'aws-sdk-nodejs/3.876.0 os/linux/5.10 lang/js md/nodejs/22.18.0 exec-env/AWS_Lambda_nodejs22.x',
  'ecs-tasks': 'aws-sdk-java/2.33.4 Linux/5.10.240 OpenJDK_64-Bit_Server_VM/21.0.8 exec-env/AWS_ECS_FARGATE',
  ec2: 'aws-cli/2.28.21 md/awscrt#0.27.6 ua/2.1 os/linux#6.1.147 lang/python#3.13.7 md/prompt#off',
  'web-identity': 'aws-cli/2.28.21 ua/2.1 os/linux#6.11.0 lang/python#3.13.7 exec-env/GitHubActions',
  saml: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.5 Safari/605.1.15',
  sso: 'Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0',
  account: 'Boto3/1.40.21 md/Botocore#1.40.21 ua/2.1 os/linux#6.1.147 lang/python#3.13.7',
} as const;

/** A unique id such as IAM gives, always the same for the same label: 21 characters that end in EXAMPLE. */
export function uniqueId(prefix: 'AROA' | 'AIDA', label: string): string {
  return `${prefix}${new Random(SEED, `unique id ${label}`).base32(10)}EXAMPLE`;
}

/** A role. Where several roles bear one ARN over time, `incarnation` tells their unique ids apart. */
export function role(
  account: string,
  name: string,
  trust: Trust,
  more: Partial<Role> & { incarnation?: number } = {},
): Role {
  const { incarnation = 1, ...fields } = more;
  const service = typeof trust === 'object';
  return {
    kind: 'role',
    account,
    name,
    path: service ? '/service-role/' : '/',
    trust,
    uniqueId: uniqueId('AROA', `${account}/${name}/${incarnation}`),
    userAgent: service ? trust.service : AGENT[trust],
    site: trust === 'sso' || trust === 'saml' ? 'office' : 'cloud',
    sessions: defaultSessions(account, name, trust),
    ...fields,
  };
}

export function user(account: string, name: string, more: Partial<User> = {}): User {
  return {
    kind: 'user',
    account,
    name,
    path: '/',
    uniqueId: uniqueId('AIDA', `${account}/${name}`),
    userAgent: more.console === true ? AGENT.sso : AGENT.account,
    site: 'office',
    console: false,
    ...more,
  };
}

function defaultSessions(account: string, name: string, trust: Trust): readonly string[] {
  const random = new Random(SEED, `sessions ${account}/${name}`);
  if (typeof trust === 'object') return [trust.service.split('.')[0] ?? name];
  if (trust === 'lambda') return [name.replace(/-role$/, '')];
  if (trust === 'ec2') return [`i-0${random.hex(16)}`, `i-0${random.hex(16)}`];
  if (trust === 'ecs-tasks') return [random.hex(32), random.hex(32), random.hex(32)];
  if (trust === 'web-identity') return ['GitHubActions'];
  if (trust === 'account') return [`botocore-session-${random.integer(1_788_000_000, 1_790_000_000)}`];
  return ['ana.silva@example.com', 'kwame.mensah@example.com'];
}

/** The ARN of the role or user itself, with its path. */
export function principalArn(principal: Principal): string {
  return `arn:aws:iam::${principal.account}:${principal.kind}${principal.path}${principal.name}`;
}

/** The ARN by which a call is known: a session's for a role (which has lost the path), the user's own. */
export function callerArn(principal: Principal, session: string): string {
  if (principal.kind === 'user') return principalArn(principal);
  return `arn:aws:sts::${principal.account}:assumed-role/${principal.name}/${session}`;
}

/** `principalId` as CloudTrail writes it. */
export function principalId(principal: Principal, session: string): string {
  return principal.kind === 'user' ? principal.uniqueId : `${principal.uniqueId}:${session}`;
}

/** The ARN of the provider whose tokens the role takes. */
export function webIdentityProvider(principal: Role): string {
  return `arn:aws:iam::${principal.account}:oidc-provider/${principal.issuer ?? GITHUB_ISSUER}`;
}

/** The userIdentity of a call; `since` is when the session began, in ISO 8601. */
export function userIdentity(principal: Principal, session: string, since: string): JsonFields {
  if (principal.kind === 'user') {
    const identity: JsonFields = {
      type: 'IAMUser',
      principalId: principal.uniqueId,
      arn: principalArn(principal),
      accountId: principal.account,
      accessKeyId: principal.console ? SESSION_KEY : USER_KEY,
      userName: principal.name,
    };
    if (principal.console) {
      identity.sessionContext = { attributes: { creationDate: since, mfaAuthenticated: 'true' } };
    }
    return identity;
  }
  const context: JsonFields = {
    sessionIssuer: {
      type: 'Role',
      principalId: principal.uniqueId,
      arn: principalArn(principal),
      accountId: principal.account,
      userName: principal.name,
    },
    attributes: { creationDate: since, mfaAuthenticated: 'false' },
  };
  if (principal.sourceIdentity !== undefined) context.sourceIdentity = principal.sourceIdentity;
  if (principal.trust === 'web-identity') {
    context.webIdFederationData = {
      federatedProvider: webIdentityProvider(principal),
      attributes: {},
    };
  }
  if (principal.trust === 'ec2') context.ec2RoleDelivery = '2.0';
  return {
    type: 'AssumedRole',
    principalId: principalId(principal, session),
    arn: callerArn(principal, session),
    accountId: principal.account,
    accessKeyId: SESSION_KEY,
    sessionContext: context,
  };
}
