// `simulate` as a user meets it: every run of test/golden/simulate/*.txt again, with what it writes on both channels and
// its exit code. UPDATE_GOLDEN=1 writes them anew.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const MAIN = join(ROOT, 'dist/src/cli/main.js');
const GOLDEN = join(ROOT, 'test/golden/simulate');

const RUNS: [name: string, args: string[]][] = [
  ['allowed', ['--request', 'read-object.json', '--identity-policy', 'role.json']],
  ['allowed-json', ['--request', 'read-object.json', '--identity-policy', 'role.json', '--json']],
  [
    'implicit-deny',
    ['--request', 'delete-object.json', '--identity-policy', 'role.json', '--scp', 'full.json'],
  ],
  [
    'implicit-deny-json',
    ['--request', 'delete-object.json', '--identity-policy', 'role.json', '--scp', 'full.json', '--json'],
  ],
  [
    'scp-denies',
    [
      '--request',
      'delete-object.json',
      '--identity-policy',
      'full.json',
      '--scp',
      'full.json',
      'no-deletes.json',
    ],
  ],
  [
    'scp-levels',
    [
      '--request',
      'read-object.json',
      '--identity-policy',
      'role.json',
      '--scp',
      'full.json',
      'boundary.json',
    ],
  ],
  [
    'scp-only-denies',
    ['--request', 'read-object.json', '--identity-policy', 'role.json', '--scp', 'no-deletes.json'],
  ],
  [
    'boundary',
    [
      '--request',
      'read-object.json',
      '--identity-policy',
      'role.json',
      '--permissions-boundary',
      'boundary.json',
      '--json',
    ],
  ],
  ['cross-account', ['--request', 'other-account.json', '--resource-policy', 'bucket.json']],
  [
    'cross-account-json',
    [
      '--request',
      'other-account.json',
      '--resource-policy',
      'bucket.json',
      '--identity-policy',
      'full.json',
      '--json',
    ],
  ],
  [
    'session-and-endpoint',
    [
      '--request',
      'read-object.json',
      '--identity-policy',
      'role.json',
      '--session-policy',
      'full.json',
      '--vpc-endpoint-policy',
      'bucket.json',
      '--rcp',
      'no-deletes.json',
    ],
  ],
  ['batch', ['--batch', 'lines.jsonl']],
  ['bad-no-request', []],
  ['bad-no-file', ['--request', 'none.json']],
  ['bad-folder', ['--request', '.']],
  ['bad-empty-request', ['--request', 'empty.json']],
  ['bad-principal', ['--request', 'bad-principal.json']],
  ['bad-context', ['--request', 'number.json']],
  ['bad-json', ['--request', 'read-object.json', '--identity-policy', 'broken.json']],
  ['bad-effect', ['--request', 'read-object.json', '--identity-policy', 'full.json', 'no-effect.json']],
  ['bad-flag', ['--request', 'read-object.json', '--identity-polcy', 'role.json']],
  ['bad-batch-beside', ['--batch', 'lines.jsonl', '--scp', 'full.json']],
  ['bad-batch-file', ['--batch', 'none.jsonl']],
];

function run(args: string[], input?: string) {
  return spawnSync(process.execPath, [MAIN, 'simulate', ...args], {
    cwd: join(GOLDEN, 'files'),
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
    input,
    maxBuffer: 2 ** 26,
  });
}

describe('simulate', () => {
  it.each(RUNS)('%s', (name, args) => {
    const { status, stdout, stderr } = run(args);
    const seen = `$ trailwright simulate ${args.join(' ')}\n-- exit code ${status}\n-- stdout\n${stdout}-- stderr\n${stderr}`;
    const file = join(GOLDEN, `${name}.txt`);
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, seen);
    expect(seen).toBe(readFileSync(file, 'utf8'));
    if (!args.includes('--json') && !name.startsWith('batch'))
      for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('reads a request and a batch from standard input', () => {
    const request = readFileSync(join(GOLDEN, 'files/read-object.json'), 'utf8');
    const one = run(['--request', '-', '--identity-policy', 'role.json', '--json'], request);
    expect(JSON.parse(one.stdout).EvaluationResults[0].EvalDecision).toBe('allowed');
    const many = run(['--batch', '-'], readFileSync(join(GOLDEN, 'files/lines.jsonl'), 'utf8'));
    expect(many.stdout).toBe(run(['--batch', 'lines.jsonl']).stdout);
    expect(run(['--batch', '-'], '').status).toBe(0);
  });

  it('answers more lines than fit a pipe', () => {
    const line = `${readFileSync(join(GOLDEN, 'files/lines.jsonl'), 'utf8').split('\n')[0]}\n`;
    const { status, stdout } = run(['--batch', '-'], line.repeat(5_000));
    expect(status).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(5_000);
  });
});
