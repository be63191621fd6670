// The custom policy checks as a user meets them: every run of test/golden/custom-checks/*.txt again, with what it writes
// on both channels and its exit code. UPDATE_GOLDEN=1 writes them anew.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const MAIN = join(ROOT, 'dist/src/cli/main.js');
const GOLDEN = join(ROOT, 'test/golden/custom-checks');

const compare = (newer: string, older: string, ...more: string[]): string[] => [
  'check-no-new-access',
  '--new-policy-document',
  newer,
  '--existing-policy-document',
  older,
  ...more,
];
const IDENTITY = ['--policy-type', 'IDENTITY_POLICY'];

const RUNS: [name: string, args: string[]][] = [
  ['no-new-access-pass', compare('old.json', 'new.json', ...IDENTITY)],
  ['no-new-access-fail', compare('new.json', 'file://old.json', ...IDENTITY)],
  ['no-new-access-witness', compare('new.json', 'old.json', ...IDENTITY, '--witness')],
  ['no-new-access-json', compare('new.json', 'old.json', ...IDENTITY, '--json', '--witness')],
  ['no-new-access-folders', compare('after', 'before')],
  ['no-new-access-folders-json', compare('after', 'before', '--json')],
  ['no-new-access-template', compare('after/stack.yaml', 'before/stack.yaml', '--witness')],
  ['no-new-access-batch', ['check-no-new-access', '--batch', 'lines.jsonl', '--witness']],
  [
    'no-new-access-smtlib-variables',
    compare('new.json', 'old.json', ...IDENTITY, '--smtlib', 'never-written.smt2'),
  ],
  ['bad-no-policy-type', compare('new.json', 'old.json')],
  ['bad-no-existing', ['check-no-new-access', '--new-policy-document', 'new.json', ...IDENTITY]],
  ['bad-policy', compare('broken.json', 'old.json', ...IDENTITY)],
  ['bad-no-file', compare('none.json', 'old.json', ...IDENTITY)],
  [
    'access-not-granted-pass',
    [
      'check-access-not-granted',
      '--policy-document',
      'old.json',
      ...IDENTITY,
      '--access',
      'actions=iam:PassRole,s3:PutObject',
    ],
  ],
  [
    'access-not-granted-fail',
    [
      'check-access-not-granted',
      '--policy-document',
      'new.json',
      ...IDENTITY,
      '--access',
      'actions=s3:PutObject,s3:DeleteObject,resources=arn:aws:s3:::home/ana/*',
      '--witness',
    ],
  ],
  [
    'access-not-granted-json',
    [
      'check-access-not-granted',
      '--policy-document',
      'new.json',
      ...IDENTITY,
      '--access',
      '[{"resources":["arn:aws:s3:::home/ana/x"]}]',
      '--json',
    ],
  ],
  [
    'access-not-granted-folder',
    [
      'check-access-not-granted',
      '--policy-document',
      'after',
      '--access',
      'actions=sqs:DeleteQueue,iam:PassRole',
    ],
  ],
  ['unknown', compare('unclear.json', 'old.json', ...IDENTITY)],
  ['unknown-json', compare('unclear.json', 'old.json', ...IDENTITY, '--json')],
  [
    'bad-access',
    ['check-access-not-granted', '--policy-document', 'new.json', ...IDENTITY, '--access', 'iam:PassRole'],
  ],
  [
    'no-public-access-fail',
    [
      'check-no-public-access',
      '--policy-document',
      'bucket.json',
      '--resource-type',
      'AWS::S3::Bucket',
      '--witness',
    ],
  ],
  [
    'no-public-access-other-service',
    [
      'check-no-public-access',
      '--policy-document',
      'bucket.json',
      '--resource-type',
      'AWS::SQS::Queue',
      '--json',
    ],
  ],
  [
    'bad-resource-type',
    ['check-no-public-access', '--policy-document', 'bucket.json', '--resource-type', 'AWS::EC2::Instance'],
  ],
];

function run(args: string[], input?: string) {
  return spawnSync(process.execPath, [MAIN, ...args], {
    cwd: join(GOLDEN, 'files'),
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
    input,
  });
}

describe('custom checks', () => {
  it.each(RUNS)('%s', (name, args) => {
    const { status, stdout, stderr } = run(args);
    const seen = `$ trailwright ${args.join(' ')}\n-- exit code ${status}\n-- stdout\n${stdout}-- stderr\n${stderr}`;
    const file = join(GOLDEN, `${name}.txt`);
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, seen);
    expect(seen).toBe(readFileSync(file, 'utf8'));
    if (!args.includes('--json') && !args.includes('--batch'))
      for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('reads a policy and a batch from standard input, and a policy as text', () => {
    const text = readFileSync(join(GOLDEN, 'files/old.json'), 'utf8');
    const args = compare('-', 'new.json', ...IDENTITY, '--json');
    expect(JSON.parse(run(args, text).stdout).result).toBe('PASS');
    expect(JSON.parse(run(compare(text, 'new.json', ...IDENTITY, '--json')).stdout).result).toBe('PASS');
    const batch = run(
      ['check-no-new-access', '--batch', '-', '--witness'],
      readFileSync(join(GOLDEN, 'files/lines.jsonl'), 'utf8'),
    );
    expect(batch.stdout).toBe(run(['check-no-new-access', '--batch', 'lines.jsonl', '--witness']).stdout);
    expect(batch.status).toBe(1);
  });

  it('shows a request that simulate allows by the new policy and not by the old', () => {
    const { reasons } = JSON.parse(
      run(compare('new.json', 'old.json', ...IDENTITY, '--json', '--witness')).stdout,
    );
    expect(reasons).toHaveLength(2);
    for (const { witness } of reasons)
      for (const [policy, allowed] of [
        ['new.json', true],
        ['old.json', false],
      ] as const) {
        const simulated = run(
          ['simulate', '--request', '-', '--identity-policy', policy, '--json'],
          JSON.stringify(witness),
        );
        expect(JSON.parse(simulated.stdout).EvaluationResults[0].EvalDecision === 'allowed').toBe(allowed);
      }
  });

  it('writes the question for other solvers', () => {
    const folder = mkdtempSync(join(tmpdir(), 'trailwright-smtlib-'));
    try {
      const file = join(folder, 'question.smt2');
      const args = [
        'check-no-public-access',
        '--policy-document',
        'bucket.json',
        '--resource-type',
        'AWS::S3::Bucket',
      ];
      expect(run([...args, '--smtlib', file]).status).toBe(1);
      expect(readFileSync(file, 'utf8')).toMatch(/\(set-logic ALL\)[\s\S]*\(check-sat\)\n$/);
      expect(run([...args, '--smtlib', join(folder, 'no', 'such', 'folder')]).status).toBe(2);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
