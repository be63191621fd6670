// The scanner that runs: in WebAssembly where that is there and takes the document, else the plain one.
import { wasmModule } from '../wasm-module.js';
import { RecordTable } from './record-table.js';
import { scanRecords } from './scan-records.js';
import { WasmScanner } from './wasm-scanner.js';

let scanner: WasmScanner | 'none' | undefined;

/** What `scanRecords` gives for the same bytes, mostly sooner. */
export function fastScan(bytes: Uint8Array, table: RecordTable = new RecordTable()): RecordTable {
  scanner ??= newScanner() ?? 'none';
  if (scanner !== 'none' && scanner.scan(bytes, table)) return table;
  return scanRecords(bytes, table);
}

function newScanner(): WasmScanner | undefined {
  const module = wasmModule();
  return module && new WasmScanner(module);
}
