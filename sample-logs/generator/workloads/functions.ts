// Lambda functions and the services that call one another: the shop's online side.
import type { Call, Scene } from '../call.js';
import { BUCKET, DAY, KEY, MASKED, PERIOD_START, PRODUCTION } from '../company.js';
import { role } from '../principal.js';
import { item, partiql, query, streamRecords, transactWrite } from '../services/databases.js';
import {
  kmsFor,
  kmsForObject,
  readParameter,
  readSecret,
  secretByName,
} from '../services/keys-and-secrets.js';
import {
  invoke,
  message,
  publish,
  publishText,
  putEvents,
  startExecution,
  stream,
} from '../services/messaging.js';
import { logs, plain } from '../services/operations.js';
import { getObject, headObject, putObject, putObjectTagging } from '../services/storage.js';
import type { Workload } from '../workload.js';

const lambdaRole = (name: string, path = '/service-role/') => role(PRODUCTION, name, 'lambda', { path });
const functionLogs = (name: string) => (s: Scene) =>
  logs('CreateLogStream', {
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: `${date(s.day).replaceAll('-', '/')}/[$LATEST]${s.random.hex(32)}`,
  });

/** `2026-09-01` for day 0. */
export function date(day: number): string {
  return new Date((PERIOD_START + day * DAY) * 1000).toISOString().slice(0, 10);
}

const orderKey = (s: Scene) => ({ pk: `order#${s.random.integer(10_000, 99_999)}` });

/** A photo as the shop's customers upload them: a date and a random name in its key. */
function photo(s: Scene): string {
  return `uploads/${date(s.day).replaceAll('-', '/')}/photo-${s.random.hex(12)}.jpg`;
}

export const functionWorkloads: readonly Workload[] = [
  {
    principal: lambdaRole('orders-api-role'),
    perDay: 23,
    activities: [
      [6, (s) => item(s, 'GetItem', 'orders', orderKey(s))],
      [4, (s) => item(s, 'PutItem', 'orders', orderKey(s))],
      [3, (s) => item(s, 'UpdateItem', 'orders', orderKey(s), { updateExpression: 'SET #s = :s' })],
      [4, (s) => query(s, 'orders', 'by-customer')],
      [
        2,
        (s) =>
          transactWrite(s, [
            { operation: 'Put', table: 'orders' },
            { operation: 'Update', table: 'stock' },
            { operation: 'ConditionCheck', table: 'customers' },
          ]),
      ],
      [
        1,
        (s) =>
          partiql(
            s,
            'orders',
            `SELECT * FROM "orders" WHERE pk = 'order#${s.random.integer(10_000, 99_999)}' AND note = ***(Redacted)`,
          ),
      ],
      [
        1,
        (s) =>
          partiql(s, 'carts', `DELETE FROM "carts" WHERE pk = 'cart#${s.random.integer(10_000, 99_999)}'`),
      ],
      [3, (s) => putEvents(s, 'shop')],
      [2, (s) => startExecution(s, 'order-flow')],
      [1, (s) => readParameter(s, '/production/orders/feature-flags')],
      [1, (s) => readParameter(s, '/production/orders/signing-key', KEY.secrets)],
      [1, functionLogs('orders-api')],
      [
        1,
        (s) =>
          kmsFor(s, 'dynamodb.amazonaws.com', 'Decrypt', KEY.orders, {
            'aws:dynamodb:tableName': 'orders',
            'aws:dynamodb:subscriberId': PRODUCTION,
          }),
      ],
    ],
  },
  {
    principal: lambdaRole('payments-webhook-role'),
    perDay: 8,
    activities: [
      [4, (s) => readSecret(s, 'production/payments/provider', KEY.secrets)],
      [4, (s) => item(s, 'UpdateItem', 'payments', orderKey(s), { updateExpression: 'SET #s = :s' })],
      [3, (s) => message(s, 'SendMessage', 'payment-events.fifo', { messageGroupId: 'payments' })],
      [1, () => secretByName('DescribeSecret', 'production/payments/provider')],
      [1, functionLogs('webhooks')],
    ],
  },
  {
    principal: lambdaRole('thumbnails-role'),
    perDay: 20,
    activities: [
      [
        6,
        (s) => {
          const key = photo(s);
          const made: Call[] = [
            getObject(s, BUCKET.uploads, key),
            putObject(s, BUCKET.thumbnails, key.replace('uploads', 'thumbs')),
          ];
          return made;
        },
      ],
      [1, (s) => headObject(s, BUCKET.uploads, photo(s))],
      [
        1,
        (s) =>
          putObjectTagging(s, BUCKET.thumbnails, photo(s).replace('uploads', 'thumbs'), { size: 'small' }),
      ],
      [1, functionLogs('thumbnails')],
    ],
  },
  {
    principal: lambdaRole('invoice-renderer-role'),
    perDay: 9,
    regions: ['eu-west-1'],
    activities: [
      [
        5,
        (s) => {
          const key = `invoices/${date(s.day).slice(0, 7)}/INV-${s.random.integer(100_000, 999_999)}.pdf`;
          return [
            putObject(s, BUCKET.invoices, key, { key: KEY.invoices }),
            kmsForObject(s, 'GenerateDataKey', KEY.invoices, BUCKET.invoices, key),
          ];
        },
      ],
      [
        2,
        (s) => getObject(s, BUCKET.assets, 'templates/invoice.html', { versionId: '3HL4kqtJvjVBH40Nrjfkd' }),
      ],
      [1, (s) => query(s, 'customers')],
      [1, functionLogs('invoice-renderer')],
    ],
  },
  {
    principal: lambdaRole('notifications-role'),
    perDay: 10,
    regions: ['us-east-1', 'eu-west-1'],
    activities: [
      [4, (s) => message(s, 'ReceiveMessage', 'notifications', { maxNumberOfMessages: 10 })],
      [4, (s) => message(s, 'DeleteMessageBatch', 'notifications')],
      [3, (s) => publish(s, 'order-updates')],
      [1, (s) => publish(s, 'order-updates', 'PublishBatch')],
      [1, () => publishText()],
      [
        1,
        () =>
          plain('ses', 'SendTemplatedEmail', {
            source: 'shop@example.com',
            template: 'order-shipped',
            destination: { toAddresses: [MASKED] },
          }),
      ],
      [1, functionLogs('notifications')],
    ],
  },
  {
    principal: lambdaRole('orders-stream-consumer-role'),
    perDay: 8,
    activities: [
      [4, (s) => streamRecords(s, 'orders')],
      [3, (s) => stream(s, 'PutRecords', 'order-changes')],
      [2, (s) => stream(s, 'GetRecords', 'clickstream', { shardIterator: MASKED })],
      [
        1,
        (s) =>
          stream(s, 'GetShardIterator', 'clickstream', {
            shardId: 'shardId-000000000000',
            shardIteratorType: 'LATEST',
          }),
      ],
      [1, (s) => message(s, 'SendMessageBatch', 'dead-letters')],
    ],
  },
  {
    principal: role(
      PRODUCTION,
      'order-flow-role',
      { service: 'states.amazonaws.com' },
      { sessions: ['order-flow'] },
    ),
    perDay: 8,
    activities: [
      [4, (s) => invoke(s, 'settlement')],
      [4, (s) => invoke(s, 'orders-api', 'live')],
      [2, (s) => item(s, 'UpdateItem', 'orders', orderKey(s))],
      [1, (s) => message(s, 'SendMessage', 'fulfilment')],
      [1, (s) => ({ ...putEvents(s, 'shop'), invokedBy: 'states.amazonaws.com' })],
    ],
  },
  {
    principal: role(PRODUCTION, 'eventbridge-invoke', { service: 'events.amazonaws.com' }),
    perDay: 5,
    activities: [
      [3, (s) => startExecution(s, 'order-flow')],
      [2, (s) => message(s, 'SendMessage', 'notifications')],
      [1, (s) => invoke(s, 'audit-tap')],
    ],
  },
  {
    principal: role(PRODUCTION, 'scheduler-invoke', { service: 'scheduler.amazonaws.com' }),
    perDay: 3,
    hours: [1, 4],
    activities: [
      [1, (s) => invoke(s, 'settlement')],
      [1, (s) => invoke(s, 'nightly-report')],
    ],
  },
  {
    principal: lambdaRole('settlement-role'),
    perDay: 5,
    hours: [2, 5],
    activities: [
      [4, (s) => query(s, 'payments', 'by-day')],
      [
        3,
        (s) =>
          putObject(s, BUCKET.partners, `settlements/${date(s.day)}/batch-${s.random.integer(1, 40)}.csv`),
      ],
      [2, (s) => readSecret(s, 'production/settlement/bank', KEY.secrets, 'Zx9YwV')],
      [1, (s) => publish(s, 'finance-alerts')],
    ],
  },
  {
    principal: lambdaRole('customer-sign-up-role'),
    perDay: 5,
    regions: ['eu-west-1'],
    activities: [
      [
        3,
        () => plain('cognito-idp', 'AdminGetUser', { userPoolId: 'eu-west-1_aBcDeFgHi', username: MASKED }),
      ],
      [
        2,
        () =>
          plain('cognito-idp', 'AdminUpdateUserAttributes', {
            userPoolId: 'eu-west-1_aBcDeFgHi',
            username: MASKED,
            userAttributes: MASKED,
          }),
      ],
      [
        1,
        () =>
          plain('cognito-idp', 'AdminAddUserToGroup', {
            userPoolId: 'eu-west-1_aBcDeFgHi',
            username: MASKED,
            groupName: 'customers',
          }),
      ],
      [2, (s) => item(s, 'PutItem', 'customers', { pk: `customer#${s.random.integer(1, 9_999)}` })],
    ],
  },
];
