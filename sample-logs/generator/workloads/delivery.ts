// Those who build and deploy what runs: GitHub's workflows, pipelines, code builds, the edge.
import { arn, BUCKET, DATA, KEY, PRODUCTION } from '../company.js';
import { type Role, role } from '../principal.js';
import { ecs, lambda, pushImage, registerTaskDefinition, runTask } from '../services/compute.js';
import { callerIdentity, globalCall } from '../services/identity.js';
import { logs, plain, stack } from '../services/operations.js';
import { copyObject, getObject, headObject, putObject } from '../services/storage.js';
import type { Workload } from '../workload.js';

const roleArn = (account: string, pathAndName: string) => `arn:aws:iam::${account}:role/${pathAndName}`;
const WORK_HOURS: readonly [number, number] = [7, 19];
const GITHUB = { path: '/ci/', sessions: ['GitHubActions', 'GitHubActions-release'] };

const githubDeploy: Role = role(PRODUCTION, 'GitHubActionsDeploy', 'web-identity', GITHUB);

const ORDERS_TASK = roleArn(PRODUCTION, 'orders-web-task');
const ORDERS_EXECUTION = roleArn(PRODUCTION, 'orders-web-execution');

export const deliveryWorkloads: readonly Workload[] = [
  {
    principal: githubDeploy,
    perDay: 8,
    hours: WORK_HOURS,
    workdays: true,
    regions: ['us-east-1', 'eu-west-1'],
    activities: [
      [3, () => callerIdentity()],
      [3, (s) => pushImage(s, 'orders-web')],
      [1, (s) => pushImage(s, 'search-indexer')],
      [
        2,
        (s) =>
          registerTaskDefinition(s, 'orders-web', 40 + Math.floor(s.day / 7), {
            task: ORDERS_TASK,
            execution: ORDERS_EXECUTION,
          }),
      ],
      [
        3,
        (s) =>
          ecs('UpdateService', {
            cluster: 'shop',
            service: 'orders-web',
            taskDefinition: `orders-web:${40 + Math.floor(s.day / 7)}`,
          }),
      ],
      [3, () => ecs('DescribeServices', { cluster: 'shop', services: ['orders-web'] })],
      [2, (s) => putObject(s, BUCKET.artifacts, `functions/orders-api.zip`)],
      [
        2,
        () =>
          lambda('UpdateFunctionCode20150331v2', {
            functionName: 'orders-api',
            s3Bucket: BUCKET.artifacts,
            s3Key: 'functions/orders-api.zip',
            publish: true,
            dryRun: false,
          }),
      ],
      [1, () => lambda('PublishVersion20150331', { functionName: 'orders-api' })],
      [
        1,
        () =>
          lambda('UpdateAlias20150331', { functionName: 'orders-api', name: 'live', functionVersion: '12' }),
      ],
      [
        2,
        (s) =>
          stack(s, 'CreateChangeSet', 'orders-api', {
            changeSetName: 'release',
            capabilities: ['CAPABILITY_IAM'],
          }),
      ],
      [2, (s) => stack(s, 'ExecuteChangeSet', 'orders-api', { changeSetName: 'release' })],
      [3, (s) => stack(s, 'DescribeStacks', 'orders-api')],
      [2, (s) => putObject(s, BUCKET.assets, `web/app.${s.random.hex(8)}.js`)],
    ],
  },
  {
    principal: role(
      PRODUCTION,
      'shop-pipeline-role',
      { service: 'codepipeline.amazonaws.com' },
      { sessions: ['1757000000000'] },
    ),
    perDay: 4,
    hours: WORK_HOURS,
    workdays: true,
    activities: [
      [3, () => plain('codebuild', 'StartBuild', { projectName: 'shop-web', sourceVersion: 'main' })],
      [3, (s) => plain('codebuild', 'BatchGetBuilds', { ids: [`shop-web:${s.random.uuid()}`] })],
      [2, (s) => getObject(s, BUCKET.artifacts, `shop-web/source/${s.random.alphanumeric(7)}.zip`)],
      [
        2,
        (s) =>
          putObject(s, BUCKET.artifacts, `shop-web/build/${s.random.alphanumeric(7)}.zip`, {
            key: KEY.orders,
          }),
      ],
      [1, (s) => stack(s, 'DescribeStacks', 'shop-web')],
      [
        1,
        () =>
          plain('codestar-connections', 'UseConnection', {
            connectionArn: arn(
              'codestar-connections',
              'us-east-1',
              PRODUCTION,
              'connection/1234abcd-12ab-34cd-56ef-1234567890ab',
            ),
            fullRepositoryId: 'example/shop',
          }),
      ],
    ],
  },
  {
    principal: role(
      PRODUCTION,
      'codebuild-shop-web-service-role',
      { service: 'codebuild.amazonaws.com' },
      { sessions: ['AWSCodeBuild-1a2b3c4d'] },
    ),
    perDay: 5,
    hours: WORK_HOURS,
    workdays: true,
    activities: [
      [2, (s) => getObject(s, BUCKET.artifacts, `shop-web/source/${s.random.alphanumeric(7)}.zip`)],
      [2, (s) => pushImage(s, 'shop-web')],
      [
        2,
        () => logs('CreateLogStream', { logGroupName: '/aws/codebuild/shop-web', logStreamName: '1a2b3c4d' }),
      ],
      [1, () => plain('codebuild', 'BatchGetProjects', { names: ['shop-web'] })],
      [
        1,
        () =>
          plain('ssm', 'GetParameters', {
            names: ['/production/build/npm-token', '/production/build/sentry-dsn'],
            withDecryption: true,
          }),
      ],
    ],
  },
  {
    principal: role(PRODUCTION, 'edge-deployer', 'web-identity', GITHUB),
    perDay: 4,
    hours: WORK_HOURS,
    workdays: true,
    activities: [
      [
        2,
        () =>
          globalCall('cloudfront', 'CreateInvalidation2020_05_31', {
            distributionId: 'EDFDVBD6EXAMPLE',
            invalidationBatch: { paths: { quantity: 1, items: ['/*'] }, callerReference: 'release' },
          }),
      ],
      [1, () => globalCall('cloudfront', 'GetDistribution2020_05_31', { id: 'EDFDVBD6EXAMPLE' })],
      [
        1,
        () =>
          globalCall('cloudfront', 'UpdateDistribution2020_05_31', {
            id: 'EDFDVBD6EXAMPLE',
            ifMatch: 'E2QWRUHEXAMPLE',
          }),
      ],
      [
        1,
        () =>
          globalCall('route53', 'ChangeResourceRecordSets', {
            hostedZoneId: 'Z1D633PJN98FT9',
            changeBatch: {
              changes: [{ action: 'UPSERT', resourceRecordSet: { name: 'shop.example.com.', type: 'A' } }],
            },
          }),
      ],
      [1, () => globalCall('route53', 'GetChange', { id: 'C2682N5HXP0BZ4' })],
      [
        1,
        (s) =>
          plain('acm', 'DescribeCertificate', {
            certificateArn: arn(
              'acm',
              s.region,
              PRODUCTION,
              'certificate/12345678-1234-1234-1234-123456789012',
            ),
          }),
      ],
      [
        1,
        () =>
          globalCall('wafv2', 'GetWebACL', {
            name: 'shop-edge',
            scope: 'CLOUDFRONT',
            id: '1234abcd-12ab-34cd-56ef-1234567890ab',
          }),
      ],
      [
        1,
        () =>
          globalCall('wafv2', 'UpdateWebACL', {
            name: 'shop-edge',
            scope: 'CLOUDFRONT',
            id: '1234abcd-12ab-34cd-56ef-1234567890ab',
            defaultAction: { allow: {} },
          }),
      ],
      [3, (s) => putObject(s, BUCKET.assets, `web/index.${s.random.hex(6)}.html`)],
      [
        1,
        (s) =>
          copyObject(
            s,
            { bucket: BUCKET.artifacts, key: 'web/latest.zip' },
            { bucket: BUCKET.assets, key: 'web/latest.zip' },
          ),
      ],
    ],
  },
  {
    principal: role(DATA, 'GitHubActionsDeploy', 'web-identity', GITHUB),
    perDay: 4,
    hours: WORK_HOURS,
    workdays: true,
    activities: [
      [2, () => callerIdentity()],
      [
        1,
        () =>
          plain('glue', 'UpdateJob', {
            jobName: 'orders-etl',
            jobUpdate: {
              role: roleArn(DATA, 'service-role/AWSGlueServiceRole-orders'),
              command: { name: 'glueetl' },
            },
          }),
      ],
      [2, (s) => putObject(s, BUCKET.lake, `scripts/orders_etl_${s.day}.py`)],
      [
        1,
        (s) =>
          stack(s, 'UpdateStack', 'data-platform', {
            roleARN: roleArn(DATA, 'service-role/cfn-data-platform'),
            capabilities: ['CAPABILITY_NAMED_IAM'],
          }),
      ],
      [2, (s) => stack(s, 'DescribeStackEvents', 'data-platform')],
      [1, (s) => headObject(s, BUCKET.lake, 'scripts/orders_etl.py')],
      [
        1,
        (s) =>
          registerTaskDefinition(s, 'dbt-runner', 7 + Math.floor(s.day / 7), {
            task: roleArn(DATA, 'analytics/dbt-runner'),
            execution: roleArn(DATA, 'dbt-execution'),
          }),
      ],
      [1, (s) => runTask(s, 'analytics', `dbt-runner:${7 + Math.floor(s.day / 7)}`)],
    ],
  },
];
