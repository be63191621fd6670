// Whatever a record holds: no exception, the same answer twice, only actions of the catalog, no `*` from a name.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { meaningOfEvent } from '../../src/catalog/meaning-of-event.js';
import { findByFullName } from '../../src/catalog/operation-of-event.js';
import { readTable } from '../../src/catalog/resources/read-table.js';
import type { JsonObject, JsonValue } from '../../src/core/json.js';
import { escapePolicyText } from '../../src/core/policy-text.js';
import { eventOfCase } from './record-of-case.js';

const operations = readTable('api-operations.tsv').flatMap(({ service = '', operations: names = '' }) =>
  names.split(' ').map((name) => [service, name] as const),
);
const names = fc.constantFrom(
  'roleArn',
  'role',
  'tags',
  'tagSpecificationSet',
  'items',
  'resourceType',
  'iamInstanceProfile',
  'name',
  'versionId',
  'bucketName',
  'key',
  'kmsKeyId',
  'statement',
  'transactItems',
  'put',
  'taskDefinition',
  '__proto__',
  'constructor',
);
const texts = fc.oneof(
  fc.string(),
  fc.constantFrom(
    '*',
    'arn:aws:iam::111122223333:role/x*',
    'arn:aws:iam::*:role/*',
    'web:7',
    'HIDDEN_DUE_TO_SECURITY_REASONS',
    'select 1',
  ),
);
const value = fc.letrec<{ value: JsonValue; object: JsonObject }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    texts,
    fc.boolean(),
    fc.integer(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('object'),
  ),
  object: fc
    .array(fc.tuple(names, tie('value')), { maxLength: 5 })
    .map((entries) => Object.fromEntries(entries) as JsonObject),
}));
const errors = fc.option(
  fc.constantFrom('AccessDenied', 'NoSuchKey', 'ThrottlingException', 'ExpiredToken', 'Odd'),
  { nil: undefined },
);
const messages = fc.option(
  fc.oneof(
    fc.string(),
    texts.map(
      (t) =>
        `User: x is not authorized to perform: iam:PassRole on resource: ${t} because no identity-based policy allows it`,
    ),
  ),
  { nil: undefined },
);

const event = fc
  .record({
    operation: fc.constantFrom(...operations),
    request: value.object,
    response: value.object,
    errorCode: errors,
    errorMessage: messages,
    invokedBy: fc.option(
      fc.constantFrom('cloudformation.amazonaws.com', 'AWS Internal', 's3.amazonaws.com'),
      { nil: undefined },
    ),
  })
  .map(({ operation: [service, name], request, response, errorCode, errorMessage, invokedBy }) =>
    eventOfCase({
      eventSource: `${service}.amazonaws.com`,
      eventName: name,
      requestParameters: request,
      responseElements: response,
      ...(errorCode === undefined ? {} : { errorCode }),
      ...(errorMessage === undefined ? {} : { errorMessage }),
      ...(invokedBy === undefined ? {} : { invokedBy }),
    }),
  );

test('the meaning of any event is sound', () => {
  fc.assert(
    fc.property(event, (e) => {
      const meaning = meaningOfEvent(e);
      expect(meaningOfEvent(e)).toEqual(meaning);
      for (const permission of meaning.permissions) {
        expect(findByFullName(permission.action)).toBeDefined();
        expect(permission.action).not.toContain('*');
        expect(permission.source).not.toBe('');
        expect(permission.resources.length > 0 || permission.roleReference !== undefined).toBe(true);
        const arns = permission.resources.map(({ arn }) => arn);
        expect(arns).toEqual([...new Set(arns)].sort());
        if (permission.action === 'iam:PassRole' && meaning.outcome === 'allowed') {
          expect(permission.conditions.StringEquals?.['iam:PassedToService']).toBeDefined();
          for (const arn of arns) expect(arn.replaceAll(escapePolicyText('*'), '')).not.toContain('*');
        }
      }
      if (meaning.outcome === 'not-applicable') expect(meaning.permissions).toEqual([]);
      expect(meaning.denial !== undefined).toBe(meaning.authorization === 'denied');
    }),
    { verbose: 1, numRuns: 2_000 },
  );
});
