// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation's variables
// Whatever the bytes: an answer, with places that lie in the file, in time that grows with the text.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { JsonNode } from '../../src/policy/json-node.js';
import { findPolicies } from '../../src/templates/find-policies.js';

const seed = Date.now() % 2_147_483_647;
const CASES = join(dirname(fileURLToPath(import.meta.url)), '../cases/templates');
const files = readdirSync(CASES).filter((file) => !file.includes('.expected.'));
const texts = new Map(files.map((file) => [file, readFileSync(join(CASES, file), 'utf8')]));

const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.nat(40),
  put: fc.oneof(
    fc.constantFrom(
      '"',
      "'",
      '{',
      '}',
      '[',
      ']',
      ':',
      ',',
      '\n',
      '\n  ',
      '- ',
      '&a ',
      '*a',
      '!If ',
      '!Sub ',
      '<<: ',
      '|',
      '\\',
      '\0',
    ),
    fc.constantFrom(
      'Fn::If',
      'Ref',
      '${',
      '}',
      '{{resolve:',
      '%',
      'null',
      'true',
      '\uFEFF',
      '\ud800',
      '? ',
      '---\n',
    ),
    fc.string({ maxLength: 12 }),
  ),
});

it('answers for mutated templates, with every place inside of the file', async () => {
  console.log(`seed ${seed}`);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...files),
      fc.array(edit, { minLength: 1, maxLength: 12 }),
      async (file, edits) => {
        let text = texts.get(file) as string;
        for (const { at, cut, put } of edits) {
          const from = Math.floor(at * text.length);
          text = text.slice(0, from) + put + text.slice(from + cut);
        }
        await answers(text, file);
      },
    ),
    { seed, numRuns: 600 },
  );
});

it('answers for any text and any bytes', async () => {
  console.log(`seed ${seed}`);
  const any = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
    fc.json(),
  );
  const name = fc.constantFrom('a.json', 'a.yaml', 'a.template', 'a');
  const head = fc.constantFrom(
    '',
    'Resources:\n',
    'Statement: ',
    '{"Resources":',
    '{"Statement":',
    '{"planned_values":',
  );
  await fc.assert(
    fc.asyncProperty(any, name, head, async (text, file, before) => answers(before + text, file)),
    { seed, numRuns: 600 },
  );
});

it.each([
  ['functions in functions', (n: number) => template(`${'{"Fn::If":["c",'.repeat(n)}"x"`)],
  ['many substitutions', (n: number) => template(`{"Fn::Sub":"arn:${'${P}'.repeat(n)}"}`)],
  ['unknown substitutions', (n: number) => template(`{"Fn::Sub":"arn:${'${Q}'.repeat(n)}"}`)],
  ['open substitutions', (n: number) => template(`{"Fn::Sub":"${'${'.repeat(n)}"}`)],
  ['dynamic references', (n: number) => template(`"a${'{{resolve:'.repeat(n)}"`)],
  ['branches', (n: number) => template(`[${Array(n).fill('{"Fn::If":["c","a","b"]}').join()}]`)],
  ['parameters', (n: number) => template(`[${Array(n).fill('{"Ref":"P"}').join()}]`)],
  ['mappings', (n: number) => template(`[${Array(n).fill('{"Fn::FindInMap":["M","a","b"]}').join()}]`, n)],
  [
    'policies with errors',
    (n: number) =>
      `{"Resources":{${Array.from({ length: n }, (_, i) => `"R${i}":{"Type":"AWS::IAM::Policy","Properties":{"PolicyDocument":{"Statement":[],"a":1,"a":2,}}}`).join()}}}`,
  ],
  [
    'YAML anchors',
    (n: number) =>
      `Resources:\n${Array.from({ length: n }, (_, i) => `  a${i}: &b${i} [x]\n  c${i}: *b${i}\n`).join('')}`,
  ],
  ['YAML tags', (n: number) => `Resources: ${'!Sub\n '.repeat(n)}`],
  [
    'YAML keys',
    (n: number) => `Resources:\n${Array.from({ length: n }, (_, i) => `  k${i % 7}: v\n`).join('')}`,
  ],
  ['YAML quotes', (n: number) => `Resources: ${'"'.repeat(n)}`],
])('takes time that grows with the text: %s', async (_, make) => {
  const time = async (n: number) => {
    const text = make(n);
    const start = performance.now();
    await findPolicies(text, text.startsWith('{') ? 'a.json' : 'a.yaml');
    return performance.now() - start;
  };
  await time(2_000);
  const small = await time(5_000);
  const large = await time(40_000);
  // Eight times the text; sixteen for what a shared machine adds, and a floor for what is too short to tell.
  expect(large).toBeLessThan(Math.max(16 * small, 1_500));
});

function template(resource: string, mappings = 0): string {
  const entries = Array.from({ length: mappings }, (_, i) => `"k${i}":{}`).join();
  return `{"Parameters":{"P":{"Type":"String","Default":"${'p'.repeat(4_000)}"}},
"Mappings":{"M":{${entries}${mappings > 0 ? ',' : ''}"a":{"b":"c"}}},
"Resources":{"R":{"Type":"AWS::IAM::Policy","Properties":{"PolicyDocument":{"Statement":[{"Resource":${resource}}]}}}}}`;
}

async function answers(text: string, file: string): Promise<void> {
  const { policies, unresolved, syntaxErrors } = await findPolicies(text, file);
  const isInside = (extent: { start: number; end: number }, length: number) =>
    0 <= extent.start && extent.start <= extent.end && extent.end <= length;
  for (const { extent } of unresolved) expect(isInside(extent, text.length)).toBe(true);
  for (const extent of syntaxErrors) expect(isInside(extent, text.length)).toBe(true);
  for (const { document, extent, within } of policies) {
    expect(isInside(extent, text.length)).toBe(true);
    if (document.root) nested(document.root, document.text.length);
    for (const { node } of document.statements) {
      document.spanOf(node);
      document.pathOf(node);
      if (within) expect(isInside(within.outerExtent(node), text.length)).toBe(true);
    }
  }
}

/** Each token lies in the one around it. */
function nested(node: JsonNode, length: number, from = 0): void {
  if (!(from <= node.start && node.start <= node.end && node.end <= length)) {
    throw new Error(`a token at ${node.start} to ${node.end} is not in ${from} to ${length}`);
  }
  if (node.kind === 'array') for (const item of node.items) nested(item, node.end, node.start);
  if (node.kind !== 'object') return;
  for (const { key, value } of node.members) {
    nested(key, node.end, node.start);
    nested(value, node.end, node.start);
  }
}
