// From an offset in a policy's own text to one in the file that holds it as a string.
import { describe, expect, it } from 'vitest';
import type { JsonNode, JsonStringNode } from '../../src/policy/json-node.js';
import { memberOf } from '../../src/policy/json-node.js';
import { readJson } from '../../src/policy/json-reader.js';
import { EmbeddedText, mapOfDecoded, mapOfString } from '../../src/templates/embedded-text.js';
import { readYaml } from '../../src/templates/yaml-reader.js';

const stringAt = (root: JsonNode | undefined): JsonStringNode => {
  const value = root?.kind === 'object' ? memberOf(root, 'p')?.value : undefined;
  if (value?.kind !== 'string') throw new Error('no string');
  return value;
};

describe.each([
  ['JSON', '{"p": "{\\n  \\"Action\\": \\"s3:Get\\u004fbject\\"\\n}"}', '\\"s3:Get\\u004fbject\\"'],
  ['a block', 'p: |\n  {\n    "Action": "s3:GetObject"\n  }\n', '"s3:GetObject"'],
  ['a block with a header', 'p: |-2 # policy\n    {"Action": "s3:GetObject"}\n', '"s3:GetObject"'],
  ['a folded block', 'p: >\n  {\n  "Action":\n  "s3:GetObject"\n  }\n', '"s3:GetObject"'],
  ['single quotes', 'p: \'{"x": "it\'\'s", "Action": "s3:GetObject"}\'', '"s3:GetObject"'],
  ['double quotes', 'p: "{\\"Action\\":\\n \\"s3:GetObject\\"}"', '\\"s3:GetObject\\"'],
  ['CRLF', 'p: |\r\n  {\r\n    "Action": "s3:GetObject"\r\n  }\r\n', '"s3:GetObject"'],
])('in %s', (_, text, written) => {
  it('finds a token', () => {
    const node = stringAt((text.startsWith('{') ? readJson(text) : readYaml(text)).root);
    const inner = node.value.indexOf('"s3:GetObject"');
    expect(inner).toBeGreaterThan(0);
    const within = new EmbeddedText(node, () => mapOfString(text, node, node.value));
    const { start, end } = within.outerExtent({ start: inner, end: inner + '"s3:GetObject"'.length });
    expect(text.slice(start, end)).toBe(written);
  });
});

it('says that it cannot follow, and gives the whole string', () => {
  const text = 'p: "\\x7b\\x7d"';
  const node = stringAt(readYaml(text).root);
  const within = new EmbeddedText(node, () => mapOfString(text, node, node.value));
  expect(within.outerOffset(1)).toBeUndefined();
  expect(within.outerExtent({ start: 0, end: 1 })).toBe(within.extent);
});

it('follows percent-encoding', () => {
  const decoded = 'a"é😀b😀';
  const encoded = 'a%22%C3%A9%F0%9F%98%80b😀';
  const map = mapOfDecoded(encoded, decoded);
  expect(map.length).toBe(decoded.length + 1);
  expect(encoded.slice(map[decoded.indexOf('b')])).toBe('b😀');
  expect(encoded.slice(map[decoded.indexOf('é')], map[decoded.indexOf('é') + 1])).toBe('%C3%A9');
  expect(map[decoded.length]).toBe(encoded.length);
});
