// All records, laid out as CloudTrail delivers them: log files by account, Region and day, a day's second copies
// from the organization's trail, and digest files.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html (names)
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html
import { createHash } from 'node:crypto';
import type { JsonFields } from './call.js';
import { BUCKET, DAY, ORGANIZATION, PERIOD_START, PRODUCTION, SECOND_TRAIL_DAY, SEED } from './company.js';
import { Random } from './random.js';
import { type Delivered, iso } from './record.js';
import { crossAccountRecords } from './scenarios/cross-account.js';
import { failingWorkloads } from './scenarios/failures.js';
import { hostileNameRecords } from './scenarios/hostile-names.js';
import { networkActivityRecords } from './scenarios/network-activity.js';
import { rareRefusals, refusedWorkloads } from './scenarios/refusals.js';
import { serviceEventRecords } from './scenarios/service-events.js';
import { signInRecords } from './scenarios/sign-ins.js';
import { recreatedRoleWorkloads, specialRecords } from './scenarios/special-records.js';
import { recordsOfWorkload } from './workload.js';
import { companyWorkloads } from './workloads/company-workloads.js';

/** A file of the archive before compression; `path` is relative to the folder that holds `AWSLogs`. */
export interface ArchiveFile {
  path: string;
  text: string;
}

/** Records in one log file at most; CloudTrail delivers about every five minutes. */
const FILE_RECORDS = 70;
const DELIVERY_INTERVAL = 300;

/** Every record of the archive once, by time of delivery; second copies are not among them. */
export function allRecords(): Delivered[] {
  const workloads = [
    ...companyWorkloads,
    ...recreatedRoleWorkloads,
    ...refusedWorkloads(),
    ...failingWorkloads(),
  ];
  const records = [
    ...workloads.flatMap(recordsOfWorkload),
    ...crossAccountRecords(),
    ...serviceEventRecords(),
    ...signInRecords(),
    ...networkActivityRecords(),
    ...hostileNameRecords(),
    ...rareRefusals(),
    ...specialRecords(),
  ];
  const key = (d: Delivered) => `${d.account}/${d.region}/${d.time}/${String(d.record.eventID)}`;
  return records
    .map((delivered) => ({ delivered, key: key(delivered) }))
    .sort((a, b) => a.delivered.time - b.delivered.time || (a.key < b.key ? -1 : 1))
    .map(({ delivered }) => delivered);
}

/** The whole archive, sorted by path. */
export function archiveFiles(): ArchiveFile[] {
  const records = allRecords();
  const own = logFiles(records, 'AWSLogs', FILE_RECORDS);
  const secondDay = records.filter((d) => Math.floor((d.time - PERIOD_START) / DAY) === SECOND_TRAIL_DAY);
  const random = new Random(SEED, 'second trail');
  const second = logFiles(random.shuffled(secondDay), `AWSLogs/${ORGANIZATION}`, FILE_RECORDS + 30);
  const files = [...own, ...second, ...digests(own)];
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function logFiles(records: readonly Delivered[], root: string, size: number): ArchiveFile[] {
  const groups = new Map<string, Delivered[]>();
  for (const delivered of records) {
    const key = `${delivered.account}/${delivered.region}/${Math.floor(delivered.time / DAY)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [delivered]);
    else group.push(delivered);
  }
  const files: ArchiveFile[] = [];
  for (const [key, group] of groups) {
    const random = new Random(SEED, `file ${root} ${key}`);
    for (let from = 0; from < group.length; from += size) {
      files.push(logFile(group.slice(from, from + size), root, random));
    }
  }
  return files;
}

function logFile(records: readonly Delivered[], root: string, random: Random): ArchiveFile {
  const first = records[0];
  if (first === undefined) throw new RangeError('a log file without records');
  const last = Math.max(...records.map((d) => d.time));
  const dayEnd = Math.floor(first.time / DAY) * DAY + DAY - DELIVERY_INTERVAL;
  const delivery = Math.min(dayEnd, Math.ceil((last + 1) / DELIVERY_INTERVAL) * DELIVERY_INTERVAL);
  const { account, region } = first;
  const stamp = `${iso(delivery).replaceAll(/[-:]/g, '').slice(0, 13)}Z`;
  const day = iso(delivery).slice(0, 10).replaceAll('-', '/');
  const name = `${account}_CloudTrail_${region}_${stamp}_${random.alphanumeric(16)}.json.gz`;
  const body = { Records: records.map((d) => d.record) };
  return { path: `${root}/${account}/CloudTrail/${region}/${day}/${name}`, text: JSON.stringify(body) };
}

/** Digests of two hours of production's trail; hashes are true, the signature is only of the right form. */
function digests(own: readonly ArchiveFile[]): ArchiveFile[] {
  const day = '2026/09/02';
  const logged = own.filter(({ path }) => path.includes(`${PRODUCTION}/CloudTrail/us-east-1/${day}/`));
  const first = digest(
    '20260902T120000Z',
    '2026-09-02T11:00:00Z',
    '2026-09-02T12:00:00Z',
    logged.slice(0, 1),
  );
  const second = digest(
    '20260902T130000Z',
    '2026-09-02T12:00:00Z',
    '2026-09-02T13:00:00Z',
    logged.slice(1, 2),
    first,
  );
  return [first, second];
}

function digest(
  stamp: string,
  digestStartTime: string,
  digestEndTime: string,
  logged: readonly ArchiveFile[],
  previous?: ArchiveFile,
): ArchiveFile {
  const folder = `AWSLogs/${PRODUCTION}/CloudTrail-Digest/us-east-1/2026/09/02`;
  const path = `${folder}/${PRODUCTION}_CloudTrail-Digest_us-east-1_shop_us-east-1_${stamp}.json.gz`;
  const random = new Random(SEED, `digest ${stamp}`);
  const body: JsonFields = {
    awsAccountId: PRODUCTION,
    digestStartTime,
    digestEndTime,
    digestS3Bucket: BUCKET.logs,
    digestS3Object: path,
    digestPublicKeyFingerprint: random.hex(32),
    digestSignatureAlgorithm: 'SHA256withRSA',
    newestEventTime: digestEndTime,
    oldestEventTime: digestStartTime,
    previousDigestS3Bucket: previous === undefined ? null : BUCKET.logs,
    previousDigestS3Object: previous?.path ?? null,
    previousDigestHashValue: previous === undefined ? null : sha256(previous.text),
    previousDigestHashAlgorithm: previous === undefined ? null : 'SHA-256',
    previousDigestSignature: previous === undefined ? null : random.hex(512),
    logFiles: logged.map(({ path: s3Object, text }) => ({
      s3Bucket: BUCKET.logs,
      s3Object,
      hashValue: sha256(text),
      hashAlgorithm: 'SHA-256',
      newestEventTime: digestEndTime,
      oldestEventTime: digestStartTime,
    })),
  };
  return { path, text: JSON.stringify(body) };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
