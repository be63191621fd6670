// A made-up archive of any size in AWS's delivery layout, the same for the same seed: what benchmarks and large tests
// read. Usage: node dist/bench/generate-archive.js DIR EVENTS [--per-file 2500] [--distinct 0.3] [--level 6] [--seed 1]
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';

export interface ArchiveShape {
  events: number;
  /** Records a file. */
  perFile: number;
  /** Share of events on a resource that no other event names; the rest share 50 resources a kind. */
  distinctShare: number;
  /** gzip level, 1 to 9. */
  level: number;
  seed: number;
}

export const DEFAULT_SHAPE: Omit<ArchiveShape, 'events'> = {
  perFile: 2500,
  distinctShare: 0.3,
  level: 6,
  seed: 1,
};

const ACCOUNT = '111122223333';
const REGION = 'eu-west-1';
const DAYS = 30;
const ROLES = 300;
const SHARED_RESOURCES = 50;
const START_MS = Date.UTC(2026, 0, 1);
const ARN = `${REGION}:${ACCOUNT}`;
const TLS = {
  tlsVersion: 'TLSv1.3',
  cipherSuite: 'TLS_AES_128_GCM_SHA256',
  clientProvidedHostHeader: `s3.${REGION}.amazonaws.com`,
};

/** An operation with its request parameters for a resource's name. */
const OPERATIONS: readonly [source: string, name: string, parameters: (name: string) => object][] = [
  ['s3', 'GetObject', (name) => ({ bucketName: 'amzn-s3-demo-bucket', key: `data/${name}.json` })],
  ['s3', 'PutObject', (name) => ({ bucketName: 'amzn-s3-demo-bucket', key: `data/${name}.json` })],
  ['dynamodb', 'GetItem', (name) => ({ tableName: `table-${name}`, key: { id: name } })],
  ['ec2', 'DescribeInstances', () => ({ instancesSet: {}, filterSet: {} })],
  [
    'kms',
    'Decrypt',
    (name) => ({ keyId: `arn:aws:kms:${ARN}:key/${name}`, encryptionAlgorithm: 'SYMMETRIC_DEFAULT' }),
  ],
  [
    'sqs',
    'SendMessage',
    (name) => ({ queueUrl: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/queue-${name}` }),
  ],
  ['lambda', 'Invoke', (name) => ({ functionName: `arn:aws:lambda:${ARN}:function:function-${name}` })],
  [
    'logs',
    'CreateLogStream',
    (name) => ({ logGroupName: `/app/${name}`, logStreamName: `2026/01/01/${name}` }),
  ],
];

/** Numbers from 0 to 2^32 - 1: https://en.wikipedia.org/wiki/Xorshift (xorshift32). */
export function randomNumbers(seed: number): () => number {
  let state = (seed * 0x9e3779b9) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state;
  };
}

/** Random numbers that a record takes past its choice of operation, role and resource. */
const WORDS_OF_IDS = 12;

/** The records of an archive, in order of time, as JSON values; of those that are not `wanted` none is built. */
export function* archiveRecords(
  shape: ArchiveShape,
  wanted: (index: number) => boolean = () => true,
): Generator<object> {
  const random = randomNumbers(shape.seed);
  const hex = (words: number) =>
    Array.from({ length: words }, () => random().toString(16).padStart(8, '0')).join('');
  for (let i = 0; i < shape.events; i++) {
    const [service, eventName, parametersOf] =
      OPERATIONS[random() % OPERATIONS.length] ?? OPERATIONS[0] ?? [];
    const role = `role-${random() % ROLES}`;
    const distinct = random() < shape.distinctShare * 0x1_0000_0000;
    const name = distinct ? `only-${i}` : `shared-${random() % SHARED_RESOURCES}`;
    if (!wanted(i)) {
      for (let n = 0; n < WORDS_OF_IDS; n++) random();
      continue;
    }
    const id = hex(4);
    const roleArn = `arn:aws:iam::${ACCOUNT}:role/app/${role}`;
    const timeMs = START_MS + Math.floor((i / shape.events) * DAYS * 86_400) * 1000;
    yield {
      eventVersion: '1.11',
      userIdentity: {
        type: 'AssumedRole',
        principalId: `AROA${role.toUpperCase().replace('-', '')}EXAMPLE:session-${i % 1000}`,
        arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/session-${i % 1000}`,
        accountId: ACCOUNT,
        accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
        sessionContext: {
          sessionIssuer: {
            type: 'Role',
            principalId: `AROA${role.toUpperCase().replace('-', '')}EXAMPLE`,
            arn: roleArn,
            accountId: ACCOUNT,
            userName: role,
          },
          attributes: { creationDate: '2026-01-01T00:00:00Z', mfaAuthenticated: 'false' },
        },
      },
      eventTime: new Date(timeMs).toISOString().replace('.000Z', 'Z'),
      eventSource: `${service}.amazonaws.com`,
      eventName,
      awsRegion: REGION,
      sourceIPAddress: `10.0.${i % 256}.${(i >> 8) % 256}`,
      userAgent:
        'aws-sdk-java/2.29.0 Linux/6.1 OpenJDK_64-Bit_Server_VM/21.0.5 Java/21.0.5 vendor/Amazon cfg/retry-mode/standard',
      requestParameters: parametersOf?.(name),
      responseElements: null,
      additionalEventData: { SignatureVersion: 'SigV4', bytesTransferredOut: i % 5000, 'x-amz-id-2': hex(6) },
      requestID: hex(2).toUpperCase(),
      eventID: [
        id.slice(0, 8),
        id.slice(8, 12),
        `4${id.slice(13, 16)}`,
        `8${id.slice(17, 20)}`,
        id.slice(20),
      ].join('-'),
      readOnly: true,
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: ACCOUNT,
      eventCategory: 'Management',
      tlsDetails: TLS,
    };
  }
}

/**
 * Writes the archive below `folder`, or every `of`th file of it from `first`; the number of files written. Parts can be
 * written at the same time.
 */
export function writeArchive(folder: string, shape: ArchiveShape, part = { first: 0, of: 1 }): number {
  const fileOf = (index: number) => Math.floor(index / shape.perFile);
  let file = part.first;
  let written = 0;
  let records: object[] = [];
  let day = '';
  const flush = () => {
    const name = `${ACCOUNT}_CloudTrail_${REGION}_${String(file).padStart(7, '0')}.json.gz`;
    const path = join(folder, 'AWSLogs', ACCOUNT, 'CloudTrail', REGION, day.replaceAll('-', '/'), name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, gzipSync(JSON.stringify({ Records: records }), { level: shape.level }));
    file += part.of;
    written++;
    records = [];
  };
  for (const record of archiveRecords(shape, (index) => fileOf(index) % part.of === part.first)) {
    if (records.length === 0) day = (record as { eventTime: string }).eventTime.slice(0, 10);
    records.push(record);
    if (records.length === shape.perFile) flush();
  }
  if (records.length > 0) flush();
  return written;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      'per-file': { type: 'string' },
      distinct: { type: 'string' },
      level: { type: 'string' },
      seed: { type: 'string' },
    },
  });
  const [folder, events] = positionals;
  if (folder === undefined || !(Number(events) > 0)) throw new Error('give a folder and a number of events');
  const files = writeArchive(folder, {
    events: Number(events),
    perFile: Number(values['per-file'] ?? DEFAULT_SHAPE.perFile),
    distinctShare: Number(values.distinct ?? DEFAULT_SHAPE.distinctShare),
    level: Number(values.level ?? DEFAULT_SHAPE.level),
    seed: Number(values.seed ?? DEFAULT_SHAPE.seed),
  });
  console.log(`${files} files below ${folder}`);
}
