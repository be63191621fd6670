// Random usage of one principal over a small world, so that rows meet: equal actions, types, names, conditions.
import fc from 'fast-check';
import type { Conditions } from '../../src/core/permission.js';
import type { GenerationOptions } from '../../src/generation/generation-options.js';
import type { PermissionUsage } from '../../src/store/usage.js';
import { generationOptions, permissionRows, type UsageRow } from './usage-rows.js';

const ACCOUNT = 'eu-west-1:111122223333';

const name = fc.oneof(
  fc.constantFrom('a', 'b', 'logs/a', 'logs/b', 'x${*}', 'x${?}y', '${$}{aws:username}'),
  fc.nat(30).map((n) => `job-${n}`),
  fc.nat(30).map((n) => `logs/2026/01/${n}/part-${n * 7}.gz`),
);

type Shape = Pick<UsageRow, 'action' | 'resource' | 'type' | 'reason'>;

const passRole = name.map(
  (n): Shape => ({
    action: 'iam:PassRole',
    resource: `arn:aws:iam::111122223333:role/${n.replace(/[^\w/]/g, '')}`,
    type: 'iam:role',
  }),
);

const shape: fc.Arbitrary<Shape> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('s3:GetObject', 's3:PutObject', 's3:DeleteObject'),
      fc.constantFrom('b', 'c'),
      name,
    )
    .map(
      ([action, bucket, key]): Shape => ({
        action,
        resource: `arn:aws:s3:::${bucket}/${key}`,
        type: 's3:object',
      }),
    ),
  fc.tuple(fc.constantFrom('dynamodb:GetItem', 'dynamodb:PutItem'), fc.nat(20)).map(
    ([action, n]): Shape => ({
      action,
      resource: `arn:aws:dynamodb:${ACCOUNT}:table/t-${n}`,
      type: 'dynamodb:table',
    }),
  ),
  fc
    .nat(20)
    .map(
      (n): Shape => ({ action: 'kms:Decrypt', resource: `arn:aws:kms:${ACCOUNT}:key/${n}`, type: 'kms:key' }),
    ),
  fc.constantFrom<Shape>(
    { action: 'ec2:DescribeInstances' },
    { action: 'ec2:DescribeVpcs' },
    { action: 'rds:DescribeAccountAttributes' },
    { action: 'dynamodb:GetItem', resource: '*', reason: 'resource-not-in-record' },
    { action: 's3:GetObject', resource: '*', reason: 'value-masked' },
    { action: 'iam:PassRole', resource: '', reason: 'resource-not-in-record' },
    { action: 'iam:PassRole', resource: '*', reason: 'value-masked' },
    {
      action: 'ec2:RunInstances',
      resource: `arn:aws:ec2:${ACCOUNT}:instance/*`,
      type: 'ec2:instance',
      reason: 'id-assigned-by-service',
    },
    {
      action: 'ec2:RunInstances',
      resource: `arn:aws:ec2:${ACCOUNT}:instance/i-0abc12de`,
      type: 'ec2:instance',
    },
  ),
  passRole,
);

function conditionOn(action: string, host: string): Conditions {
  const key = action === 'iam:PassRole' ? 'iam:PassedToService' : 'aws:CalledVia';
  return { StringEquals: { [key]: [host] } };
}

const row: fc.Arbitrary<UsageRow> = fc
  .record({
    shape,
    auth: fc.constantFrom('proven', 'proven', 'proven', 'unknown', 'denied') as fc.Arbitrary<
      'proven' | 'unknown' | 'denied'
    >,
    cause: fc.constantFrom(
      'no-identity-based-policy',
      'explicit-deny',
      'unspecified',
      'no-service-control-policy',
    ) as fc.Arbitrary<
      'no-identity-based-policy' | 'explicit-deny' | 'unspecified' | 'no-service-control-policy'
    >,
    via: fc.constantFrom(undefined, undefined, 's3', 'ecs-tasks'),
    day: fc.nat(3),
    count: fc.integer({ min: 1, max: 9 }),
  })
  .map(
    ({ shape: given, auth, cause, via, day, count }): UsageRow => ({
      ...given,
      auth,
      count,
      firstDay: day,
      ...(auth === 'denied' ? { cause } : {}),
      ...(auth === 'unknown' ? { error: 'ThrottlingException' } : {}),
      ...(via === undefined ? {} : { conditions: conditionOn(given.action, `${via}.amazonaws.com`) }),
    }),
  );

/** A few rows, or enough of one kind to press on the quota. */
export const usageRows: fc.Arbitrary<PermissionUsage[]> = fc
  .oneof(
    { weight: 5, arbitrary: fc.array(row, { maxLength: 40 }) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.array(row, { maxLength: 20 }), fc.integer({ min: 50, max: 400 }))
        .map(([rows, times]) => [
          ...rows,
          { action: 'kms:Encrypt', resource: `arn:aws:kms:${ACCOUNT}:key/{i}`, type: 'kms:key', times },
          { action: 's3:GetObject', resource: 'arn:aws:s3:::d/{i}.txt', type: 's3:object', times: times * 3 },
          { action: 's3:PutObject', resource: 'arn:aws:s3:::d/{i}.txt', type: 's3:object', times: times * 2 },
        ]),
    },
  )
  .map((rows) => rows.flatMap(permissionRows));

export const options: fc.Arbitrary<GenerationOptions> = fc
  .record({
    includeDenied: fc.oneof(fc.boolean(), fc.constant(['s3:GetObject', 'iam:PassRole'])),
    includeFailed: fc.boolean(),
    generalize: fc.boolean(),
  })
  .map((chosen) => generationOptions(chosen));
