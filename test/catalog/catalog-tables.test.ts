// The catalog's tables: every row has a source, every action in them exists, every pattern is one.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  allServices,
  catalogDate,
  findAction,
  resourceTypesOf,
  serviceExists,
} from '../../src/catalog/actions.js';
import { errorClassOf } from '../../src/catalog/error-class.js';
import { actionsOfOperation, findByFullName } from '../../src/catalog/operation-of-event.js';
import { readTable } from '../../src/catalog/resources/read-table.js';
import { serviceCoverage } from '../../src/catalog/service-coverage.js';
import { servicesOfEventSource } from '../../src/catalog/service-of-event-source.js';

const OWN = [
  'api-operations.tsv',
  'caller-written-keys.tsv',
  'condition-key-actions.tsv',
  'condition-key-pairs.tsv',
  'condition-key-services.tsv',
  'condition-key-values.tsv',
  'dangerous-actions.tsv',
  'denial-causes.tsv',
  'denied-messages.tsv',
  'error-classes.tsv',
  'event-source-services.tsv',
  'further-actions.tsv',
  'global-condition-keys.tsv',
  'kms-forward-access.tsv',
  'operation-actions.tsv',
  'pass-role.tsv',
  'permissionless.tsv',
  'policy-resource-types.tsv',
  'private-ip-ranges.tsv',
  'regions.tsv',
  'request-actions.tsv',
  'request-parts.tsv',
  'service-logging.tsv',
  'several-pages.tsv',
  'tag-on-create.tsv',
];

describe.each(OWN)('%s', (file) => {
  const rows = readTable(file);

  test('has rows, each with a source', () => {
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter((row) => !row.source)).toEqual([]);
  });

  test('names actions and services of the catalog only', () => {
    const actions = rows
      .flatMap((row) => (row.actions ?? row.action ?? '').split(' '))
      .filter((a) => a !== '');
    expect(actions.filter((action) => findByFullName(action) === undefined)).toEqual([]);
    const services = rows.flatMap((row) => row.services?.split(' ') ?? []);
    expect(services.filter((service) => !serviceExists(service))).toEqual([]);
  });

  test('has patterns that compile', () => {
    for (const { pattern } of rows) if (pattern) expect(() => new RegExp(pattern, 'i')).not.toThrow();
  });
});

test('the list of tables is complete', () => {
  const data = fileURLToPath(new URL('../../src/catalog/data/', import.meta.url));
  const others = readdirSync(data).filter((f) => !f.startsWith('resource-') && f !== 'arn-templates.tsv');
  expect(others.sort()).toEqual(OWN);
});

test('an operation is in operation-actions.tsv once', () => {
  const keys = readTable('operation-actions.tsv').map((row) =>
    `${row.service}:${row.operation}`.toLowerCase(),
  );
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
});

test('no row of pass-role.tsv is without the service that the role goes to', () => {
  const bad = readTable('pass-role.tsv').filter(
    (row) => !/^(?:[a-z0-9.-]+\.amazonaws\.com ?)+$/.test(row.passedToService ?? ''),
  );
  expect(bad).toEqual([]);
});

test('a Put, Delete or Get of S3 never maps to the other way round', () => {
  const rows = readTable('operation-actions.tsv').filter((row) => row.service === 's3');
  const wrong = rows.filter((row) => {
    const writes = /^(?:Put|Delete)/.test(row.operation ?? '');
    return (row.actions ?? '').split(' ').some((action) => writes && /^s3:(?:Get|List)/.test(action));
  });
  expect(wrong).toEqual([]);
});

test('a format of ARNs is one ARN: a type of several forms has several', () => {
  const formats = allServices().flatMap((service) =>
    [...resourceTypesOf(service).values()].flatMap(({ arnFormats }) => arnFormats),
  );
  expect(formats.length).toBeGreaterThan(1500);
  const bad = formats.filter((format) => /\s|,\s*arn:/.test(format) || !format.startsWith('arn:'));
  expect(bad).toEqual([]);
  expect(resourceTypesOf('apigateway').get('stage')?.arnFormats).toEqual([
    'arn:${Partition}:apigateway:${Region}::/apis/${ApiId}/stages/${StageName}',
    'arn:${Partition}:apigateway:${Region}::/restapis/${RestApiId}/stages/${StageName}',
  ]);
});

test('actions are found without regard to case, with their facts', () => {
  expect(findAction('S3', 'getobject')).toMatchObject({
    service: 's3',
    name: 'GetObject',
    accessLevel: 'Read',
    resourceTypes: expect.arrayContaining([{ type: 'object', required: false }]),
  });
  expect(findAction('s3', '__proto__')).toBeUndefined();
  expect(findAction('../s3', 'GetObject')).toBeUndefined();
  expect(resourceTypesOf('sts').get('role')?.arnFormats[0]).toContain(':iam::');
  expect(catalogDate()).toMatch(/^\d{4}-\d{2}-\d{2}$/);
});

test('an own name is its action, a known rename its rename, anything else nothing', () => {
  expect(actionsOfOperation('ec2', 'RunInstances').map(({ facts }) => facts.name)).toEqual(['RunInstances']);
  expect(actionsOfOperation('s3', 'headobject').map(({ facts }) => facts.name)).toEqual(['GetObject']);
  expect(actionsOfOperation('s3', 'NoSuchThing')).toEqual([]);
});

test.each([
  ['s3.amazonaws.com', ['s3', 's3-object-lambda']],
  ['monitoring.amazonaws.com', ['cloudwatch']],
  ['ec2.amazonaws.com.cn', ['ec2']],
  ['runtime.lex.amazonaws.com', ['lex']],
  ['no-such-service.amazonaws.com', []],
  ['', []],
])('event source %s', (source, services) => {
  expect(servicesOfEventSource(source)).toEqual(services);
});

test.each([
  ['Client.UnauthorizedOperation', 'ec2', 'denied'],
  ['UnauthorizedOperation', 'ec2', 'denied'],
  ['accessdenied', undefined, 'denied'],
  ['AuthorizationError', 'sns', 'denied'],
  ['VpceAccessDenied', 'kms', 'denied'],
  ['NoSuchKey', 's3', 'authorized'],
  ['NoSuchKey', 'cloudfront', 'unknown'],
  ['Server.InternalError', 'ec2', 'unknown'],
  ['NotAuthorizedException', 'cognito-idp', 'unknown'],
  ['UnrecognizedClientException', 'dynamodb', 'no-call'],
  ['Throttling', 'iam', 'unknown'],
  ['constructor', undefined, 'unknown'],
] as const)('%s of %s is %s', (code, service, wanted) => {
  expect(errorClassOf(code, service)).toBe(wanted);
});

test('coverage counts what events can show', () => {
  const byService = new Map(serviceCoverage().map((row) => [row.service, row]));
  const s3 = byService.get('s3');
  expect(s3?.logging).toEqual(['management', 'data']);
  expect(s3?.mappable).toBeGreaterThan(100);
  expect(s3?.mappable).toBeLessThan(s3?.actions ?? 0);
  expect(byService.get('rds-db')).toMatchObject({ mappable: 0, logging: ['never'] });
  for (const row of byService.values()) expect(row.mappable).toBeLessThanOrEqual(row.actions);
});
