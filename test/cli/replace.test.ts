// Swaps as a user runs them: the scripts against a stand-in for the AWS CLI, the templates by what they say.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const HERE = dirname(fileURLToPath(import.meta.url));
const MAIN = join(HERE, '..', '..', 'dist/src/cli/main.js');
const ACCOUNT = '111122223333';
const NEW = `arn:aws:iam::${ACCOUNT}:policy/trailwright-role-app`;
const folder = mkdtempSync(join(tmpdir(), 'trailwright-replace-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const allow = (action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }],
});
/** Names as IAM takes them, and one that no shell may look into. */
const INLINE = { 'in-line': allow('s3:*'), "it's $(touch pwned) `x`": allow('sqs:*') };

let serial = 0;
function call(day: number, userIdentity: object) {
  return {
    eventID: `00000000-0000-4000-8000-${String(serial++).padStart(12, '0')}`,
    eventTime: `2026-01-${String(day).padStart(2, '0')}T08:00:00Z`,
    eventSource: 's3.amazonaws.com',
    eventName: 'GetBucketAcl',
    eventType: 'AwsApiCall',
    awsRegion: 'eu-west-1',
    recipientAccountId: ACCOUNT,
    userIdentity,
    requestParameters: { bucketName: 'amzn-s3-demo-bucket' },
  };
}
const roleSession = (name: string) => ({
  type: 'AssumedRole',
  accountId: ACCOUNT,
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${name}/i-1`,
  principalId: 'AROAEXAMPLE:i-1',
  sessionContext: {
    sessionIssuer: {
      type: 'Role',
      arn: `arn:aws:iam::${ACCOUNT}:role/${name}`,
      accountId: ACCOUNT,
      principalId: `AROA${name.toUpperCase()}`,
      userName: name,
    },
  },
});
const ana = { type: 'IAMUser', accountId: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:user/ana`, userName: 'ana' };

interface State {
  account: string;
  policies: Record<string, object[]>;
  roles: Record<string, { managed: string[]; inline: Record<string, object> }>;
  users: Record<string, { managed: string[]; inline: Record<string, object> }>;
  calls: string[][];
  stopAfter?: number;
}

function stateOf(managed: readonly string[], inline: Record<string, object>): State {
  const policies = managed.filter((arn) => !arn.includes('::aws:')).map((arn) => [arn, [allow('s3:*')]]);
  return {
    account: ACCOUNT,
    policies: Object.fromEntries(policies),
    roles: { app: { managed: [...managed], inline } },
    users: { ana: { managed: [], inline: { own: allow('s3:*') } } },
    calls: [],
  };
}

/** The export of such a state. */
function exportOf({ policies, roles, users }: State) {
  const attached = (arns: string[]) =>
    arns.map((PolicyArn) => ({ PolicyName: PolicyArn.split('/').at(-1), PolicyArn }));
  const inline = (documents: Record<string, object>) =>
    Object.entries(documents).map(([PolicyName, PolicyDocument]) => ({ PolicyName, PolicyDocument }));
  return {
    UserDetailList: Object.entries(users).map(([UserName, user]) => ({
      Arn: `arn:aws:iam::${ACCOUNT}:user/${UserName}`,
      UserName,
      Path: '/',
      GroupList: ['devs'],
      UserPolicyList: inline(user.inline),
      AttachedManagedPolicies: attached(user.managed),
    })),
    GroupDetailList: [{ GroupName: 'devs', GroupPolicyList: [], AttachedManagedPolicies: [] }],
    RoleDetailList: Object.entries(roles).map(([RoleName, role]) => ({
      Arn: `arn:aws:iam::${ACCOUNT}:role/${RoleName}`,
      RoleName,
      Path: '/',
      AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] },
      RolePolicyList: inline(role.inline),
      AttachedManagedPolicies: attached(role.managed),
    })),
    Policies: [
      ...new Set([...Object.keys(policies), ...Object.values(roles).flatMap(({ managed }) => managed)]),
    ].map((Arn) => ({
      Arn,
      PolicyName: Arn.split('/').at(-1),
      DefaultVersionId: 'v1',
      PolicyVersionList: [
        { VersionId: 'v1', IsDefaultVersion: true, Document: policies[Arn]?.at(-1) ?? allow('s3:*') },
      ],
    })),
  };
}

function generate(state: State, out: string, more: string[] = []) {
  writeFileSync(join(folder, 'account.json'), JSON.stringify(exportOf(state)));
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      MAIN,
      'generate',
      'logs.json',
      '--current',
      'account.json',
      '--replace',
      '--json',
      '--out',
      out,
      ...more,
    ],
    { encoding: 'utf8', cwd: folder },
  );
  const summary = status === 2 ? undefined : JSON.parse(stdout);
  const of = (name: string) =>
    summary?.principals.find((p: { principalArn: string }) => p.principalArn.endsWith(`/${name}`));
  return { status, stderr, of };
}

/** Runs a script over the state, which it changes. */
function runScript(state: State, path: string) {
  const file = join(folder, 'state.json');
  writeFileSync(file, JSON.stringify({ ...state, calls: [] }));
  const { status, stderr } = spawnSync('sh', [path], {
    encoding: 'utf8',
    cwd: folder,
    env: { ...process.env, PATH: `${join(folder, 'bin')}:${process.env.PATH}`, FAKE_AWS_STATE: file },
  });
  Object.assign(state, JSON.parse(readFileSync(file, 'utf8')));
  return { status, stderr };
}

const kept = ({ account, policies, roles, users }: State) =>
  JSON.parse(
    JSON.stringify({ account, policies, roles, users }, (key, value) =>
      key === 'managed' ? [...value].sort() : value,
    ),
  );

beforeAll(() => {
  mkdirSync(join(folder, 'bin'));
  copyFileSync(join(HERE, 'fake-aws.mjs'), join(folder, 'bin', 'aws'));
  chmodSync(join(folder, 'bin', 'aws'), 0o755);
  // Without an extension node takes it for CommonJS, but for this.
  writeFileSync(join(folder, 'bin', 'package.json'), '{"type": "module"}');
  const days = Array.from({ length: 30 }, (_, i) => i + 1);
  const Records = days.flatMap((day) => [call(day, roleSession('app')), call(day, ana)]);
  writeFileSync(
    join(folder, 'logs.json'),
    JSON.stringify({ Records: [...Records, call(30, roleSession('gone'))] }),
  );
});

const OLD = ['arn:aws:iam::aws:policy/AmazonS3FullAccess', `arn:aws:iam::${ACCOUNT}:policy/Old`];

describe('the script of a swap', () => {
  const state = stateOf(OLD, INLINE);

  it('attaches the new policy and takes all others away; its rollback brings them back', () => {
    const before = kept(state);
    const { status, of } = generate(state, 'out');
    expect(status).toBe(0);
    expect(of('app').replacement).toEqual({
      attaches: [NEW],
      detaches: OLD,
      deletes: Object.keys(INLINE),
      keeps: [],
      files: [`${ACCOUNT}/role/app.sh`, `rollback/${ACCOUNT}/role/app.sh`],
    });
    expect(runScript(state, `out/${ACCOUNT}/role/app.sh`)).toEqual({ status: 0, stderr: '' });
    expect(state.roles.app).toEqual({ managed: [NEW], inline: {} });
    expect(state.policies[NEW]).toEqual([
      JSON.parse(readFileSync(join(folder, 'out', ACCOUNT, 'role/app.json'), 'utf8')),
    ]);
    expect(state.calls.map(([operation]) => operation)).toEqual([
      'get-caller-identity',
      'get-policy',
      'create-policy',
      'attach-role-policy',
      'detach-role-policy',
      'detach-role-policy',
      'delete-role-policy',
      'delete-role-policy',
    ]);
    expect(runScript(state, `out/rollback/${ACCOUNT}/role/app.sh`)).toEqual({ status: 0, stderr: '' });
    expect(kept(state)).toEqual(before);
    expect(existsSync(join(folder, 'pwned'))).toBe(false);
  });

  it('can be run again after it was stopped anywhere, and undone', () => {
    for (const stopAfter of [2, 3, 5, 6]) {
      const stopped = stateOf(OLD, INLINE);
      const before = kept(stopped);
      expect(runScript(Object.assign(stopped, { stopAfter }), `out/${ACCOUNT}/role/app.sh`).status).not.toBe(
        0,
      );
      delete stopped.stopAfter;
      if (stopAfter % 2 === 0) {
        expect(runScript(stopped, `out/${ACCOUNT}/role/app.sh`)).toEqual({ status: 0, stderr: '' });
        expect(stopped.roles.app).toEqual({ managed: [NEW], inline: {} });
      }
      expect(runScript(stopped, `out/rollback/${ACCOUNT}/role/app.sh`).status).toBe(0);
      expect(kept(stopped)).toEqual(before);
    }
  });

  it('touches nothing when signed in to another account', () => {
    const other = { ...stateOf(OLD, INLINE), account: '444455556666' };
    const answer = runScript(other, `out/${ACCOUNT}/role/app.sh`);
    expect(answer).toEqual({ status: 1, stderr: `sign in to account ${ACCOUNT} first\n` });
    expect(other.calls).toHaveLength(1);
  });

  it('detaches one first where ten are attached', () => {
    const ten = stateOf(
      Array.from({ length: 10 }, (_, i) => `arn:aws:iam::${ACCOUNT}:policy/Old${i}`),
      {},
    );
    const before = kept(ten);
    generate(ten, 'ten');
    expect(runScript(ten, `ten/${ACCOUNT}/role/app.sh`)).toEqual({ status: 0, stderr: '' });
    expect(ten.roles.app?.managed).toEqual([NEW]);
    expect(runScript(ten, `ten/rollback/${ACCOUNT}/role/app.sh`)).toEqual({ status: 0, stderr: '' });
    expect(kept(ten)).toEqual(before);
  });

  it('gives a policy of an earlier swap a new version, and back', () => {
    const again = stateOf([NEW], {});
    again.policies[NEW] = [allow('s3:Get*')];
    generate(again, 'again');
    expect(runScript(again, `again/${ACCOUNT}/role/app.sh`)).toEqual({ status: 0, stderr: '' });
    expect(again.policies[NEW]).toHaveLength(2);
    expect(again.roles.app?.managed).toEqual([NEW]);
    expect(runScript(again, `again/rollback/${ACCOUNT}/role/app.sh`)).toEqual({ status: 0, stderr: '' });
    expect(again.policies[NEW]?.at(-1)).toEqual(allow('s3:Get*'));
    expect(again.roles.app?.managed).toEqual([NEW]);
  });

  it('of a user leaves the groups, and says so', () => {
    const { of } = generate(state, 'user');
    expect(of('ana').replacement).toMatchObject({ deletes: ['own'], keeps: ['group devs'] });
    const text = readFileSync(join(folder, 'user', ACCOUNT, 'user/ana.sh'), 'utf8');
    expect(text).toContain('# What group devs allows stays.');
    expect(runScript(state, `user/${ACCOUNT}/user/ana.sh`)).toEqual({ status: 0, stderr: '' });
    expect(state.users.ana?.inline).toEqual({});
  });
});

describe('the swap in templates', () => {
  const state = stateOf(OLD, { 'in-line': allow('s3:*') });

  it('of Terraform names all that stays attached, in the order that leaves no gap', () => {
    generate(state, 'tf', ['--format', 'terraform']);
    const text = readFileSync(join(folder, 'tf', ACCOUNT, 'app.tf'), 'utf8');
    expect(text).toContain(`resource "aws_iam_role_policy_attachments_exclusive" "role_app" {
  role_name   = "app"
  policy_arns = [aws_iam_role_policy_attachment.role_app.policy_arn]
}

resource "aws_iam_role_policies_exclusive" "role_app" {
  role_name    = "app"
  policy_names = []

  depends_on = [aws_iam_role_policy_attachments_exclusive.role_app]
}
`);
    const undo = readFileSync(join(folder, 'tf/rollback', ACCOUNT, 'app.tf'), 'utf8');
    for (const arn of OLD) expect(undo).toContain(`    "${arn}",\n`);
    expect(undo).toMatch(/resource "aws_iam_role_policy" "(role_app_inline_\w+)" \{\n {2}name = "in-line"/);
    expect(undo).toMatch(/policy_names = \[aws_iam_role_policy\.role_app_inline_\w+\.name\]/);
    expect(undo).not.toContain('trailwright-role-app');
  });

  it('of CloudFormation is the whole role, before and after', () => {
    generate(state, 'cfn', ['--format', 'cloudformation']);
    const read = (path: string) => JSON.parse(readFileSync(join(folder, 'cfn', path), 'utf8'));
    const after = read(`${ACCOUNT}/app.template.json`);
    const before = read(`rollback/${ACCOUNT}/app.template.json`);
    expect(after.Resources.Role).toMatchObject({ Type: 'AWS::IAM::Role', DeletionPolicy: 'Retain' });
    expect(after.Resources.Role.Properties).toEqual({
      RoleName: 'app',
      Path: '/',
      AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] },
      ManagedPolicyArns: [{ Ref: 'Policy' }],
    });
    expect(before.Resources).toEqual({
      Role: {
        ...after.Resources.Role,
        Properties: {
          ...after.Resources.Role.Properties,
          ManagedPolicyArns: OLD,
          Policies: [{ PolicyName: 'in-line', PolicyDocument: allow('s3:*') }],
        },
      },
    });
    expect(after.Metadata.Trailwright.ResourcesToImport).toEqual([
      { ResourceType: 'AWS::IAM::Role', LogicalResourceId: 'Role', ResourceIdentifier: { RoleName: 'app' } },
    ]);
  });
});

describe('no swap', () => {
  const state = stateOf(OLD, {});

  it('is written for a role that the export does not have', () => {
    const { of } = generate(state, 'gone');
    expect(of('gone').replacement).toEqual({ reason: 'the export does not have it' });
    expect(existsSync(join(folder, 'gone', ACCOUNT, 'role/gone.sh'))).toBe(false);
  });

  it('is written where the role may not do now what the policy allows', () => {
    const less = stateOf([], { own: allow('sqs:*') });
    less.roles.app = { managed: [], inline: { own: allow('s3:GetBucketAcl') } };
    const narrow = exportOf(less);
    narrow.RoleDetailList[0]?.RolePolicyList.splice(0, 1, {
      PolicyName: 'own',
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 's3:GetBucketAcl', Resource: 'arn:aws:s3:::other' }],
      } as never,
    });
    writeFileSync(join(folder, 'narrow.json'), JSON.stringify(narrow));
    const { status, of } = generate(state, 'narrow', ['--current', 'narrow.json']);
    expect(status).toBe(1);
    expect(of('app').replacement).toEqual({ reason: 'its policy is not proven' });
  });

  it('is written where an inline policy could not be brought back', () => {
    const broken = exportOf(stateOf([], { own: allow('s3:*') }));
    broken.RoleDetailList[0]?.RolePolicyList.push({ PolicyName: 'odd', PolicyDocument: 'no JSON' as never });
    writeFileSync(join(folder, 'broken.json'), JSON.stringify(broken));
    const { of } = generate(state, 'broken', ['--current', 'broken.json']);
    expect(of('app').replacement.reason).toMatch(/does not have inline policy odd/);
  });

  it.each([
    [['--no-verify'], 'leave out --no-verify'],
    [['--placeholders'], 'leave out --placeholders'],
  ])('is taken with %j', (flags, help) => {
    const { status, stderr } = generate(state, 'refused', flags);
    expect(status).toBe(2);
    expect(stderr).toContain(help);
  });

  it('of an earlier run is left in the folder', () => {
    generate(state, 'stale');
    expect(existsSync(join(folder, 'stale', ACCOUNT, 'role/app.sh'))).toBe(true);
    spawnSync(process.execPath, [MAIN, 'generate', 'logs.json', '--out', 'stale', '--quiet'], {
      cwd: folder,
    });
    expect(existsSync(join(folder, 'stale', ACCOUNT, 'role/app.json'))).toBe(true);
    expect(existsSync(join(folder, 'stale', ACCOUNT, 'role/app.sh'))).toBe(false);
    expect(existsSync(join(folder, 'stale/rollback', ACCOUNT, 'role/app.sh'))).toBe(false);
  });
});
