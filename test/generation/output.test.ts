// The three forms of a written policy against golden files, and against names that try to break out of them.
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { generatePolicies } from '../../src/generation/generate-policies.js';
import { renderCloudFormation } from '../../src/generation/output/cloudformation.js';
import { renderJson } from '../../src/generation/output/json.js';
import {
  renderPermissionSetCloudFormation,
  renderPermissionSetTerraform,
} from '../../src/generation/output/permission-set.js';
import {
  managedPolicyName,
  type PolicyTarget,
  policyTarget,
  policyTargets,
  resourceLabel,
} from '../../src/generation/output/policy-target.js';
import { renderTerraform } from '../../src/generation/output/terraform.js';
import type { IdentityPolicy } from '../../src/policy/identity-policy.js';
import { printPolicyCompact } from '../../src/policy/print-policy.js';
import { policyFiles } from '../../src/report/policy-files.js';
import { DistinctPaths } from '../../src/report/policy-path.js';
import { generationOptions, permissionRows, principalUsage, type UsageRow } from './usage-rows.js';

const ROLE = 'arn:aws:iam::111122223333:role/service/app';
const rows: UsageRow[] = [
  { action: 's3:GetObject', resource: 'arn:aws:s3:::b/${*}%{if}/"quoted"\\${$}{x}', type: 's3:object' },
  { action: 's3:PutObject', resource: 'arn:aws:s3:::b/caf\u00e9', type: 's3:object' },
  { action: 'ec2:DescribeInstances' },
  {
    action: 'iam:PassRole',
    resource: 'arn:aws:iam::111122223333:role/task',
    type: 'iam:role',
    conditions: { StringEquals: { 'iam:PassedToService': ['ecs-tasks.amazonaws.com'] } },
  },
];

function documentsOf(given: UsageRow[]): readonly IdentityPolicy[] {
  return generatePolicies(principalUsage(given.flatMap(permissionRows)), generationOptions()).documents;
}

function targetOf(arn: string): PolicyTarget {
  const target = policyTarget(arn);
  if (target === undefined) throw new Error(`no role or user: ${arn}`);
  return target;
}

const golden = (name: string): string =>
  fileURLToPath(new URL(`../golden/generation/${name}`, import.meta.url));

describe('golden files', () => {
  const documents = documentsOf(rows);

  test('json', async () => {
    await expect(renderJson(documents[0] as IdentityPolicy)).toMatchFileSnapshot(golden('app.json'));
  });
  test('terraform', async () => {
    await expect(renderTerraform(targetOf(ROLE), documents)).toMatchFileSnapshot(golden('app.tf'));
  });
  test('cloudformation', async () => {
    await expect(renderCloudFormation(targetOf(ROLE), documents)).toMatchFileSnapshot(
      golden('app.template.json'),
    );
  });
  test('terraform and cloudformation of a permission set', async () => {
    const name = 'Data "Team" ${x}';
    const document = documents[0] as IdentityPolicy;
    const terraform = renderPermissionSetTerraform(name, document);
    await expect(terraform).toMatchFileSnapshot(golden('permission-set.tf'));
    const template = renderPermissionSetCloudFormation(name, document);
    await expect(template).toMatchFileSnapshot(golden('permission-set.template.json'));
  });
  test('terraform of a user with several policies', async () => {
    const key = 'arn:aws:kms:eu-west-1:111122223333:key/{i}';
    const split = documentsOf([{ action: 'kms:Decrypt', resource: key, type: 'kms:key', times: 150 }]);
    expect(split).toHaveLength(2);
    const user = targetOf('arn:aws:iam::111122223333:user/anna');
    await expect(renderTerraform(user, split)).toMatchFileSnapshot(golden('anna.split.tf'));
    await expect(renderCloudFormation(user, split)).toMatchFileSnapshot(golden('anna.split.template.json'));
  });
});

describe('renderTerraform', () => {
  test('every string of the policy comes back, whatever it holds', () => {
    const hostile = fc
      .array(
        fc.constantFrom(
          '$',
          '{',
          '}',
          '%',
          '"',
          '\\',
          '\n',
          '\t',
          '\u0000',
          'n',
          'u0024',
          '<<EOT',
          '\u00e9',
          'a',
        ),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 4 }), (names) => {
        const resources = names.map((name) => `arn:aws:s3:::b/${name}`);
        const document: IdentityPolicy = {
          Version: '2012-10-17',
          Statement: [{ Sid: 'A', Effect: 'Allow', Action: ['s3:GetObject'], Resource: resources }],
        };
        const text = renderTerraform(targetOf(ROLE), [document]);
        const strings = [...text.matchAll(/^ {10}("(?:[^"\\\n]|\\.)*"),$/gm)].map((m) =>
          readHclString(m[1] ?? ''),
        );
        expect(strings).toEqual(['s3:GetObject', ...resources]);
      }),
      { numRuns: 500 },
    );
  });

  test('a name cannot leave its comment', () => {
    const target = targetOf('arn:aws:iam::111122223333:role/x\nresource "aws_iam_user" "evil" {}');
    const text = renderTerraform(target, documentsOf(rows));
    expect(text).not.toMatch(/^resource "aws_iam_user"/m);
    expect(text.match(/^resource /gm)).toHaveLength(2);
  });
});

describe('renderCloudFormation', () => {
  test('the template holds the document as it is', () => {
    const [document] = documentsOf(rows);
    const template = JSON.parse(renderCloudFormation(targetOf(ROLE), [document as IdentityPolicy])) as {
      Resources: { Policy: { Properties: { PolicyDocument: unknown; Roles: string[] } } };
    };
    const { PolicyDocument: written, Roles } = template.Resources.Policy.Properties;
    expect(JSON.stringify(written)).toBe(printPolicyCompact(document as IdentityPolicy));
    expect(Roles).toEqual(['app']);
  });

  test('a name that looks like a dynamic reference stays text', () => {
    const resource = 'arn:aws:s3:::b/{{resolve:secretsmanager:prod}}';
    const text = renderCloudFormation(
      targetOf(ROLE),
      documentsOf([{ action: 's3:GetObject', resource, type: 's3:object' }]),
    );
    expect(text).not.toContain('{{resolve:');
    expect(text).toContain('arn:aws:s3:::b/{?resolve:secretsmanager:prod}}');
  });
});

describe('policyTargets', () => {
  test('give namesakes of one account labels and names of their own', () => {
    const arns = ['user/app', 'user/team/App', 'role/app', 'role/x/other'].map(
      (r) => `arn:aws:iam::111122223333:${r}`,
    );
    const targets = [...policyTargets([...arns, 'arn:aws:iam::444455556666:user/app']).values()];
    expect(targets.map((t) => t.isNamesake)).toEqual([true, true, false, false, false]);
    const own = targets.slice(0, 4);
    expect(new Set(own.map((t) => resourceLabel(t, 0, 1).toLowerCase())).size).toBe(4);
    expect(new Set(own.map((t) => managedPolicyName(t, 0, 1).toLowerCase())).size).toBe(4);
  });

  test('no file is one that Terraform merges into others', () => {
    const generated = generatePolicies(principalUsage(rows.flatMap(permissionRows)), generationOptions());
    for (const name of ['override', 'prod_override']) {
      const arn = `arn:aws:iam::111122223333:role/${name}`;
      const [file] = policyFiles(
        arn,
        policyTarget(arn),
        generated,
        ['terraform'],
        new DistinctPaths(),
      ).policies;
      expect(file?.path).not.toMatch(/(^|[/_])override\.tf$/);
    }
  });
});

describe('policyTarget', () => {
  test.each([
    ['arn:aws:iam::111122223333:role/app', 'role', 'app'],
    ['arn:aws:iam::111122223333:role/a/b/app', 'role', 'app'],
    ['arn:aws-cn:iam::111122223333:user/x/anna@example.com', 'user', 'anna@example.com'],
  ])('%s', (arn, kind, name) => {
    expect(policyTarget(arn)).toEqual({ arn, kind, name, isNamesake: false });
  });
  test.each([
    'arn:aws:iam::111122223333:root',
    'arn:aws:sts::111122223333:assumed-role/a/b',
    'ec2.amazonaws.com',
  ])('%s is none', (arn) => {
    expect(policyTarget(arn)).toBeUndefined();
  });

  test('names and labels are valid, and no two principals or parts share one', () => {
    const name = fc.oneof(
      fc.stringMatching(/^[\w+=,.@-]{1,64}$/),
      fc.constantFrom('app', 'app-1', '1-app', 'app_1', 'app.1', 'a.b', 'a_b', 'a@b'),
      fc.string({ minLength: 1, maxLength: 200 }).filter((text) => !text.includes('/')),
    );
    const target = fc
      .tuple(fc.constantFrom('role', 'user'), name)
      .map(([kind, n]) => targetOf(`arn:aws:iam::111122223333:${kind}/${n}`));
    fc.assert(
      fc.property(
        fc.uniqueArray(target, { selector: (t) => t.arn.toLowerCase(), maxLength: 12 }),
        (targets) => {
          const names: string[] = [];
          const labels: string[] = [];
          for (const [i, t] of targets.entries()) {
            const parts = (i % 3) + 1;
            for (let part = 0; part < parts; part++) {
              names.push(managedPolicyName(t, part, parts).toLowerCase());
              labels.push(resourceLabel(t, part, parts));
            }
          }
          for (const n of names) expect(n).toMatch(/^[\w+=,.@-]{1,128}$/);
          for (const label of labels) expect(label).toMatch(/^[A-Za-z_][A-Za-z0-9_-]*$/);
          expect(new Set(names).size).toBe(names.length);
          expect(new Set(labels).size).toBe(labels.length);
        },
      ),
    );
  });
});

/** An HCL quoted string, read by the rules of the language's page one character at a time. */
function readHclString(quoted: string): string {
  let text = '';
  for (let i = 1; i < quoted.length - 1; i++) {
    const rest = quoted.slice(i);
    if (rest.startsWith('$${') || rest.startsWith('%%{')) {
      text += rest.slice(1, 3);
      i += 2;
    } else if (rest.startsWith('${') || rest.startsWith('%{')) {
      throw new Error(`a template in ${quoted}`);
    } else if (rest.startsWith('\\u')) {
      text += String.fromCharCode(Number.parseInt(rest.slice(2, 6), 16));
      i += 5;
    } else if (rest.startsWith('\\')) {
      text += { n: '\n', r: '\r', t: '\t' }[rest[1] ?? ''] ?? rest[1];
      i += 1;
    } else text += rest[0];
  }
  return text;
}
