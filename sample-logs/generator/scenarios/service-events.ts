// What AWS services do by themselves: service events (no API call), and API calls by a service principal.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/non-api-aws-service-events.html
import type { JsonFields } from '../call.js';
import { arn, BUCKET, DATA, KEY, keyArn, PERIOD_DAYS, PRODUCTION, SEED, SESSION_KEY } from '../company.js';
import { principalArn, type Role } from '../principal.js';
import { Random } from '../random.js';
import type { Delivered } from '../record.js';
import { companyWorkloads } from '../workloads/company-workloads.js';
import { bareRecord, type When } from './bare-record.js';

const SERVICE_OF: { [trust: string]: string } = {
  lambda: 'lambda.amazonaws.com',
  'ecs-tasks': 'ecs-tasks.amazonaws.com',
  ec2: 'ec2.amazonaws.com',
};

export function serviceEventRecords(): Delivered[] {
  return [...rotations(), ...singleEvents(), ...portalEvents(), ...assumptions(), ...logDeliveries()];
}

function byService(accountId: string, invokedBy: string): JsonFields {
  return { accountId, invokedBy };
}

function rotations(): Delivered[] {
  return Object.values(KEY).map((key, i) => {
    const account = key === KEY.lake ? DATA : PRODUCTION;
    return bareRecord({
      account,
      region: 'us-east-1',
      when: { day: 3 + i * 6, at: '01:41:59' },
      source: 'kms',
      name: 'RotateKey',
      identity: byService(account, 'AWS Internal'),
      eventType: 'AwsServiceEvent',
      service: 'AWS Internal',
      fields: {
        resources: [{ accountId: account, type: 'AWS::KMS::Key', ARN: keyArn('us-east-1', account, key) }],
        serviceEventDetails: { rotationType: 'AUTOMATIC', keyId: key },
      },
    });
  });
}

function singleEvents(): Delivered[] {
  const event = (
    source: string,
    name: string,
    when: When,
    details: JsonFields,
    region = 'us-east-1',
    account: string = PRODUCTION,
  ) =>
    bareRecord({
      account,
      region,
      when,
      source,
      name,
      identity: byService(account, `${source}.amazonaws.com`),
      eventType: 'AwsServiceEvent',
      service: `${source}.amazonaws.com`,
      fields: { serviceEventDetails: details },
    });
  return [
    event(
      'ec2',
      'SharedSnapshotVolumeCreated',
      { day: 4, at: '10:03:26' },
      { snapshotId: 'snap-1234567890abcdef0' },
    ),
    event(
      'secretsmanager',
      'RotationStarted',
      { day: 7, at: '00:00:10' },
      { secretId: 'production/orders/db' },
    ),
    event(
      'secretsmanager',
      'RotationSucceeded',
      { day: 7, at: '00:00:40' },
      { secretId: 'production/orders/db' },
    ),
    event(
      'secretsmanager',
      'EndSecretVersionDelete',
      { day: 22, at: '11:00:00' },
      { secretId: 'old/example' },
    ),
    event(
      'secretsmanager',
      'StartSecretVersionDelete',
      { day: 8, at: '05:00:00' },
      { secretId: 'old/example' },
    ),
    event(
      'kms',
      'SynchronizeMultiRegionKey',
      { day: 10, at: '03:00:00' },
      { keyId: KEY.orders },
      'eu-west-1',
    ),
    event(
      'ec2',
      'BidEvictedEvent',
      { day: 18, at: '12:00:00' },
      { instanceIdSet: ['i-0f1e2d3c4b5a69788'] },
      'eu-west-1',
    ),
    event('kms', 'DeleteKey', { day: 24, at: '04:55:00' }, { keyId: KEY.lake }, 'eu-central-1', DATA),
  ];
}

/** Identity Center's portal and Cognito's sign-in pages: AwsServiceEvent too. */
function portalEvents(): Delivered[] {
  const portal = [1, 5, 8, 12, 19, 26].map((day) =>
    bareRecord({
      account: PRODUCTION,
      region: 'eu-west-1',
      when: { day, at: '07:02:11' },
      source: 'sso',
      name: 'GetRoleCredentials',
      identity: {
        type: 'IdentityCenterUser',
        accountId: PRODUCTION,
        onBehalfOf: {
          userId: '544894e8-80c1-707f-60e3-3ba6510dfac1',
          identityStoreArn: arn('identitystore', '', PRODUCTION, 'identitystore/d-1234567890'),
        },
        credentialId: 'EXAMPLEVHULjJdTUdPJfofVa1sufHDoj7aYcOYcxFVllWR_Whr1fEXAMPLE',
      },
      eventType: 'AwsServiceEvent',
      fields: { readOnly: true, serviceEventDetails: { role_name: 'DataAnalyst', account_id: DATA } },
    }),
  );
  const signInPages = [2, 11, 20].map((day) =>
    bareRecord({
      account: PRODUCTION,
      region: 'eu-west-1',
      when: { day, at: '18:30:05' },
      source: 'cognito-idp',
      name: 'Login_GET',
      identity: { accountId: PRODUCTION },
      eventType: 'AwsServiceEvent',
      fields: {
        additionalEventData: {
          responseParameters: { status: 200 },
          requestParameters: { client_id: ['1example23456789'], response_type: ['code'] },
        },
        serviceEventDetails: { serviceAccountId: '111122223333' },
      },
    }),
  );
  return [...portal, ...signInPages];
}

/** Each fourth day, the service that runs under a role takes it on. */
function assumptions(): Delivered[] {
  const delivered: Delivered[] = [];
  for (const { principal } of companyWorkloads) {
    const service = principal.kind === 'role' ? serviceThatAssumes(principal) : undefined;
    if (principal.kind !== 'role' || service === undefined) continue;
    const random = new Random(SEED, `assumed by service ${principalArn(principal)}`);
    for (let day = random.integer(0, 3); day < PERIOD_DAYS; day += 4) {
      const at = `${String(random.integer(0, 23)).padStart(2, '0')}:${String(random.integer(10, 59))}:07`;
      const roleSessionName = random.pick(principal.sessions);
      delivered.push(
        bareRecord({
          account: principal.account,
          region: 'us-east-1',
          when: { day, at },
          source: 'sts',
          name: 'AssumeRole',
          identity: { type: 'AWSService', invokedBy: service },
          eventType: 'AwsApiCall',
          service,
          fields: {
            requestParameters: { roleArn: principalArn(principal), roleSessionName },
            responseElements: {
              credentials: {
                accessKeyId: SESSION_KEY,
                sessionToken: 'EXAMPLE',
                expiration: 'Oct 1, 2026, 6:00:00 AM',
              },
            },
            requestID: random.uuid(),
            eventID: random.uuid(),
            readOnly: true,
            resources: [
              { accountId: principal.account, type: 'AWS::IAM::Role', ARN: principalArn(principal) },
            ],
            sharedEventID: random.uuid(),
          },
        }),
      );
    }
  }
  return delivered;
}

function serviceThatAssumes(principal: Role): string | undefined {
  if (typeof principal.trust === 'object') return principal.trust.service;
  return SERVICE_OF[principal.trust];
}

/** CloudTrail itself asks for the log bucket's ACL; a service writes with AWSService as its name. */
function logDeliveries(): Delivered[] {
  return Array.from({ length: PERIOD_DAYS }, (_, day) =>
    bareRecord({
      account: PRODUCTION,
      region: 'us-east-1',
      when: { day, at: '00:04:30' },
      source: 's3',
      name: 'GetBucketAcl',
      identity: { type: 'AWSService', invokedBy: 'cloudtrail.amazonaws.com' },
      eventType: 'AwsApiCall',
      service: 'cloudtrail.amazonaws.com',
      fields: {
        requestParameters: {
          bucketName: BUCKET.logs,
          Host: `${BUCKET.logs}.s3.us-east-1.amazonaws.com`,
          acl: '',
        },
        readOnly: true,
        resources: [{ accountId: PRODUCTION, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${BUCKET.logs}` }],
      },
    }),
  );
}
