// The data account: ETL, queries, warehouses, training, models, streams.
import { arn, BUCKET, DATA, KEY, MASKED, PRODUCTION } from '../company.js';
import { role } from '../principal.js';
import {
  athenaQuery,
  createTrainingJob,
  emr,
  glue,
  model,
  runJobFlow,
  sagemaker,
} from '../services/analytics.js';
import { ec2Describe, ec2Instances, pullImage } from '../services/compute.js';
import { item, redshiftStatement } from '../services/databases.js';
import { kmsForObject, readSecret } from '../services/keys-and-secrets.js';
import { deliveryStream, invoke, stream } from '../services/messaging.js';
import { cloudWatch, logs, plain } from '../services/operations.js';
import {
  bucketCall,
  deleteObjects,
  getObject,
  getObjectThroughAccessPoint,
  listObjects,
  multipart,
  putObject,
} from '../services/storage.js';
import type { Workload } from '../workload.js';
import { date } from './functions.js';

const serviceRole = (name: string, service: string) => role(DATA, name, { service });
const roleArn = (pathAndName: string) => `arn:aws:iam::${DATA}:role/${pathAndName}`;

export const dataPlatformWorkloads: readonly Workload[] = [
  {
    principal: serviceRole('AWSGlueServiceRole-orders', 'glue.amazonaws.com'),
    perDay: 18,
    hours: [0, 6],
    activities: [
      [
        6,
        (s) => {
          const key = `orders/dt=${date(s.day)}/part-${s.random.hex(8)}.parquet`;
          return [
            putObject(s, BUCKET.lake, key, { key: KEY.lake }),
            kmsForObject(s, 'GenerateDataKey', KEY.lake, BUCKET.lake, key),
          ];
        },
      ],
      [3, (s) => getObject(s, BUCKET.lake, `raw/orders/${date(s.day)}/${s.random.hex(8)}.json.gz`)],
      [2, (s) => listObjects(s, BUCKET.lake, 'raw/orders/')],
      [1, () => glue('GetTable', { databaseName: 'shop', name: 'orders' })],
      [
        1,
        () =>
          glue('BatchCreatePartition', { databaseName: 'shop', tableName: 'orders', partitionInputList: [] }),
      ],
      [1, () => glue('GetConnection', { name: 'orders-db', hidePassword: false })],
      [
        1,
        () =>
          logs('CreateLogStream', { logGroupName: '/aws-glue/jobs/output', logStreamName: 'jr_1a2b3c4d' }),
      ],
      [1, () => cloudWatch('PutMetricData', { namespace: 'Glue' })],
    ],
  },
  {
    principal: serviceRole('AWSGlueServiceRole-crawler', 'glue.amazonaws.com'),
    perDay: 4,
    hours: [5, 8],
    activities: [
      [2, (s) => listObjects(s, BUCKET.lake, 'orders/')],
      [2, () => glue('GetDatabase', { name: 'shop' })],
      [1, () => glue('UpdateTable', { databaseName: 'shop', tableInput: { name: 'orders' } })],
      [1, () => glue('CreateTable', { databaseName: 'shop', tableInput: { name: 'поставки' } })],
    ],
  },
  {
    principal: role(DATA, 'dbt-runner', 'ecs-tasks', { path: '/analytics/' }),
    perDay: 8,
    hours: [4, 9],
    activities: [
      [5, (s) => athenaQuery(s, 'dbt', 'shop')],
      [2, () => glue('GetTables', { databaseName: 'shop' })],
      [2, (s) => putObject(s, BUCKET.results, `dbt/${s.random.uuid()}.csv`)],
      [1, (s) => deleteObjects(s, BUCKET.results)],
      [
        1,
        () =>
          plain('lakeformation', 'GetDataAccess', {
            tableArn: arn('glue', 'us-east-1', DATA, 'table/shop/orders'),
            permissions: ['SELECT'],
          }),
      ],
    ],
  },
  {
    principal: role(DATA, 'dbt-execution', 'ecs-tasks', { userAgent: 'ecs.amazonaws.com' }),
    perDay: 2,
    activities: [
      [2, (s) => pullImage(s, 'dbt-runner')],
      [
        1,
        (s) =>
          logs('CreateLogStream', { logGroupName: '/ecs/dbt', logStreamName: `dbt/dbt/${s.random.hex(32)}` }),
      ],
    ],
  },
  {
    principal: role(DATA, 'redshift-loader', 'lambda'),
    perDay: 5,
    activities: [
      [3, () => redshiftStatement('analytics', 'shop')],
      [2, (s) => plain('redshift-data', 'DescribeStatement', { id: s.random.uuid() })],
      [
        1,
        () => plain('redshift-serverless', 'GetCredentials', { workgroupName: 'analytics', dbName: 'shop' }),
      ],
      [2, (s) => readSecret(s, 'analytics/redshift/loader', KEY.lake)],
    ],
  },
  {
    principal: serviceRole('redshift-copy-role', 'redshift.amazonaws.com'),
    perDay: 4,
    activities: [
      [
        4,
        (s) =>
          getObject(
            s,
            BUCKET.lake,
            `exports/warehouse/${date(s.day)}/part-${s.random.integer(0, 63)}.parquet`,
          ),
      ],
      [1, (s) => listObjects(s, BUCKET.lake, 'exports/warehouse/')],
      [1, (s) => bucketCall(s, 'GetBucketLocation', BUCKET.lake, 'location')],
    ],
  },
  {
    principal: role(
      DATA,
      'EMR_DefaultRole_V2',
      { service: 'elasticmapreduce.amazonaws.com' },
      { path: '/', sessions: ['CCSSession'] },
    ),
    perDay: 4,
    hours: [1, 4],
    activities: [
      [2, () => ec2Describe('DescribeSubnets', 'subnetSet', 'subnetId', ['subnet-0f9e8d7c6b5a43210'])],
      [2, () => ec2Describe('DescribeInstances', 'instancesSet', 'instanceId', [])],
      [1, () => ec2Instances('TerminateInstances', ['i-0aa11bb22cc33dd44'])],
    ],
  },
  {
    principal: role(DATA, 'EMR_EC2_DefaultRole', 'ec2'),
    perDay: 7,
    hours: [1, 4],
    activities: [
      [4, (s) => getObject(s, BUCKET.lake, `clickstream/${date(s.day)}/${s.random.hex(8)}.gz`)],
      [3, (s) => multipart(s, BUCKET.lake, `sessions/dt=${date(s.day)}/part-${s.random.hex(6)}.orc`)],
      [1, (s) => putObject(s, BUCKET.lake, `emr-logs/j-1K48XXXXXXHCB/steps/${s.random.hex(6)}/stderr.gz`)],
    ],
  },
  {
    principal: role(
      DATA,
      'AmazonSageMaker-ExecutionRole-20260115T101010',
      { service: 'sagemaker.amazonaws.com' },
      { sessions: ['SageMaker'] },
    ),
    perDay: 5,
    activities: [
      [3, (s) => getObject(s, BUCKET.lake, `features/v3/part-${s.random.integer(0, 200)}.parquet`)],
      [2, (s) => putObject(s, BUCKET.models, `training/demand-${date(s.day)}/model.tar.gz`)],
      [
        1,
        (s) =>
          createTrainingJob(
            s,
            `demand-${date(s.day)}`,
            roleArn('service-role/AmazonSageMaker-ExecutionRole-20260115T101010'),
          ),
      ],
      [1, (s) => sagemaker('DescribeTrainingJob', { trainingJobName: `demand-${date(s.day)}` })],
      [2, (s) => pullImage(s, 'training')],
    ],
  },
  {
    principal: role(DATA, 'assistant-role', 'lambda'),
    perDay: 8,
    activities: [
      [3, (s) => model(s, 'InvokeModel', 'anthropic.claude-3-haiku-20240307-v1:0')],
      [3, (s) => model(s, 'ConverseStream', 'us.anthropic.claude-3-7-sonnet-20250219-v1:0')],
      [2, (s) => model(s, 'Converse', 'amazon.nova-lite-v1:0')],
      [1, (s) => model(s, 'InvokeModelWithResponseStream', 'amazon.nova-pro-v1:0')],
      [2, (s) => item(s, 'GetItem', 'assistant-sessions', { pk: `session#${s.random.hex(6)}` })],
    ],
  },
  {
    principal: role(
      DATA,
      'airflow-worker',
      { service: 'airflow.amazonaws.com' },
      { sessions: ['AmazonMWAA-airflow'] },
    ),
    perDay: 8,
    activities: [
      [3, () => glue('StartJobRun', { jobName: 'orders-etl', arguments: MASKED })],
      [
        3,
        () => glue('GetJobRun', { jobName: 'orders-etl', runId: 'jr_1a2b3c4d', predecessorsIncluded: false }),
      ],
      [1, (s) => runJobFlow(s, roleArn('EMR_DefaultRole_V2'), 'EMR_EC2_DefaultRole')],
      [2, () => emr('DescribeCluster', { clusterId: 'j-1K48XXXXXXHCB' })],
      [2, (s) => getObject(s, BUCKET.lake, 'airflow/dags/orders.py')],
      [1, (s) => invoke(s, 'data-quality')],
    ],
  },
  {
    principal: serviceRole('clickstream-delivery', 'firehose.amazonaws.com'),
    perDay: 7,
    regions: ['us-east-1', 'eu-west-1'],
    activities: [
      [
        4,
        (s) => {
          const key = `clickstream/${date(s.day).replaceAll('-', '/')}/clickstream-1-${s.random.uuid()}.gz`;
          return [
            putObject(s, BUCKET.lake, key),
            kmsForObject(s, 'GenerateDataKey', KEY.lake, BUCKET.lake, key),
          ];
        },
      ],
      [2, (s) => stream(s, 'GetRecords', 'clickstream', { shardIterator: MASKED })],
      [1, () => glue('GetTableVersions', { databaseName: 'shop', tableName: 'clickstream' })],
    ],
  },
  {
    principal: role(DATA, 'lake-administrator', 'account', { path: '/analytics/' }),
    perDay: 3,
    hours: [7, 18],
    workdays: true,
    activities: [
      [
        1,
        () =>
          plain('lakeformation', 'GrantPermissions', {
            principal: { dataLakePrincipalIdentifier: roleArn('analytics/dbt-runner') },
            resource: { database: { name: 'shop' } },
            permissions: ['DESCRIBE'],
          }),
      ],
      [1, () => plain('lakeformation', 'ListPermissions', { maxResults: 100 })],
      [1, () => deliveryStream('DescribeDeliveryStream', 'clickstream')],
      [
        1,
        () =>
          deliveryStream('UpdateDestination', 'clickstream', {
            currentDeliveryStreamVersionId: '1',
            destinationId: 'destinationId-000000000001',
          }),
      ],
      [1, (s) => bucketCall(s, 'GetBucketPolicy', BUCKET.lake, 'policy')],
      [1, () => plain('redshift', 'DescribeClusters', { clusterIdentifier: 'legacy-warehouse' })],
    ],
  },
  {
    principal: role(DATA, 'shared-reports-reader', 'lambda', { path: '/analytics/' }),
    perDay: 4,
    activities: [
      [
        3,
        (s) =>
          getObjectThroughAccessPoint(
            s,
            BUCKET.lake,
            `reports/weekly-${s.random.integer(30, 40)}.parquet`,
            'reports',
          ),
      ],
      [1, (s) => listObjects(s, BUCKET.lake, 'reports/')],
    ],
  },
  {
    principal: role(DATA, 'cost-reporter', 'lambda'),
    perDay: 2,
    activities: [
      [
        2,
        () => ({
          ...plain('ce', 'GetCostAndUsage', {
            TimePeriod: { Start: '2026-08-01', End: '2026-09-01' },
            Granularity: 'MONTHLY',
          }),
          global: true,
        }),
      ],
      [
        1,
        () => ({
          ...plain('ce', 'GetCostForecast', { Granularity: 'MONTHLY', Metric: 'UNBLENDED_COST' }),
          global: true,
        }),
      ],
      [1, (s) => putObject(s, BUCKET.results, `costs/${date(s.day)}.json`)],
      [1, () => ({ ...plain('budgets', 'DescribeBudgets', { accountId: PRODUCTION }), global: true })],
    ],
  },
];
