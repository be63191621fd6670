// Those who build the account: Terraform, which makes a bit of everything, and CloudFormation's execution role.
import { arn, BUCKET, KEY, PRODUCTION } from '../company.js';
import { type Role, role } from '../principal.js';
import { createFunction, ec2, ec2Describe, lambda, loadBalancer, runInstances } from '../services/compute.js';
import { createDatabase, rds, table } from '../services/databases.js';
import { callerIdentity, createRole, iam } from '../services/identity.js';
import { createSecret, kms, putParameter } from '../services/keys-and-secrets.js';
import { apiGateway, logs, plain } from '../services/operations.js';
import { bucketCall, getObject, listObjects, putObject } from '../services/storage.js';
import type { Workload } from '../workload.js';

const roleArn = (account: string, pathAndName: string) => `arn:aws:iam::${account}:role/${pathAndName}`;
const WORK_HOURS: readonly [number, number] = [7, 19];
const TERRAFORM =
  'APN/1.0 HashiCorp/1.0 Terraform/1.13.1 (+https://www.terraform.io) terraform-provider-aws/6.11.0 aws-sdk-go-v2/1.38.3';

const terraform: Role = role(PRODUCTION, 'TerraformApply', 'web-identity', {
  path: '/ci/',
  userAgent: TERRAFORM,
});

export const infrastructureWorkloads: readonly Workload[] = [
  {
    principal: terraform,
    perDay: 10,
    hours: WORK_HOURS,
    workdays: true,
    activities: [
      [4, (s) => getObject(s, BUCKET.state, 'production/terraform.tfstate')],
      [2, (s) => putObject(s, BUCKET.state, 'production/terraform.tfstate', { key: KEY.orders })],
      [1, (s) => listObjects(s, BUCKET.state, 'production/')],
      [2, () => callerIdentity()],
      [3, () => iam('GetRole', { roleName: 'orders-api-role' })],
      [1, (s) => createRole(s, 'refunds-api-role', 'lambda.amazonaws.com')],
      [
        1,
        () =>
          iam('AttachRolePolicy', {
            roleName: 'refunds-api-role',
            policyArn: 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
          }),
      ],
      [1, (s) => createFunction(s, 'refunds-api', roleArn(PRODUCTION, 'refunds-api-role'))],
      [1, () => iam('CreateInstanceProfile', { instanceProfileName: 'web-instance', path: '/' })],
      [
        1,
        () =>
          iam('AddRoleToInstanceProfile', {
            instanceProfileName: 'web-instance',
            roleName: 'web-instance-role',
          }),
      ],
      [
        1,
        (s) =>
          runInstances(s, {
            image: 'ami-0abcdef1234567890',
            subnet: 'subnet-0a1b2c3d4e5f67890',
            group: 'sg-0fedcba9876543210',
            instanceProfile: 'web-instance',
            tags: { Name: 'web', team: 'orders' },
          }),
      ],
      [4, () => ec2Describe('DescribeInstances', 'instancesSet', 'instanceId', ['i-1234567890abcdef0'])],
      [2, () => ec2Describe('DescribeSubnets', 'subnetSet', 'subnetId', ['subnet-0a1b2c3d4e5f67890'])],
      [
        1,
        () =>
          ec2('AuthorizeSecurityGroupIngress', {
            groupId: 'sg-0fedcba9876543210',
            ipPermissions: {
              items: [
                {
                  ipProtocol: 'tcp',
                  fromPort: 443,
                  toPort: 443,
                  ipRanges: { items: [{ cidrIp: '203.0.113.0/24' }] },
                },
              ],
            },
          }),
      ],
      [
        1,
        (s) =>
          ec2('CreateNatGateway', {
            CreateNatGatewayRequest: {
              ConnectivityType: 'public',
              SubnetId: 'subnet-0a1b2c3d4e5f67890',
              AllocationId: 'eipalloc-0a1b2c3d4e5f67890',
              ClientToken: s.random.uuid(),
              TagSpecification: {
                ResourceType: 'natgateway',
                tag: 1,
                Tag: { Key: 'team', Value: 'platform', tag: 1 },
              },
            },
          }),
      ],
      [
        1,
        () =>
          ec2('CreateTags', {
            resourcesSet: { items: [{ resourceId: 'i-1234567890abcdef0' }] },
            tagSet: { items: [{ key: 'team', value: 'orders' }] },
          }),
      ],
      [
        1,
        (s) =>
          table(s, 'CreateTable', 'refunds', {
            billingMode: 'PAY_PER_REQUEST',
            tags: [{ key: 'team', value: 'orders' }],
          }),
      ],
      [2, (s) => table(s, 'DescribeTable', 'orders')],
      [1, (s) => createDatabase(s, 'refunds-db')],
      [2, () => rds('DescribeDBInstances', { dBInstanceIdentifier: 'refunds-db' })],
      [
        1,
        (s) =>
          kms(s, 'CreateGrant', KEY.orders, {
            granteePrincipal: roleArn(PRODUCTION, 'refunds-api-role'),
            operations: ['Decrypt'],
          }),
      ],
      [1, (s) => createSecret(s, 'production/refunds/db', { team: 'orders' })],
      [1, () => putParameter('/production/refunds/api-key')],
      [1, () => logs('CreateLogGroup', { logGroupName: '/aws/lambda/refunds-api' })],
      [1, () => logs('PutRetentionPolicy', { logGroupName: '/aws/lambda/refunds-api', retentionInDays: 30 })],
      [1, (s) => bucketCall(s, 'CreateBucket', 'amzn-s3-demo-bucket-refunds')],
      [1, (s) => bucketCall(s, 'PutBucketEncryption', 'amzn-s3-demo-bucket-refunds', 'encryption')],
      [
        1,
        (s) =>
          bucketCall(s, 'PutBucketPolicy', 'amzn-s3-demo-bucket-refunds', 'policy', {
            bucketPolicy: { Version: '2012-10-17', Statement: [] },
          }),
      ],
      [1, (s) => bucketCall(s, 'PutBucketLifecycle', 'amzn-s3-demo-bucket-refunds', 'lifecycle')],
      [2, (s) => bucketCall(s, 'GetBucketTagging', BUCKET.assets, 'tagging')],
      [
        1,
        (s) =>
          plain('scheduler', 'CreateSchedule', {
            name: 'nightly-settlement',
            groupName: 'default',
            scheduleExpression: 'cron(0 2 * * ? *)',
            flexibleTimeWindow: { mode: 'OFF' },
            target: {
              arn: arn('lambda', s.region, PRODUCTION, 'function:settlement'),
              roleArn: roleArn(PRODUCTION, 'service-role/scheduler-invoke'),
            },
          }),
      ],
      [1, () => plain('events', 'PutRule', { name: 'order-placed', eventBusName: 'shop', state: 'ENABLED' })],
      [1, () => apiGateway('GetRestApi', { restApiId: 'a1b2c3d4e5' })],
      [
        1,
        () => apiGateway('UpdateStage', { restApiId: 'a1b2c3d4e5', stageName: 'live', patchOperations: [] }),
      ],
      [
        1,
        () =>
          apiGateway('CreateDeployment', {
            restApiId: 'a1b2c3d4e5',
            createDeploymentInput: { stageName: 'live' },
          }),
      ],
      [1, () => loadBalancer('DescribeLoadBalancers', { names: ['shop-public'] })],
    ],
  },
  {
    principal: role(
      PRODUCTION,
      'cdk-hnb659fds-cfn-exec-role-111122223333-us-east-1',
      { service: 'cloudformation.amazonaws.com' },
      { path: '/', sessions: ['AWSCloudFormation'] },
    ),
    perDay: 4,
    hours: WORK_HOURS,
    workdays: true,
    activities: [
      [
        1,
        (s) => ({
          ...createFunction(s, 'webhooks', roleArn(PRODUCTION, 'service-role/payments-webhook-role')),
          invokedBy: 'cloudformation.amazonaws.com',
        }),
      ],
      [
        2,
        () => ({
          ...lambda('GetFunction20150331v2', { functionName: 'webhooks' }),
          invokedBy: 'cloudformation.amazonaws.com',
        }),
      ],
      [
        1,
        () => ({
          ...plain('events', 'PutTargets', {
            rule: 'order-placed',
            eventBusName: 'shop',
            targets: [
              {
                id: 'flow',
                arn: arn('states', 'us-east-1', PRODUCTION, 'stateMachine:order-flow'),
                roleArn: roleArn(PRODUCTION, 'service-role/eventbridge-invoke'),
              },
            ],
          }),
          invokedBy: 'cloudformation.amazonaws.com',
        }),
      ],
      [
        1,
        () => ({
          ...lambda('AddPermission20150331v2', {
            functionName: 'webhooks',
            statementId: 'api',
            action: 'lambda:InvokeFunction',
            principal: 'apigateway.amazonaws.com',
          }),
          invokedBy: 'cloudformation.amazonaws.com',
        }),
      ],
      [
        1,
        () => ({
          ...plain('states', 'CreateStateMachine', {
            name: 'order-flow',
            roleArn: roleArn(PRODUCTION, 'service-role/order-flow-role'),
            type: 'STANDARD',
          }),
          invokedBy: 'cloudformation.amazonaws.com',
        }),
      ],
    ],
  },
];
