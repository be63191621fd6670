// Calls that cross accounts: each is logged in both, under eventIDs of their own and one sharedEventID. The copy in
// the resource's account knows of the caller only its account and id.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
import type { Json } from '../call.js';
import { arn, BUCKET, DATA, KEY, PERIOD_DAYS, PRODUCTION, SEED } from '../company.js';
import { type Principal, principalArn, principalId, role } from '../principal.js';
import { Random } from '../random.js';
import { compact, type Delivered } from '../record.js';
import { assumeRole } from '../services/identity.js';
import { kms } from '../services/keys-and-secrets.js';
import { message } from '../services/messaging.js';
import { getObject, listObjects, putObject } from '../services/storage.js';
import { principalNamed } from '../workloads/company-workloads.js';
import { date } from '../workloads/functions.js';
import { callsAt } from './bare-record.js';

export const exporter = role(DATA, 'analytics-exporter', 'lambda', { path: '/analytics/' });
export const replicaReader = role(PRODUCTION, 'data-lake-reader', 'account', {
  sessions: ['exports', 'backfill'],
  sourceIdentity: 'ana.silva',
});

/** The caller's records, and for each the copy in the other account. */
export function inBothAccounts(caller: Principal, other: string, own: readonly Delivered[]): Delivered[] {
  return own.flatMap((delivered) => {
    const { record } = delivered;
    const random = new Random(SEED, `shared ${String(record.eventID)}`);
    const sharedEventID = random.uuid();
    const fields: { [key: string]: Json | undefined } = {
      ...record,
      userIdentity: {
        type: 'AWSAccount',
        principalId: principalId(caller, sessionOf(record.userIdentity)),
        accountId: caller.account,
      },
      eventID: random.uuid(),
      recipientAccountId: other,
      sharedEventID,
      tlsDetails: undefined,
    };
    return [
      { ...delivered, record: { ...record, sharedEventID } },
      { ...delivered, account: other, record: compact(fields) },
    ];
  });
}

export function crossAccountRecords(): Delivered[] {
  const delivered: Delivered[] = [];
  for (let day = 0; day < PERIOD_DAYS; day++) {
    const minute = String((day * 7) % 60).padStart(2, '0');
    const assumed = callsAt(exporter, 'us-east-1', { day, at: `04:${minute}:00` }, (s) => [
      assumeRole(s, {
        roleArn: principalArn(replicaReader),
        uniqueId: replicaReader.uniqueId,
        roleSessionName: 'exports',
        sourceIdentity: 'ana.silva',
        ...(day % 3 === 0 ? { tags: { project: 'exports' } } : {}),
      }),
    ]);
    const objects = callsAt(exporter, 'us-east-1', { day, at: `04:${minute}:20` }, (s) => [
      listObjects(s, BUCKET.partners, 'exports/'),
      getObject(s, BUCKET.partners, `exports/${date(day)}/ledger.parquet`),
      putObject(s, BUCKET.partners, `analytics/${date(day)}/summary.csv`),
      kms(s, 'Decrypt', KEY.invoices, { encryptionAlgorithm: 'SYMMETRIC_DEFAULT' }, PRODUCTION),
      message({ ...s, account: PRODUCTION }, 'SendMessage', 'export-results'),
    ]);
    delivered.push(...inBothAccounts(exporter, PRODUCTION, [...assumed, ...objects]));
    delivered.push(
      ...callsAt(replicaReader, 'us-east-1', { day, at: `04:${minute}:40` }, (s) => [
        getObject(s, BUCKET.invoices, `invoices/${date(day).slice(0, 7)}/INV-${100_000 + day}.pdf`),
        listObjects(s, BUCKET.invoices, 'invoices/'),
      ]),
    );
  }
  delivered.push(...roleHops());
  return delivered;
}

/** People and tools that take on roles of the other account. */
function roleHops(): Delivered[] {
  const hops: Delivered[] = [];
  const auditor = principalNamed(PRODUCTION, 'carol.security');
  const audit = principalNamed(DATA, 'SecurityAudit');
  for (const day of [0, 6, 13, 20, 27]) {
    const own = callsAt(auditor, 'us-east-1', { day, at: '06:00:00' }, (s) => [
      assumeRole(s, {
        roleArn: principalArn(audit),
        uniqueId: audit.uniqueId,
        roleSessionName: 'auditor',
        externalId: 'example-external-id',
      }),
    ]);
    hops.push(...inBothAccounts(auditor, DATA, own));
  }
  const chained = principalNamed(PRODUCTION, 'GitHubActionsDeploy');
  const landing = principalNamed(DATA, 'OrganizationAccountAccessRole');
  for (const day of [2, 9, 16, 23]) {
    const own = callsAt(chained, 'us-east-1', { day, at: '09:30:00' }, (s) => [
      assumeRole(s, {
        roleArn: arn('iam', '', DATA, `role/${landing.name}`),
        uniqueId: landing.uniqueId,
        roleSessionName: 'landing-zone',
      }),
    ]);
    hops.push(...inBothAccounts(chained, DATA, own));
  }
  return hops;
}

function sessionOf(identity: Json | undefined): string {
  const own = identity !== null && typeof identity === 'object' && !Array.isArray(identity) ? identity : {};
  const id = typeof own?.principalId === 'string' ? own.principalId : '';
  return id.slice(id.indexOf(':') + 1);
}
