// One document through the scanners and through their twin: they must agree on everything that the scanners tell.
import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, ownString } from '../../src/core/json.js';
import { unwrapRecord } from '../../src/trail/records-of-value.js';
import { otherDeliveryOf, RecordReader } from '../../src/trail/scan/record-reader.js';
import { RecordTable } from '../../src/trail/scan/record-table.js';
import { scanRecords } from '../../src/trail/scan/scan-records.js';
import { type JsonRecords, jsonRecords, pickFields, recordsBeforeFault } from '../reference/json-records.js';
import { compareWasm } from './wasm-comparison.js';

/** One table for all documents, so that what one of them leaves behind would show in the next. */
const table = new RecordTable();

export interface ComparisonOptions {
  /** Also hold the records that are kept before a fault against the twin's: slow, it tries each beginning. */
  checkKept: boolean;
}

export interface Comparison {
  /** What the scanner and its twin make differently of the document. */
  difference: string | undefined;
  /** The document is no JSON. */
  broken: boolean;
  /** Bare records in it; the kept ones where it is broken. */
  records: number;
  /** The scanner in WebAssembly took it. */
  taken: boolean;
}

/** Reads `bytes` both ways. */
export function compare(bytes: Uint8Array, options: ComparisonOptions): Comparison {
  const twin = jsonRecords(bytes);
  const difference = differenceOf(bytes, twin, options);
  const wasm = compareWasm(bytes, table);
  let records = 0;
  for (let row = 0; row < table.count; row++) if (table.isRecord(row)) records++;
  return {
    difference: difference ?? wasm.difference,
    broken: twin === undefined,
    records,
    taken: wasm.taken,
  };
}

function differenceOf(
  bytes: Uint8Array,
  twin: JsonRecords | undefined,
  options: ComparisonOptions,
): string | undefined {
  scanRecords(bytes, table);
  const { fault } = table;
  if (twin === undefined && fault === undefined) return 'the twin finds it broken, the scanner does not';
  if (twin !== undefined && fault !== undefined) {
    return `the scanner finds it broken at ${fault.offset} (${fault.reason}), the twin does not`;
  }
  if (fault !== undefined && (fault.offset < 0 || fault.offset > bytes.length)) {
    return `the fault is at ${fault.offset}, outside of the text`;
  }
  if (fault !== undefined && !options.checkKept) return undefined;

  const expected = twin?.records ?? recordsBeforeFault(bytes, fault?.offset ?? 0);
  if (expected.length !== table.count) return `${table.count} elements, the twin has ${expected.length}`;
  const reader = new RecordReader(bytes, table);
  for (const [row, record] of expected.entries()) {
    const whole = reader.wholeElement(row);
    const isBare =
      isJsonObject(whole) &&
      ownString(whole, 'eventName') !== undefined &&
      ownString(whole, 'eventSource') !== undefined;
    if (table.isRecord(row) !== isBare) return `element ${row} is${isBare ? '' : ' not'} a bare record`;
    if (!isDeepStrictEqual(unwrapRecord(whole), record)) return `element ${row} is another one`;
    if (!isDeepStrictEqual(reader.record(row), isBare ? pickFields(record) : record)) {
      return `element ${row} has other fields`;
    }
  }
  if (twin !== undefined && otherDeliveryOf(bytes, table) !== twin.otherDelivery)
    return 'it is another delivery';
  return undefined;
}

/** A document for a failure's message: as text, and as base64 to have it again. */
export function shown(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes);
  return `${buffer.toString('latin1').slice(0, 2000)}\nbase64: ${buffer.toString('base64')}`;
}
