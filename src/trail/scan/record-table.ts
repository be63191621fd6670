// Where the records of one JSON document lie, and where in each of them its RECORD_FIELDS: byte offsets, no values.
// Filled by a scanner, read by RecordReader. Three plain arrays, so that another scanner can fill it as well.
import { EngineError } from '../../core/error.js';
import type { WasmModule } from '../wasm-module.js';
import { RECORD_FIELDS } from './record-fields.js';

/** Ints a row: start, end, and the place of its fields in `spans`, or OTHER. */
export const ROW_INTS = 3;
/** Ints of a row's fields: start and end of each, ABSENT where the record has none. */
export const BLOCK_INTS = 2 * RECORD_FIELDS.length;
export const ABSENT = -1;
/** In the place of a row's fields: the element is no bare record, and has to be parsed to see what is in it. */
export const OTHER = -1;
/** Small, as many files are. */
const FIRST_ROWS = 8;
const NO_INTS = new Int32Array(0);

/** What the top level of the document is: an array, an object with that array, or one element by itself. */
export type DocumentForm = 'array' | 'Records' | 'Events' | 'logEvents' | 'element';

/** Where the memory of a WebAssembly module has what a table was filled from: addresses. */
export interface ResidentTable {
  module: WasmModule;
  text: number;
  rows: number;
  spans: number;
  /** Nothing of it has changed while WasmMemory.takes is this. */
  takes: number;
}

/** Where JSON.parse would throw, and why: lower case, without a final period. */
export interface ScanFault {
  /** The first byte that no valid document has there; the length of the text where it ends too early. */
  offset: number;
  reason: string;
}

/**
 * One table may be filled again and again: a scan starts by clearing it, its arrays stay as long as they have become.
 * Offsets count bytes from the start of what was scanned, so that must be shorter than 2 GiB. An element takes 12 bytes
 * here and a record 200 more: a seventh of the text of real logs, 7 times the text at worst.
 */
export class RecordTable {
  /** Elements, in order of the document. After a fault: those that were complete before it. */
  count = 0;
  form: DocumentForm = 'element';
  /** The top-level object has both marks of a CloudTrail digest file. */
  isDigest = false;
  /** Every byte is ASCII. */
  isAscii = false;
  /** Behind the document's one value; ABSENT where it did not end. With a fault: it is what follows that is at fault. */
  documentEnd = ABSENT;
  fault: ScanFault | undefined;
  /** Set by the scanner that has one, of text that lay in its memory before. */
  resident: ResidentTable | undefined;

  rows = NO_INTS;
  spans = NO_INTS;
  /** Ints of `spans` in use. */
  spanInts = 0;
  readonly #budgetBytes: number;

  /** A scan whose table would grow past `budgetBytes` throws EngineError `limit`, `table-too-large`. */
  constructor(budgetBytes = Number.POSITIVE_INFINITY) {
    this.#budgetBytes = budgetBytes;
  }

  clear(): void {
    this.count = 0;
    this.form = 'element';
    this.isDigest = false;
    this.isAscii = false;
    this.documentEnd = ABSENT;
    this.fault = undefined;
    this.resident = undefined;
    this.spanInts = 0;
  }

  start(row: number): number {
    return this.rows[row * ROW_INTS] as number;
  }

  end(row: number): number {
    return this.rows[row * ROW_INTS + 1] as number;
  }

  /** True for an object with an eventName and an eventSource that are non-empty strings: only it has fields. */
  isRecord(row: number): boolean {
    return this.rows[row * ROW_INTS + 2] !== OTHER;
  }

  /** Start of the field's value in a row that is a record; ABSENT where it has none. */
  fieldStart(row: number, field: number): number {
    return this.spans[(this.rows[row * ROW_INTS + 2] as number) + 2 * field] as number;
  }

  fieldEnd(row: number, field: number): number {
    return this.spans[(this.rows[row * ROW_INTS + 2] as number) + 2 * field + 1] as number;
  }

  /** For scanners: adds an element. `block` is what openBlock gave, or OTHER. */
  addRow(start: number, end: number, block: number): void {
    const at = this.count++ * ROW_INTS;
    if (at + ROW_INTS > this.rows.length) this.rows = this.#grown(this.rows, ROW_INTS);
    this.rows[at] = start;
    this.rows[at + 1] = end;
    this.rows[at + 2] = block;
  }

  /** For scanners: room for one record's fields, all ABSENT. Taken back by `spanInts = block`. */
  openBlock(): number {
    const block = this.spanInts;
    this.spanInts += BLOCK_INTS;
    if (this.spanInts > this.spans.length) this.spans = this.#grown(this.spans, BLOCK_INTS);
    this.spans.fill(ABSENT, block, this.spanInts);
    return block;
  }

  /** For scanners: drops all rows but `[from, to)`. */
  keepRows(from: number, to: number): void {
    if (from > 0) this.rows.copyWithin(0, from * ROW_INTS, to * ROW_INTS);
    this.count = to - from;
  }

  /** For scanners: all rows and fields at once, as another place has them. */
  copyFrom(rows: Int32Array, spans: Int32Array): void {
    if (rows.length > this.rows.length) this.rows = this.#ofLength(rows.length, this.spans);
    if (spans.length > this.spans.length) this.spans = this.#ofLength(spans.length, this.rows);
    this.rows.set(rows);
    this.spans.set(spans);
    this.count = rows.length / ROW_INTS;
    this.spanInts = spans.length;
  }

  #ofLength(length: number, other: Int32Array): Int32Array<ArrayBuffer> {
    if (length * 4 + other.byteLength > this.#budgetBytes) throw tooLarge();
    return new Int32Array(length);
  }

  #grown(array: Int32Array<ArrayBuffer>, intsOfRow: number): Int32Array<ArrayBuffer> {
    if (this.rows.byteLength + this.spans.byteLength + array.byteLength > this.#budgetBytes) {
      throw tooLarge();
    }
    const larger = new Int32Array(Math.max(array.length * 2, intsOfRow * FIRST_ROWS));
    larger.set(array);
    return larger;
  }
}

function tooLarge(): EngineError {
  return new EngineError('limit', 'table-too-large', 'a document has too many records to be scanned at once');
}
