// A watch for paths must not miss what looking for each of them finds.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseParameterPath, valuesAt, watchPaths } from '../../src/catalog/request-parameter.js';
import type { JsonObject, JsonValue } from '../../src/core/json.js';

const paths = fc
  .array(fc.constantFrom('role', '**.role', 'overrides.role', '**.*kms*key*', '**.sse*.role', '*Arn'), {
    minLength: 1,
    maxLength: 3,
  })
  .map((texts) => texts.map(parseParameterPath));
const names = fc.constantFrom(
  'role',
  'Role',
  'roleArn',
  'overrides',
  'sSEKMSKeyId',
  'items',
  'x',
  'kmsKeyId',
);
const { object } = fc.letrec<{ value: JsonValue; object: JsonObject }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 18 },
    fc.constant('v'),
    fc.array(tie('value'), { maxLength: 2 }),
    tie('object'),
  ),
  object: fc.dictionary(names, tie('value'), { maxKeys: 3 }),
}));

test('where a watch sees nothing, there is nothing', () => {
  fc.assert(
    fc.property(paths, object, (wanted, request) => {
      const found = wanted.flatMap((path) => valuesAt(request, path));
      if (!watchPaths(wanted)(request)) expect(found).toEqual([]);
      expect(watchPaths(wanted)(undefined)).toBe(false);
    }),
    { verbose: 1, numRuns: 3_000 },
  );
});
