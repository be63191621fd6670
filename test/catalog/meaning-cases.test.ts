// What records mean: every case of test/cases/catalog, one loop. A field that a case leaves out is not compared,
// but for the list of permissions: its actions are all there are.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { meaningOfEvent } from '../../src/catalog/meaning-of-event.js';
import { findByFullName } from '../../src/catalog/operation-of-event.js';
import type { JsonObject } from '../../src/core/json.js';
import type { EventMeaning, Permission } from '../../src/core/permission.js';
import { eventOfCase } from './record-of-case.js';

interface ExpectedPermission extends Partial<Omit<Permission, 'resources'>> {
  action: string;
  resources?: string[];
  rawArns?: string[];
}

interface Case {
  name: string;
  record: JsonObject;
  expect: Partial<Omit<EventMeaning, 'permissions'>> & { permissions?: ExpectedPermission[] };
}

const folder = new URL('../cases/catalog/', import.meta.url);
const files = readdirSync(fileURLToPath(folder))
  .filter((name) => name.endsWith('.json'))
  .sort();

test('there are case files of each rule from 5 to 13', () => {
  const rules = files.flatMap((name) => /^rule-(\d+)/.exec(name)?.[1] ?? []);
  expect(rules.map(Number)).toEqual([5, 6, 7, 8, 9, 10, 11, 12, 13]);
});

describe.each(files)('%s', (file) => {
  const cases = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Case[];
  test.each(cases.map((c) => [c.name, c] as const))('%s', (_name, { record, expect: wanted }) => {
    const meaning = meaningOfEvent(eventOfCase(record));
    const { permissions, ...rest } = wanted;
    expect(meaning).toMatchObject(rest);
    if (wanted.roleLinks !== undefined) expect(meaning.roleLinks).toEqual(wanted.roleLinks);
    for (const { action } of meaning.permissions) expect(findByFullName(action)).toBeDefined();
    if (permissions === undefined) return;
    expect(meaning.permissions.map((p) => p.action)).toEqual(permissions.map((p) => p.action));
    permissions.forEach(({ resources, rawArns, conditions, ...fields }, i) => {
      const made = meaning.permissions[i];
      expect(made).toMatchObject(fields);
      if (conditions !== undefined) expect(made?.conditions).toEqual(conditions);
      if (resources !== undefined) expect(made?.resources.map((r) => r.arn)).toEqual(resources);
      if (rawArns !== undefined) expect(made?.resources.map((r) => r.rawArn)).toEqual(rawArns);
    });
  });
});
