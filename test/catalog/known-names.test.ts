// Service prefixes and action names that AWS's policy validator knows.
import { describe, expect, test } from 'vitest';
import { findAction } from '../../src/catalog/actions.js';
import {
  actionOfRenamedOperation,
  currentActionsMatching,
  isKnownService,
  isRetiredService,
  matchesKnownAction,
  standingOfAction,
} from '../../src/catalog/known-names.js';
import { readTable } from '../../src/catalog/resources/read-table.js';

test.each([
  ['s3:GetObject', 'known'],
  ['S3:getobject', 'known'],
  ['ec2:Describe*', 'known'],
  ['s3:?etObject', 'known'],
  ['elasticloadbalancing:Get*', 'known'],
  ['*:Get*', 'unknown-service'],
  ['s3:*', 'known'],
  ['s3:PutBucketEncryption', 'unknown-action'],
  ['ec2:NoSuch*', 'unknown-action'],
  ['cloud9:ValidateEnvironmentName', 'unknown-action'],
  ['nosuchservice:*', 'unknown-service'],
  ['elastic-inference:Connect', 'unknown-service'],
  ['__proto__:constructor', 'unknown-service'],
  ['s3:__proto__', 'unknown-action'],
  ['../s3:GetObject', 'unknown-service'],
  ['s3:', 'unknown-action'],
  // Newer than the catalog's data, or retired and still accepted.
  ['aws-mcp:InvokeMcp', 'known'],
  ['deepracer:List*', 'known'],
  ['deepracer:NoSuchThing', 'unknown-action'],
  ['sso:DescribePermissionsPolicies', 'known'],
  ['elastic-inference:DescribeAccelerators', 'known'],
  ['zocalo:*', 'known'],
])('%s is %s', (action, standing) => {
  const [service = '', name = ''] = action.split(':');
  expect(standingOfAction(service, name)).toBe(standing);
});

test('prefixes are known without regard to case', () => {
  expect(isKnownService('EC2')).toBe(true);
  expect(isKnownService('catalog')).toBe(true);
  expect(isKnownService('elastic-inference')).toBe(false);
  expect(isRetiredService('elastic-inference')).toBe(true);
  expect(isRetiredService('ec2')).toBe(false);
  expect(isRetiredService('nosuchservice')).toBe(false);
});

test('a pattern is answered the same again', () => {
  for (let i = 0; i < 2; i++) {
    expect(matchesKnownAction('dynamodb', '*Item')).toBe(true);
    expect(matchesKnownAction('dynamodb', '*Items')).toBe(false);
  }
});

test('actions that a pattern matches', () => {
  expect(currentActionsMatching('sqs', 'send*')).toContain('sendmessage');
  expect(currentActionsMatching('SQS', 'SendMessage')).toEqual(['sendmessage']);
  expect(currentActionsMatching('deepracer', '*')).toEqual([]);
  expect(currentActionsMatching('nosuchservice', '*')).toEqual([]);
});

test.each([
  ['s3', 'PutBucketEncryption', 's3:PutEncryptionConfiguration'],
  ['lambda', 'getlayerversionbyarn', 'lambda:GetLayerVersion'],
  ['ec2', 'NoSuchThing', undefined],
])('%s:%s is authorised as %s', (service, operation, action) => {
  expect(actionOfRenamedOperation(service, operation)).toBe(action);
});

describe('further-actions.tsv', () => {
  const rows = readTable('further-actions.tsv');
  test('has no name that the catalog has, and none twice', () => {
    const names = rows.flatMap((row) =>
      (row.names ?? '')
        .split(' ')
        .filter(Boolean)
        .map((n) => [row.service ?? '', n] as const),
    );
    expect(names.length).toBeGreaterThan(100);
    expect(names.filter(([service, name]) => findAction(service, name) !== undefined)).toEqual([]);
    const keys = names.map(([service, name]) => `${service}:${name}`.toLowerCase());
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  });
  test('says of each prefix whether it is known', () => {
    expect(rows.filter((row) => row.prefix !== 'known' && row.prefix !== 'gone')).toEqual([]);
  });
});
