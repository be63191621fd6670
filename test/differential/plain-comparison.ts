// Records of one document into a chunk: read from their bytes, with what is known of those before, in JavaScript or in
// WebAssembly; and each built and mapped by itself, which is how it has to come out.
import { gzipSync } from 'node:zlib';
import { CallMaker } from '../../src/ingest/call-maker.js';
import { ChunkBuilder } from '../../src/ingest/chunk-builder.js';
import { KnownRows, type RowsTarget } from '../../src/ingest/known-rows.js';
import { PlainRecords } from '../../src/ingest/plain-records.js';
import { storedCall } from '../../src/ingest/stored-call.js';
import type { ScannedChunk } from '../../src/store/scanned-chunk.js';
import { giveBack, inflateWhole } from '../../src/trail/inflate.js';
import { normaliseRecord } from '../../src/trail/normalise-record.js';
import { fastScan } from '../../src/trail/scan/fast-scan.js';
import { RecordReader } from '../../src/trail/scan/record-reader.js';
import type { RecordTable } from '../../src/trail/scan/record-table.js';
import { scanRecords } from '../../src/trail/scan/scan-records.js';
import { wasmModule } from '../../src/trail/wasm-module.js';

type Take = (reader: RecordReader, row: number, target: RowsTarget) => number;

export interface Compared {
  made: ScannedChunk;
  expected: ScannedChunk;
  /** Records that were not built. */
  taken: number;
}

/** A way to take records of documents, one after another: what it knows of one it uses for the next. */
export type Way = (document: Buffer) => Compared;

export function inJavaScript(): Way {
  const plain = new PlainRecords();
  return (document) =>
    compared((reader, row, target) => plain.take(reader, row, target), document, scanRecords(document));
}

export function inWasm(): Way {
  const module = wasmModule();
  if (module === undefined) throw new Error('WebAssembly is missing');
  const rows = new KnownRows(module, new CallMaker());
  const take: Take = (reader, row, target) => {
    const { resident } = reader;
    return resident === undefined ? 0 : rows.take(reader, resident, row, target);
  };
  return (document) => {
    const text = inflateWhole(gzipSync(document, { level: 1 }), document.length);
    if (text === undefined) throw new Error('the text is longer than it was');
    try {
      return compared(take, text, fastScan(text));
    } finally {
      giveBack(text);
    }
  };
}

function compared(take: Take, text: Buffer, table: RecordTable): Compared {
  const reader = new RecordReader(text, table);
  const [fast, slow] = [new ChunkBuilder(), new ChunkBuilder()];
  let taken = 0;
  for (let row = 0; row < table.count; ) {
    const took = take(reader, row, { chunk: fast, file: 0, index: row, chunkBytes: 1e9 });
    for (let of = row; of < row + took; of++)
      if (!reader.hasId(of) || 'skip' in normaliseRecord(reader.record(of))) throw new Error(`took ${of}`);
    if (took === 0) addBuilt(fast, reader, row);
    row += Math.max(took, 1);
    taken += took;
  }
  for (let row = 0; row < table.count; row++) addBuilt(slow, reader, row);
  return { made: fast.take(), expected: slow.take(), taken };
}

function addBuilt(chunk: ChunkBuilder, reader: RecordReader, row: number): void {
  const normalised = normaliseRecord(reader.built(row));
  if ('event' in normalised)
    chunk.addEvent(normalised.event, storedCall(normalised.event), { file: 0, index: row });
}
