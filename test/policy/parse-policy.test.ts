// Documents, their tokens' paths, the canonical print, and variables.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineMap } from '../../src/core/span.js';
import type { JsonNode } from '../../src/policy/json-node.js';
import { pathTo } from '../../src/policy/node-path.js';
import { OPERATORS, readOperator } from '../../src/policy/operators.js';
import { parsePolicy } from '../../src/policy/parse-policy.js';
import { charactersWithoutSpace } from '../../src/policy/policy-size.js';
import { printDocument, printDocumentCompact } from '../../src/policy/print-document.js';
import { ANY_ONE, ANY_RUN, templateParts } from '../../src/policy/variables.js';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

describe('parsePolicy', () => {
  const text = `{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {"AWS": ["111122223333", "*"], "Service": "s3.amazonaws.com"},
    "Action": ["S3:GetObject", 7],
    "NotResource": "arn:aws:s3:::b/*",
    "Condition": {"ForAnyValue:StringLikeIfExists": {"aws:TagKeys": ["a", true]}, "Nonsense": {"k": "v"}}
  }
}`;
  const document = parsePolicy(text);
  const [statement] = document.statements;

  it('gives the elements as written and as compared', () => {
    expect(document.hasVariables).toBe(true);
    expect(statement?.effect).toBe('Allow');
    expect(statement?.action?.values.map(({ text, normal }) => [text, normal])).toEqual([
      ['S3:GetObject', 's3:getobject'],
      ['7', '7'],
    ]);
    expect(statement?.resource).toBeUndefined();
    expect(statement?.notResource?.values.map(({ normal }) => normal)).toEqual(['arn:aws:s3:::b/*']);
    expect(
      statement?.principal?.entries.map(({ kind, values }) => [kind, values.map((v) => v.text)]),
    ).toEqual([
      ['AWS', ['111122223333', '*']],
      ['Service', ['s3.amazonaws.com']],
    ]);
    expect(
      statement?.conditions.map(({ key, operator, values }) => [key, operator.facts?.name, values.length]),
    ).toEqual([
      ['aws:tagkeys', 'StringLike', 2],
      ['k', undefined, 1],
    ]);
    expect(statement?.conditions[0]?.operator).toMatchObject({ qualifier: 'ForAnyValue', ifExists: true });
  });

  it('knows paths and places; a lone statement has no index', () => {
    const value = statement?.conditions[0]?.values[0]?.node as JsonNode;
    const steps = [
      { value: 'Statement' },
      { value: 'Condition' },
      { value: 'ForAnyValue:StringLikeIfExists' },
    ];
    expect(document.pathOf(value)).toEqual([...steps, { value: 'aws:TagKeys' }, { index: 0 }]);
    expect(document.pathOf(statement?.conditions[0]?.keyNode as JsonNode)).toEqual([
      ...steps,
      { key: 'aws:TagKeys' },
    ]);
    expect(document.pathOf(document.root as JsonNode)).toEqual([]);
    expect(document.spanOf(document.version as JsonNode)).toEqual({
      start: { line: 2, column: 13, offset: 15 },
      end: { line: 2, column: 25, offset: 27 },
    });
  });

  it.each([
    '',
    'null',
    '[]',
    '"x"',
    '{"Statement": 3}',
    '{"Statement": [1, null, "x"]}',
    '{"Statement": {"Condition": []}}',
    '\ufeff{}',
  ])('takes %j for a document without use', (odd) => {
    expect(parsePolicy(odd).statements.filter(({ conditions }) => conditions.length > 0)).toEqual([]);
  });
});

describe('LineMap', () => {
  it('ends lines at LF, CR and CRLF', () => {
    const text = 'a\nb\r\nc\rd';
    const lines = new LineMap(text);
    expect([0, 1, 2, 3, 5, 7].map((offset) => lines.position(offset))).toEqual([
      { line: 1, column: 0, offset: 0 },
      { line: 1, column: 1, offset: 1 },
      { line: 2, column: 0, offset: 2 },
      { line: 2, column: 1, offset: 3 },
      { line: 3, column: 0, offset: 5 },
      { line: 4, column: 0, offset: 7 },
    ]);
    expect(
      [1, 2, 3, 4, 5].map((line) => {
        const { start, end } = lines.lineExtent(line);
        return text.slice(start, end);
      }),
    ).toEqual(['a', 'b', 'c', 'd', '']);
  });
});

describe(`paths, seed ${seed}`, () => {
  it('lead to every token of any document', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (json) => {
        const { root } = parsePolicy(json);
        const visit = (node: JsonNode, path: object[]): void => {
          expect(pathTo(root, node)).toEqual(path);
          if (node.kind === 'array')
            for (const [index, item] of node.items.entries()) visit(item, [...path, { index }]);
          if (node.kind === 'object') {
            for (const { key, value } of node.members) {
              expect(pathTo(root, key)).toEqual([...path, { key: key.value }]);
              visit(value, [...path, { value: key.value }]);
            }
          }
        };
        visit(root as JsonNode, []);
      }),
      { seed, numRuns: 300 },
    );
  });
});

describe(`printing, seed ${seed}`, () => {
  const texts = fc.oneof(
    fc.string(),
    fc.array(fc.oneof(fc.string(), fc.integer(), fc.boolean()), { maxLength: 3 }),
  );
  const block = fc.dictionary(fc.string(), texts, { maxKeys: 3 });
  const statement = fc.record(
    {
      Sid: fc.string(),
      Effect: fc.constantFrom('Allow', 'Deny'),
      Principal: fc.oneof(fc.constant('*'), block),
      Action: texts,
      NotResource: texts,
      Condition: fc.dictionary(fc.string(), block, { maxKeys: 3 }),
      Other: fc.jsonValue({ maxDepth: 2 }),
    },
    { requiredKeys: [] },
  );
  const policy = fc.record(
    {
      Statement: fc.oneof(statement, fc.array(statement, { maxLength: 3 })),
      Version: fc.string(),
      Id: fc.string(),
    },
    { requiredKeys: [] },
  );

  it('says the same, once and for all, whatever the order of members', () => {
    fc.assert(
      fc.property(policy, (value) => {
        const printed = printDocument(parsePolicy(JSON.stringify(value)));
        expect(JSON.parse(printed)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(printDocument(parsePolicy(printed))).toBe(printed);
        const turned = JSON.stringify(Object.fromEntries(Object.entries(value).reverse()));
        expect(printDocument(parsePolicy(turned))).toBe(printed);
        expect(printDocumentCompact(parsePolicy(printed))).toBe(printDocumentCompact(parsePolicy(turned)));
      }),
      { seed, numRuns: 300 },
    );
  });

  it('keeps numbers as they are written', () => {
    expect(printDocumentCompact(parsePolicy('{"Id": 12345678901234567890.10}'))).toBe(
      '{"Id":12345678901234567890.10}',
    );
  });

  it('orders elements as the grammar does', () => {
    const text =
      '{"Statement":[{"Resource":"*","Action":"a:b","X":1,"Effect":"Deny","Sid":"s"}],"Id":"i","Version":"v"}';
    expect(printDocumentCompact(parsePolicy(text))).toBe(
      '{"Version":"v","Id":"i","Statement":[{"Sid":"s","Effect":"Deny","Action":"a:b","Resource":"*","X":1}]}',
    );
  });
});

describe('templateParts', () => {
  const both = { withVariables: true, withWildcards: true };
  it.each([
    ['a*b?', both, ['a', ANY_RUN, 'b', ANY_ONE]],
    ['${aws:username}', both, [{ key: 'aws:username', defaultValue: undefined }]],
    [
      "x${aws:PrincipalTag/team, 'no one'}y",
      both,
      ['x', { key: 'aws:PrincipalTag/team', defaultValue: 'no one' }, 'y'],
    ],
    ['${*}${?}${$}*', both, ['*?$', ANY_RUN]],
    ['${aws:username', both, ['${aws:username']],
    ['${}', both, ['${}']],
    ['${${aws:username}}', both, ['${', { key: 'aws:username', defaultValue: undefined }, '}']],
    ['${aws:username}*', { withVariables: false, withWildcards: true }, ['${aws:username}', ANY_RUN]],
    ['a*', { withVariables: true, withWildcards: false }, ['a*']],
  ])('%s', (text, options, parts) => {
    expect(templateParts(text, options)).toEqual(parts);
  });

  it('takes time in proportion to the text', () => {
    const text = '${'.repeat(200_000);
    const started = performance.now();
    templateParts(text, both);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe('readOperator', () => {
  it('reads every operator with what can stand around it, in any case', () => {
    for (const { name } of OPERATORS) {
      expect(readOperator(name)).toMatchObject({
        facts: { name },
        qualifier: undefined,
        ifExists: false,
        isCanonical: true,
      });
      expect(readOperator(`ForAllValues:${name}IfExists`)).toMatchObject({
        facts: { name },
        qualifier: 'ForAllValues',
        ifExists: true,
        isCanonical: true,
      });
      expect(readOperator(name.toUpperCase())).toMatchObject({ facts: { name }, isCanonical: false });
    }
    expect(readOperator('StringIs')).toMatchObject({ facts: undefined, isCanonical: false });
  });
});

describe('charactersWithoutSpace', () => {
  it('leaves white space out wherever it stands', () => {
    expect(charactersWithoutSpace('{ "a b":\n\t"c" }')).toBe(10);
  });
});
