// Requests laid flat by shape, against a walk into maps that is made anew for each; on random requests.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RequestReading } from '../../../src/catalog/resources/request-reading.js';
import type { JsonObject, JsonValue } from '../../../src/core/json.js';
import { layoutOf } from '../../../src/trail/scan/text-layout.js';
import { indexRequest } from '../../reference/slow-request.js';
import { makeEvent } from './make-event.js';

const keys = fc.constantFrom(
  'bucketName',
  'key',
  'name',
  'Name',
  'instanceIds',
  'instancesSet',
  'groupSet',
  'resourceArnList',
  'items',
  'item',
  'member',
  'content',
  'CreateFlowLogsRequest',
  'createStageInput',
  'FooInput',
  'tags',
  'tagSet',
  'filterSet',
  'policy',
  'policyDocument',
  'Statement',
  'targets',
  'values',
  'a.b',
  '',
  '__proto__',
);
const texts = fc.constantFrom(
  '',
  'web',
  'i-0123456789abcdef0',
  'vpc-0abcdef12',
  'arn:aws:s3:::b/k',
  'InstanceIds',
  '{"Statement":[]}',
  '{}',
  'x'.repeat(2049),
);
const { object } = fc.letrec<{ value: JsonValue; object: JsonObject }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    texts,
    fc.boolean(),
    fc.integer(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('object'),
  ),
  object: fc
    .array(fc.tuple(keys, tie('value')), { maxLength: 5 })
    // As JSON.parse makes it: `__proto__` is a key like any other.
    .map((entries) =>
      JSON.parse(`{${entries.map(([k, v]) => `${JSON.stringify(k)}:${JSON.stringify(v)}`)}}`),
    ),
}));

function expectAsWalked(reading: RequestReading, parameters: JsonObject): void {
  const slow = indexRequest(parameters);
  const { shape, values } = reading.request;
  const at = (numbers: readonly number[]) => numbers.map((i) => values[i]);
  expect(new Set(shape.places.map(({ path }) => path))).toEqual(new Set(slow.byPath.keys()));
  for (const [path, wanted] of slow.byPath) {
    expect(at(shape.atPath(path))).toEqual(wanted);
    expect(reading.at(path)).toBe(wanted[0]);
  }
  for (const [name, leaves] of slow.byName) {
    expect(at(shape.named(name))).toEqual(leaves.map(({ value }) => value));
    expect(shape.named(name).map((i) => shape.places[i]?.depth)).toEqual(leaves.map((l) => l.depth));
    expect(reading.named(name)).toBe(leaves[0]?.value);
  }
  for (const [path, wanted] of slow.keysByPath) expect(reading.keysAt(path)).toEqual(wanted);
  for (const [prefix, wanted] of slow.byIdPrefix) expect(reading.idsWith(prefix)).toEqual(wanted);
  expect(reading.arns).toEqual(slow.arns.map(({ value }) => value));
}

test('a request laid flat is what a walk into maps finds', () => {
  fc.assert(
    fc.property(object, (parameters) => {
      // The second reading goes by the shape that the first one left.
      for (const reading of [1, 2].map(() => new RequestReading(makeEvent({ parameters }))))
        expectAsWalked(reading, parameters);
    }),
    { verbose: 1, numRuns: 3_000 },
  );
});

test('a request that is laid out as another one is, too', () => {
  const others = fc.array(
    texts.filter((text) => text !== '' && text.length <= 2048),
    { minLength: 1 },
  );
  let laidOut = 0;
  fc.assert(
    fc.property(object, fc.array(others, { minLength: 1, maxLength: 3 }), (first, lists) => {
      const bytes = Buffer.from(JSON.stringify(first));
      const layout = layoutOf(bytes, 0, bytes.length);
      if (layout === undefined) return;
      laidOut += layout.count;
      for (const list of lists) {
        const requestTexts = Array.from({ length: layout.count }, (_, i) => list[i % list.length] ?? '');
        const parameters = layout.with((place) => requestTexts[place] ?? '');
        const event = { ...makeEvent({ parameters }), requestLayout: layout, requestTexts };
        expectAsWalked(new RequestReading(event), parameters);
      }
    }),
    { verbose: 1, numRuns: 3_000 },
  );
  expect(laidOut).toBeGreaterThan(1000);
});
