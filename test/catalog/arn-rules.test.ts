// What the ARN formats of a service say of an ARN; patterns that overlap; Regions; resource control policies.
import { expect, test } from 'vitest';
import { allServices, resourceTypesOf } from '../../src/catalog/actions.js';
import { arnRulesOf, isKnownArnService } from '../../src/catalog/arn-rules.js';
import { patternsOverlap } from '../../src/catalog/pattern-overlap.js';
import { supportsResourceControlPolicies } from '../../src/catalog/rcp-services.js';
import { isKnownPartition, knownPartitions, partitionOfKnownRegion } from '../../src/catalog/regions.js';
import { readTable } from '../../src/catalog/resources/read-table.js';

test.each([
  ['logs', 'log-group:App*', 'required', 'required', 'known'],
  ['cloudformation', 'stack/App*/', 'required', 'required', 'known'],
  ['s3', 'bucket', 'not-allowed', 'not-allowed', 'known'],
  ['s3', 'bucket/key/*', 'not-allowed', 'not-allowed', 'known'],
  ['s3', '*', 'optional', 'optional', 'known'],
  ['iam', 'role/x', 'not-allowed', 'required', 'known'],
  ['IAM', 'role/$' + '{aws:username}', 'not-allowed', 'required', 'known'],
  ['ec2', 'instance/*', 'required', 'required', 'known'],
  ['ec2', 'image/ami-1', 'required', 'not-allowed', 'known'],
  ['sagemaker', 'mlflow-tracking-server/x', 'required', 'required', 'known'],
  // AWS owns some of these.
  ['ssm', 'document/AWS-RunShellScript', 'required', 'optional', 'known'],
  ['ssm', 'parameter/aws/service/x', 'required', 'optional', 'known'],
  ['ssm', 'parameter/mine', 'required', 'required', 'known'],
  // AWS lets these pass though no format fits.
  ['cloudformation', 'stack/without-id', 'optional', 'optional', 'unknown'],
  ['apigateway', '/tags', 'optional', 'optional', 'unknown'],
  ['profile', '/templates*', 'optional', 'optional', 'unknown'],
  ['dynamodb', 'tabel/x', 'optional', 'optional', 'impossible'],
  ['nosuchservice', 'x', 'optional', 'optional', 'unknown'],
  ['ec2', 'x'.repeat(5000), 'optional', 'optional', 'unknown'],
])('%s %s: Region %s, account %s, form %s', (service, resource, region, account, form) => {
  expect(arnRulesOf(service, resource)).toEqual({ region, account, form });
});

test('services of ARNs are prefixes and what their formats name', () => {
  expect(
    ['s3', 'S3', 'catalog', 'aws', 'opensearch', 'deepracer'].filter((s) => !isKnownArnService(s)),
  ).toEqual([]);
  expect(['elastic-inference', 'nosuchservice', '', '__proto__'].filter(isKnownArnService)).toEqual([]);
});

test('the table of owners says what the data says', () => {
  const found = new Map<string, Set<string>>();
  for (const prefix of allServices()) {
    for (const { arnFormats } of resourceTypesOf(prefix).values()) {
      for (const format of arnFormats) {
        const owner = format.replace(/\$\{[^}]*\}/g, '*').split(':')[2] ?? '';
        if (owner !== prefix && !owner.includes('*'))
          found.set(owner, (found.get(owner) ?? new Set()).add(prefix));
      }
    }
  }
  const data = [...found].map(([owner, prefixes]) => [owner, [...prefixes].sort().join(' ')]).sort();
  const table = readTable('resource-arn-owners.tsv')
    .map((row) => [row.arnService, row.prefixes])
    .sort();
  expect(table).toEqual(data);
});

test.each([
  ['a*', '*b', true],
  ['a*c', 'ab*', true],
  ['abc', 'a?c', true],
  ['a', 'b', false],
  ['a*', 'b*', false],
  ['', '*', true],
  ['', '', true],
  ['', 'a', false],
  ['a*b', 'ab', true],
  ['?', '', false],
  ['*?', 'a', true],
  ['*x*', '**', true],
])('%s and %s have a text in common: %s', (a, b, wanted) => {
  expect(patternsOverlap(a, b)).toBe(wanted);
  expect(patternsOverlap(b, a)).toBe(wanted);
});

test('Regions and partitions', () => {
  expect(partitionOfKnownRegion('eu-central-1')).toBe('aws');
  expect(partitionOfKnownRegion('cn-north-1')).toBe('aws-cn');
  expect(partitionOfKnownRegion('eu-central-9')).toBeUndefined();
  expect(partitionOfKnownRegion('aws-global')).toBeUndefined();
  expect(knownPartitions()[0]).toBe('aws');
  expect(isKnownPartition('aws-us-gov')).toBe(true);
  expect(isKnownPartition('AWS')).toBe(false);
});

test('resource control policies apply to some services', () => {
  expect(supportsResourceControlPolicies('S3')).toBe(true);
  expect(supportsResourceControlPolicies('sts')).toBe(true);
  expect(supportsResourceControlPolicies('ec2')).toBe(false);
});
