// check-no-public-access on folders, templates, plans and exports, as a user meets it.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { resourceTypeAt } from '../../src/custom-checks/placed-resource-types.js';
import { TEMPLATE_PLACES } from '../../src/templates/cloudformation/policy-places.js';
import { PLAN_PLACES } from '../../src/templates/terraform/policy-places.js';

const MAIN = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'dist/src/cli/main.js');
const folder = mkdtempSync(join(tmpdir(), 'trailwright-public-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function check(args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, 'check-no-public-access', ...args], {
    encoding: 'utf8',
    cwd: folder,
  });
  return { status, stdout, stderr };
}

function file(path: string, value: unknown): string {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), typeof value === 'string' ? value : JSON.stringify(value));
  return path;
}

const bucketPolicy = (Principal: unknown) => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal, Action: 's3:GetObject', Resource: 'arn:aws:s3:::amzn-s3-demo-bucket/*' },
  ],
});
const OURS = { AWS: 'arn:aws:iam::111122223333:root' };
const identity = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] };
const resource = (type: string, name: string, values: object) => ({
  address: `${type}.${name}`,
  mode: 'managed',
  type,
  name,
  values,
});
const plan = (...resources: object[]) => ({
  format_version: '1.2',
  planned_values: { root_module: { resources } },
});

describe('a Terraform plan', () => {
  const path = file(
    'plan/plan.json',
    plan(
      resource('aws_s3_bucket_policy', 'open', { policy: JSON.stringify(bucketPolicy('*')) }),
      resource('aws_s3_bucket_policy', 'closed', { policy: JSON.stringify(bucketPolicy(OURS)) }),
      resource('aws_iam_policy', 'own', { policy: JSON.stringify(identity) }),
      resource('aws_ecr_repository_policy', 'images', { policy: JSON.stringify(bucketPolicy('*')) }),
    ),
  );

  it('is asked policy by policy, each as what it is attached to', () => {
    const { status, stdout, stderr } = check(['--policy-document', path, '--json', '--witness']);
    expect(status).toBe(1);
    const answers = JSON.parse(stdout);
    expect(answers.map(({ policy, result }: { policy: string; result: string }) => [policy, result])).toEqual(
      [
        ['aws_s3_bucket_policy.open', 'FAIL'],
        ['aws_s3_bucket_policy.closed', 'PASS'],
      ],
    );
    expect(answers[0].reasons[0].witness).toMatchObject({ action: 's3:GetObject' });
    expect(stderr).toBe('trailwright: 2 policies looked at, 2 of identities and other resources left out\n');
  });

  it('has one question too many for --smtlib', () => {
    const { status, stderr } = check(['--policy-document', path, '--smtlib', 'q.smt2']);
    expect(status).toBe(2);
    expect(stderr).toContain('--smtlib writes one question');
  });
});

describe('a CloudFormation template', () => {
  const template = (principal: string) => `
Resources:
  Topics:
    Type: AWS::SNS::TopicPolicy
    Properties:
      Topics: [!Ref Alerts]
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: ${principal}
            Action: sns:Publish
            Resource: '*'
  Job:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - { Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }
`;

  it('passes where none of its policies lets anyone in', () => {
    const path = file('closed/template.yaml', template('{ AWS: "111122223333" }'));
    const { status, stdout, stderr } = check(['--policy-document', path, '--json']);
    expect(JSON.parse(stdout).map(({ result }: { result: string }) => result)).toEqual(['PASS', 'PASS']);
    expect(stderr).toBe('trailwright: 2 policies looked at\n');
    expect(status).toBe(0);
  });

  it('fails where one does, and says where', () => {
    const path = file('open/template.yaml', template('"*"'));
    const { status, stdout } = check(['--policy-document', path]);
    expect(status).toBe(1);
    expect(stdout).toContain('Topics.Properties.PolicyDocument');
  });
});

describe('an export of an account', () => {
  const role = (Principal: unknown) => ({
    RoleDetailList: [
      {
        RoleName: 'app',
        Arn: 'arn:aws:iam::111122223333:role/app',
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }],
        },
        RolePolicyList: [{ PolicyName: 'own', PolicyDocument: identity }],
        AttachedManagedPolicies: [],
      },
    ],
    UserDetailList: [],
    GroupDetailList: [],
    Policies: [],
  });

  it.each([
    [{ AWS: '*' }, 1],
    [OURS, 0],
  ])('with a role that %j may assume ends with %i', (principal, code) => {
    const path = file(`export${code}/account.json`, role(principal));
    expect(check(['--policy-document', path]).status).toBe(code);
  });
});

describe('a folder', () => {
  file('mixed/bucket.json', bucketPolicy(OURS));
  file('mixed/own.json', identity);
  file(
    'mixed/plan.json',
    plan(resource('aws_sqs_queue_policy', 'q', { policy: JSON.stringify(bucketPolicy(OURS)) })),
  );
  file('mixed/notes.json', { hello: 'world' });

  it('asks plain policies as what --resource-type says', () => {
    const { status, stderr } = check(['--policy-document', 'mixed', '--resource-type', 'AWS::S3::Bucket']);
    expect(stderr).toBe('trailwright: 2 policies looked at, 1 of identities and other resources left out\n');
    expect(status).toBe(0);
  });

  it('says which policy was not asked for want of a type, and ends with 3', () => {
    const { status, stderr } = check(['--policy-document', 'mixed']);
    expect(stderr).toContain(
      `${join('mixed', 'bucket.json')}: say by --resource-type what it is attached to`,
    );
    expect(status).toBe(3);
  });

  it('without a policy to ask ends with 3', () => {
    file('empty/own.json', identity);
    expect(check(['--policy-document', 'empty']).status).toBe(3);
  });

  it('that is not there ends with 2', () => {
    expect(check(['--policy-document', 'nowhere/']).status).toBe(2);
  });
});

describe('the table of places', () => {
  it('has an answer for places that there are', () => {
    const typed = [...TEMPLATE_PLACES, ...PLAN_PLACES].filter((place) => resourceTypeAt(place) !== undefined);
    expect(typed.length).toBeGreaterThan(55);
    for (const { policyType } of typed) expect(policyType).toBe('RESOURCE_POLICY');
    expect(resourceTypeAt({ type: 'AWS::DynamoDB::Table', path: 'other' })).toBeUndefined();
  });
});
