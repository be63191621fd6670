// Findings in each form, as files that a person can look at.
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../src/policy/parse-policy.js';
import { explainedCheckText } from '../../src/report/explained-check.js';
import type { ValidatedPolicy } from '../../src/report/validated-policy.js';
import { validationJson } from '../../src/report/validation-json.js';
import { validationJunit } from '../../src/report/validation-junit.js';
import { validationMarkdown } from '../../src/report/validation-markdown.js';
import { validationSarif } from '../../src/report/validation-sarif.js';
import { validationText } from '../../src/report/validation-text.js';
import { CHECKS } from '../../src/validation/checks.js';
import { validatePolicy } from '../../src/validation/validate-policy.js';

function validated(file: string, text: string, name?: string): ValidatedPolicy {
  const document = parsePolicy(text);
  return {
    file,
    name,
    policyType: 'IDENTITY_POLICY',
    findings: validatePolicy(document, { policyType: 'IDENTITY_POLICY' }),
    accepted: 0,
    notes: new Map(document.syntaxErrors.map(({ start, message }) => [start, message])),
    placeInFile: (span) => span,
    fileText: text,
    lines: document.lines,
  };
}

const indented = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "a <b> & |c|",
      "Effect": "Allow",
      "Action": ["iam:PassRole", "iam:Get*", "iam:GetRole", "iam:GetUser"],
\t\t\t"Resource": "*"
    }
  ]
}
`;
const long = JSON.stringify({
  Version: '2012-10-17',
  Statement: Array.from({ length: 12 }, (_, i) => ({
    Sid: 'same',
    Effect: 'Allow',
    Action: 's3:GetObject',
    Resource: `arn:aws:s3:::amzn-s3-demo-bucket${i}/*`,
  })),
});
const policies = [
  validated('policy.json', indented),
  validated('dir/long one.json', long, 'role app: inline policy x'),
  validated('broken.json', '{"Version": "2012-10-17",\n "Statement": [}'),
  validated(
    'clean.json',
    '{"Version":"2012-10-17","Statement":[]}'.replace(
      '[]',
      '{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}',
    ),
  ),
];
const golden = (name: string): string => `../golden/validation/${name}`;

describe('findings', () => {
  it('as text, 80 columns wide', async () => {
    const fixes = new Map(CHECKS.map(({ issueCode, fix }) => [issueCode, fix]));
    const lines = policies.flatMap((policy) => [...validationText(policy, (code) => fixes.get(code) ?? '')]);
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(golden('findings.txt'));
  });

  it('as SARIF', async () => {
    await expect(validationSarif(policies, CHECKS, '0.0.0')).toMatchFileSnapshot(golden('findings.sarif'));
  });

  it('as JUnit', async () => {
    const isFailure = (type: string): boolean => type === 'ERROR';
    await expect(validationJunit(policies, isFailure)).toMatchFileSnapshot(golden('findings.junit.xml'));
  });

  it('as Markdown', async () => {
    await expect(validationMarkdown(policies)).toMatchFileSnapshot(golden('findings.md'));
  });

  it("as AWS's response for one policy, as a list for several", () => {
    const [one] = policies;
    const json = (list: readonly ValidatedPolicy[], isOneFile: boolean): string =>
      [...validationJson(list, isOneFile)].join('');
    expect(json([one as ValidatedPolicy], true)).toBe(
      `${JSON.stringify({ findings: one?.findings }, null, 2)}\n`,
    );
    expect(json([], false)).toBe('[]\n');
    expect(json(policies, false)).toBe(`${JSON.stringify(JSON.parse(json(policies, false)), null, 2)}\n`);
    expect(JSON.parse(json([one as ValidatedPolicy], false))).toEqual([
      { file: 'policy.json', findings: one?.findings },
    ]);
    expect(JSON.parse(json(policies, false))[1]).toMatchObject({
      policy: 'role app: inline policy x',
    });
  });
});

describe('--explain', () => {
  it.each(CHECKS.map((check) => [check.issueCode, check] as const))(
    '%s fits 80 columns but for links',
    (_, check) => {
      const lines = explainedCheckText(check);
      expect(lines.filter((line) => line.length > 80 && !line.includes('https://'))).toEqual([]);
      expect(lines.join('\n')).not.toContain('undefined');
    },
  );

  it('reads as a page', async () => {
    const check = CHECKS.find(({ issueCode }) => issueCode === 'PASS_ROLE_WITH_STAR_IN_RESOURCE');
    await expect(`${explainedCheckText(check as (typeof CHECKS)[number]).join('\n')}\n`).toMatchFileSnapshot(
      golden('explained.txt'),
    );
  });
});
