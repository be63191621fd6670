// Resource types of data events: every service that has such events names them.
import { expect, test } from 'vitest';
import { dataEventType, isOfDataEventType } from '../../src/catalog/data-event-types.js';
import { readTable } from '../../src/catalog/resources/read-table.js';

test('data rows, and only they, have resource types', () => {
  for (const { kind, resourceTypes } of readTable('service-logging.tsv')) {
    if (kind === 'data') expect(resourceTypes).toMatch(/^AWS::\w+::\w*$/);
    else expect(resourceTypes).toBe('');
  }
});

test('a service has one type, or all of a name space', () => {
  expect([dataEventType('s3'), dataEventType('sns'), dataEventType('iam')]).toEqual([
    'AWS::S3::Object',
    'AWS::SNS::',
    undefined,
  ]);
  expect(isOfDataEventType('AWS::S3::Object', 'AWS::S3::Object')).toBe(true);
  expect(isOfDataEventType('AWS::S3::AccessPoint', 'AWS::S3::Object')).toBe(false);
  expect(isOfDataEventType('AWS::SNS::PlatformEndpoint', 'AWS::SNS::')).toBe(true);
  expect(isOfDataEventType('AWS::SNSX::Topic', 'AWS::SNS::')).toBe(false);
});
