// Rare kinds of records: a role made anew under its old name, an addendum, records too large, calls that no IAM
// action is known for, a request by nobody.
import { type Call, call, type Json } from '../call.js';
import { BUCKET, DATA, PRODUCTION } from '../company.js';
import { role } from '../principal.js';
import type { Delivered } from '../record.js';
import { createRole, iam } from '../services/identity.js';
import { plain } from '../services/operations.js';
import { deleteObject, getObject, putObject } from '../services/storage.js';
import type { Workload } from '../workload.js';
import { principalNamed } from '../workloads/company-workloads.js';
import { date } from '../workloads/functions.js';
import { bareRecord, callsAt } from './bare-record.js';

const RECREATED_DAY = 12;
const report = (incarnation: number) => role(PRODUCTION, 'nightly-report', 'lambda', { incarnation });
export const olderReport = report(1);
export const newerReport = report(2);

/** The older role could delete; the newer one, made on day 12, only reads and writes. */
export const recreatedRoleWorkloads: readonly Workload[] = [
  {
    principal: olderReport,
    label: 'older',
    perDay: 6,
    lastDay: RECREATED_DAY - 1,
    activities: [
      [3, (s) => putObject(s, BUCKET.partners, `reports/${date(s.day)}.csv`)],
      [1, (s) => deleteObject(s, BUCKET.partners, `reports/${date(Math.max(0, s.day - 7))}.csv`)],
    ],
  },
  {
    principal: newerReport,
    label: 'newer',
    perDay: 6,
    firstDay: RECREATED_DAY + 1,
    activities: [
      [3, (s) => putObject(s, BUCKET.partners, `reports/${date(s.day)}.csv`)],
      [1, (s) => getObject(s, BUCKET.partners, 'reports/template.csv')],
    ],
  },
];

export function specialRecords(): Delivered[] {
  return [...recreation(), ...addendum(), ...tooLarge(), ...unmappable(), anonymous()];
}

function recreation(): Delivered[] {
  const terraform = principalNamed(PRODUCTION, 'TerraformApply');
  return callsAt(terraform, 'us-east-1', { day: RECREATED_DAY, at: '09:00:00' }, (s) => [
    iam('DeleteRole', { roleName: 'nightly-report' }),
    createRole(s, 'nightly-report', 'lambda.amazonaws.com'),
  ]);
}

/** A record and the one that CloudTrail delivered in its place a day later. */
function addendum(): Delivered[] {
  const maintenance = principalNamed(PRODUCTION, 'database-maintenance');
  const request = { dBInstanceIdentifier: 'orders-db', backupRetentionPeriod: 14 };
  const first = callsAt(maintenance, 'us-east-1', { day: 19, at: '10:10:10' }, () => [
    call('rds', 'ModifyDBInstance', { dBInstanceIdentifier: 'orders-db' }),
  ]);
  const original = first[0]?.record;
  const addendumFields: { [key: string]: Json } = {
    reason: 'UPDATED_DATA',
    updatedFields: 'requestParameters',
    originalRequestID: original?.requestID ?? null,
    originalEventID: original?.eventID ?? null,
  };
  const second = callsAt(maintenance, 'us-east-1', { day: 20, at: '10:10:10' }, () => [
    { ...call('rds', 'ModifyDBInstance', request), addendum: addendumFields },
  ]).map((delivered) => {
    const record = {
      ...delivered.record,
      userIdentity: original?.userIdentity ?? null,
      eventTime: original?.eventTime ?? null,
    };
    return { ...delivered, record };
  });
  return [...first, ...second];
}

/** Fields that CloudTrail leaves out for their size. */
function tooLarge(): Delivered[] {
  const omitted = (field: string, originalSize: number) => ({
    omitted: true,
    originalSize,
    reason: `${field} too large`,
  });
  return [
    ...callsAt(principalNamed(PRODUCTION, 'TerraformApply'), 'us-east-1', { day: 21, at: '16:00:00' }, () => [
      call('cloudformation', 'CreateStack', omitted('requestParameters', 310_412)),
      call(
        'cloudformation',
        'GetTemplateSummary',
        { stackName: 'shop-web' },
        { response: omitted('responseElements', 148_201) },
      ),
    ]),
    ...callsAt(principalNamed(DATA, 'airflow-worker'), 'us-east-1', { day: 21, at: '16:05:00' }, () => [
      call('glue', 'BatchGetPartition', omitted('requestParameters', 210_006)),
    ]),
  ];
}

/** Calls that the console makes or that are plainly made up: CloudTrail logs them, IAM has no such action. */
function unmappable(): Delivered[] {
  const calls: readonly Call[] = [
    call('s3', 'GetStorageLensDashboardDataInternal', {
      configurationARN: `arn:aws:s3:us-east-1:${PRODUCTION}:storage-lens/default-account-dashboard`,
    }),
    plain('example-widgets', 'DescribeWidgets', { widgetId: 'w-1' }),
    plain('example-widgets', 'PolishWidget', { widgetId: 'w-1' }),
  ];
  return [1, 8, 15, 22].flatMap((day) => [
    ...callsAt(principalNamed(PRODUCTION, 'nikki'), 'us-east-1', { day, at: '14:00:00' }, () => calls),
    ...callsAt(principalNamed(DATA, 'dave'), 'us-east-1', { day, at: '14:30:00' }, () => calls.slice(1, 2)),
  ]);
}

function anonymous(): Delivered {
  return bareRecord({
    account: PRODUCTION,
    region: 'us-east-1',
    when: { day: 23, at: '03:33:33' },
    source: 's3',
    name: 'GetObject',
    identity: { type: 'AWSAccount', principalId: '', accountId: 'anonymous' },
    eventType: 'AwsApiCall',
    fields: {
      requestParameters: {
        bucketName: BUCKET.assets,
        Host: `${BUCKET.assets}.s3.us-east-1.amazonaws.com`,
        key: 'web/robots.txt',
      },
      readOnly: true,
      resources: [
        { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${BUCKET.assets}/web/robots.txt` },
        { accountId: PRODUCTION, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${BUCKET.assets}` },
      ],
      managementEvent: false,
      eventCategory: 'Data',
    },
  });
}
