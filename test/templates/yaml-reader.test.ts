// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation's variables
// YAML as the tree that JSON has: the same values, places that hold what they say, short forms, aliases, bounds.
import { describe, expect, it } from 'vitest';
import { type JsonNode, jsonOfNode } from '../../src/policy/json-node.js';
import { pathTo } from '../../src/policy/node-path.js';
import { readYaml } from '../../src/templates/yaml-reader.js';

const plainValue = (text: string) => {
  const { root, errors } = readYaml(text);
  expect(errors).toEqual([]);
  return root && jsonOfNode(root);
};

describe('values', () => {
  it.each([
    ['a: 1\nb: [x, "y", \'z\']\n', { a: 1, b: ['x', 'y', 'z'] }],
    ['Version: 2012-10-17', { Version: '2012-10-17' }],
    ['id: 012345678901', { id: '012345678901' }],
    ['id: 123456789012', { id: 123456789012 }],
    ['on: true\noff: False\nnone: null\nempty:\n', { on: true, off: false, none: null, empty: null }],
    ['1: a\ntrue: b', { '1': 'a', true: 'b' }],
    ['x: 0x1F', { x: '0x1F' }],
    ['x: yes', { x: 'yes' }],
    ['- a\n- b: c\n  d: e\n', ['a', { b: 'c', d: 'e' }]],
    ['x: |\n  a\n   b\n', { x: 'a\n b\n' }],
    ['a: !Ref B', { a: { Ref: 'B' } }],
    ['a: !Sub "${B}"', { a: { 'Fn::Sub': '${B}' } }],
    ['a: !GetAtt B.Arn', { a: { 'Fn::GetAtt': 'B.Arn' } }],
    ['a: !Join [",", [!Ref B, c]]', { a: { 'Fn::Join': [',', [{ Ref: 'B' }, 'c']] } }],
    ['a: !If\n  - C\n  - !Condition D\n  - {}\n', { a: { 'Fn::If': ['C', { Condition: 'D' }, {}] } }],
    ['a: !!str 12', { a: '12' }],
    ['a: &x {b: 1}\nc: *x', { a: { b: 1 }, c: { b: 1 } }],
    ['a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  c: 3\n', { a: { b: 1, c: 2 }, d: { b: 1, c: 3 } }],
    [
      'a: &x {b: 1}\nd: &y {b: 2, c: 3}\ne: {<<: [*x, *y]}',
      { a: { b: 1 }, d: { b: 2, c: 3 }, e: { b: 1, c: 3 } },
    ],
    ['\uFEFFa: b', { a: 'b' }],
    ['a: b\r\nc: d\r\n', { a: 'b', c: 'd' }],
  ])('%j', (text, value) => {
    expect(plainValue(text)).toEqual(value);
  });
});

describe('places', () => {
  const text =
    'Statement:\n  - Effect: Allow\n    Action: [ s3:Get, "s3:Put" ]\n    Resource: !Sub "a"\nx: &n {k: v}\ny: *n\n';
  const root = readYaml(text).root as JsonNode;

  it('are those of the tokens, after a byte order mark too', () => {
    const shown: string[] = [];
    eachScalar(root, (node) => shown.push(text.slice(node.start, node.end)));
    expect(shown).toEqual(['Allow', 's3:Get', '"s3:Put"', '"a"', 'v', '*n']);
    const marked = readYaml(`\uFEFF${text}`).root as JsonNode;
    const all: string[] = [];
    eachScalar(marked, (node) => all.push(`\uFEFF${text}`.slice(node.start, node.end)));
    expect(all).toEqual(shown);
  });

  it('lead back to paths', () => {
    const at = text.indexOf('"s3:Put"');
    expect(pathTo(root, { start: at, end: at + 8 })).toEqual([
      { value: 'Statement' },
      { index: 0 },
      { value: 'Action' },
      { index: 1 },
    ]);
  });

  it('of an error lie in the text', () => {
    const broken = 'a: b\n  c: d\n';
    const [error] = readYaml(broken).errors;
    expect(error?.message).toMatch(/^[a-z]/);
    expect(error?.start).toBeLessThan(broken.length);
  });
});

it('tells keys that stand twice', () => {
  const { duplicates } = readYaml('a: 1\nb: 2\na: 3\n');
  expect(duplicates.map(({ first, second }) => [first.start, second.start])).toEqual([[0, 10]]);
});

describe('what is bounded or wrong is an error, not a failure', () => {
  const laughs = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let i = 1; i < 12; i++)
    laughs.push(
      `a${i}: &a${i} [${Array(10)
        .fill(`*a${i - 1}`)
        .join(', ')}]`,
    );

  const chain = Array.from({ length: 40 }, (_, i) => {
    const inner = i === 0 ? 'x' : `*a${i - 1}`;
    return `a${i}: &a${i} ${'['.repeat(50)}${inner}${']'.repeat(50)}`;
  }).join('\n');

  it.each([
    ['aliases upon aliases', laughs.join('\n'), /aliases/],
    ['an alias of itself', 'a: &a [*a]', /stands for nothing/],
    ['an alias of nothing', 'a: *b', /./],
    ['aliases in lists in lists', chain, /deep/],
    ['lists in lists', '['.repeat(50_000), /deep/],
    ['maps in maps', '{'.repeat(50_000), /deep/],
    ['items in items', '- '.repeat(50_000), /deep/],
    ['two documents', 'a: b\n---\nc: d\n', /second document/],
    ['a key that is a list', '? [a, b]\n: c\n', /key must be a text/],
  ])('%s', (_, text, message) => {
    expect(readYaml(text).errors.map((error) => error.message)).toEqual(
      expect.arrayContaining([expect.stringMatching(message)]),
    );
  });
});

function eachScalar(node: JsonNode, see: (node: JsonNode) => void): void {
  if (node.kind === 'object') for (const member of node.members) eachScalar(member.value, see);
  else if (node.kind === 'array') for (const item of node.items) eachScalar(item, see);
  else see(node);
}
