import { describe, expect, test } from 'vitest';
import { NEEDED_BESIDE_REFUSED } from '../../src/catalog/resource-of-message.js';
import { EngineError } from '../../src/core/error.js';
import { matchArnFormat, placeholderArn, wildcardNames } from '../../src/generation/arn-format.js';
import { generatePolicies } from '../../src/generation/generate-policies.js';
import { mergePermissionSet } from '../../src/generation/merge-permission-set.js';
import { varyingTokens } from '../../src/generation/name-tokens.js';
import type { StatementBlock } from '../../src/generation/statement-block.js';
import { statementIds } from '../../src/generation/statement-id.js';
import { printPolicy } from '../../src/policy/print-policy.js';
import type { PermissionUsage } from '../../src/store/usage.js';
import { generationOptions, permissionRows, principalUsage, type UsageRow } from './usage-rows.js';

describe('varyingTokens', () => {
  test.each([
    ['job-17', ['17']],
    ['part0001.gz', ['0001']],
    ['i-0abc12de34f56789a', ['0abc12de34f56789a']],
    ['123e4567-e89b-12d3-a456-426614174000', ['123e4567-e89b-12d3-a456-426614174000']],
    ['2026-01-05T10', ['2026', '01', '05', '10']],
    ['20260105T101112Z.log', ['20260105T101112Z']],
    ['stack-MyResource-1A2B3C4D5E6F', ['1A2B3C4D5E6F']],
    ['report-final', []],
    ['logs/111122223333/us-east-1/7', ['7']],
    ['decade', []],
    ['v2', ['2']],
  ])('%s: %j', (text, parts) => {
    expect(varyingTokens(text, 0).map(({ start, end }) => text.slice(start, end))).toEqual(parts);
  });

  test('only from the offset on', () => {
    expect(varyingTokens('bucket-1/key-2', 9)).toEqual([{ start: 13, end: 14 }]);
  });
});

describe('a refused call that needs several resources', () => {
  const refused = (resource: string, type: string, source: string) => ({
    ...(permissionRows({
      action: 'glue:DeleteTable',
      resource: `arn:aws:glue:eu-west-1:111122223333:${resource}`,
      type,
      auth: 'denied',
      cause: 'no-identity-based-policy',
      error: 'AccessDeniedException',
    })[0] as PermissionUsage),
    source,
  });

  test('is listed once, with what its message names, and granted on all of them', () => {
    const usage = principalUsage([
      refused('catalog', 'glue:catalog', 'the access denied message'),
      refused('database/sales', 'glue:database', NEEDED_BESIDE_REFUSED),
      refused('table/sales/orders', 'glue:table', NEEDED_BESIDE_REFUSED),
    ]);
    const { denied, documents } = generatePolicies(usage, generationOptions({ includeDenied: true }));
    expect(denied).toMatchObject([
      { resource: 'arn:aws:glue:eu-west-1:111122223333:catalog', count: 1, granted: true },
    ]);
    expect(documents[0]?.Statement.flatMap((s) => s.Resource)).toHaveLength(3);
  });
});

describe('arn formats', () => {
  const lambda = 'arn:${Partition}:lambda:${Region}:${Account}:function:${FunctionName}';
  const object = 'arn:${Partition}:s3:::${BucketName}/${ObjectName}';

  test('spans of the variables', () => {
    const arn = 'arn:aws:s3:::b/a/c';
    const spans = matchArnFormat(object, arn)?.map((s) => [s.name, arn.slice(s.start, s.end)]);
    expect(spans).toEqual([
      ['Partition', 'aws'],
      ['BucketName', 'b'],
      ['ObjectName', 'a/c'],
    ]);
  });

  test.each([
    [
      lambda,
      'arn:aws:lambda:eu-west-1:111122223333:function:f',
      'arn:aws:lambda:eu-west-1:111122223333:function:*',
    ],
    [object, 'arn:aws:s3:::b/a/c', 'arn:aws:s3:::*/*'],
    [object, 'arn:aws:s3:::b', undefined],
    [lambda, '*', undefined],
  ])('%s of %s: %s', (format, arn, wider) => {
    expect(wildcardNames(format, arn)).toBe(wider);
  });

  test('a placeholder keeps all but the partition', () => {
    expect(placeholderArn(lambda, 'aws-cn')).toBe(
      'arn:aws-cn:lambda:${Region}:${Account}:function:${FunctionName}',
    );
  });
});

describe('statementIds', () => {
  const types = new Map([
    ['arn:aws:s3:::b', 's3:bucket'],
    ['arn:aws:s3:::b/k', 's3:object'],
    ['arn:aws:lambda:eu-west-1:111122223333:code-signing-config:c', 'lambda:code signing config'],
  ]);
  const block = (actions: string[], resources: string[], conditions: StatementBlock['conditions'] = {}) => ({
    actions,
    resources,
    conditions,
    conditionKey: JSON.stringify(conditions),
  });

  test.each([
    [block(['s3:GetObject'], ['arn:aws:s3:::b/k']), 'S3GetObject'],
    [block(['s3:GetObject', 's3:PutObject'], ['arn:aws:s3:::b/k']), 'S3ReadWriteObject'],
    [
      block(['s3:GetObject', 's3:ListBucket'], ['arn:aws:s3:::b', 'arn:aws:s3:::b/k']),
      'S3ListReadBucketObject',
    ],
    [
      block(['s3:PutBucketPolicy', 's3:PutBucketTagging'], ['arn:aws:s3:::b']),
      'S3TagManagePermissionsBucket',
    ],
    [block(['ec2:DescribeInstances', 'ec2:DescribeVpcs'], ['*']), 'Ec2ListAllResources'],
    [block(['ec2:DescribeVpcs', 'rds:DescribeDBInstances'], ['*']), 'Ec2RdsListAllResources'],
    [
      block(['ec2:DescribeVpcs', 'rds:DescribeDBInstances', 's3:ListAllMyBuckets'], ['*']),
      'SharedListAllResources',
    ],
    [
      block(['iam:PassRole'], ['arn:aws:iam::1:role/r'], { StringEquals: { 'iam:PassedToService': ['x'] } }),
      'IamPassRoleWhenPassedToService',
    ],
  ])('%j', (given, sid) => {
    expect(statementIds([given], types)).toEqual([sid]);
  });

  test('equal names get a number, apart from a digit of their own', () => {
    const get = block(['s3:GetObject'], ['arn:aws:s3:::b/k']);
    const invoke = block(['apigateway:GET', 'apigateway:PUT'], ['*']);
    expect(statementIds([get, get, get], types)).toEqual(['S3GetObject', 'S3GetObject2', 'S3GetObject3']);
    expect(new Set(statementIds([invoke, invoke], types)).size).toBe(2);
    const v2 = block(['wafv2:X2'], ['*']);
    expect(statementIds([v2, v2], types)).toEqual(['Wafv2X2', 'Wafv2X2No2']);
  });
});

describe('mergePermissionSet', () => {
  const bucket: UsageRow = {
    action: 's3:ListBucket',
    resource: 'arn:aws:s3:::b',
    type: 's3:bucket',
    count: 3,
  };
  const role = (account: string, given: UsageRow[]) =>
    principalUsage(given.flatMap(permissionRows), {
      principalArn: `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Dev_0123456789abcdef`,
      accountId: account,
      permissionSet: 'Dev',
      events: 10,
      firstSeen: Number(account[0]),
      unmapped: [{ eventSource: 'new.amazonaws.com', eventName: 'Do', count: 2 }],
    });
  const one = role('111122223333', [bucket]);
  const two = role('444455556666', [
    bucket,
    { action: 'sqs:SendMessage', resource: 'arn:aws:sqs:eu-west-1:444455556666:q', type: 'sqs:queue' },
  ]);

  test('the usage of all accounts, counts summed, whatever the order', () => {
    const merged = mergePermissionSet([two, one]);
    expect(merged).toEqual(mergePermissionSet([one, two]));
    expect(merged).toMatchObject({
      principalArn: one.principalArn,
      accountId: undefined,
      events: 20,
      firstSeen: 1,
      services: ['s3', 'sqs'],
      unmapped: [{ eventSource: 'new.amazonaws.com', eventName: 'Do', count: 4 }],
    });
    expect(merged.permissions.map((p) => [p.action, p.count])).toEqual([
      ['s3:ListBucket', 6],
      ['sqs:SendMessage', 1],
    ]);
  });

  test('one document for the set', () => {
    const { documents, notes } = generatePolicies(mergePermissionSet([one, two]), generationOptions());
    expect(documents).toHaveLength(1);
    expect(documents.map(printPolicy).join()).toContain('444455556666:q');
    expect(notes.join()).toContain('permission set');
  });

  test('roles of several sets are a mistake', () => {
    expect(() => mergePermissionSet([one, { ...two, permissionSet: 'Ops' }])).toThrow(EngineError);
    expect(() => mergePermissionSet([])).toThrow(EngineError);
  });
});
