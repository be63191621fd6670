// Records read from their bytes, with what is known of those before, against each record built and mapped by itself.
// Records are real ones with single fields of others in them: what a meaning hangs on and a key forgot would show.
import { isDeepStrictEqual } from 'node:util';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/core/json.js';
import { CallMaker } from '../../src/ingest/call-maker.js';
import { ChunkBuilder } from '../../src/ingest/chunk-builder.js';
import { KnownRows, type RowsTarget } from '../../src/ingest/known-rows.js';
import { PlainRecords } from '../../src/ingest/plain-records.js';
import { storedCall } from '../../src/ingest/stored-call.js';
import { giveBack, inflateWhole } from '../../src/trail/inflate.js';
import { normaliseRecord } from '../../src/trail/normalise-record.js';
import { fastScan } from '../../src/trail/scan/fast-scan.js';
import { RecordReader } from '../../src/trail/scan/record-reader.js';
import type { RecordTable } from '../../src/trail/scan/record-table.js';
import { scanRecords } from '../../src/trail/scan/scan-records.js';
import { wasmModule } from '../../src/trail/wasm-module.js';
import { corpusFiles, corpusRecords } from './scan-corpus.js';
import { SeededRandom, seedOfRun } from './scan-random.js';

const RECORDS = process.env.TRAILWRIGHT_LARGE === '1' ? 500_000 : 20_000;
const EACH = 20;
const STRANGE: readonly JsonValue[] = [
  ...[null, '', ' ', 0, true, [], {}, 'x', '*', 'HIDDEN_DUE_TO_SECURITY_REASONS', '2026-02-30T00:00:00Z'],
  ...['2026-01-31T24:00:00Z', '2026-01-31T23:59:60Z', '2026-01-31 10:00:00', '\u00a0', 'caf\u00e9', '\u0000'],
  ...[
    '00000000-0000-4000-8000-00000000000g',
    'AABBCCDD-0000-4000-8000-000000000000',
    'arn:aws:sts::1:assumed-root/x',
    ...['NetworkActivity', 'Insight'],
  ],
];

/** The fields of `record` in any order, with some of another's, or strange ones, in the place of its own. */
function crossed(record: JsonObject, other: JsonObject, random: SeededRandom): JsonObject {
  const made = { ...record };
  const names = [...new Set([...Object.keys(record), ...Object.keys(other)])];
  for (let i = random.below(3); i >= 0; i--) {
    const name = random.pick(names);
    const way = random.below(8);
    if (way === 0) made[name] = random.pick(STRANGE);
    else if (way === 1) delete made[name];
    else if (isJsonObject(made[name]) && isJsonObject(other[name]) && random.onceIn(2))
      made[name] = crossed(made[name], other[name], random);
    else if (other[name] !== undefined) made[name] = other[name];
  }
  return made;
}

type Take = (reader: RecordReader, row: number, target: RowsTarget) => number;

/** The chunk that `take` makes of the text's records with what it leaves to be built, and how many it took. */
function chunkOf(take: Take, text: Buffer, table: RecordTable): { chunk: ChunkBuilder; taken: number } {
  const reader = new RecordReader(text, table);
  const chunk = new ChunkBuilder();
  let taken = 0;
  for (let row = 0; row < table.count; ) {
    const took = take(reader, row, { chunk, file: 0, index: row, chunkBytes: 1e9 });
    for (let of = row; of < row + took; of++)
      if (!reader.hasId(of) || 'skip' in normaliseRecord(reader.record(of))) throw new Error(`took ${of}`);
    if (took === 0) addBuilt(chunk, reader, row);
    row += Math.max(took, 1);
    taken += took;
  }
  return { chunk, taken };
}

function takeInJavaScript(): Take {
  const plain = new PlainRecords();
  return (reader, row, target) => plain.take(reader, row, target);
}

function takeInWasm(): Take {
  const module = wasmModule();
  if (module === undefined) throw new Error('WebAssembly is missing');
  const rows = new KnownRows(module, new CallMaker());
  return (reader, row, target) => {
    const { resident } = reader;
    return resident === undefined ? 0 : rows.take(reader, resident, row, target);
  };
}

function addBuilt(chunk: ChunkBuilder, reader: RecordReader, row: number): void {
  const normalised = normaliseRecord(reader.built(row));
  if ('event' in normalised)
    chunk.addEvent(normalised.event, storedCall(normalised.event), { file: 0, index: row });
}

describe('plain records', () => {
  it.each([
    ['in JavaScript', false],
    ['in WebAssembly', true],
  ])(
    `mean %s what each of ${RECORDS} crossed records means by itself`,
    { timeout: 3_600_000 },
    (_, isResident) => {
      const seed = seedOfRun();
      const corpus = corpusRecords(corpusFiles(), 400, 4000).map((text) => JSON.parse(text) as JsonObject);
      const take = isResident ? takeInWasm() : takeInJavaScript();
      let taken = 0;
      for (let done = 0; done < RECORDS; done += EACH) {
        const random = new SeededRandom(seed + done);
        // Mostly records of one service, so that what is known of some is asked for again.
        const of = random.pick(corpus).eventSource;
        const pool = random.onceIn(4)
          ? corpus
          : corpus.filter(({ eventSource }) => eventSource === of).slice(0, 6);
        const some = Array.from({ length: EACH }, () =>
          crossed(random.pick(pool), random.pick(pool), random),
        );
        const bytes = Buffer.from(JSON.stringify({ Records: some }, null, random.below(2)));
        const text = isResident ? inflateWhole(gzipSync(bytes, { level: 1 }), bytes.length) : bytes;
        if (text === undefined) throw new Error('the text is longer than it was');
        const table = isResident ? fastScan(text) : scanRecords(text);
        const fast = chunkOf(take, text, table);
        taken += fast.taken;
        const slow = new ChunkBuilder();
        const reader = new RecordReader(text, table);
        for (let row = 0; row < table.count; row++) addBuilt(slow, reader, row);
        giveBack(text);
        const [made, expected] = [fast.chunk.take(), slow.take()];
        if (!isDeepStrictEqual(made, expected)) {
          console.log(`TRAILWRIGHT_SEED=${seed + done}\n${bytes.toString('utf8').slice(0, 20_000)}`);
          expect(made).toEqual(expected);
        }
      }
      expect(taken).toBeGreaterThan(RECORDS / 2);
    },
  );
});
