// The resources of an action, from records: JSON case tables, one loop.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findAction } from '../../../src/catalog/actions.js';
import { resolveResources } from '../../../src/catalog/resources/resolve-resources.js';
import { type EventFacts, makeEvent } from './make-event.js';

interface Case extends EventFacts {
  name: string;
  /** `service:Action` */
  action: string;
  /** `service:Operation`; the action's own name where absent. */
  operation?: string;
  /** ARNs, or ARN and reason, or the whole resource. */
  expect: readonly (string | [arn: string, reason: string] | Record<string, string>)[];
}

const folder = new URL('../../cases/resources/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
const services = new Set<string>();

for (const file of files) {
  const cases: readonly Case[] = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
  describe(file, () => {
    it.each(cases.map((one) => [`${one.action}: ${one.name}`, one] as const))('%s', (_name, one) => {
      const [service = '', name = ''] = one.action.split(':');
      services.add(service);
      const action = findAction(service, name);
      if (action === undefined) throw new Error(`no action ${one.action}`);
      const [operationService = service, operationName = action.name] = (one.operation ?? '')
        .split(':')
        .filter(Boolean);
      const found = resolveResources(action, makeEvent(one), {
        service: operationService,
        name: operationName,
      });
      expect(found.map((resource) => resource.arn)).toEqual(found.map((resource) => resource.arn).sort());
      const expected = one.expect.map((resource) =>
        typeof resource === 'string'
          ? { arn: resource }
          : Array.isArray(resource)
            ? { arn: resource[0], reason: resource[1] }
            : resource,
      );
      const shown = found.map(({ arn, reason, rawArn, type }, i) => ({
        arn,
        ...(reason === undefined ? {} : { reason }),
        ...(expected[i] !== undefined && 'rawArn' in expected[i] ? { rawArn } : {}),
        ...(expected[i] !== undefined && 'type' in expected[i] ? { type } : {}),
      }));
      expect(shown).toEqual(expected);
    });
  });
}

it('has cases of at least 40 services', () => {
  expect(files.length).toBeGreaterThan(3);
  expect(services.size).toBeGreaterThanOrEqual(40);
});
