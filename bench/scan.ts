// How fast are records found in a document, against JSON.parse? MB of text a second at the median of many runs, over
// records of sample-logs as one document, and over the same records one a line.
// Usage: node dist/bench/scan.js [megabytes of text]
import { Readable } from 'node:stream';
import { pick } from 'stream-json/filters/pick.js';
import { streamArray } from 'stream-json/streamers/stream-array.js';
import { Bench } from 'tinybench';
import { fastScan } from '../src/trail/scan/fast-scan.js';
import { FIELD } from '../src/trail/scan/record-fields.js';
import { RecordReader } from '../src/trail/scan/record-reader.js';
import { RecordTable } from '../src/trail/scan/record-table.js';
import { scanRecords } from '../src/trail/scan/scan-records.js';
import { WasmScanner } from '../src/trail/scan/wasm-scanner.js';
import { newWasmModule } from '../src/trail/wasm-module.js';
import { sampleText } from './sample-text.js';

const megabytes = Number(process.argv[2] ?? 20);
const TEXT_FIELDS = ['eventID', 'eventTime', 'eventSource', 'eventName', 'awsRegion', 'errorCode'] as const;

const document = sampleText(megabytes * 1e6);
const all = scanRecords(document);
const lines = Array.from({ length: all.count }, (_, row) => document.subarray(all.start(row), all.end(row)));

const decode = (bytes: Uint8Array) => new TextDecoder('utf-8', { fatal: true }).decode(bytes);
const text = decode(document);
const table = new RecordTable();
const places = TEXT_FIELDS.map((name) => FIELD[name]);

const wasm = newWasmModule();
if (wasm === undefined) throw new Error('no WebAssembly with SIMD here');
const wasmScanner = new WasmScanner(wasm);
const address = wasm.memory.take(document.length);
const isTakenThere = (): boolean => {
  const resident = wasm.memory.bytes.subarray(address, address + document.length);
  return wasmScanner.scan(resident, table);
};
wasm.memory.bytes.set(document, address);
if (!isTakenThere()) throw new Error('the scanner in WebAssembly does not take the document');

function readAll(read: (reader: RecordReader, row: number) => void): void {
  fastScan(document, table);
  const reader = new RecordReader(document, table);
  for (let row = 0; row < table.count; row++) read(reader, row);
}

const bench = new Bench({ time: 2000, warmupTime: 500, iterations: 5, warmupIterations: 1 });
bench
  .add('scanRecords', () => {
    scanRecords(document, table);
  })
  .add('WasmScanner, text in its memory', () => {
    isTakenThere();
  })
  .add('WasmScanner, text copied in', () => {
    wasmScanner.scan(document, table);
  })
  .add('fastScan, one record a line', () => {
    for (const line of lines) fastScan(line, table);
  })
  .add('scanRecords, one record a line', () => {
    for (const line of lines) scanRecords(line, table);
  })
  .add(`fastScan, ${places.length} texts of each record`, () => {
    readAll((reader, row) => {
      for (const place of places) reader.text(row, place);
    });
  })
  .add('fastScan, all fields of each record', () => {
    readAll((reader, row) => reader.record(row));
  })
  .add('JSON.parse', () => {
    JSON.parse(text);
  })
  .add('TextDecoder and JSON.parse', () => {
    JSON.parse(decode(document));
  })
  .add('stream-json, records one by one', async () => {
    const pieces: Buffer[] = [];
    for (let at = 0; at < document.length; at += 65_536) pieces.push(document.subarray(at, at + 65_536));
    const picked = Readable.from(pieces).pipe(pick.withParserAsStream({ filter: 'Records' }));
    let records = 0;
    for await (const _ of picked.pipe(streamArray.asStream())) records++;
    if (records !== lines.length) throw new Error(`stream-json gave ${records} records`);
  });
await bench.run();

console.log(`${(document.length / 1e6).toFixed(1)} MB, ${lines.length} records, node ${process.version}`);
console.table(
  bench.tasks.map((task) => {
    if (!('latency' in task.result)) throw new Error(`${task.name} did not run`);
    const ms = task.result.latency.p50;
    return { task: task.name, 'MB/s': Math.round(document.length / 1000 / ms), ms: Number(ms.toFixed(1)) };
  }),
);
