// Transactions: each item is a request of its own, with its own action on its own table.
import { describe, expect, it } from 'vitest';
import { meaningOfEvent } from '../../src/catalog/meaning-of-event.js';
import { normaliseRecord } from '../../src/trail/normalise-record.js';

function permissionsOf(requestParameters: unknown, more: object = {}): string[] {
  const normalised = normaliseRecord({
    eventID: '00000000-0000-4000-8000-000000000001',
    eventTime: '2026-01-31T10:00:00Z',
    eventSource: 'dynamodb.amazonaws.com',
    eventName: 'TransactWriteItems',
    eventType: 'AwsApiCall',
    awsRegion: 'eu-west-1',
    recipientAccountId: '111122223333',
    userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/ana', accountId: '111122223333' },
    resources: ['orders', 'stock'].map((name) => ({
      accountId: '111122223333',
      type: 'AWS::DynamoDB::Table',
      ARN: `arn:aws:dynamodb:eu-west-1:111122223333:table/${name}`,
    })),
    requestParameters: requestParameters as never,
    ...more,
  });
  if ('skip' in normalised) throw new Error(normalised.skip);
  const { permissions, unmapped } = meaningOfEvent(normalised.event);
  expect(unmapped).toBe(permissions.length === 0);
  return permissions.flatMap(({ action, resources }) =>
    resources.map(({ arn }) => `${action} ${arn.split('/')[1]}`),
  );
}

describe('TransactWriteItems', () => {
  it('needs each operation on its own table alone', () => {
    expect(
      permissionsOf({
        requestItems: [
          { operation: 'Put', tableName: 'orders', key: { pk: '1' } },
          { operation: 'Update', tableName: 'stock', key: { pk: '2' } },
          // As AWS's own example of a record has it.
          { operation: 'ConditionCheck', TableName: 'stock', Key: { pk: '3' } },
          { operation: 'Delete', tableName: 'orders', key: { pk: '4' } },
        ],
      }).sort(),
    ).toEqual([
      'dynamodb:ConditionCheckItem stock',
      'dynamodb:DeleteItem orders',
      'dynamodb:PutItem orders',
      'dynamodb:UpdateItem stock',
    ]);
  });

  it.each([
    [undefined],
    [{}],
    [{ requestItems: [] }],
    [{ requestItems: 'HIDDEN_DUE_TO_SECURITY_REASONS' }],
    [
      {
        requestItems: [
          { operation: 'Put', tableName: 'orders' },
          { operation: 'New', tableName: 'stock' },
        ],
      },
    ],
  ])('is not known where %j does not say all of it', (request) => {
    expect(permissionsOf(request)).toEqual([]);
  });
});
