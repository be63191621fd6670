// People and their tools: Identity Center roles, administrators, IAM users with keys and with passwords.
import { arn, BUCKET, DATA, KEY, PRODUCTION } from '../company.js';
import { type Role, role, type User, user } from '../principal.js';
import { athenaQuery, glue, model } from '../services/analytics.js';
import { ec2, ec2Describe, ec2Instances, lambda } from '../services/compute.js';
import { cache, query, rds, scan, search } from '../services/databases.js';
import { callerIdentity, globalCall, iam, organizations } from '../services/identity.js';
import { kms, readParameter, secretByName } from '../services/keys-and-secrets.js';
import { queue } from '../services/messaging.js';
import { cloudWatch, logs, plain, stack } from '../services/operations.js';
import {
  bucketCall,
  deleteObject,
  getObject,
  listBuckets,
  listObjects,
  putObject,
} from '../services/storage.js';
import type { Workload } from '../workload.js';
import { date } from './functions.js';

const SSO_PATH = '/aws-reserved/sso.amazonaws.com/eu-west-1/';
const OFFICE: readonly [number, number] = [7, 18];

const permissionSet = (account: string, name: string, sessions: readonly string[]): Role =>
  role(account, `AWSReservedSSO_${name}_0123456789abcdef`, 'sso', { path: SSO_PATH, sessions });

const ANALYSTS = ['ana.silva@example.com', 'kwame.mensah@example.com', 'mei.chen@example.com'];

export const breakGlass: Role = role(PRODUCTION, 'BreakGlass', 'saml', {
  path: '/emergency/',
  sessions: ['on-call@example.com'],
});
export const operator: User = user(PRODUCTION, 'nikki', { console: true });
export const pipelineUser: User = user(DATA, 'svc-tableau', { path: '/tools/', site: 'cloud' });

export const peopleWorkloads: readonly Workload[] = [
  {
    principal: permissionSet(PRODUCTION, 'DataAnalyst', ANALYSTS),
    perDay: 4,
    hours: OFFICE,
    workdays: true,
    activities: [
      [2, (s) => athenaQuery(s, 'primary', 'operations')],
      [2, (s) => scan(s, 'catalog')],
      [2, (s) => listObjects(s, BUCKET.logs, 'access/')],
      [
        1,
        () => cloudWatch('GetMetricData', { startTime: 'Sep 1, 2026, 12:00:00 AM', metricDataQueries: [] }),
      ],
    ],
  },
  {
    principal: permissionSet(DATA, 'DataAnalyst', ANALYSTS),
    perDay: 8,
    hours: OFFICE,
    workdays: true,
    activities: [
      [5, (s) => athenaQuery(s, 'analysts', 'shop')],
      [3, () => glue('GetTables', { databaseName: 'shop' })],
      [3, (s) => getObject(s, BUCKET.lake, `orders/dt=${date(s.day)}/part-${s.random.hex(8)}.parquet`)],
      [2, (s) => getObject(s, BUCKET.results, `analysts/${s.random.uuid()}.csv`)],
      [1, () => plain('quicksight', 'DescribeDashboard', { awsAccountId: DATA, dashboardId: 'sales' })],
      [1, () => plain('athena', 'ListWorkGroups', null)],
    ],
  },
  {
    principal: permissionSet(DATA, 'DataEngineer', ['lucia.rossi@example.com']),
    perDay: 4,
    hours: OFFICE,
    workdays: true,
    activities: [
      [2, () => glue('StartCrawler', { name: 'orders' })],
      [2, () => glue('GetJobRuns', { jobName: 'orders-etl' })],
      [1, () => logs('FilterLogEvents', { logGroupName: '/aws-glue/jobs/error', filterPattern: 'ERROR' })],
      [1, (s) => model(s, 'InvokeModel', 'amazon.titan-text-lite-v1')],
    ],
  },
  {
    principal: permissionSet(PRODUCTION, 'AdministratorAccess', [
      'lucia.rossi@example.com',
      'sam.otieno@example.com',
    ]),
    perDay: 4,
    hours: OFFICE,
    workdays: true,
    activities: [
      [2, () => ec2Describe('DescribeInstances', 'instancesSet', 'instanceId', [])],
      [1, () => iam('ListRoles', { maxItems: 100 })],
      [
        1,
        () =>
          ec2('ModifyInstanceAttribute', {
            instanceId: 'i-1234567890abcdef0',
            disableApiTermination: { value: true },
          }),
      ],
      [1, () => lambda('GetFunction20150331v2', { functionName: 'orders-api' })],
      [1, () => lambda('ListFunctions20150331', { maxItems: 50 })],
      [1, () => plain('servicequotas', 'ListServiceQuotas', { serviceCode: 'lambda' })],
      [1, () => search('UpdateDomainConfig', 'catalog', { clusterConfig: { instanceCount: 3 } })],
      [
        1,
        () =>
          cache('ModifyReplicationGroup', { replicationGroupId: 'shop-sessions', applyImmediately: true }),
      ],
    ],
  },
  {
    principal: breakGlass,
    perDay: 4,
    firstDay: 17,
    lastDay: 17,
    hours: [2, 4],
    activities: [
      [2, () => rds('RebootDBInstance', { dBInstanceIdentifier: 'orders-db' })],
      [
        1,
        () =>
          rds('DescribeEvents', { sourceIdentifier: 'orders-db', sourceType: 'db-instance', duration: 60 }),
      ],
      [1, () => ec2Instances('RebootInstances', ['i-1234567890abcdef0'])],
    ],
  },
  {
    principal: operator,
    perDay: 5,
    hours: OFFICE,
    workdays: true,
    activities: [
      [3, () => ec2Describe('DescribeInstances', 'instancesSet', 'instanceId', [])],
      [2, (s) => listBuckets(s)],
      [1, () => ec2Instances('StopInstances', ['i-0598c7d356eba48d7'])],
      [1, () => ec2Instances('StartInstances', ['i-0598c7d356eba48d7'])],
      [1, () => iam('ListMFADevices', { userName: 'nikki' })],
      [1, () => iam('ChangePassword', null)],
      [1, () => plain('health', 'DescribeEventAggregates', { aggregateField: 'eventTypeCategory' })],
      [1, (s) => stack(s, 'DescribeStackResources', 'shop-web')],
      [1, () => plain('ssm', 'StartSession', { target: 'i-0598c7d356eba48d7' })],
    ],
  },
  {
    principal: user(PRODUCTION, 'legacy-deploy', { path: '/ci/', site: 'cloud' }),
    perDay: 4,
    activities: [
      [2, (s) => putObject(s, BUCKET.artifacts, `legacy/release-${s.day}.tar.gz`)],
      [
        1,
        () =>
          plain('elasticbeanstalk', 'CreateApplicationVersion', {
            applicationName: 'legacy-shop',
            versionLabel: 'v9',
          }),
      ],
      [
        1,
        () =>
          plain('elasticbeanstalk', 'UpdateEnvironment', {
            environmentName: 'legacy-shop-live',
            applicationName: 'legacy-shop',
            versionLabel: 'v9',
          }),
      ],
      [1, () => callerIdentity()],
    ],
  },
  {
    principal: user(PRODUCTION, 'svc-backup-agent', { path: '/tools/', site: 'partner' }),
    perDay: 4,
    hours: [0, 4],
    activities: [
      [
        3,
        (s) =>
          putObject(s, 'amzn-s3-demo-bucket-offsite', `hosts/db-1/${date(s.day)}/${s.random.hex(6)}.bak`),
      ],
      [1, (s) => listObjects(s, 'amzn-s3-demo-bucket-offsite', 'hosts/db-1/')],
      [1, (s) => deleteObject(s, 'amzn-s3-demo-bucket-offsite', `hosts/db-1/expired-${s.random.hex(6)}.bak`)],
    ],
  },
  {
    principal: user(PRODUCTION, 'svc-partner-upload', { path: '/partners/', site: 'partner' }),
    perDay: 4,
    activities: [[1, (s) => putObject(s, BUCKET.partners, `drop/${date(s.day)}/${s.random.hex(8)}.xml`)]],
  },
  {
    principal: user(PRODUCTION, 'carol.security', { console: true }),
    perDay: 3,
    hours: OFFICE,
    workdays: true,
    activities: [
      [1, () => iam('GetAccountAuthorizationDetails', null)],
      [1, () => iam('GenerateCredentialReport', null)],
      [
        1,
        () =>
          plain('access-analyzer', 'ListFindingsV2', {
            analyzerArn: arn('access-analyzer', 'us-east-1', PRODUCTION, 'analyzer/account'),
          }),
      ],
      [1, () => organizations('ListAccounts')],
      [1, () => plain('cloudtrail', 'LookupEvents', { maxResults: 50 })],
    ],
  },
  {
    principal: user(PRODUCTION, 'grace', { path: '/contractors/' }),
    perDay: 3,
    firstDay: 3,
    lastDay: 12,
    activities: [
      [1, (s) => readParameter(s, '/staging/web/config')],
      [1, (s) => query(s, 'staging-orders')],
      [1, () => secretByName('GetSecretValue', 'staging/orders/db')],
    ],
  },
  {
    principal: user(DATA, 'dave', { console: true }),
    perDay: 4,
    hours: OFFICE,
    workdays: true,
    activities: [
      [2, (s) => athenaQuery(s, 'primary', 'shop')],
      [1, () => glue('GetDatabases', null)],
      [1, (s) => kms(s, 'DescribeKey', KEY.lake)],
      [1, (s) => bucketCall(s, 'GetBucketVersioning', BUCKET.lake, 'versioning')],
    ],
  },
  {
    principal: user(DATA, 'erin.ml'),
    perDay: 4,
    hours: OFFICE,
    activities: [
      [2, (s) => getObject(s, BUCKET.models, `experiments/${s.random.hex(4)}/metrics.json`)],
      [1, () => plain('sagemaker', 'ListTrainingJobs', { maxResults: 20 })],
      [
        1,
        () =>
          plain('sagemaker', 'CreatePresignedDomainUrl', {
            domainId: 'd-1234567890ab',
            userProfileName: 'erin',
          }),
      ],
    ],
  },
  {
    principal: pipelineUser,
    perDay: 4,
    activities: [
      [3, (s) => athenaQuery(s, 'tableau', 'shop')],
      [1, (s) => listObjects(s, BUCKET.results, 'tableau/')],
      [1, () => glue('GetTable', { databaseName: 'shop', name: 'orders' })],
    ],
  },
  {
    principal: user(DATA, 'frank.finance', { console: true }),
    perDay: 2,
    hours: OFFICE,
    workdays: true,
    activities: [
      [1, () => globalCall('ce', 'GetCostAndUsage', { Granularity: 'DAILY' })],
      [1, () => globalCall('cur', 'DescribeReportDefinitions', null)],
      [1, (s) => queue(s, 'GetQueueAttributes', 'invoices-in', { attributeNames: ['All'] })],
    ],
  },
];
