// What the AWS CLI exports of the company's accounts: users, roles and their policies, and the trails. Policies are as wide as
// they are in such accounts: whole services, or everything.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DescribeTrails.html
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetEventSelectors.html
import { allRecords } from './archive.js';
import type { JsonFields } from './call.js';
import { BUCKET, DATA, GLOBAL_REGION, ORGANIZATION, PRODUCTION, SEED } from './company.js';
import { Random } from './random.js';

export interface ExportFile {
  /** Relative to the folder that holds `AWSLogs`. */
  path: string;
  text: string;
}

interface Known {
  account: string;
  kind: 'role' | 'user';
  path: string;
  name: string;
  arn: string;
  uniqueId: string;
  sources: Set<string>;
  isWebIdentity: boolean;
  isInstance: boolean;
}

/** Where the prefix of a service's actions is not the first label of its host. */
const PREFIXES: Readonly<Record<string, string>> = {
  monitoring: 'cloudwatch',
  tagging: 'tag',
};
/** Services without actions of their own. */
const NO_ACTIONS: ReadonlySet<string> = new Set(['signin', 'example-widgets']);
/** What services need besides. */
const ALWAYS = ['iam:PassRole', 'kms:*', 'sts:*'];
const ADMINISTRATORS =
  /^(AWSReservedSSO_AdministratorAccess_.*|BreakGlass|TerraformApply|GitHubActionsDeploy|cdk-.*|OrganizationAccountAccessRole)$/;
const ADMINISTRATOR_ACCESS = 'arn:aws:iam::aws:policy/AdministratorAccess';
const LONG_AGO = '2025-02-03T09:00:00+00:00';
/** Within the month of the logs. */
const LATELY = '2026-09-18T14:30:00+00:00';
const GROUP = 'engineers';

/** Sorted by path. */
export function exportFiles(): ExportFile[] {
  const principals = knownPrincipals();
  return [PRODUCTION, DATA].flatMap((account) => {
    const file = (name: string, value: object) => ({
      path: `exports/${account}/${name}.json`,
      text: `${JSON.stringify(value, null, 2)}\n`,
    });
    const own = principals.filter((principal) => principal.account === account);
    const trails =
      account === PRODUCTION ? [accountTrail(account), organizationTrail()] : [accountTrail(account)];
    return [
      file('account-authorization-details', authorizationDetails(account, own)),
      file(
        'event-selectors',
        trails.map(({ TrailARN }) => ({ TrailARN, AdvancedEventSelectors: SELECTORS })),
      ),
      file('trails', { trailList: trails }),
    ];
  });
}

/** Users and roles as they are at the end: of several of one ARN the last. Service-linked roles are not theirs to change. */
function knownPrincipals(): Known[] {
  const found = new Map<string, Known>();
  for (const { record } of allRecords()) {
    const identity = record.userIdentity as JsonFields;
    const context = identity.sessionContext as JsonFields | undefined;
    const issuer = context?.sessionIssuer as JsonFields | undefined;
    const own = issuer?.type === 'Role' ? issuer : identity.type === 'IAMUser' ? identity : undefined;
    const match = /^arn:aws:iam::(\d{12}):(role|user)(\/(?:.*\/)?)([^/]+)$/.exec(String(own?.arn));
    if (own === undefined || match === null || own.principalId === undefined) continue;
    const [arn, account = '', kind, path = '/', name = ''] = match;
    if (path.startsWith('/aws-service-role/')) continue;
    const known = found.get(arn) ?? {
      ...{ account, kind: kind === 'user' ? ('user' as const) : ('role' as const), path, name, arn },
      ...{ uniqueId: '', sources: new Set<string>(), isWebIdentity: false, isInstance: false },
    };
    known.uniqueId = String(own.principalId);
    known.sources.add(String(record.eventSource));
    known.isWebIdentity ||= context?.webIdFederationData !== undefined;
    known.isInstance ||= context?.ec2RoleDelivery !== undefined;
    found.set(arn, known);
  }
  // All roles of a permission set have the policies of the set.
  for (const one of found.values())
    for (const other of found.values())
      if (one.path.startsWith('/aws-reserved/') && one.name === other.name)
        for (const source of other.sources) one.sources.add(source);
  return [...found.values()].sort((a, b) => (a.arn < b.arn ? -1 : 1));
}

function authorizationDetails(account: string, principals: readonly Known[]): JsonFields {
  const policies = new Map<string, JsonFields>();
  const details = principals.map((principal) => detailOf(principal, policies));
  return {
    UserDetailList: details.filter((_, i) => principals[i]?.kind === 'user'),
    GroupDetailList: [
      {
        Path: '/',
        GroupName: GROUP,
        GroupId: madeId('AGPA', `${account} ${GROUP}`),
        Arn: `arn:aws:iam::${account}:group/${GROUP}`,
        CreateDate: LONG_AGO,
        GroupPolicyList: [
          {
            PolicyName: 'look-around',
            PolicyDocument: allow(['iam:Get*', 'iam:List*', 'sts:*', 's3:List*']),
          },
        ],
        AttachedManagedPolicies: [],
      },
    ],
    RoleDetailList: details.filter((_, i) => principals[i]?.kind === 'role'),
    Policies: [...policies.values()],
  };
}

/** Also puts the managed policies that it has into `policies`. */
function detailOf(principal: Known, policies: Map<string, JsonFields>): JsonFields {
  const { account, kind, path, name, arn, uniqueId } = principal;
  const random = new Random(SEED, `export ${path}${name}`);
  const isAdministrator = ADMINISTRATORS.test(name);
  const actions = wideActions(principal);
  // Some have what was once added by hand.
  const inline = !isAdministrator && random.integer(0, 2) === 0 ? actions.splice(-1) : [];
  const policy = isAdministrator
    ? managedPolicy(ADMINISTRATOR_ACCESS, allow(['*']), LONG_AGO)
    : managedPolicy(
        `arn:aws:iam::${account}:policy/${name.replace(/[^\w+=,.@-]/g, '-').slice(0, 100)}-access`,
        allow(actions),
        random.integer(0, 9) === 0 ? LATELY : LONG_AGO,
      );
  policies.set(String(policy.Arn), policy);
  const boundary = `arn:aws:iam::${account}:policy/workload-boundary`;
  const isBounded = kind === 'role' && path === '/batch/';
  if (isBounded) policies.set(boundary, managedPolicy(boundary, allow(['*']), LONG_AGO));
  const inlinePolicies =
    inline.length === 0 ? [] : [{ PolicyName: 'added-by-hand', PolicyDocument: allow(inline) }];
  return {
    Path: path,
    ...(kind === 'user' ? { UserName: name, UserId: uniqueId } : { RoleName: name, RoleId: uniqueId }),
    Arn: arn,
    CreateDate: LONG_AGO,
    ...(kind === 'user'
      ? { UserPolicyList: inlinePolicies, GroupList: [GROUP] }
      : {
          AssumeRolePolicyDocument: trustPolicy(principal),
          InstanceProfileList: [],
          RolePolicyList: inlinePolicies,
          RoleLastUsed: {},
        }),
    AttachedManagedPolicies: [{ PolicyName: policy.PolicyName ?? '', PolicyArn: policy.Arn ?? '' }],
    ...(isBounded
      ? { PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: boundary } }
      : {}),
    Tags: [],
  };
}

/** All actions of each service that it called. */
function wideActions({ sources }: Known): string[] {
  const prefixes = [...sources]
    .map((source) => source.replace(/\..*/s, ''))
    .filter((name) => !NO_ACTIONS.has(name));
  const own = prefixes.map((prefix) => `${PREFIXES[prefix] ?? prefix}:*`);
  return [...new Set([...ALWAYS, ...own.sort()])];
}

function managedPolicy(arn: string, document: JsonFields, date: string): JsonFields {
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  return {
    PolicyName: name,
    PolicyId: madeId('ANPA', arn),
    Arn: arn,
    Path: '/',
    DefaultVersionId: 'v1',
    AttachmentCount: 1,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    CreateDate: LONG_AGO,
    UpdateDate: date,
    PolicyVersionList: [{ Document: document, VersionId: 'v1', IsDefaultVersion: true, CreateDate: date }],
  };
}

function trustPolicy({ account, path, isWebIdentity, isInstance }: Known): JsonFields {
  const [principal, action] = isWebIdentity
    ? [
        { Federated: `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com` },
        'sts:AssumeRoleWithWebIdentity',
      ]
    : path.startsWith('/aws-reserved/')
      ? [
          { Federated: `arn:aws:iam::${account}:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE` },
          'sts:AssumeRoleWithSAML',
        ]
      : isInstance
        ? [{ Service: 'ec2.amazonaws.com' }, 'sts:AssumeRole']
        : path === '/service-role/'
          ? [{ Service: 'lambda.amazonaws.com' }, 'sts:AssumeRole']
          : [{ AWS: `arn:aws:iam::${account}:root` }, 'sts:AssumeRole'];
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: principal, Action: action }] };
}

function allow(actions: readonly string[]): JsonFields {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: [...actions], Resource: '*' }] };
}

function madeId(prefix: string, label: string): string {
  return `${prefix}${new Random(SEED, `unique id ${label}`).base32(10)}EXAMPLE`;
}

function accountTrail(account: string) {
  return trail(account, 'account-trail', false);
}

function organizationTrail() {
  return trail(PRODUCTION, `organization-${ORGANIZATION}`, true);
}

function trail(account: string, name: string, isOrganizationTrail: boolean) {
  return {
    Name: name,
    S3BucketName: BUCKET.logs,
    IncludeGlobalServiceEvents: true,
    IsMultiRegionTrail: true,
    HomeRegion: GLOBAL_REGION,
    TrailARN: `arn:aws:cloudtrail:${GLOBAL_REGION}:${account}:trail/${name}`,
    LogFileValidationEnabled: true,
    HasCustomEventSelectors: true,
    HasInsightSelectors: false,
    IsOrganizationTrail: isOrganizationTrail,
  };
}

const dataOf = (type: string) => ({
  Name: `data events of ${type}`,
  FieldSelectors: [
    { Field: 'eventCategory', Equals: ['Data'] },
    { Field: 'resources.type', Equals: [type] },
  ],
});

const SELECTORS = [
  { Name: 'management events', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
  dataOf('AWS::S3::Object'),
  dataOf('AWS::Lambda::Function'),
  dataOf('AWS::DynamoDB::Table'),
];
