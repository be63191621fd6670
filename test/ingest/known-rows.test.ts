// What is left of a call that did not come to its end: rows that were taken count, and no others.
import { describe, expect, it } from 'vitest';
import { CallMaker } from '../../src/ingest/call-maker.js';
import { ChunkBuilder } from '../../src/ingest/chunk-builder.js';
import { KnownRows } from '../../src/ingest/known-rows.js';
import { PlainRecords } from '../../src/ingest/plain-records.js';
import { giveBack, inflateWhole } from '../../src/trail/inflate.js';
import { fastScan } from '../../src/trail/scan/fast-scan.js';
import { RecordReader } from '../../src/trail/scan/record-reader.js';
import type { ResidentTable } from '../../src/trail/scan/record-table.js';
import { type WasmModule, wasmModule } from '../../src/trail/wasm-module.js';
import { webAssembly } from '../../src/trail/web-assembly.js';

const ROWS = 1500;

function document(): Buffer {
  const records = Array.from({ length: ROWS }, (_, n) => ({
    eventID: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    eventTime: '2026-01-31T10:00:00Z',
    eventSource: 's3.amazonaws.com',
    eventName: 'GetObject',
    awsRegion: 'eu-west-1',
    userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/ana', accountId: '111122223333' },
    requestParameters: { bucketName: 'b', key: `k${n % 3}` },
  }));
  return Buffer.from(JSON.stringify({ Records: records }));
}

/** Gives the document's table, as it lies in the memory of this thread's module, to `use`. */
function withTable(use: (reader: RecordReader, resident: ResidentTable) => void): void {
  const bytes = document();
  const text = inflateWhole(bytes, bytes.length);
  if (text === undefined) throw new Error('the text is longer than it was');
  try {
    const reader = new RecordReader(text, fastScan(text));
    if (reader.resident === undefined) throw new Error('the table is not in the memory');
    use(reader, reader.resident);
  } finally {
    giveBack(text);
  }
}

const target = (chunk: ChunkBuilder) => ({ chunk, file: 0, index: 0, chunkBytes: 1e9 });
const indexesOf = (chunk: ChunkBuilder) => [...(chunk.take().sightings.record_index as Int32Array)];
const upTo = (end: number) => Array.from({ length: end }, (_, i) => i);

/** This thread's module, which does as `change` says. */
function changed(change: Partial<WasmModule['exports']>): WasmModule {
  const module = wasmModule();
  if (module === undefined) throw new Error('WebAssembly is missing');
  return { ...module, exports: { ...module.exports, ...change } };
}

describe('known rows', () => {
  it('tell how many were taken before a trap', () => {
    withTable((reader, resident) => {
      const Trap = webAssembly()?.RuntimeError ?? Error;
      let calls = 0;
      const rows: KnownRows = new KnownRows(
        changed({
          knowRows: (from, to) => {
            if (from > 1000 && ++calls > 0) throw new Trap();
            return resident.module.exports.knowRows(from, to);
          },
        }),
        new CallMaker(),
      );
      const chunk = new ChunkBuilder();
      expect(() => rows.take(reader, resident, 0, target(chunk))).toThrow(Trap);
      expect(calls).toBe(1);
      expect(rows.taken).toBeGreaterThan(0);
      expect(indexesOf(chunk)).toEqual(upTo(rows.taken));
    });
  });

  it('leave nothing to the next call when making a meaning fails', () => {
    withTable((reader, resident) => {
      class FailingMaker extends CallMaker {
        made = 0;
        override meaning(...from: Parameters<CallMaker['meaning']>) {
          if (++this.made === 2) throw new Error('as a fault in the catalog would');
          return super.meaning(...from);
        }
      }
      const rows = new KnownRows(resident.module, new FailingMaker());
      expect(() => rows.take(reader, resident, 0, target(new ChunkBuilder()))).toThrow('catalog');
      const chunk = new ChunkBuilder();
      expect(rows.take(reader, resident, 0, target(chunk))).toBe(ROWS);
      expect(indexesOf(chunk)).toEqual(upTo(ROWS));
    });
  });

  it('are taken until the chunk is full, and then from there on', () => {
    withTable((reader) => {
      const plain = new PlainRecords();
      const chunks: ChunkBuilder[] = [];
      let row = 0;
      while (row < ROWS) {
        const chunk = new ChunkBuilder();
        chunks.push(chunk);
        const taken = plain.take(reader, row, { ...target(chunk), index: row, chunkBytes: 20_000 });
        expect(taken).toBeGreaterThan(0);
        row += taken;
      }
      expect(chunks.length).toBeGreaterThan(1);
      expect(chunks.flatMap(indexesOf)).toEqual(upTo(ROWS));
    });
  });
});
