// What `generate` shows of its policies, and `backtest`, as a user meets them.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const MAIN = join(ROOT, 'dist/src/cli/main.js');
const SAMPLES = join(ROOT, 'sample-logs');
const folder = mkdtempSync(join(tmpdir(), 'trailwright-proof-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(args: string[]) {
  return spawnSync(process.execPath, [MAIN, ...args], {
    encoding: 'utf8',
    cwd: folder,
    env: { ...process.env, NO_COLOR: '1' },
    maxBuffer: 2 ** 28,
  });
}

let serial = 0;
/** A call of role app on a day of a month; one each day keeps the logs without gaps. */
function record(day: number, eventSource: string, eventName: string, requestParameters: object) {
  return {
    eventID: `00000000-0000-4000-8000-${String(serial++).padStart(12, '0')}`,
    eventTime: `2026-01-${String(day).padStart(2, '0')}T08:00:00Z`,
    eventSource,
    eventName,
    eventType: 'AwsApiCall',
    awsRegion: 'eu-west-1',
    recipientAccountId: '111122223333',
    userIdentity: {
      type: 'AssumedRole',
      accountId: '111122223333',
      arn: 'arn:aws:sts::111122223333:assumed-role/app/i-1',
      principalId: 'AROAEXAMPLE:i-1',
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          arn: 'arn:aws:iam::111122223333:role/app',
          accountId: '111122223333',
          principalId: 'AROAEXAMPLE',
          userName: 'app',
        },
      },
    },
    requestParameters,
  };
}

const days = Array.from({ length: 30 }, (_, i) => i + 1);
const bucket = (name: string) => ({ bucketName: `amzn-s3-demo-${name}` });
const steady = days.map((day) => record(day, 's3.amazonaws.com', 'GetBucketAcl', bucket('bucket')));
const late = record(28, 's3.amazonaws.com', 'GetBucketAcl', bucket('late'));
const stopped = record(29, 'cloudtrail.amazonaws.com', 'StopLogging', {
  name: 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/main',
});

function logs(name: string, records: unknown[]): string {
  writeFileSync(join(folder, name), JSON.stringify({ Records: records }));
  return name;
}

function generated(args: string[]) {
  const { status, stdout, stderr } = run(['generate', ...args, '--out', 'out', '--json']);
  const summary = JSON.parse(stdout);
  const [principal] = summary.principals;
  const statements = principal.policyFiles.flatMap(
    (file: string) => JSON.parse(readFileSync(join(folder, 'out', file), 'utf8')).Statement,
  );
  return {
    status,
    stderr,
    principal,
    actions: statements.flatMap(({ Action }: { Action: string[] }) => Action).sort(),
  };
}

describe('a dangerous action of the middle of the month, called three times', () => {
  const from = (sourceIPAddress: string, records: ReturnType<typeof record>[]) =>
    records.map((one) => ({ ...one, sourceIPAddress }));
  const trail = { name: 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/main' };
  const stops = (day: number) =>
    [0, 1, 2].map(() => record(day, 'cloudtrail.amazonaws.com', 'StopLogging', trail));
  const home = from('203.0.113.7', steady);
  const heldBack = (name: string, records: object[]) => generated([logs(name, records)]).principal.heldBack;

  it('is held back where it came from a network that was new', () => {
    const strange = from('198.51.100.7', [
      record(15, 's3.amazonaws.com', 'GetBucketAcl', bucket('bucket')),
      ...stops(15),
    ]);
    expect(heldBack('strange.json', [...home, ...strange])).toEqual([
      {
        action: 'cloudtrail:StopLogging',
        resources: [trail.name],
        reasons: [
          'an action that turns off or changes what is logged or watched',
          'called only from where it had not called from before: 198.51.0.0/16',
        ],
      },
    ]);
  });

  it('is not where any call came from where the role always is', () => {
    const strange = from('198.51.100.7', stops(15));
    const known = from('203.0.200.200', stops(16).slice(0, 1));
    expect(heldBack('known.json', [...home, ...strange, ...known])).toEqual([]);
  });

  it('is not where the network has been seen for a while, nor at the beginning of the logs', () => {
    const earlier = from('198.51.100.7', [record(12, 's3.amazonaws.com', 'GetBucketAcl', bucket('bucket'))]);
    expect(heldBack('earlier.json', [...home, ...earlier, ...from('198.51.100.9', stops(15))])).toEqual([]);
    expect(heldBack('begin.json', [...home, ...from('198.51.100.9', stops(5))])).toEqual([]);
  });

  it('is not where an AWS service called', () => {
    const service = from('cloudformation.amazonaws.com', stops(15));
    expect(heldBack('service.json', [...home, ...service])).toEqual([]);
  });
});

describe('the policies of sample-logs', () => {
  const { status, stdout } = run(['generate', SAMPLES, '--out', 'samples', '--json']);
  const { principals } = JSON.parse(stdout);
  const proofs = principals.flatMap(({ proof }: { proof: object | null }) => proof ?? []);

  it('are all proven', () => {
    expect(status).toBe(0);
    expect(proofs.length).toBeGreaterThan(60);
    for (const proof of proofs)
      expect(proof).toMatchObject({
        sufficient: true,
        missing: [],
        tight: true,
        unused: [],
        valid: true,
        withinCurrent: null,
      });
  });

  it('are graded, with reasons unless ready', () => {
    const grades = proofs.map(({ grade, reasons }: { grade: string; reasons: string[] }) => {
      expect(reasons.length === 0).toBe(grade === 'ready');
      return grade;
    });
    expect([...new Set(grades)].sort()).toEqual(['insufficient', 'ready', 'review']);
  });

  it('have no proof where there is no policy', () => {
    for (const { proof, policyFiles } of principals) expect(proof === null).toBe(policyFiles.length === 0);
  });
});

describe('the policies of sample-logs with its exports', () => {
  const file = (account: string, name: string) => join(SAMPLES, 'exports', account, `${name}.json`);
  const flags = ['111122223333', '444455556666'].flatMap((account) => [
    ...['--current', file(account, 'account-authorization-details')],
    ...['--trails', file(account, 'trails'), '--trails', file(account, 'event-selectors')],
  ]);
  const { status, stdout } = run(['generate', SAMPLES, ...flags, '--replace', '--out', 'exported', '--json']);
  const { principals, coverage } = JSON.parse(stdout);
  const withPolicy = principals.filter(({ proof }: { proof: object | null }) => proof !== null);

  it('allow nothing new, and would lose much', () => {
    expect(status).toBe(0);
    expect(withPolicy.length).toBeGreaterThan(60);
    for (const { principalArn, proof } of withPolicy) {
      expect(proof, principalArn).toMatchObject({ withinCurrent: true, current: { grantedElsewhere: [] } });
      expect(proof.current.losses.actionCount, principalArn).toBeGreaterThan(5);
    }
  });

  it('are swapped where they are good enough, and what was logged is told', () => {
    const swaps = withPolicy.filter(({ replacement }: { replacement: object }) => 'files' in replacement);
    expect(swaps.length).toBeGreaterThan(30);
    for (const { proof } of swaps) expect(proof.grade).not.toBe('insufficient');
    expect(coverage).toMatchObject({ days: 30, daysWithLogs: 30 });
    expect(coverage.trails).toHaveLength(3);
  });
});

describe('a role of a month', () => {
  it('that did the same each day is ready', () => {
    const { status, principal } = generated([logs('steady.json', steady)]);
    expect(status).toBe(0);
    expect(principal.proof).toMatchObject({
      checkedRequests: 1,
      allowedRequests: 1,
      backtest: { trainedEvents: 20, replayedEvents: 10, denied: 0 },
      grade: 'ready',
      reasons: [],
    });
  });

  it('whose later calls a first policy would have denied is to be looked at', () => {
    const { principal } = generated([logs('late.json', [...steady, late])]);
    expect(principal.proof).toMatchObject({ grade: 'review', backtest: { replayedEvents: 11, denied: 1 } });
    expect(principal.proof.reasons[0]).toContain('would have denied 1 of 11 later calls');
  });

  it('that stopped the logs once does not get that blessed', () => {
    const path = logs('stopped.json', [...steady, stopped]);
    const { status, principal, actions } = generated([path]);
    expect([status, actions]).toEqual([0, ['s3:GetBucketAcl']]);
    expect(principal).toMatchObject({
      isComplete: false,
      heldBack: [
        {
          action: 'cloudtrail:StopLogging',
          resources: ['arn:aws:cloudtrail:eu-west-1:111122223333:trail/main'],
          reasons: [expect.stringContaining('logged'), 'called once', expect.stringContaining('2026-01-29')],
        },
      ],
      proof: { sufficient: true, grade: 'review' },
    });
    const accepted = generated([path, '--accept', 'cloudtrail:stoplogging']);
    expect(accepted.actions).toEqual(['cloudtrail:StopLogging', 's3:GetBucketAcl']);
    expect(accepted.principal.heldBack).toEqual([]);
    const unverified = generated([path, '--no-verify']);
    expect(unverified.actions).toEqual(['s3:GetBucketAcl']);
    expect(unverified.principal).toMatchObject({
      proof: null,
      heldBack: [{ action: 'cloudtrail:StopLogging' }],
    });
  });

  it('of which a week was not logged is to be looked at', () => {
    const { principal } = generated([
      logs(
        'gap.json',
        steady.filter((_, i) => i < 10 || i > 16),
      ),
    ]);
    expect(principal.proof.reasons).toContain('no logs of 7 days of the period');
  });

  it('is held against what it may do now', () => {
    const account = (action: string) => {
      const PolicyDocument = {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }],
      };
      const role = {
        Arn: 'arn:aws:iam::111122223333:role/app',
        RolePolicyList: [{ PolicyName: 'all', PolicyDocument }],
      };
      writeFileSync(join(folder, 'account.json'), JSON.stringify({ RoleDetailList: [role] }));
      return 'account.json';
    };
    const path = logs('steady.json', steady);
    const within = generated([path, '--current', account('s3:*')]);
    expect(within.status).toBe(0);
    expect(within.principal.proof).toMatchObject({
      withinCurrent: true,
      grade: 'ready',
      current: { grantedElsewhere: [] },
    });
    const denied = { Effect: 'Deny', Action: 's3:GetBucketAcl', Resource: '*' };
    const role = JSON.parse(readFileSync(join(folder, account('s3:*')), 'utf8'));
    role.RoleDetailList[0].RolePolicyList[0].PolicyDocument.Statement.push(denied);
    writeFileSync(join(folder, 'account.json'), JSON.stringify(role));
    const beyond = generated([path, '--current', 'account.json']);
    expect(beyond.status).toBe(1);
    expect(beyond.stderr).toContain('NOT PROVEN: 111122223333 role/app: not within what it may do now');
    expect(beyond.principal.proof).toMatchObject({
      withinCurrent: false,
      grade: 'insufficient',
      current: { witness: { action: 's3:GetBucketAcl', resource: 'arn:aws:s3:::amzn-s3-demo-bucket' } },
    });
    expect(run(['generate', path, '--out', 'out', '--current', 'nowhere.json']).status).toBe(2);
    expect(run(['generate', path, '--out', 'out', '--current', path]).stderr).toContain(
      'no export of an account',
    );
  });

  it('with placeholders is not proven, as nothing is allowed yet', () => {
    expect(generated([logs('steady.json', steady), '--placeholders']).principal.proof).toBe(null);
  });
});

describe('backtest', () => {
  it('tells which later calls would have been denied, and why', () => {
    const { status, stdout } = run(['backtest', logs('late.json', [...steady, late]), '--json']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      startTime: '2026-01-01T08:00:00Z',
      trainedUntil: '2026-01-21T00:00:00Z',
      endTime: '2026-01-30T08:00:00Z',
      principals: [
        {
          principalArn: 'arn:aws:iam::111122223333:role/app',
          trainedEvents: 20,
          replayedEvents: 11,
          denied: 1,
          denials: [
            {
              action: 's3:GetBucketAcl',
              resource: 'arn:aws:s3:::amzn-s3-demo-late',
              cause: 'new-resource',
              count: 1,
            },
          ],
        },
      ],
    });
  });

  it('cuts where it is told to', () => {
    const { stdout } = run(['backtest', logs('late.json', [...steady, late]), '--json', '--train', '50%']);
    expect(JSON.parse(stdout).trainedUntil).toBe('2026-01-15T00:00:00Z');
  });

  it.each([
    [['--train', '0'], 'is no part of a whole'],
    [['--train', 'most'], 'is no part of a whole'],
    [['--since', '2026-01-05', '--until', '2026-01-05T10:00:00Z'], 'cannot be cut in two'],
  ])('%j ends with 2', (args, message) => {
    const { status, stderr } = run(['backtest', logs('late.json', [...steady, late]), ...args]);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});
