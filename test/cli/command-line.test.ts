// The built command line as a user meets it: output, exit codes, bad input, ctrl-C.
import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const MAIN = join(ROOT, 'dist/src/cli/main.js');
const SAMPLES = join(ROOT, 'sample-logs');
const folder = mkdtempSync(join(tmpdir(), 'trailwright-cli-'));
const temp = join(folder, 'tmp');
mkdirSync(temp);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const env = { ...process.env, TMPDIR: temp, NO_COLOR: '1' };
function run(args: string[], input?: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
    encoding: 'utf8',
    input,
    env,
  });
  return { status, stdout, stderr };
}
const files = (dir: string) => readdirSync(dir, { recursive: true, encoding: 'utf8' }).sort();
const tree = (dir: string) =>
  files(dir)
    .filter((f) => /\.(json|tf)$/.test(f))
    .map((f) => [f, readFileSync(join(dir, f), 'utf8')]);

const record = (n: number, more: object = {}) => ({
  eventID: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  eventTime: `2026-01-31T08:00:0${n % 10}Z`,
  eventSource: 's3.amazonaws.com',
  eventName: 'GetBucketAcl',
  eventType: 'AwsApiCall',
  awsRegion: 'eu-west-1',
  recipientAccountId: '111122223333',
  userIdentity: {
    type: 'IAMUser',
    accountId: '111122223333',
    userName: 'ana',
    arn: 'arn:aws:iam::111122223333:user/ana',
  },
  requestParameters: { bucketName: `amzn-s3-demo-bucket${n}` },
  ...more,
});

describe('generate on sample-logs', () => {
  const out = join(folder, 'policies');
  const first = run(['generate', SAMPLES, '--out', out, '--json', '--threads', '2']);
  const summary = JSON.parse(first.stdout);

  it('accounts for every record and exits with 0', () => {
    const a = summary.archive;
    expect(first.status).toBe(0);
    expect(a.records).toBe(a.events + a.duplicates + a.notApplicable + a.recordsSkipped);
    expect(a.recordsSkipped + a.logFilesSkipped).toBe(0);
    expect(a.duplicates).toBeGreaterThan(0);
    expect(summary.principals.length).toBeGreaterThan(60);
  });

  it('writes no action wildcard, no oversized policy, and every file that it names', () => {
    for (const p of summary.principals) {
      expect(p.serviceLinked && p.policyFiles.length > 0).toBe(false);
      for (const file of p.policyFiles) {
        const policy = JSON.parse(readFileSync(join(out, file), 'utf8'));
        const limit = file.startsWith('permission-sets/') ? 32_768 : 6_144;
        expect(JSON.stringify(policy).length).toBeLessThanOrEqual(limit);
        for (const s of policy.Statement) expect(s.Action.join()).not.toContain('*');
      }
    }
  });

  it('gives the same bytes again, with one thread, from a kept store, and leaves nothing behind', () => {
    const again = join(folder, 'again');
    const store = join(folder, 'kept.duckdb');
    expect(
      run(['generate', SAMPLES, '--out', again, '--quiet', '--threads', '1', '--store', store]).status,
    ).toBe(0);
    expect(tree(again)).toEqual(tree(out));
    rmSync(again, { recursive: true });
    expect(run(['ingest', SAMPLES, '--store', store, '--quiet']).status).toBe(0);
    expect(run(['generate', '--store', store, '--out', again, '--quiet']).status).toBe(0);
    expect(tree(again)).toEqual(tree(out));
    expect(files(temp)).toEqual([]);
  });

  it('writes Terraform and CloudFormation', () => {
    const both = join(folder, 'both');
    run([
      'generate',
      SAMPLES,
      '--out',
      both,
      '--quiet',
      '--format',
      'terraform',
      '--format',
      'cloudformation',
      '--account',
      '444455556666',
    ]);
    const names = files(both);
    expect(names.filter((f) => f.endsWith('.tf')).length).toBeGreaterThan(5);
    expect(names.filter((f) => f.endsWith('.template.json')).length).toBeGreaterThan(5);
    expect(names.some((f) => f.startsWith('111122223333'))).toBe(false);
  });
});

describe('store', () => {
  it('lists principals, and is refused to a second process', () => {
    const store = join(folder, 'one.duckdb');
    writeFileSync(join(folder, 'one.json'), JSON.stringify({ Records: [record(1), record(2)] }));
    expect(run(['ingest', join(folder, 'one.json'), '--store', store]).status).toBe(0);
    const listed = JSON.parse(run(['principals', '--store', store, '--json']).stdout);
    expect(listed).toMatchObject([
      { principalArn: 'arn:aws:iam::111122223333:user/ana', events: 2, services: ['s3'] },
    ]);
    expect(run(['principals', '--store', join(folder, 'none.duckdb')]).status).toBe(2);
    expect(run(['principals', '--store', join(folder, 'one.json')]).status).toBe(2);
  });
});

describe('bad input', () => {
  it('goes on past damage, says so, and exits with 3', () => {
    const logs = join(folder, 'damaged');
    mkdirSync(logs);
    writeFileSync(join(logs, 'a.json.gz'), gzipSync(JSON.stringify({ Records: [record(1)] })));
    writeFileSync(join(logs, 'b.json'), JSON.stringify({ Records: [record(2), record(3)] }).slice(0, -20));
    writeFileSync(join(logs, 'c.json'), JSON.stringify({ Records: [record(4), 7, null] }));
    const { status, stdout } = run(['generate', logs, '--out', join(folder, 'd'), '--json']);
    const { archive } = JSON.parse(stdout);
    expect(status).toBe(3);
    expect(archive).toMatchObject({ logFilesSkipped: 1, records: 5, recordsSkipped: 2, events: 3 });
    expect(archive.skips.map((s: { reason: string }) => s.reason).join('\n')).toMatch(
      /1 records before it were kept/,
    );
  });

  it.each([
    [['generate', '/no/such/folder'], /there is no `\/no\/such\/folder`/],
    [['generate'], /no path to read/],
    [['generate', SAMPLES, '--since', 'soon'], /`soon` is no time/],
    [['generate', SAMPLES, '--threads', '0'], /number of threads/],
    [['generate', SAMPLES, '--format', 'xml'], /no format/],
    [['generate', '--nonsense'], /unknown option/],
    [['generate', SAMPLES, '--out', MAIN], /is no folder/],
    [['generate', SAMPLES, '--out', join(MAIN, 'below')], /cannot be a folder: ENOTDIR/],
    [['generate', SAMPLES, '--out', ''], /names no folder/],
    [['generate', SAMPLES, '--region', ''], /--region names nothing/],
    [['generate', SAMPLES, '--include-denied', 's3:NoSuchAction'], /`s3:NoSuchAction` is no action/],
    [['generate', SAMPLES, '--include-denied', 's3:*'], /`s3:\*` is no action/],
    [['explain', '/no/such/file'], /there is no file/],
    [['explain', SAMPLES], /is a folder/],
    [['ingest', SAMPLES], /required option/],
  ])('%j exits with 2 and one clear line', (args, message) => {
    const { status, stderr } = run(args);
    expect(status).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('cannot be led out of the folder by a name', () => {
    const logs = join(folder, 'hostile.json');
    const arn = 'arn:aws:iam::111122223333:user/../../../../escaped';
    writeFileSync(
      logs,
      JSON.stringify([
        record(1, { userIdentity: { type: 'IAMUser', accountId: '../..', userName: 'x', arn } }),
      ]),
    );
    const out = join(folder, 'inside');
    expect(run(['generate', logs, '--out', out, '--quiet']).status).toBe(0);
    expect(files(out).some((f) => f.endsWith('escaped.json'))).toBe(true);
    expect(existsSync(join(folder, 'escaped.json'))).toBe(false);
  });

  it.each([100, 300, 500, 900])('stops %i ms after its start, leaving no temporary store', async (ms) => {
    for (const signal of ['SIGINT', 'SIGHUP'] as const) {
      const out = join(folder, 'never');
      const child = spawn(process.execPath, [MAIN, 'generate', SAMPLES, '--out', out, '--quiet'], { env });
      await new Promise((resolve) => setTimeout(resolve, ms));
      child.kill(signal);
      const [code, by] = await new Promise<[number | null, string | null]>((resolve) =>
        child.on('exit', (c, s) => resolve([c, s])),
      );
      // Before the program has begun the signal itself ends the process; after it, the program does.
      expect(by === signal || code === 130).toBe(true);
      expect(files(temp)).toEqual([]);
      expect(existsSync(join(out, 'summary.json'))).toBe(false);
    }
  });

  it('stops while it generates', async () => {
    const logs = join(folder, 'many.json');
    const user = (n: number) => ({
      type: 'IAMUser',
      accountId: '111122223333',
      userName: `u${n}`,
      arn: `arn:aws:iam::111122223333:user/u${n}`,
    });
    writeFileSync(
      logs,
      JSON.stringify(Array.from({ length: 4000 }, (_, n) => record(n, { userIdentity: user(n) }))),
    );
    const store = join(folder, 'many.duckdb');
    const out = join(folder, 'many');
    expect(run(['ingest', logs, '--store', store, '--quiet']).status).toBe(0);
    const child = spawn(process.execPath, [MAIN, 'generate', '--store', store, '--out', out, '--quiet'], {
      env,
    });
    while (!existsSync(out)) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGINT');
    expect(await new Promise((resolve) => child.on('exit', resolve))).toBe(130);
    expect(files(out).length).toBeLessThan(4000);
    expect(files(out).filter((f) => f.endsWith('.part') || f === 'summary.json')).toEqual([]);
  });

  it('takes a path after --include-denied for a path, and several actions', () => {
    const logs = join(folder, 'denied.json');
    const denied = (n: number, eventName: string) =>
      record(n, { eventName, errorCode: 'AccessDenied', errorMessage: 'Access Denied' });
    writeFileSync(
      logs,
      JSON.stringify([denied(1, 'GetBucketAcl'), denied(2, 'GetBucketTagging'), record(3)]),
    );
    const actions = (args: string[]) => {
      const { status, stdout } = run(['generate', ...args, '--out', join(folder, 'denied'), '--json']);
      expect(status).toBe(0);
      return JSON.parse(stdout).principals[0].policyFiles.map((f: string) =>
        JSON.parse(readFileSync(join(folder, 'denied', f), 'utf8')).Statement.flatMap(
          (s: { Action: string[] }) => s.Action,
        ),
      )[0];
    };
    expect(new Set(actions(['--include-denied', logs]))).toEqual(new Set(['s3:GetBucketAcl']));
    expect(
      new Set(actions([logs, '--include-denied', 's3:getbuckettagging', '--include-denied=s3:GetBucketAcl'])),
    ).toEqual(new Set(['s3:GetBucketAcl', 's3:GetBucketTagging']));
  });

  it.runIf(existsSync('/dev/full'))('says in one line that standard output cannot be written', () => {
    const script = `"${process.execPath}" "${MAIN}" services --json > /dev/full`;
    const { status, stderr } = spawnSync('sh', ['-c', script], { encoding: 'utf8', env });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^trailwright: cannot write to standard output: ENOSPC\n$/);
  });

  it('tells a damaged store from one in use', () => {
    const store = join(folder, 'damaged.duckdb');
    writeFileSync(join(folder, 'd1.json'), JSON.stringify([record(1)]));
    expect(run(['ingest', join(folder, 'd1.json'), '--store', store]).status).toBe(0);
    const bytes = readFileSync(store);
    for (let at = 8192; at < bytes.length; at += 97) bytes[at] = (bytes[at] ?? 0) ^ 0x5a;
    writeFileSync(store, bytes);
    const { status, stderr } = run(['principals', '--store', store]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/is damaged/);
  });
});

describe('explain', () => {
  it('gives every record in order, also from standard input', () => {
    const records = [
      record(1),
      'no record',
      record(2, {
        errorCode: 'AccessDenied',
        errorMessage:
          'User: x is not authorized to perform: s3:GetBucketAcl on resource: "arn:aws:s3:::b" because no identity-based policy allows the s3:GetBucketAcl action',
      }),
    ];
    const { stdout, status } = run(['explain', '-', '--json'], JSON.stringify(records));
    expect(status).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject([
      {
        outcome: 'allowed',
        authorization: 'proven',
        permissions: [
          {
            action: 's3:GetBucketAcl',
            resources: ['arn:aws:s3:::amzn-s3-demo-bucket1'],
            evidence: 'observed',
          },
        ],
      },
      { outcome: 'not-applicable', skipped: 'the record is no object' },
      {
        outcome: 'denied',
        denial: { cause: 'no-identity-based-policy' },
        permissions: [{ resources: ['arn:aws:s3:::b'] }],
      },
    ]);
  });
});
