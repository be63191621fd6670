// What `generate` says of what was logged, as a user meets it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const MAIN = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'dist/src/cli/main.js');
const folder = mkdtempSync(join(tmpdir(), 'trailwright-coverage-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
    encoding: 'utf8',
    cwd: folder,
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { status, stdout, stderr };
}

function write(name: string, ...documents: unknown[]): string {
  writeFileSync(join(folder, name), documents.map((one) => `${JSON.stringify(one, null, 4)}\n`).join(''));
  return name;
}

/** A call of role app each day of a month. */
const Records = Array.from({ length: 30 }, (_, i) => ({
  eventID: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
  eventTime: `2026-01-${String(i + 1).padStart(2, '0')}T08:00:00Z`,
  eventSource: 's3.amazonaws.com',
  eventName: 'GetBucketAcl',
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
  requestParameters: { bucketName: 'amzn-s3-demo-bucket' },
}));
const LOGS = write('logs.json', { Records });

const TrailARN = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/main';
const trails = {
  trailList: [
    {
      Name: 'main',
      S3BucketName: 'amzn-s3-demo-logs',
      IncludeGlobalServiceEvents: true,
      IsMultiRegionTrail: true,
      HomeRegion: 'eu-west-1',
      TrailARN,
      HasCustomEventSelectors: true,
      IsOrganizationTrail: false,
    },
  ],
};
const selectors = (...values: string[]) => ({
  TrailARN,
  EventSelectors: [
    {
      ReadWriteType: 'All',
      IncludeManagementEvents: true,
      DataResources: values.length === 0 ? [] : [{ Type: 'AWS::S3::Object', Values: values }],
      ExcludeManagementEventSources: [],
    },
  ],
});

function generated(...flags: string[]) {
  const { status, stdout } = run('generate', LOGS, '--out', 'out', '--json', ...flags);
  const { coverage, principals } = JSON.parse(stdout);
  return { status, coverage, proof: principals[0].proof };
}
const files = (...names: string[]) => names.flatMap((name) => ['--trails', name]);

describe('generate --trails', () => {
  const described = write('trails.json', trails);

  it('grades a role by what was not logged of the services that it uses', () => {
    const { status, coverage, proof } = generated(...files(described, write('plain.json', selectors())));
    expect([status, proof.grade]).toEqual([0, 'review']);
    expect(proof.reasons).toEqual([
      'data events of s3 were not logged: what it does there is not all in the logs',
    ]);
    expect(coverage).toEqual({
      days: 30,
      daysWithLogs: 30,
      trails: [
        {
          trailArn: TrailARN,
          accountId: '111122223333',
          isMultiRegionTrail: true,
          homeRegion: 'eu-west-1',
          isOrganizationTrail: false,
          includeGlobalServiceEvents: true,
          managementEvents: [{ read: true, write: true, isPartial: false, excludedSources: [] }],
          dataEvents: [],
        },
      ],
    });
  });

  it('leaves a role ready where all was logged', () => {
    const mixed = write('mixed.json', trails, selectors('arn:aws:s3'));
    expect(generated(...files(mixed)).proof).toMatchObject({ grade: 'ready', reasons: [] });
    const { stdout } = run('generate', LOGS, '--out', 'out', ...files(mixed));
    expect(stdout).toContain('\ncoverage   30 of 30 days; management events, data events of 1 type\n');
  });

  it('says what is not known', () => {
    const { coverage, proof } = generated(...files(described));
    expect(proof.reasons).toEqual([`event selectors are not known of ${TrailARN}`]);
    expect(coverage.trails[0]).toMatchObject({ managementEvents: null, dataEvents: null });
    const none = generated();
    expect(none.proof.grade).toBe('ready');
    expect(none.coverage).toEqual({ days: 30, daysWithLogs: 30, trails: null });
    expect(run('generate', LOGS, '--out', 'out').stdout).toContain(
      '\ncoverage   30 of 30 days; what trails log is not known (see --trails)\n',
    );
    expect(generated('--no-verify').coverage).toEqual(none.coverage);
  });

  it.each([
    [LOGS, 'this is no export of trails'],
    ['nowhere.json', 'there is no file `nowhere.json`'],
  ])('ends with 2 for %s', (file, message) => {
    const { status, stderr, stdout } = run('generate', LOGS, '--out', 'out', '--trails', file);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});
