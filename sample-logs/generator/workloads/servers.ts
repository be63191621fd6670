// Containers and instances: task roles, instance roles, batch jobs, file transfer.
import { arn, BUCKET, KEY, MASKED, PRODUCTION, VPC_ENDPOINT } from '../company.js';
import { role } from '../principal.js';
import { autoScaling, ec2, ec2Describe, pullImage } from '../services/compute.js';
import { batchItems, cache, item, query, scan, search, transactWrite } from '../services/databases.js';
import { kms, readParameter, readSecret, type secretArn } from '../services/keys-and-secrets.js';
import { message, putEvents, startExecution, stream } from '../services/messaging.js';
import { cloudWatch, logs, plain, systemsManager } from '../services/operations.js';
import {
  deleteObject,
  getObject,
  headObject,
  listObjects,
  multipart,
  putObject,
} from '../services/storage.js';
import type { Workload } from '../workload.js';
import { date } from './functions.js';

/** The provisioner's tenants: each has a bucket, a secret, a table and a queue of its own. */
export const TENANTS = [
  'acorn',
  'alder',
  'almond',
  'amber',
  'apricot',
  'aspen',
  'aster',
  'balsam',
  'bamboo',
  'basil',
  'bay',
  'beech',
  'birch',
  'briar',
  'cedar',
  'cherry',
  'clover',
  'cypress',
  'dahlia',
  'elder',
  'elm',
  'fern',
  'fig',
  'ginger',
  'hazel',
  'heather',
  'holly',
  'hops',
  'iris',
  'ivy',
  'jasmine',
  'juniper',
  'laurel',
  'lavender',
  'lilac',
  'lime',
  'linden',
  'lotus',
  'maple',
  'myrtle',
  'nettle',
  'oak',
  'olive',
  'orchid',
  'palm',
  'pear',
  'pine',
  'plum',
] as const;

export const serverWorkloads: readonly Workload[] = [
  {
    principal: role(PRODUCTION, 'orders-web-task', 'ecs-tasks'),
    perDay: 16,
    activities: [
      [5, (s) => query(s, 'orders', 'by-customer')],
      [4, (s) => batchItems(s, 'BatchGetItem', ['orders', 'customers'])],
      [3, (s) => getObject(s, BUCKET.assets, 'catalog/index.json')],
      [2, (s) => message(s, 'SendMessage', 'notifications')],
      [2, (s) => putEvents(s, 'shop')],
      [1, (s) => startExecution(s, 'order-flow')],
      [1, () => cache('DescribeReplicationGroups', { replicationGroupId: 'shop-sessions' })],
    ],
  },
  {
    principal: role(PRODUCTION, 'orders-web-execution', 'ecs-tasks', { userAgent: 'ecs.amazonaws.com' }),
    perDay: 4,
    activities: [
      [3, (s) => pullImage(s, 'orders-web')],
      [1, (s) => pullImage(s, 'search-indexer')],
      [2, (s) => readSecret(s, 'production/orders/db', KEY.secrets, 'QrStUv')],
      [
        1,
        (s) =>
          logs('CreateLogStream', {
            logGroupName: '/ecs/orders-web',
            logStreamName: `web/orders-web/${s.random.hex(32)}`,
          }),
      ],
      [
        1,
        () =>
          plain('ssm', 'GetParameters', {
            names: ['/production/orders/feature-flags', '/production/orders/cors'],
            withDecryption: true,
          }),
      ],
    ],
  },
  {
    principal: role(PRODUCTION, 'payments-api-task', 'ecs-tasks', { path: '/payments/' }),
    perDay: 12,
    activities: [
      [
        4,
        (s) =>
          transactWrite(s, [
            { operation: 'Put', table: 'payments' },
            { operation: 'Delete', table: 'payment-holds' },
          ]),
      ],
      [
        3,
        (s) => ({
          ...kms(s, 'Encrypt', KEY.orders, {
            encryptionContext: { purpose: 'card-reference' },
            encryptionAlgorithm: 'SYMMETRIC_DEFAULT',
          }),
          vpcEndpointId: VPC_ENDPOINT,
        }),
      ],
      [
        3,
        (s) => ({
          ...kms(s, 'Decrypt', KEY.orders, {
            encryptionContext: { purpose: 'card-reference' },
            encryptionAlgorithm: 'SYMMETRIC_DEFAULT',
          }),
          vpcEndpointId: VPC_ENDPOINT,
        }),
      ],
      [
        1,
        (s) =>
          kms(s, 'ReEncrypt', KEY.secrets, {
            sourceKeyId: arn('kms', s.region, PRODUCTION, `key/${KEY.orders}`),
            destinationKeyId: arn('kms', s.region, PRODUCTION, `key/${KEY.secrets}`),
            sourceEncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
          }),
      ],
      [1, (s) => kms(s, 'GenerateDataKey', KEY.orders, { keyId: 'alias/orders', keySpec: 'AES_256' })],
      [2, (s) => readSecret(s, 'production/payments/provider', KEY.secrets)],
      [2, (s) => item(s, 'GetItem', 'payments', { pk: `order#${s.random.integer(10_000, 99_999)}` })],
    ],
  },
  {
    principal: role(PRODUCTION, 'search-indexer-task', 'ecs-tasks'),
    perDay: 7,
    activities: [
      [3, (s) => message(s, 'ReceiveMessage', 'catalog-changes')],
      [3, (s) => message(s, 'DeleteMessage', 'catalog-changes', { receiptHandle: MASKED })],
      [2, () => search('DescribeDomain', 'catalog')],
      [2, (s) => scan(s, 'catalog')],
      [1, (s) => stream(s, 'PutRecord', 'search-metrics', { partitionKey: 'indexer' })],
    ],
  },
  {
    principal: role(PRODUCTION, 'tenant-provisioner', 'ecs-tasks', { path: '/platform/' }),
    perDay: 13,
    activities: [
      ...TENANTS.map(
        (tenant, i) =>
          [
            1,
            (s: Parameters<typeof secretArn>[0]) => {
              const secret = readSecret(
                s,
                `tenants/${tenant}/database-credentials`,
                KEY.secrets,
                `t${String(i).padStart(2, '0')}XyZ`,
              );
              return [
                ...secret,
                getObject(s, `amzn-s3-demo-bucket-tenant-${tenant}`, 'settings/tenant.json'),
              ];
            },
          ] as const,
      ),
      ...TENANTS.map(
        (tenant) =>
          [
            1,
            (s: Parameters<typeof secretArn>[0]) => [
              item(s, 'PutItem', `tenant-${tenant}-configuration`, { pk: 'settings' }),
              message(s, 'SendMessage', `tenant-${tenant}-provisioning-events`),
            ],
          ] as const,
      ),
    ],
  },
  {
    principal: role(PRODUCTION, 'web-instance-role', 'ec2'),
    perDay: 8,
    activities: [
      [3, (s) => readParameter(s, '/production/web/config')],
      [
        3,
        () =>
          systemsManager('UpdateInstanceInformation', {
            instanceId: 'i-1234567890abcdef0',
            agentVersion: '3.3.2746.0',
            agentStatus: 'Active',
            platformType: 'Linux',
          }),
      ],
      [2, (s) => getObject(s, BUCKET.assets, 'web/bundle.tar.gz')],
      [2, () => cloudWatch('PutMetricData', { namespace: 'Shop/Web' })],
      [
        1,
        () =>
          ec2('DescribeTags', {
            filterSet: {
              items: [{ name: 'resource-id', valueSet: { items: [{ value: 'i-1234567890abcdef0' }] } }],
            },
          }),
      ],
      [
        1,
        () =>
          autoScaling('CompleteLifecycleAction', {
            autoScalingGroupName: 'web',
            lifecycleHookName: 'warm-up',
            lifecycleActionResult: 'CONTINUE',
            instanceId: 'i-1234567890abcdef0',
          }),
      ],
    ],
  },
  {
    principal: role(PRODUCTION, 'bastion-instance-role', 'ec2', { path: '/ops/' }),
    perDay: 4,
    activities: [
      [
        2,
        () =>
          systemsManager('UpdateInstanceInformation', {
            instanceId: 'i-0598c7d356eba48d7',
            agentVersion: '3.3.2746.0',
            agentStatus: 'Active',
            platformType: 'Linux',
          }),
      ],
      [
        1,
        () =>
          plain('ec2-instance-connect', 'SendSSHPublicKey', {
            instanceId: 'i-1234567890abcdef0',
            instanceOSUser: 'ec2-user',
            sSHPublicKey: 'ssh-ed25519 EXAMPLE',
          }),
      ],
      [1, () => ec2Describe('DescribeInstances', 'instancesSet', 'instanceId', [])],
    ],
  },
  {
    principal: role(PRODUCTION, 'settlement-batch-job', 'ecs-tasks', { path: '/batch/' }),
    perDay: 5,
    hours: [1, 5],
    regions: ['eu-central-1'],
    activities: [
      [3, (s) => multipart(s, BUCKET.partners, `exports/${date(s.day)}/ledger.parquet`)],
      [2, (s) => listObjects(s, BUCKET.partners, 'exports/')],
      [
        1,
        () =>
          plain('batch', 'SubmitJob', {
            jobName: 'ledger-checks',
            jobQueue: 'settlement',
            jobDefinition: 'ledger-checks:4',
          }),
      ],
      [1, () => plain('batch', 'DescribeJobs', { jobs: ['1234abcd-12ab-34cd-56ef-1234567890ab'] })],
    ],
  },
  {
    principal: role(
      PRODUCTION,
      'partner-sftp-access',
      { service: 'transfer.amazonaws.com' },
      { path: '/', sessions: ['partner-a.s-1234567890abcdef0', 'partner-b.s-1234567890abcdef0'] },
    ),
    perDay: 7,
    activities: [
      [
        4,
        (s) =>
          putObject(
            s,
            BUCKET.partners,
            `inbox/${s.random.pick(['partner-a', 'partner-b'])}/${date(s.day)}/${s.random.hex(10)}.csv`,
          ),
      ],
      [2, (s) => listObjects(s, BUCKET.partners, 'inbox/partner-a/')],
      [2, (s) => headObject(s, BUCKET.partners, 'inbox/partner-a/readme.txt')],
      [
        1,
        (s) =>
          deleteObject(s, BUCKET.partners, `inbox/partner-b/${date(s.day)}/${s.random.hex(10)}.csv`, {
            versionId: s.random.alphanumeric(32),
          }),
      ],
    ],
  },
];
