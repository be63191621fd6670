// What the archive promises to hold: each thing that a reader of logs must cope with is there, and how often.
import { describe, expect, it } from 'vitest';
import { recordsOf, type SampleRecord, storedFiles } from './read-archive.js';

const files = storedFiles();
const own = recordsOf(files.filter(({ path }) => !path.includes('o-exampleorgid')));
const second = recordsOf(files.filter(({ path }) => path.includes('o-exampleorgid')));
const issuer = (record: SampleRecord) => record.userIdentity.sessionContext?.sessionIssuer;
const isRole = (record: SampleRecord) => issuer(record)?.type === 'Role';
const count = (test: (record: SampleRecord) => boolean) => own.filter(test).length;
const distinct = (value: (record: SampleRecord) => string | undefined) =>
  new Set(own.map(value).filter((text) => text !== undefined));
const text = (record: SampleRecord) => JSON.stringify(record);

describe('its size', () => {
  it('is about 18,000 events over 30 days in 2 accounts and 3 Regions', () => {
    expect(own.length).toBeGreaterThan(17_000);
    expect(own.length).toBeLessThan(19_000);
    expect(distinct((r) => r.eventTime.slice(0, 10)).size).toBe(30);
    expect([...distinct((r) => r.recipientAccountId)].sort()).toEqual(['111122223333', '444455556666']);
    expect([...distinct((r) => r.awsRegion)].sort()).toEqual(['eu-central-1', 'eu-west-1', 'us-east-1']);
  });

  it('has about 60 roles, 10 users and 40 services or more', () => {
    const roles = distinct((r) => (isRole(r) ? issuer(r)?.arn : undefined)).size;
    expect(roles).toBeGreaterThanOrEqual(60);
    expect(roles).toBeLessThanOrEqual(72);
    expect(distinct((r) => (r.userIdentity.type === 'IAMUser' ? r.userIdentity.arn : undefined)).size).toBe(
      10,
    );
    expect(distinct((r) => r.eventSource).size).toBeGreaterThanOrEqual(60);
  });
});

describe('its records', () => {
  it('have an id of their own each, and a version', () => {
    expect(distinct((r) => r.eventID).size).toBe(own.length);
    expect([...distinct((r) => r.eventVersion)]).toEqual(['1.11']);
  });

  it('name only the documentation’s access keys and addresses', () => {
    const keys = distinct((r) => r.userIdentity.accessKeyId);
    expect([...keys].sort()).toEqual(['AKIAIOSFODNN7EXAMPLE', 'ASIAIOSFODNN7EXAMPLE']);
    const addresses = [...distinct((r) => r.sourceIPAddress)].filter((source) => /^\d/.test(source));
    expect(addresses.length).toBeGreaterThan(20);
    const strange = addresses.filter((source) => !/^(192\.0\.2|198\.51\.100|203\.0\.113)\./.test(source));
    expect(strange).toEqual([]);
  });

  it('come a second time for one day, to the letter, from the organization’s trail', () => {
    const day = new Set(own.filter((r) => r.eventTime.startsWith('2026-09-15')).map(text));
    expect(second.length).toBe(day.size);
    expect(second.length).toBeGreaterThan(400);
    expect(second.filter((record) => !day.has(text(record)))).toEqual([]);
  });
});

/** Each row: what it is, how many records at least, and how one is told. */
const FEATURES: readonly [string, number, (record: SampleRecord) => boolean][] = [
  ['data events', 6_000, (r) => r.eventCategory === 'Data'],
  [
    'network activity events',
    20,
    (r) => r.eventType === 'AwsVpceEvent' && r.eventCategory === 'NetworkActivity',
  ],
  ['refusals by a VPC endpoint', 3, (r) => r.errorCode === 'VpceAccessDenied'],
  ['service events', 20, (r) => r.eventType === 'AwsServiceEvent'],
  ['console sign-ins', 15, (r) => r.eventName === 'ConsoleLogin'],
  ['the root user', 1, (r) => r.userIdentity.type === 'Root'],
  ['calls by AWS services', 150, (r) => r.userIdentity.type === 'AWSService'],
  [
    'AssumeRoleWithSAML',
    10,
    (r) => r.eventName === 'AssumeRoleWithSAML' && r.userIdentity.type === 'SAMLUser',
  ],
  ['AssumeRoleWithWebIdentity', 40, (r) => r.userIdentity.type === 'WebIdentityUser'],
  ['Identity Center users', 5, (r) => r.userIdentity.type === 'IdentityCenterUser'],
  ['federated users', 3, (r) => r.userIdentity.type === 'FederatedUser'],
  ['nobody', 1, (r) => r.userIdentity.accountId === 'anonymous'],
  ['forward access sessions', 700, (r) => isRole(r) && r.userIdentity.invokedBy !== undefined],
  ['… of a named service', 200, (r) => isRole(r) && /\.amazonaws\.com$/.test(r.userIdentity.invokedBy ?? '')],
  ['service-linked roles', 300, (r) => issuer(r)?.arn.includes(':role/aws-service-role/') === true],
  ['sessions with a source identity', 30, (r) => r.userIdentity.sessionContext?.sourceIdentity !== undefined],
  ['AssumeRole with tags', 5, (r) => r.eventName === 'AssumeRole' && r.requestParameters?.tags !== undefined],
  [
    'calls logged in both accounts',
    300,
    (r) => r.sharedEventID !== undefined && r.eventCategory !== 'NetworkActivity',
  ],
  ['an addendum', 1, (r) => r.addendum !== undefined],
  ['masked values', 500, (r) => text(r).includes('HIDDEN_DUE_TO_SECURITY_REASONS')],
  ['omitted parameters', 2, (r) => r.requestParameters?.omitted === true],
  [
    'calls of no known action',
    8,
    (r) => /^example-widgets|Internal$/.test(`${r.eventSource} ${r.eventName}`),
  ],
  ['missing objects', 40, (r) => r.errorCode === 'NoSuchKey'],
  ['dry runs', 5, (r) => r.errorCode === 'Client.DryRunOperation'],
  ['throttled calls', 20, (r) => /RequestLimitExceeded|ThroughputExceeded|SlowDown/.test(r.errorCode ?? '')],
  ['validation failures', 5, (r) => r.errorCode === 'InvalidParameterValue'],
  ['expired tokens', 5, (r) => r.errorCode === 'ExpiredToken'],
  ['copies of objects', 2, (r) => r.eventName === 'CopyObject'],
  ['versions of objects', 10, (r) => r.requestParameters?.versionId !== undefined],
  ['access points', 20, (r) => r.resources?.some(({ ARN }) => ARN?.includes(':accesspoint/')) === true],
  ['PartiQL', 10, (r) => r.eventSource === 'dynamodb.amazonaws.com' && r.eventName === 'ExecuteStatement'],
  ['transactions', 50, (r) => r.eventName === 'TransactWriteItems'],
  ['model streams', 10, (r) => r.eventName === 'ConverseStream'],
];

/** Each phrase that a refusal may give as its cause. */
const CAUSES = [
  'because no identity-based policy allows',
  'because no resource-based policy allows',
  'because no permissions boundary allows',
  'because no session policy allows',
  'because no service control policy allows',
  'because no resource control policy allows',
  'because no VPC endpoint policy allows',
  'with an explicit deny in an identity-based policy',
  'with an explicit deny in a resource-based policy',
  'with an explicit deny in a permissions boundary',
  'with an explicit deny in a session policy',
  'with an explicit deny in a service control policy: arn:aws:organizations::',
  'with an explicit deny in a resource control policy',
  'with an explicit deny in a VPC endpoint policy',
];

describe('its contents', () => {
  it.each(FEATURES)('has %s', (_, least, test) => {
    expect(count(test)).toBeGreaterThanOrEqual(least);
  });

  it.each(CAUSES)('has a refusal %s', (cause) => {
    expect(count((r) => r.errorMessage?.includes(cause) === true)).toBeGreaterThanOrEqual(1);
  });

  it('has refusals that tell no cause, and EC2’s with an encoded message', () => {
    expect(count((r) => r.errorMessage === 'Access Denied')).toBeGreaterThanOrEqual(1);
    expect(
      count((r) => r.errorMessage?.includes('Encoded authorization failure message:') === true),
    ).toBeGreaterThan(10);
    expect(
      count((r) => r.eventName === 'RunInstances' && r.errorMessage?.includes('iam:PassRole') === true),
    ).toBeGreaterThan(0);
  });

  it('pairs each shared event over the two accounts', () => {
    const accounts = new Map<string, Set<string>>();
    for (const record of own) {
      if (record.sharedEventID === undefined || record.userIdentity.type === 'AWSService') continue;
      if (record.eventCategory === 'NetworkActivity') continue;
      const seen = accounts.get(record.sharedEventID) ?? new Set();
      accounts.set(record.sharedEventID, seen.add(record.recipientAccountId));
    }
    expect(accounts.size).toBeGreaterThan(150);
    expect([...accounts.values()].filter((seen) => seen.size !== 2)).toEqual([]);
  });

  it('has its addendum point at a record that is there', () => {
    const originals = own.filter((r) => r.addendum !== undefined).map((r) => r.addendum?.originalEventID);
    expect(originals.every((id) => own.some((r) => r.eventID === id))).toBe(true);
  });

  it('has one permission set in both accounts', () => {
    const name = 'AWSReservedSSO_DataAnalyst_0123456789abcdef';
    const accounts = new Set(
      own.filter((r) => issuer(r)?.arn.endsWith(name)).map((r) => r.recipientAccountId),
    );
    expect(accounts.size).toBe(2);
  });

  it('has a role made anew under its old name, whose times do not overlap', () => {
    const arn = 'arn:aws:iam::111122223333:role/nightly-report';
    const ids = [...distinct((r) => (issuer(r)?.arn === arn ? issuer(r)?.principalId : undefined))];
    expect(ids).toHaveLength(2);
    const times = ids.map((id) => own.filter((r) => issuer(r)?.principalId === id).map((r) => r.eventTime));
    const [older = [], newer = []] = times.sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1));
    expect((older.sort().at(-1) ?? '') < (newer.sort().at(0) ?? '')).toBe(true);
  });

  it('registers a task definition before one of its runs', () => {
    const runs = own.filter((r) => r.eventName === 'RunTask');
    const registered = own.filter((r) => r.eventName === 'RegisterTaskDefinition');
    const linked = runs.filter((run) =>
      registered.some(
        (r) => r.eventTime < run.eventTime && text(r).includes(String(run.requestParameters?.taskDefinition)),
      ),
    );
    expect(linked.length).toBeGreaterThanOrEqual(1);
  });

  it('has one role with more secrets and buckets than one managed policy holds', () => {
    const arns = new Set(
      own
        .filter((r) => issuer(r)?.arn.endsWith('/tenant-provisioner'))
        .flatMap((r) => [
          String(r.requestParameters?.secretId ?? ''),
          ...(r.resources ?? []).map(({ ARN }) => ARN ?? ''),
        ])
        .filter((arn) => arn.includes(':secret:') || arn.startsWith('arn:aws:s3:::')),
    );
    expect([...arns].join('').length).toBeGreaterThan(6_144);
  });

  it('has object keys that clearly vary by name over days', () => {
    const keys = own.filter(
      (r) => issuer(r)?.arn.endsWith('/thumbnails-role') && r.eventName === 'GetObject',
    );
    expect(new Set(keys.map((r) => r.requestParameters?.key)).size).toBeGreaterThan(200);
    expect(new Set(keys.map((r) => r.eventTime.slice(0, 10))).size).toBe(30);
  });

  it('has hostile names: wildcards, variables, prototypes, climbing paths, other scripts', () => {
    const keys = distinct((r) =>
      typeof r.requestParameters?.key === 'string' ? r.requestParameters.key : undefined,
    );
    for (const key of ['reports/*', 'reports/q?.csv', 'home/${aws:username}/notes.txt', '../../etc/passwd']) {
      expect(keys.has(key), key).toBe(true);
    }
    expect([...keys].some((key) => /\p{Script=Han}/u.test(key))).toBe(true);
    const tagged = own.filter(
      (r) => r.requestParameters !== null && text(r).includes('"__proto__":"polluted"'),
    );
    expect(tagged.length).toBeGreaterThanOrEqual(1);
    const roles = distinct((r) => issuer(r)?.arn);
    expect(roles.has('arn:aws:iam::111122223333:role/teams/../../ops/night-ops')).toBe(true);
    expect(roles.has('arn:aws:iam::111122223333:role/legacy/CON')).toBe(true);
  });
});
