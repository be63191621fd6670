// Refused calls, with every cause that AWS's messages know.
import { type Cause, type Denial, refused, type Scene } from '../call.js';
import { arn, BUCKET, DATA, KEY, keyArn, PRODUCTION, VPC_ENDPOINT } from '../company.js';
import type { Principal } from '../principal.js';
import type { Delivered } from '../record.js';
import { athenaQuery, glue } from '../services/analytics.js';
import { createFunction, ec2, runInstances } from '../services/compute.js';
import { item, query } from '../services/databases.js';
import { assumeRole, iam, organizations } from '../services/identity.js';
import { kms, secretArn, secretByName } from '../services/keys-and-secrets.js';
import { message, publish } from '../services/messaging.js';
import { plain } from '../services/operations.js';
import { bucketCall, getObject, listObjects, putObject } from '../services/storage.js';
import type { Workload } from '../workload.js';
import { principalNamed } from '../workloads/company-workloads.js';
import { callsAt } from './bare-record.js';

const SCP = arn(
  'organizations',
  '',
  PRODUCTION,
  'policy/o-exampleorgid/service_control_policy/p-examplepolicyid111',
);
const RCP = arn(
  'organizations',
  '',
  PRODUCTION,
  'policy/o-exampleorgid/resource_control_policy/p-examplepolicyid222',
);
const JSON_DENIED = { code: 'AccessDeniedException' };
const EC2_DENIED = { code: 'Client.UnauthorizedOperation', encodedMessage: true };
const policy = (name: string) => arn('iam', '', PRODUCTION, `policy/${name}`);

/** GetObject by its role, refused for the cause. */
function objectRefused(s: Scene, cause: Cause, key: string, more: Partial<Denial> = {}) {
  const made = getObject(s, BUCKET.invoices, key);
  return refused(made, 's3:GetObject', `"arn:aws:s3:::${BUCKET.invoices}/${key}"`, cause, more);
}

const tableArn = (s: Scene, name: string) => arn('dynamodb', s.region, s.account, `table/${name}`);
const functionArn = (s: Scene, name: string) => arn('lambda', s.region, s.account, `function:${name}`);

/** Refusals that come again and again, spread over the month. */
export function refusedWorkloads(): Workload[] {
  const again = (principal: Principal, perDay: number, activities: Workload['activities']): Workload => ({
    principal,
    label: 'refused',
    perDay,
    activities,
  });
  return [
    again(principalNamed(PRODUCTION, 'orders-api-role'), 2, [
      [
        3,
        (s) =>
          refused(
            item(s, 'DeleteItem', 'orders', { pk: 'order#1' }),
            'dynamodb:DeleteItem',
            tableArn(s, 'orders'),
            'no-identity',
            JSON_DENIED,
          ),
      ],
      [
        1,
        (s) =>
          refused(
            kms(s, 'Decrypt', KEY.invoices),
            'kms:Decrypt',
            keyArn(s.region, s.account, KEY.invoices),
            'no-resource',
            JSON_DENIED,
          ),
      ],
      [
        1,
        (s) =>
          refused(
            publish(s, 'finance-alerts'),
            'SNS:Publish',
            arn('sns', s.region, s.account, 'finance-alerts'),
            'deny-resource',
            { code: 'AuthorizationError' },
          ),
      ],
    ]),
    again(principalNamed(PRODUCTION, 'TerraformApply'), 2, [
      [
        1,
        (s) =>
          refused(
            runInstances(s, {
              image: 'ami-0abcdef1234567890',
              subnet: 'subnet-0a1b2c3d4e5f67890',
              group: 'sg-0fedcba9876543210',
              instanceProfile: 'admin-instance',
            }),
            'iam:PassRole',
            arn('iam', '', s.account, 'role/admin-instance-role'),
            'no-identity',
            EC2_DENIED,
          ),
      ],
      [
        1,
        (s) =>
          refused(
            ec2('CreateVpc', { cidrBlock: '10.9.0.0/16', instanceTenancy: 'default' }),
            'ec2:CreateVpc',
            arn('ec2', s.region, s.account, 'vpc/*'),
            'deny-scp',
            { ...EC2_DENIED, policyArn: SCP },
          ),
      ],
      [
        1,
        (s) =>
          refused(
            createFunction(s, 'rogue', arn('iam', '', s.account, 'role/admin')),
            'iam:PassRole',
            arn('iam', '', s.account, 'role/admin'),
            'no-boundary',
            JSON_DENIED,
          ),
      ],
      [
        1,
        (s) =>
          refused(
            iam('CreateUser', { userName: 'backdoor' }),
            'iam:CreateUser',
            arn('iam', '', s.account, 'user/backdoor'),
            'deny-boundary',
            { policyArn: policy('deployer-boundary') },
          ),
      ],
      [
        1,
        (s) =>
          refused(
            iam('DeleteRole', { roleName: 'orders-api-role' }),
            'iam:DeleteRole',
            arn('iam', '', s.account, 'role/service-role/orders-api-role'),
            'deny-identity',
            { policyArn: policy('protect-production') },
          ),
      ],
      [
        1,
        () => refused(organizations('LeaveOrganization'), 'organizations:LeaveOrganization', '*', 'no-scp'),
      ],
    ]),
    again(principalNamed(DATA, 'AWSReservedSSO_DataAnalyst_0123456789abcdef'), 2, [
      [3, (s) => objectRefused(s, 'no-identity', 'invoices/2026-09/INV-100001.pdf')],
      [
        1,
        (s) =>
          refused(
            athenaQuery(s, 'finance', 'ledger')[0] ?? plain('athena', 'StartQueryExecution'),
            'athena:StartQueryExecution',
            arn('athena', s.region, s.account, 'workgroup/finance'),
            'no-identity',
            JSON_DENIED,
          ),
      ],
      [
        1,
        () =>
          refused(
            glue('DeleteTable', { databaseName: 'shop', name: 'orders' }),
            'glue:DeleteTable',
            arn('glue', 'us-east-1', DATA, 'catalog'),
            'no-identity',
            JSON_DENIED,
          ),
      ],
      [1, (s) => objectRefused(s, 'deny-rcp', 'invoices/2026-09/INV-100002.pdf', { policyArn: RCP })],
    ]),
    again(principalNamed(PRODUCTION, 'grace'), 1, [
      [
        1,
        () =>
          refused(
            secretByName('GetSecretValue', 'production/orders/db'),
            'secretsmanager:GetSecretValue',
            'production/orders/db',
            'no-identity',
            JSON_DENIED,
          ),
      ],
      [
        1,
        (s) =>
          refused(
            assumeRole(s, {
              roleArn: arn('iam', '', PRODUCTION, 'role/emergency/BreakGlass'),
              uniqueId: '',
              roleSessionName: 'grace',
            }),
            'sts:AssumeRole',
            arn('iam', '', PRODUCTION, 'role/emergency/BreakGlass'),
            'unsaid',
          ),
      ],
      [
        1,
        (s) =>
          refused(query(s, 'orders'), 'dynamodb:Query', tableArn(s, 'orders'), 'no-identity', JSON_DENIED),
      ],
    ]),
  ];
}

/** The rarer causes, once each. */
export function rareRefusals(): Delivered[] {
  const at = (name: string, day: number, make: Parameters<typeof callsAt>[3], account = PRODUCTION) =>
    callsAt(principalNamed(account, name), 'us-east-1', { day, at: '15:15:15' }, make);
  return [
    ...at('payments-api-task', 3, (s) => [
      refused(
        { ...kms(s, 'Decrypt', KEY.secrets), vpcEndpointId: VPC_ENDPOINT },
        'kms:Decrypt',
        keyArn(s.region, s.account, KEY.secrets),
        'no-endpoint',
        JSON_DENIED,
      ),
      refused(
        {
          ...secretByName('GetSecretValue', secretArn(s, 'production/orders/db')),
          vpcEndpointId: VPC_ENDPOINT,
        },
        'secretsmanager:GetSecretValue',
        secretArn(s, 'production/orders/db'),
        'deny-endpoint',
        JSON_DENIED,
      ),
    ]),
    ...at('tenant-provisioner', 4, (s) => [
      refused(
        item(s, 'PutItem', 'tenant-oak-configuration', { pk: 'settings' }),
        'dynamodb:PutItem',
        tableArn(s, 'tenant-oak-configuration'),
        'no-session',
        JSON_DENIED,
      ),
      refused(
        message(s, 'SendMessage', 'tenant-oak-provisioning-events'),
        'sqs:sendmessage',
        arn('sqs', s.region, s.account, 'tenant-oak-provisioning-events'),
        'deny-session',
      ),
      refused(
        putObject(s, 'amzn-s3-demo-bucket-tenant-oak', 'settings/tenant.json'),
        's3:PutObject',
        '"arn:aws:s3:::amzn-s3-demo-bucket-tenant-oak/settings/tenant.json"',
        'no-rcp',
      ),
    ]),
    ...at('edge-deployer', 8, (s) => [
      refused(
        bucketCall(s, 'PutBucketPolicy', BUCKET.assets, 'policy'),
        's3:PutBucketPolicy',
        `"arn:aws:s3:::${BUCKET.assets}"`,
        'deny-scp',
        { policyArn: SCP },
      ),
    ]),
    ...at('thumbnails-role', 9, (s) => [
      refused(getObject(s, BUCKET.partners, 'inbox/secret.csv'), 's3:GetObject', '*', 'unsaid', {
        bare: true,
      }),
      refused(
        listObjects(s, BUCKET.partners, ''),
        's3:ListBucket',
        `"arn:aws:s3:::${BUCKET.partners}"`,
        'no-identity',
      ),
    ]),
    ...at(
      'assistant-role',
      12,
      (s) => [
        refused(
          plain('lambda', 'ListFunctions20150331'),
          'lambda:ListFunctions',
          '*',
          'no-identity',
          JSON_DENIED,
        ),
        refused(
          plain('lambda', 'Invoke', { functionName: functionArn(s, 'orders-api') }),
          'lambda:InvokeFunction',
          functionArn(s, 'orders-api'),
          'no-resource',
          JSON_DENIED,
        ),
      ],
      DATA,
    ),
  ];
}
