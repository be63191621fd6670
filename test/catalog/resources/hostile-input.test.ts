// Whatever a record holds, the resolver answers, and no text of a record is read as a wildcard.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { allActionsOf, allServices, findAction, resourceTypesOf } from '../../../src/catalog/actions.js';
import { resolveResources } from '../../../src/catalog/resources/resolve-resources.js';
import type { JsonObject } from '../../../src/core/json.js';
import { escapePolicyText } from '../../../src/core/policy-text.js';
import { makeEvent } from './make-event.js';

const seed = Date.now() % 2_147_483_647;

function action(name: string) {
  const [service = '', own = ''] = name.split(':');
  const found = findAction(service, own);
  if (found === undefined) throw new Error(`no action ${name}`);
  return found;
}

it.each([
  ['lambda:GetFunction', 'functionName', 'arn:aws:lambda:eu-west-1:111122223333:function:'],
  ['dynamodb:PutItem', 'tableName', 'arn:aws:dynamodb:eu-west-1:111122223333:table/'],
  ['iam:GetUser', 'userName', 'arn:aws:iam::111122223333:user/'],
  ['sqs:CreateQueue', 'queueName', 'arn:aws:sqs:eu-west-1:111122223333:'],
] as const)('%s: a name means itself', (name, parameter, head) => {
  console.log(`seed ${seed}`);
  const [service = '', own = ''] = name.split(':');
  const plain = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    .filter((text) => /^[^/:]+$/u.test(text) && !/^\*{3,}$/.test(text));
  fc.assert(
    fc.property(plain, (text) => {
      const [found] = resolveResources(action(name), makeEvent({ parameters: { [parameter]: text } }), {
        service,
        name: own,
      });
      expect(found?.arn).toBe(head + escapePolicyText(text));
      expect(found?.rawArn ?? found?.arn).toBe(head + text);
    }),
    { seed },
  );
});

it('answers to any JSON, sorted, each ARN once, with a reason for every wildcard of its own', () => {
  console.log(`seed ${seed}`);
  const services = allServices();
  const key = fc.oneof(
    fc.constantFrom(
      'name',
      'names',
      'id',
      'arn',
      'resourceArn',
      'functionName',
      'items',
      'instancesSet',
      '__proto__',
      'constructor',
      'key',
      'bucketName',
      'path',
    ),
    fc.string({ maxLength: 8 }),
  );
  const text = fc.oneof(
    fc.constantFrom(
      'arn:aws:iam::111122223333:role/x',
      'arn:aws:s3:::b/*',
      'alias/x',
      'i-0123456789abcdef0',
      '*',
      'HIDDEN_DUE_TO_SECURITY_REASONS',
      'arn:::::',
      'arn:aws:lambda:::',
    ),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
  );
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      text,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 5 }),
    ),
  }));
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.dictionary(key, tree, { maxKeys: 6 }), (a, b, parameters) => {
      const service = services[a % services.length] ?? 's3';
      const actions = allActionsOf(service);
      const one = actions[b % Math.max(1, actions.length)];
      if (one === undefined) return;
      const event = makeEvent({ parameters: JSON.parse(JSON.stringify(parameters)) as JsonObject });
      const found = resolveResources(one, event, { service, name: one.name });
      expect(found.length).toBeGreaterThan(0);
      const arns = found.map((resource) => resource.arn);
      expect(arns).toEqual([...new Set(arns)].sort());
      for (const resource of found)
        expect(resource.arn === '*' || resource.arn.startsWith('arn:')).toBe(true);
    }),
    { seed, numRuns: 1500 },
  );
});

it('assumes nothing where the parameters are left out', () => {
  const event = makeEvent({ parameters: { omitted: true, originalSize: 310_412, reason: 'too large' } });
  let checked = 0;
  for (const service of allServices()) {
    for (const one of allActionsOf(service)) {
      // Every seventh: the whole catalog takes several seconds.
      if (checked++ % 7 !== 0) continue;
      const found = resolveResources(one, event, { service, name: one.name });
      for (const { arn, reason, type } of found) {
        const formats = [
          ...(resourceTypesOf(service).get(type?.split(':')[1]?.toLowerCase() ?? '')?.arnFormats ?? []),
        ];
        const fixed = formats.some((format) => !/\$\{(?!Partition|Region|Account)/.test(format));
        const told =
          reason === 'value-masked' ||
          reason === 'id-assigned-by-service' ||
          reason === 'action-has-no-resource-types';
        if (!told && !fixed) expect.fail(`${service}:${one.name} on ${arn} ${reason ?? ''}`);
      }
    }
  }
  expect(checked).toBeGreaterThan(15_000);
});

it('is not slow on long and deep parameters', () => {
  let deep: JsonObject = { functionName: 'deep' };
  for (let i = 0; i < 5000; i++) deep = { a: deep };
  const wide = Object.fromEntries(
    Array.from({ length: 20_000 }, (_, i) => [`p${i}`, `${'a/'.repeat(900)}${i}`]),
  );
  const started = performance.now();
  for (const parameters of [
    deep,
    wide,
    { functionName: ':'.repeat(2048) },
    { queueUrl: `https://${'a'.repeat(2000)}` },
  ]) {
    resolveResources(action('lambda:GetFunction'), makeEvent({ parameters }), {
      service: 'lambda',
      name: 'GetFunction',
    });
    resolveResources(action('sqs:SendMessage'), makeEvent({ parameters }), {
      service: 'sqs',
      name: 'SendMessage',
    });
  }
  expect(performance.now() - started).toBeLessThan(2000);
});
