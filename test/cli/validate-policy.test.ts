// `validate-policy` as a user meets it: inputs of every kind, answers, exit codes.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const MAIN = join(ROOT, 'dist/src/cli/main.js');
const folder = mkdtempSync(join(tmpdir(), 'trailwright-validate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(args: string[], input = '', nodeArgs: string[] = []) {
  return spawnSync(process.execPath, [...nodeArgs, MAIN, 'validate-policy', ...args], {
    encoding: 'utf8',
    input,
    cwd: folder,
    env: { ...process.env, NO_COLOR: '1' },
  });
}

function file(path: string, content: unknown): string {
  const target = join(folder, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::amzn-s3-demo-bucket/*' };
const clean = { Version: '2012-10-17', Statement: [statement] };
const passRole = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'iam:PassRole', Resource: '*' }],
};
const badEffect = { Version: '2012-10-17', Statement: [{ ...statement, Effect: 'allow' }] };

const codesOf = (stdout: string): string[] =>
  JSON.parse(stdout).findings.map(({ issueCode }: { issueCode: string }) => issueCode);

describe('one policy', () => {
  file('clean.json', clean);
  file('pass-role.json', passRole);
  file('bad-effect.json', badEffect);

  it.each(['pass-role.json', 'file://pass-role.json'])("is answered in AWS's shape: %s", (name) => {
    const { status, stdout, stderr } = run([
      '--policy-type',
      'IDENTITY_POLICY',
      '--policy-document',
      name,
      '--json',
      '--quiet',
    ]);
    expect([status, stderr]).toEqual([0, '']);
    expect(codesOf(stdout)).toEqual(['PASS_ROLE_WITH_STAR_IN_RESOURCE']);
    expect(JSON.parse(stdout).findings[0].locations[0]).toEqual({
      path: [{ value: 'Statement' }, { index: 0 }, { value: 'Action' }],
      span: {
        start: { line: 1, column: 64, offset: 64 },
        end: { line: 1, column: 78, offset: 78 },
      },
    });
  });

  it('is taken as a text too, as by the AWS CLI', () => {
    const { status, stdout } = run([
      '--policy-type',
      'IDENTITY_POLICY',
      '--policy-document',
      JSON.stringify(badEffect),
      '--json',
    ]);
    expect(status).toBe(1);
    expect(codesOf(stdout)).toEqual(['INVALID_EFFECT']);
  });

  it('is read from standard input', () => {
    const { status, stdout } = run(
      ['--policy-type', 'IDENTITY_POLICY', '-', '--json'],
      JSON.stringify(badEffect),
    );
    expect(status).toBe(1);
    expect(codesOf(stdout)).toEqual(['INVALID_EFFECT']);
  });

  it.each([
    ['none', 0],
    ['error', 0],
    ['security-warning', 1],
    ['suggestion', 1],
  ])('with a security warning and --fail-on %s ends with %i', (level, status) => {
    expect(run(['pass-role.json', '--policy-type', 'IDENTITY_POLICY', '--fail-on', level]).status).toBe(
      status,
    );
  });

  it('is taken for what it looks like, aloud, where no type is given', () => {
    const { status, stderr } = run(['clean.json']);
    expect(status).toBe(0);
    expect(stderr).toContain('clean.json: taken for an IDENTITY_POLICY');
    expect(stderr).toContain('1 policy looked at: 0 errors');
  });
});

describe('several', () => {
  file('many/a.json', clean);
  file('many/deep/b.json', badEffect);
  file('many/notes.json', { hello: 1 });
  file(
    'many/template.yaml',
    [
      'Resources:',
      '  AppRole:',
      '    Type: AWS::IAM::Role',
      '    Properties:',
      '      AssumeRolePolicyDocument:',
      "        Version: '2012-10-17'",
      '        Statement:',
      '          - Effect: Allow',
      '            Principal: {Service: ec2.amazonaws.com}',
      '            Action: sts:AssumeRole',
      '      Policies:',
      '        - PolicyName: app',
      '          PolicyDocument:',
      "            Version: '2012-10-17'",
      '            Statement:',
      '              - Effect: Allow',
      '                Action: iam:PassRole',
      "                Resource: '*'",
      '',
    ].join('\n'),
  );

  it('of a folder are a list with files, and what holds no policy is passed over', () => {
    const { status, stdout, stderr } = run(['many', '--policy-type', 'IDENTITY_POLICY', '--json']);
    expect(status).toBe(1);
    const answers = JSON.parse(stdout).map(
      ({ file, policy, findings }: { file: string; policy?: string; findings: { issueCode: string }[] }) => [
        file.replaceAll('\\', '/'),
        policy !== undefined,
        findings
          .map(({ issueCode }) => issueCode)
          .filter((code) => code !== 'RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL'),
      ],
    );
    expect(answers).toEqual([
      ['many/a.json', false, []],
      ['many/deep/b.json', false, ['INVALID_EFFECT']],
      ['many/template.yaml', true, []],
      ['many/template.yaml', true, ['PASS_ROLE_WITH_STAR_IN_RESOURCE']],
    ]);
    expect(stderr).toContain('1 file without a policy passed over');
  });

  // A file that even the superuser cannot read from its beginning.
  it.runIf(existsSync('/proc/self/mem'))('are not stopped by a file that cannot be read', () => {
    file('some/a.json', clean);
    symlinkSync('/proc/self/mem', join(folder, 'some/closed.json'));
    const { status, stdout, stderr } = run(['some', '--policy-type', 'IDENTITY_POLICY', '--json']);
    expect(status).toBe(3);
    expect(JSON.parse(stdout).length).toBe(1);
    expect(stderr).toMatch(/cannot read `some.closed\.json`/);
  });

  it('come by a pattern', () => {
    const { stdout } = run(['many/**/[ab].json', '--policy-type', 'IDENTITY_POLICY', '--json']);
    expect(JSON.parse(stdout).map(({ file }: { file: string }) => file)).toEqual([
      'many/a.json',
      'many/deep/b.json',
    ]);
  });

  it('point into the template', () => {
    const { stdout } = run(['many/template.yaml']);
    expect(stdout).toMatch(/^many\/template\.yaml:17:25: security warning PASS_ROLE_WITH_STAR_IN_RESOURCE$/m);
    expect(stdout).toContain('17 |                 Action: iam:PassRole');
  });
});

describe('a batch', () => {
  it('answers each line, one that is no request by an error', () => {
    const lines = [
      JSON.stringify({ policyDocument: JSON.stringify(passRole), policyType: 'IDENTITY_POLICY' }),
      'not json',
      '',
      JSON.stringify({ policyDocument: clean, policyType: 'POLICY' }),
      JSON.stringify({ policyType: 'IDENTITY_POLICY' }),
      JSON.stringify({
        policyDocument: clean,
        policyType: 'RESOURCE_POLICY',
        validatePolicyResourceType: 'AWS::X',
      }),
      JSON.stringify({ policyDocument: '{', policyType: 'SERVICE_CONTROL_POLICY' }),
      JSON.stringify({ policyDocument: clean, policyType: 'IDENTITY_POLICY' }),
    ];
    const { status, stdout, stderr } = run(['--batch', '-', '--fail-on', 'none'], lines.join('\n'));
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(answers.map((a) => a.error !== undefined)).toEqual([false, true, true, true, true, false, false]);
    expect(answers[0].findings[0].issueCode).toBe('PASS_ROLE_WITH_STAR_IN_RESOURCE');
    expect(answers[5].findings[0].issueCode).toBe('JSON_SYNTAX_ERROR');
    expect(answers[6]).toEqual({ findings: [] });
    expect(stderr).toContain('4 lines could not be answered');
    expect(status).toBe(3);
  });

  it('of 20,000 lines goes through a pipe', () => {
    const line = `${JSON.stringify({ policyDocument: clean, policyType: 'IDENTITY_POLICY' })}\n`;
    const { status, stdout } = run(['--batch', '-'], line.repeat(20_000));
    expect(status).toBe(0);
    expect(stdout.split('\n').length).toBe(20_001);
  });
});

describe('a baseline', () => {
  it('accepts findings, and tells what is of no use or over', () => {
    const accepted = [
      { issueCode: 'PASS_ROLE_WITH_STAR_IN_RESOURCE', reason: 'the deployer', expires: '2999-12-31' },
      { issueCode: 'INVALID_EFFECT', reason: 'x', expires: '2999-12-31' },
      { issueCode: 'EMPTY_SID_VALUE', reason: 'x', expires: '2020-01-01' },
    ];
    const args = ['pass-role.json', '--policy-type', 'IDENTITY_POLICY', '--fail-on', 'suggestion'];
    const { status, stdout, stderr } = run([...args, '--baseline', file('baseline.json', { accepted })]);
    expect([status, stdout]).toEqual([0, '']);
    expect(stderr).toContain('1 accepted by the baseline');
    expect(stderr).toContain('INVALID_EFFECT accepts nothing');
    expect(stderr).toContain('EMPTY_SID_VALUE ended on 2020-01-01');
  });

  it('that is none is refused', () => {
    const { status, stderr } = run([
      'pass-role.json',
      '--baseline',
      file('bad-baseline.json', { accepted: [{}] }),
    ]);
    expect(status).toBe(2);
    expect(stderr).toContain('needs an `issueCode`');
  });
});

describe('wrong input', () => {
  it.each([
    [[], 'there is no policy to validate'],
    [['nowhere.json'], 'there is no file `nowhere.json`'],
    [['no*match.json'], 'there is no file `no*match.json`'],
    [['--batch', 'nowhere'], 'cannot read `nowhere`'],
    [['--explain', 'NOTHING'], 'there is no check `NOTHING`'],
    [['clean.json', '--policy-type', 'POLICY'], 'IDENTITY_POLICY'],
    [['clean.json', '--format', 'pdf'], 'sarif'],
  ])('%j ends with 2 and says what to do', (args, message) => {
    const { status, stdout, stderr } = run(args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  it('of any bytes has a finding with a place', () => {
    const { status, stdout } = run(['-', '--json'], '\u0000\ufffd{{{');
    expect(status).toBe(1);
    expect(codesOf(stdout)).toContain('JSON_SYNTAX_ERROR');
  });

  it('of 300,000 findings is answered, in pieces', () => {
    const actions = Array.from({ length: 300_000 }, (_, i) => `s3:Gt${i}`);
    const policy = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
    };
    file('findings.json', policy);
    const lines = Number(
      spawnSync(
        'sh',
        [
          '-c',
          `"${process.execPath}" "${MAIN}" validate-policy findings.json --json --quiet | grep -c issueCode`,
        ],
        {
          encoding: 'utf8',
          cwd: folder,
        },
      ).stdout,
    );
    expect(lines).toBe(300_001);
    const { status, stderr } = run(['findings.json', '--format', 'sarif']);
    expect(status).toBe(2);
    expect(stderr).toContain('300001 findings are too many for --format sarif');
  });

  it('of 10 MB is answered', () => {
    const big = {
      Version: '2012-10-17',
      Statement: Array.from({ length: 90_000 }, (_, i) => ({
        ...statement,
        Resource: `arn:aws:s3:::amzn-s3-demo-bucket${i}/*`,
      })),
    };
    const { status, stdout } = run(['-', '--policy-type', 'IDENTITY_POLICY', '--json'], JSON.stringify(big));
    expect(status).toBe(0);
    expect(codesOf(stdout)).toContain('POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA');
  });
});

describe('what it loads', () => {
  const preload = join(folder, 'loaded.cjs');
  writeFileSync(
    preload,
    "process.on('exit', () => require('node:fs').writeSync(2, Object.keys(require.cache).concat(process.report.getReport().sharedObjects).filter((f) => /duckdb/.test(f)).length + ' of DuckDB\\n'));",
  );

  it('is not DuckDB, which other commands load', () => {
    expect(run(['clean.json'], '', ['--require', preload]).stderr).toContain('\n0 of DuckDB');
    const other = spawnSync(
      process.execPath,
      ['--require', preload, MAIN, 'principals', '--store', 'new.duckdb'],
      {
        encoding: 'utf8',
        cwd: folder,
      },
    );
    expect(other.stderr).toMatch(/\n?[1-9]\d* of DuckDB/);
  });
});
