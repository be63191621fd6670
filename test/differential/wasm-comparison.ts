// One document through the scanner in WebAssembly: what it takes has no fault, and the plain scanner's table. Each is
// scanned twice: copied in, and where it lies up against the end of the memory, so that a read behind it would trap.
import { isAscii, isUtf8 } from 'node:buffer';
import { ABSENT, BLOCK_INTS, RecordTable, ROW_INTS } from '../../src/trail/scan/record-table.js';
import { WasmScanner } from '../../src/trail/scan/wasm-scanner.js';
import { newWasmModule, type WasmModule } from '../../src/trail/wasm-module.js';

const PAGE_BYTES = 65_536;
const TAKEN = 0;

const scanner = new WasmScanner(moduleOfTest());
const atEdge = moduleOfTest();
// Tells it the names.
new WasmScanner(atEdge);
const table = new RecordTable();

function moduleOfTest(): WasmModule {
  const module = newWasmModule();
  if (module === undefined) throw new Error('these tests need WebAssembly with SIMD');
  return module;
}

/** `plain` is what scanRecords has for `bytes`. */
export function compareWasm(
  bytes: Uint8Array,
  plain: RecordTable,
): { difference: string | undefined; taken: boolean } {
  const taken = scanner.scan(bytes, table);
  const difference = taken ? differenceOf(table, plain) : undefined;
  const isText = isAscii(bytes) || isUtf8(bytes);
  const isSameAtEdge = !isText || takenAtEdge(bytes, plain) === taken;
  return {
    difference: difference ?? (isSameAtEdge ? undefined : 'WebAssembly takes it in one place only'),
    taken,
  };
}

function differenceOf(wasm: RecordTable, plain: RecordTable): string | undefined {
  if (plain.fault !== undefined) return `WebAssembly takes what is broken at ${plain.fault.offset}`;
  if (plain.documentEnd === ABSENT) return 'WebAssembly finds an end';
  for (const key of ['count', 'form', 'isDigest', 'isAscii', 'documentEnd', 'fault', 'spanInts'] as const)
    if (wasm[key] !== plain[key]) return `WebAssembly has ${key} ${wasm[key]}, not ${plain[key]}`;
  const sameRows = isSame(wasm.rows, plain.rows, plain.count * ROW_INTS);
  const sameSpans = isSame(wasm.spans, plain.spans, plain.spanInts);
  return sameRows && sameSpans ? undefined : `WebAssembly has other ${sameRows ? 'fields' : 'rows'}`;
}

function isSame(one: Int32Array, other: Int32Array, length: number): boolean {
  for (let i = 0; i < length; i++) if (one[i] !== other[i]) return false;
  return true;
}

function takenAtEdge(bytes: Uint8Array, plain: RecordTable): boolean {
  const { memory, exports } = atEdge;
  const rowBytes = (plain.count + 1) * ROW_INTS * 4;
  const spanBytes = plain.spanInts * 4 + BLOCK_INTS * 8;
  const rows = memory.take(rowBytes);
  const spans = memory.take(spanBytes);
  memory.take(bytes.length);
  const end = exports.memory.buffer.byteLength;
  const text = end - bytes.length;
  memory.bytes.set(bytes, text);
  const outcome = exports.scan(text, bytes.length, rows, rows + rowBytes, spans, spans + spanBytes);
  memory.release(rows);
  if (end % PAGE_BYTES !== 0) throw new Error('a memory ends with a page');
  return outcome === TAKEN;
}
