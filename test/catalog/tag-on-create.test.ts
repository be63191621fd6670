// The whole table of tag actions on create: each is on a resource of a type that its operation can make. What an
// operation can make is told here the slow way: by the table, or because its name says so.
import { expect, test } from 'vitest';
import { findAction, resourceTypesOf } from '../../src/catalog/actions.js';
import { tagOnCreate } from '../../src/catalog/inferred-actions/tag-on-create.js';
import { actionsOfOperation, findByFullName } from '../../src/catalog/operation-of-event.js';
import { readTable } from '../../src/catalog/resources/read-table.js';
import { RequestReading } from '../../src/catalog/resources/request-reading.js';
import { resolveResources } from '../../src/catalog/resources/resolve-resources.js';
import type { PermissionResource } from '../../src/core/permission.js';
import { makeEvent } from './resources/make-event.js';

const rows = readTable('tag-on-create.tsv').map((row) => ({
  service: row.service ?? '',
  name: row.operation ?? '',
  action: row.action ?? '',
  createAction: row.createAction ?? '',
}));
const listed = new Set(
  readTable('resource-created-types.tsv').map((row) =>
    `${row.service}:${row.operation} ${row.type}`.toLowerCase(),
  ),
);

/** The reference has no type for what these make: neither the tag action nor the operation's own knows one. */
const OF_NO_KNOWN_TYPE = [
  'bcm-pricing-calculator:CreateBillEstimate',
  'elasticmapreduce:CreatePersistentAppUI',
  'quicksight:CreateAccountSubscription',
  'redshift:CreateRedshiftIdcApplication',
  'ses:CreateMultiRegionEndpoint',
  'ssm:CreateActivation',
  'wisdom:CreateAIAgent',
  'wisdom:CreateAIGuardrail',
  'wisdom:CreateAIPrompt',
];

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

/** `dbsnapshot` holds `snapshot`; a type may be called by its ARN's variables: `db:${DbInstanceName}`. */
function saysSo(operation: string, service: string, type: string): boolean {
  const noun = plain(operation.replace(/^[A-Z][a-z]+/, ''));
  const formats = resourceTypesOf(service).get(type.toLowerCase())?.arnFormats ?? [];
  const variables = formats.flatMap((format) => format.match(/(?<=\$\{)\w+(?=\})/g) ?? []);
  const names = [type, ...type.split('/'), type.replace(/Resource$/, ''), ...variables.map(withoutEnding)];
  return names
    .map((name) => plain(name).replace(/s$/, ''))
    .some((name) => name.length > 1 && noun.includes(name));
}

function withoutEnding(variable: string): string {
  return variable.replace(/(?:NameWithPath|Name|ResourceId|Id|ID|Identifier|Hex|Token|Uuid)$/, '');
}

function taggedBy(row: (typeof rows)[number]): readonly PermissionResource[] {
  const event = makeEvent({ parameters: { tags: [{ key: 'team', value: 'reef' }] } });
  const actions = actionsOfOperation(row.service, row.name);
  const operation = { service: row.service, name: row.name, actions, permissionless: false };
  const own = actions.map(({ facts }) => ({
    action: `${facts.service}:${facts.name}`,
    resources: resolveResources(facts, event, operation),
    conditions: {},
    evidence: 'observed' as const,
    source: 'test',
  }));
  const tag = tagOnCreate
    .infer({ event, reading: new RequestReading(event), operation, own })
    .find(({ action }) => action === row.action);
  expect(tag?.conditions).toEqual(
    row.createAction === '' ? {} : { StringEquals: { [row.createAction]: [actions[0]?.facts.name] } },
  );
  return tag?.resources ?? [];
}

test('every tag action is on what its operation makes', () => {
  const wrong: string[] = [];
  const unknown: string[] = [];
  let checked = 0;
  for (const row of rows) {
    const types = findByFullName(row.action)?.resourceTypes ?? [];
    if (types.length < 2 || actionsOfOperation(row.service, row.name).length === 0) continue;
    checked++;
    const made = taggedBy(row);
    expect(made.length).toBeGreaterThan(0);
    for (const { arn, type } of made) {
      const name = type?.slice(type.indexOf(':') + 1);
      if (name === undefined) unknown.push(`${row.service}:${row.name}`);
      else if (
        !listed.has(`${row.service}:${row.name} ${name}`.toLowerCase()) &&
        !saysSo(row.name, row.service, name)
      )
        wrong.push(`${row.service}:${row.name} ${row.action} on ${arn} (${name})`);
    }
  }
  expect(checked).toBeGreaterThan(1000);
  expect(wrong).toEqual([]);
  expect([...new Set(unknown)].sort()).toEqual(OF_NO_KNOWN_TYPE);
});

test('an action that two pages of the reference describe has the types of both, as alternatives', () => {
  const types = findAction('elasticloadbalancing', 'AddTags')?.resourceTypes ?? [];
  expect(types.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['loadbalancer', 'loadbalancer/app/', 'listener-rule/net', 'targetgroup']),
  );
  expect(types.filter(({ required }) => required)).toEqual([]);
  const twice = types.map(({ type }) => type).filter((type, i, all) => all.indexOf(type) !== i);
  expect(twice).toEqual([]);
});
