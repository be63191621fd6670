// Each file of test/cases/templates with what is to be found in it: names, types, places, texts, and what stays open.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findPolicies } from '../../src/templates/find-policies.js';
import { foundSummary } from './found-summary.js';

const CASES = join(dirname(fileURLToPath(import.meta.url)), '../cases/templates');
const files = readdirSync(CASES).filter((file) => !file.includes('.expected.'));

describe('the cases', () => {
  it('are there', () => {
    expect(files.length).toBeGreaterThan(4);
  });

  it.each(files)('%s', async (file) => {
    const text = readFileSync(join(CASES, file), 'utf8');
    const expected: unknown = JSON.parse(readFileSync(join(CASES, `${file}.expected.json`), 'utf8'));
    expect(foundSummary(text, await findPolicies(text, file))).toEqual(expected);
  });
});

describe('which form a text has', () => {
  it.each([
    ['{"Version":"2012-10-17","Statement":[]}', 'a.json', 'policy'],
    ['{"Version":"2012-10-17","Statements":[]}', 'a.json', 'policy'],
    ['Version: "2012-10-17"\nStatement: []\n', 'a.yaml', 'policy'],
    ['\uFEFF{"Statement":[]}', 'a', 'policy'],
    ['{"name":"app","version":"1.0.0"}', 'package.json', 'none'],
    ['{"Resources":["a"]}', 'a.json', 'none'],
    ['{"Resources":{"A":{"Type":"Custom::Thing"}}}', 'a.json', 'cloudformation'],
    ['{"Resources":{"A":{"Type":"pod"}}}', 'a.json', 'none'],
    ['{"format_version":"1.2","resource_changes":[]}', 'plan.json', 'terraform-plan'],
    ['{"values":{"root_module":{}},"terraform_version":"1.9.5"}', 'state.json', 'terraform-plan'],
    ['{"Policies":[{"PolicyVersionList":[]}]}', 'a.json', 'account-authorization-details'],
    ['', 'a.json', 'none'],
    ['', 'a.yaml', 'none'],
    ['[]', 'a.json', 'none'],
    ['# A page about Resources\n\nand: more: text\n', 'README.md', 'none'],
  ])('%j in %s: %s', async (text, file, form) => {
    expect((await findPolicies(text, file)).form).toBe(form);
  });
});

describe('a policy alone', () => {
  const typeOf = async (statement: object) => {
    const text = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    const [policy] = (await findPolicies(text, 'policy.json')).policies;
    return [policy?.policyType, policy?.resourceType];
  };

  it('is told by its elements', async () => {
    expect(await typeOf({ Effect: 'Allow', Action: 's3:*', Resource: '*' })).toEqual([
      'IDENTITY_POLICY',
      undefined,
    ]);
    expect(await typeOf({ Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*' })).toEqual([
      'RESOURCE_POLICY',
      undefined,
    ]);
    expect(
      await typeOf({ Effect: 'Allow', Principal: '*', Action: ['sts:AssumeRole', 'sts:TagSession'] }),
    ).toEqual(['RESOURCE_POLICY', 'AWS::IAM::AssumeRolePolicyDocument']);
  });

  it('has all errors of its file', async () => {
    const found = await findPolicies('{"Statement": [,]} more', 'policy.json');
    expect(found.policies[0]?.document.syntaxErrors.map((error) => error.message)).toEqual([
      'a value was expected here',
      'a comma before the end of a list or object',
      'text after the end of the document',
    ]);
    expect(found.syntaxErrors).toEqual([]);
  });
});

it('tells each error of a template once: with the policy that has it, or with the file', async () => {
  const text = `{
  "Resources": {
    "A": { "Type": "AWS::IAM::Policy", "Properties": { "PolicyDocument": { "Statement": [], } } },
  }
}`;
  const found = await findPolicies(text, 'a.json');
  expect(found.syntaxErrors.map(({ start }) => text.slice(start))).toEqual(['}\n}']);
  const [policy] = found.policies;
  expect(policy?.document.syntaxErrors.map(({ start }) => text.slice(start, start + 5))).toEqual(['} } }']);
});
