// Those who run and watch: auditors, backups, monitoring, maintenance, and AWS's own service-linked roles.
import { arn, BUCKET, DATA, KEY, PRODUCTION } from '../company.js';
import { type Role, role } from '../principal.js';
import { autoScaling, ec2, ec2Describe, ec2Instances, lambda, loadBalancer } from '../services/compute.js';
import { cache, createDatabase, rds, search, table } from '../services/databases.js';
import { globalCall, iam, organizations } from '../services/identity.js';
import { kms, kmsFor } from '../services/keys-and-secrets.js';
import { queue } from '../services/messaging.js';
import { apiGateway, cloudWatch, logs, plain, systemsManager } from '../services/operations.js';
import { bucketCall, getObject, listBuckets, listObjects } from '../services/storage.js';
import type { Workload } from '../workload.js';
import { date } from './functions.js';

/** A role that an AWS service made for itself. */
function serviceLinked(account: string, service: string, name: string, session: string): Role {
  const path = `/aws-service-role/${service}/`;
  return role(account, name, { service }, { path, sessions: [session] });
}

const audit = (account: string): Role =>
  role(account, 'SecurityAudit', 'account', { path: '/security/', sessions: ['auditor'] });

const AUDIT_READS: Workload['activities'] = [
  [1, () => iam('ListUsers', { maxItems: 100 })],
  [1, () => iam('ListRoles', { maxItems: 100 })],
  [2, () => iam('GetRole', { roleName: 'orders-api-role' })],
  [1, () => iam('ListAttachedRolePolicies', { roleName: 'orders-api-role' })],
  [
    1,
    () => iam('GetPolicyVersion', { policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess', versionId: 'v140' }),
  ],
  [1, () => iam('GetAccountPasswordPolicy', null)],
  [1, () => iam('GetAccountSummary', null)],
  [1, (s) => listBuckets(s)],
  [1, (s) => bucketCall(s, 'GetBucketPolicy', BUCKET.assets, 'policy')],
  [1, (s) => bucketCall(s, 'GetBucketAcl', BUCKET.assets, 'acl')],
  [1, (s) => bucketCall(s, 'GetBucketEncryption', BUCKET.assets, 'encryption')],
  [1, (s) => bucketCall(s, 'GetBucketPublicAccessBlock', BUCKET.assets, 'publicAccessBlock')],
  [1, () => ec2Describe('DescribeInstances', 'instancesSet', 'instanceId', [])],
  [1, () => ec2Describe('DescribeSecurityGroups', 'securityGroupSet', 'groupId', [])],
  [1, () => ec2Describe('DescribeVpcs', 'vpcSet', 'vpcId', [])],
  [1, () => ec2Describe('DescribeSnapshots', 'snapshotSet', 'snapshotId', [])],
  [1, () => rds('DescribeDBInstances', {})],
  [1, () => rds('DescribeDBSnapshots', { includeShared: false, includePublic: false })],
  [1, () => lambda('ListFunctions20150331', { maxItems: 50 })],
  [1, (s) => kms(s, 'GetKeyRotationStatus', KEY.orders)],
  [1, () => plain('kms', 'ListKeys', null)],
  [1, () => plain('guardduty', 'ListDetectors', null)],
  [
    1,
    () =>
      plain('guardduty', 'GetFindings', {
        detectorId: '12abc34d567e8fa901bc2d34e56789f0',
        findingIds: ['6f1e2d3c4b5a69788f9e0d1c2b3a4958'],
      }),
  ],
  [1, () => plain('securityhub', 'GetFindings', { maxResults: 100 })],
  [1, () => plain('config', 'DescribeComplianceByConfigRule', null)],
  [
    1,
    () =>
      plain('config', 'SelectResourceConfig', {
        expression: "SELECT resourceId WHERE resourceType = 'AWS::EC2::Instance'",
      }),
  ],
  [1, () => plain('cloudtrail', 'DescribeTrails', { trailNameList: [], includeShadowTrails: true })],
  [
    1,
    () =>
      plain('cloudtrail', 'GetTrailStatus', {
        name: arn('cloudtrail', 'us-east-1', PRODUCTION, 'trail/organization'),
      }),
  ],
  [1, () => plain('access-analyzer', 'ListAnalyzers', null)],
  [1, () => plain('inspector2', 'ListFindings', { maxResults: 100 })],
  [1, () => plain('macie2', 'ListFindings', null)],
  [1, () => organizations('DescribeOrganization')],
  [1, () => search('DescribeDomain', 'catalog')],
  [1, () => cache('DescribeCacheClusters', { maxRecords: 100 })],
  [1, () => plain('elasticfilesystem', 'DescribeFileSystems', null)],
  [1, () => plain('ecr', 'DescribeRepositories', { maxResults: 100 })],
  [1, () => plain('eks', 'ListClusters', { maxResults: 100 })],
  [1, () => plain('secretsmanager', 'ListSecrets', { maxResults: 100 })],
  [1, () => plain('sns', 'ListTopics', null)],
  [1, (s) => queue(s, 'GetQueueAttributes', 'notifications', { attributeNames: ['Policy'] })],
  [
    1,
    () =>
      loadBalancer('DescribeListeners', {
        loadBalancerArn: arn(
          'elasticloadbalancing',
          'us-east-1',
          PRODUCTION,
          'loadbalancer/app/shop/50dc6c495c0c9188',
        ),
      }),
  ],
  [1, () => apiGateway('GetRestApis', { limit: 500 })],
  [1, () => plain('resource-groups', 'ListGroups', null)],
  [1, () => plain('tagging', 'GetResources', { resourcesPerPage: 100 })],
];

export const operationWorkloads: readonly Workload[] = [
  {
    principal: audit(PRODUCTION),
    perDay: 10,
    hours: [6, 9],
    regions: ['us-east-1', 'eu-west-1', 'eu-central-1'],
    activities: AUDIT_READS,
  },
  {
    principal: audit(DATA),
    perDay: 5,
    hours: [6, 9],
    regions: ['us-east-1', 'eu-west-1'],
    activities: AUDIT_READS,
  },
  {
    principal: role(
      PRODUCTION,
      'AWSBackupDefaultServiceRole',
      { service: 'backup.amazonaws.com' },
      { sessions: ['AWSBackup-AWSBackupDefaultServiceRole'] },
    ),
    perDay: 5,
    hours: [3, 6],
    activities: [
      [
        2,
        () =>
          ec2('CreateSnapshot', {
            volumeId: 'vol-1234567890abcdef0',
            description: 'backup',
            tagSpecificationSet: {
              items: [
                { resourceType: 'snapshot', tags: [{ key: 'aws:backup:source-resource', value: 'vol' }] },
              ],
            },
          }),
      ],
      [1, () => ec2('DeleteSnapshot', { snapshotId: 'snap-1234567890abcdef0', force: false })],
      [
        1,
        (s) =>
          rds('CreateDBSnapshot', {
            dBInstanceIdentifier: 'orders-db',
            dBSnapshotIdentifier: `awsbackup-${date(s.day)}`,
          }),
      ],
      [1, (s) => table(s, 'CreateBackup', 'orders', { backupName: `awsbackup-${date(s.day)}` })],
      [1, () => plain('elasticfilesystem', 'DescribeFileSystems', { fileSystemId: 'fs-01234567890abcdef' })],
      [
        1,
        (s) =>
          kmsFor(s, 'backup.amazonaws.com', 'GenerateDataKey', KEY.orders, {
            'aws:backup:backup-vault': 'Default',
          }),
      ],
    ],
  },
  {
    principal: role(PRODUCTION, 'database-maintenance', 'lambda', { path: '/ops/' }),
    perDay: 4,
    regions: ['us-east-1', 'eu-west-1'],
    activities: [
      [2, () => rds('DescribeDBInstances', { dBInstanceIdentifier: 'orders-db' })],
      [
        1,
        () =>
          rds('ModifyDBInstance', {
            dBInstanceIdentifier: 'orders-db',
            applyImmediately: false,
            masterUserPassword: 'HIDDEN_DUE_TO_SECURITY_REASONS',
          }),
      ],
      [1, (s) => createDatabase(s, `restore-test-${s.day}`)],
      [
        1,
        (s) =>
          rds('DeleteDBInstance', { dBInstanceIdentifier: `restore-test-${s.day}`, skipFinalSnapshot: true }),
      ],
      [
        1,
        () =>
          rds('AddTagsToResource', {
            resourceName: arn('rds', 'us-east-1', PRODUCTION, 'db:orders-db'),
            tags: [{ key: 'checked', value: 'yes' }],
          }),
      ],
    ],
  },
  {
    principal: role(PRODUCTION, 'uptime-monitor', 'lambda', { path: '/ops/' }),
    perDay: 6,
    regions: ['us-east-1', 'eu-west-1', 'eu-central-1'],
    activities: [
      [3, () => cloudWatch('DescribeAlarms', { alarmNames: ['shop-5xx'] })],
      [
        2,
        () =>
          cloudWatch('PutMetricAlarm', {
            alarmName: 'shop-latency',
            metricName: 'Latency',
            namespace: 'Shop/Web',
          }),
      ],
      [
        2,
        () =>
          loadBalancer('DescribeTargetHealth', {
            targetGroupArn: arn(
              'elasticloadbalancing',
              'us-east-1',
              PRODUCTION,
              'targetgroup/web/73e2d6bc24d8a067',
            ),
          }),
      ],
      [
        1,
        () =>
          logs('StartQuery', {
            logGroupNames: ['/aws/lambda/orders-api'],
            queryString: 'stats count(*)',
            startTime: 1_788_220_800,
            endTime: 1_788_307_200,
          }),
      ],
      [1, () => plain('xray', 'GetTraceSummaries', null)],
      [
        1,
        () =>
          globalCall('route53', 'GetHealthCheckStatus', {
            healthCheckId: 'abcdef11-2222-3333-4444-555555fedcba',
          }),
      ],
      [1, () => plain('synthetics', 'GetCanaryRuns', { name: 'checkout' })],
    ],
  },
  {
    principal: role(
      PRODUCTION,
      'patch-automation',
      { service: 'ssm.amazonaws.com' },
      { sessions: ['StartAutomation'] },
    ),
    perDay: 4,
    hours: [1, 3],
    activities: [
      [
        2,
        () =>
          systemsManager('SendCommand', {
            instanceIds: ['i-1234567890abcdef0'],
            documentName: 'AWS-RunPatchBaseline',
            parameters: 'HIDDEN_DUE_TO_SECURITY_REASONS',
          }),
      ],
      [
        2,
        () =>
          systemsManager('GetCommandInvocation', {
            commandId: '1234abcd-12ab-34cd-56ef-1234567890ab',
            instanceId: 'i-1234567890abcdef0',
          }),
      ],
      [
        1,
        () => ec2('CreateImage', { instanceId: 'i-1234567890abcdef0', name: 'web-golden', noReboot: true }),
      ],
    ],
  },
  {
    principal: role(DATA, 'log-archive-reader', 'lambda', { path: '/security/' }),
    perDay: 5,
    activities: [
      [
        4,
        (s) =>
          getObject(
            s,
            BUCKET.logs,
            `AWSLogs/${PRODUCTION}/elasticloadbalancing/us-east-1/${date(s.day).replaceAll('-', '/')}/${s.random.hex(10)}.log.gz`,
          ),
      ],
      [1, (s) => listObjects(s, BUCKET.logs, `AWSLogs/${PRODUCTION}/`)],
    ],
  },
  {
    principal: role(DATA, 'OrganizationAccountAccessRole', 'account', { sessions: ['landing-zone'] }),
    perDay: 2,
    workdays: true,
    activities: [
      [1, () => iam('CreateServiceLinkedRole', { aWSServiceName: 'redshift.amazonaws.com' })],
      [
        1,
        () =>
          plain('config', 'PutConfigurationRecorder', {
            configurationRecorder: {
              name: 'default',
              roleARN: `arn:aws:iam::${DATA}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
            },
          }),
      ],
      [1, () => plain('guardduty', 'CreateDetector', { enable: true })],
      [1, () => ec2('DeleteVpc', { vpcId: 'vpc-0123456789abcdef0' })],
    ],
  },
  {
    principal: serviceLinked(
      PRODUCTION,
      'autoscaling.amazonaws.com',
      'AWSServiceRoleForAutoScaling',
      'AutoScaling',
    ),
    perDay: 5,
    activities: [
      [3, () => ec2Describe('DescribeInstances', 'instancesSet', 'instanceId', ['i-1234567890abcdef0'])],
      [1, () => ec2Instances('TerminateInstances', ['i-0ddee11ff22aa33bb'])],
      [
        1,
        () =>
          loadBalancer('DescribeTargetHealth', {
            targetGroupArn: arn(
              'elasticloadbalancing',
              'us-east-1',
              PRODUCTION,
              'targetgroup/web/73e2d6bc24d8a067',
            ),
          }),
      ],
    ],
  },
  {
    principal: serviceLinked(
      PRODUCTION,
      'ecs.amazonaws.com',
      'AWSServiceRoleForECS',
      'ecs-service-scheduler',
    ),
    perDay: 4,
    activities: [
      [
        2,
        () =>
          loadBalancer('RegisterTargets', {
            targetGroupArn: arn(
              'elasticloadbalancing',
              'us-east-1',
              PRODUCTION,
              'targetgroup/web/73e2d6bc24d8a067',
            ),
            targets: [{ id: '10.0.2.20', port: 8080 }],
          }),
      ],
      [
        1,
        () =>
          ec2('CreateNetworkInterface', {
            subnetId: 'subnet-0a1b2c3d4e5f67890',
            groupSet: { items: [{ groupId: 'sg-0fedcba9876543210' }] },
          }),
      ],
    ],
  },
  {
    principal: serviceLinked(DATA, 'config.amazonaws.com', 'AWSServiceRoleForConfig', 'AWSConfig-Describe'),
    perDay: 6,
    regions: ['us-east-1', 'eu-west-1', 'eu-central-1'],
    activities: [
      [2, () => ec2Describe('DescribeVolumes', 'volumeSet', 'volumeId', [])],
      [2, () => iam('GetUser', { userName: 'dave' })],
      [1, () => autoScaling('DescribeAutoScalingGroups', { maxRecords: 100 })],
      [1, (s) => bucketCall(s, 'GetBucketTagging', BUCKET.lake, 'tagging')],
    ],
  },
];
