// The network of a record's address: by WebAssembly, record by record in JavaScript, and of a built record.
import { describe, expect, it } from 'vitest';
import { NO_NETWORK, networkOf, networkText } from '../../src/core/network.js';
import { ChunkBuilder } from '../../src/ingest/chunk-builder.js';
import { PlainRecords } from '../../src/ingest/plain-records.js';
import { giveBack, inflateWhole } from '../../src/trail/inflate.js';
import { fastScan } from '../../src/trail/scan/fast-scan.js';
import { RecordReader } from '../../src/trail/scan/record-reader.js';
import { scanRecords } from '../../src/trail/scan/scan-records.js';
import { Random } from '../reasoning/random-policy.js';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

describe('networkOf', () => {
  it.each([
    ['203.0.113.7', '203.0.0.0/16'],
    ['203.0.200.1', '203.0.0.0/16'],
    ['0.0.0.0', '0.0.0.0/16'],
    ['255.255.255.255', '255.255.0.0/16'],
    ['2001:db8:1:2::3', '2001:db8::/32'],
    ['fd00:ec2::254', 'fd00:ec2::/32'],
    ['2001::1', '2001:0::/32'],
  ])('of %s is %s', (address, network) => {
    expect(networkText(networkOf(address))).toBe(network);
  });

  it.each([
    undefined,
    '',
    'lambda.amazonaws.com',
    'AWS Internal',
    '10',
    '10.0',
    'cafe.beef.dead',
    '::1',
    '1.2:3',
  ])('of %j is none', (address) => {
    expect(networkOf(address)).toBe(NO_NETWORK);
  });
});

/** The networks of records with these addresses, by the path for records of whole files. */
function networksOf(addresses: readonly unknown[], isResident: boolean): number[] {
  const records = addresses.map((sourceIPAddress, n) => ({
    eventID: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    eventTime: '2026-01-31T10:00:00Z',
    eventSource: 's3.amazonaws.com',
    eventName: 'ListBuckets',
    awsRegion: 'eu-west-1',
    userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/ana', accountId: '111122223333' },
    ...(sourceIPAddress === undefined ? {} : { sourceIPAddress }),
  }));
  // Some addresses as JSON may also write them.
  const written = JSON.stringify({ Records: records }).replaceAll('198.51', '198\\u002e51');
  const bytes = Buffer.from(written);
  const text = isResident ? inflateWhole(bytes, bytes.length) : bytes;
  if (text === undefined) throw new Error('the text is longer than it was');
  try {
    const reader = new RecordReader(text, isResident ? fastScan(text) : scanRecords(text));
    expect(reader.resident !== undefined).toBe(isResident);
    const chunk = new ChunkBuilder();
    const plain = new PlainRecords();
    for (let row = 0; row < records.length; ) {
      const taken = plain.take(reader, row, { chunk, file: 0, index: row, chunkBytes: 1e9 });
      expect(taken).toBeGreaterThan(0);
      row += taken;
    }
    return [...(chunk.take().sightings.network as Int32Array)];
  } finally {
    if (isResident) giveBack(text);
  }
}

describe(`the networks of records, SEED=${seed}`, () => {
  const random = new Random(seed);
  const piece = (): string => {
    const pieces = ['.', ':', '0', '7', '255', '256', 'f', 'db8', 'FFFF', '20011', 'g', ' ', '203.0.', '::'];
    return random.pick(pieces);
  };
  const addresses: unknown[] = [
    undefined,
    null,
    12.5,
    {},
    '198.51.100.4',
    'é.1.2.3',
    ...Array.from({ length: 3000 }, () => Array.from({ length: random.below(9) }, piece).join('')),
  ];
  const expected = addresses.map((address) => networkOf(typeof address === 'string' ? address : undefined));

  it('are the same by WebAssembly', () => {
    expect(networksOf(addresses, true)).toEqual(expected);
    expect(new Set(expected).size).toBeGreaterThan(50);
  });

  it('are the same record by record', () => {
    expect(networksOf(addresses, false)).toEqual(expected);
  });
});
