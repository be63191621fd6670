// Calls that failed for another reason than a refusal: not found, dry runs, throttling, validation, bad signatures.
import { failing } from '../call.js';
import { BUCKET, PRODUCTION } from '../company.js';
import { ec2, ec2Instances, ecs } from '../services/compute.js';
import { item, rds } from '../services/databases.js';
import { stream } from '../services/messaging.js';
import { plain } from '../services/operations.js';
import { bucketCall, getObject, headObject, putObject } from '../services/storage.js';
import type { Workload } from '../workload.js';
import { principalNamed } from '../workloads/company-workloads.js';

/** Failures that say something of authorization, or nothing: not found, dry runs, throttling, validation. */
export function failingWorkloads(): Workload[] {
  return [
    {
      principal: principalNamed(PRODUCTION, 'thumbnails-role'),
      label: 'failing',
      perDay: 3,
      activities: [
        [
          4,
          (s) =>
            failing(
              getObject(s, BUCKET.uploads, `uploads/missing-${s.random.hex(6)}.jpg`),
              'NoSuchKey',
              'The specified key does not exist.',
            ),
        ],
        [
          1,
          (s) =>
            failing(
              headObject(s, BUCKET.uploads, 'uploads/gone.jpg'),
              'NoSuchKey',
              'The specified key does not exist.',
            ),
        ],
        [
          1,
          (s) =>
            failing(
              putObject(s, BUCKET.thumbnails, 'thumbs/busy.jpg'),
              'SlowDown',
              'Please reduce your request rate.',
            ),
        ],
      ],
    },
    {
      principal: principalNamed(PRODUCTION, 'cluster-autoscaler'),
      label: 'failing',
      perDay: 2,
      regions: ['eu-west-1'],
      activities: [
        [
          2,
          () =>
            failing(
              ec2('DescribeInstanceTypes', { DescribeInstanceTypesRequest: { MaxResults: 100 } }),
              'Client.RequestLimitExceeded',
              'Request limit exceeded.',
            ),
        ],
        [
          1,
          () =>
            failing(
              ec2Instances('TerminateInstances', ['i-0ffffffffffffffff']),
              'Client.InvalidInstanceID.NotFound',
              "The instance ID 'i-0ffffffffffffffff' does not exist",
            ),
        ],
        [
          1,
          () =>
            failing(
              ec2Instances('StartInstances', ['i-0f1e2d3c4b5a69788']),
              'Client.DryRunOperation',
              'Request would have succeeded, but DryRun flag is set.',
            ),
        ],
      ],
    },
    {
      principal: principalNamed(PRODUCTION, 'database-maintenance'),
      label: 'failing',
      perDay: 1,
      activities: [
        [
          1,
          () =>
            failing(
              rds('StartDBInstance', { dBInstanceIdentifier: 'orders-db' }),
              'InvalidDBInstanceState',
              'Instance orders-db is not in stopped state.',
            ),
        ],
        [
          1,
          () =>
            failing(
              rds('ModifyDBInstance', { dBInstanceIdentifier: 'gone-db' }),
              'DBInstanceNotFound',
              'DBInstance gone-db not found.',
            ),
        ],
        [
          1,
          () =>
            failing(
              rds('CreateDBInstance', { dBInstanceIdentifier: 'x', engine: 'nonsense' }),
              'InvalidParameterValue',
              'Invalid DB engine',
            ),
        ],
      ],
    },
    {
      principal: principalNamed(PRODUCTION, 'orders-stream-consumer-role'),
      label: 'failing',
      perDay: 2,
      activities: [
        [
          2,
          (s) =>
            failing(
              stream(s, 'GetRecords', 'clickstream'),
              'ProvisionedThroughputExceededException',
              'Rate exceeded for shard shardId-000000000000',
            ),
        ],
        [
          1,
          (s) =>
            failing(
              item(s, 'PutItem', 'orders', { pk: 'order#1' }),
              'ConditionalCheckFailedException',
              'The conditional request failed',
            ),
        ],
        [
          1,
          () =>
            failing(
              ecs('UpdateService', { cluster: 'shop', service: 'nope' }),
              'ServiceNotFoundException',
              'Service not found.',
            ),
        ],
      ],
    },
    {
      principal: principalNamed(PRODUCTION, 'legacy-deploy'),
      label: 'failing',
      perDay: 1,
      activities: [
        [
          1,
          (s) =>
            failing(
              putObject(s, BUCKET.artifacts, 'legacy/x'),
              'RequestTimeTooSkewed',
              'The difference between the request time and the current time is too large.',
            ),
        ],
        [
          1,
          () =>
            failing(
              plain('elasticbeanstalk', 'DescribeEnvironments'),
              'ExpiredToken',
              'The security token included in the request is expired',
            ),
        ],
        [
          1,
          () =>
            failing(
              plain('sns', 'ListTopics'),
              'SignatureDoesNotMatch',
              'The request signature we calculated does not match the signature you provided.',
            ),
        ],
        [
          1,
          (s) =>
            failing(
              bucketCall(s, 'DeleteBucket', 'amzn-s3-demo-bucket-old'),
              'BucketNotEmpty',
              'The bucket you tried to delete is not empty',
            ),
        ],
      ],
    },
  ];
}
