// The values behind a table of records: made from the bytes when they are asked for, as JSON.parse makes them.
import { isJsonObject, type JsonObject, type JsonValue, own, ownString } from '../../core/json.js';
import { unwrapRecord } from '../records-of-value.js';
import { wasmModule } from '../wasm-module.js';
import type { KnownLayouts } from './known-layouts.js';
import type { KnownTexts } from './known-texts.js';
import { FIELD, RECORD_FIELDS } from './record-fields.js';
import { ABSENT, type RecordTable, type ResidentTable } from './record-table.js';
import type { TextLayout } from './text-layout.js';

const QUOTE = 0x22;
const INSIGHT = 'AwsCloudTrailInsight';

/** Reads what `table` points to in `bytes`, the ones that it was scanned from; both must not change meanwhile. */
export class RecordReader {
  /** No Buffer, whose slice is a view: what is kept of these must be a copy, as the next text may be written there. */
  readonly #bytes: Uint8Array;
  readonly #text: Buffer;
  readonly #table: RecordTable;
  /** ASCII is the same in latin1, which is faster to make a string of. */
  readonly #encoding: 'latin1' | 'utf8';

  constructor(bytes: Uint8Array, table: RecordTable) {
    this.#bytes = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#table = table;
    this.#encoding = table.isAscii ? 'latin1' : 'utf8';
  }

  /** Elements of the document. */
  get count(): number {
    return this.#table.count;
  }

  /** Where the table lies in the memory of this thread's WebAssembly module, if it does. */
  get resident(): ResidentTable | undefined {
    const { resident } = this.#table;
    const isThere = resident?.module === wasmModule() && resident?.takes === resident?.module.memory.takes;
    return isThere ? resident : undefined;
  }

  /** True for a bare record: only it has fields. */
  isRecord(row: number): boolean {
    return this.#table.isRecord(row);
  }

  /** What counts of the element: of a record with an id its RECORD_FIELDS, else all of it. */
  built(row: number): JsonValue {
    return this.#table.isRecord(row) && !this.hasId(row) ? this.wholeElement(row) : this.record(row);
  }

  /** The element as it is in the document. */
  wholeElement(row: number): JsonValue {
    return this.#parse(this.#table.start(row), this.#table.end(row));
  }

  /** A record with its RECORD_FIELDS only, in their order; of a wrapped one, or of no record, all that there is. */
  record(row: number): JsonValue {
    if (!this.#table.isRecord(row)) return unwrapRecord(this.wholeElement(row));
    const record: JsonObject = {};
    for (let field = 0; field < RECORD_FIELDS.length; field++) {
      const value = this.value(row, field);
      if (value !== undefined) record[RECORD_FIELDS[field] as string] = value;
    }
    return record;
  }

  has(row: number, field: number): boolean {
    return this.#table.fieldStart(row, field) !== ABSENT;
  }

  /** What `read` makes of the bytes of a field's value, quotes included; `undefined` where the record has none. */
  bytesOf<T>(
    row: number,
    field: number,
    read: (bytes: Uint8Array, start: number, end: number) => T,
  ): T | undefined {
    const start = this.#table.fieldStart(row, field);
    return start === ABSENT ? undefined : read(this.#bytes, start, this.#table.fieldEnd(row, field));
  }

  /** The layout of a field that begins with `opening`, where `known` has it; its spans are of this field then. */
  layoutOf(
    row: number,
    field: number,
    opening: number,
    known: KnownLayouts,
    operation: string,
  ): TextLayout | undefined {
    const start = this.#table.fieldStart(row, field);
    if (start === ABSENT || this.#bytes[start] !== opening) return undefined;
    return known.find(operation, this.#bytes, start, this.#table.fieldEnd(row, field));
  }

  /** False for a record that only its content tells from others. */
  hasId(row: number): boolean {
    return (
      this.text(row, FIELD.eventID) !== undefined ||
      this.text(row, FIELD.sharedEventID) !== undefined ||
      this.value(row, FIELD.addendum) !== undefined
    );
  }

  /** The value of a field (FIELD.eventName …) of a row that is a record; `undefined` where it has none. */
  value(row: number, field: number): JsonValue | undefined {
    const start = this.#table.fieldStart(row, field);
    if (start === ABSENT) return undefined;
    const end = this.#table.fieldEnd(row, field);
    return this.#bytes[start] === QUOTE ? this.#string(start, end) : this.#parse(start, end);
  }

  /** The field if it is a non-empty string, else `undefined`: `ownString` of a row that is a record. */
  text(row: number, field: number): string | undefined {
    const start = this.#table.fieldStart(row, field);
    if (start === ABSENT || this.#bytes[start] !== QUOTE) return undefined;
    return this.#string(start, this.#table.fieldEnd(row, field)) || undefined;
  }

  /** True where the field's value, quotes included, is the `length` bytes at `from`; of -1 bytes: where there is none. */
  isField(row: number, field: number, wanted: Uint8Array, from: number, length: number): boolean {
    const start = this.#table.fieldStart(row, field);
    if (start === ABSENT) return length === -1;
    if (this.#table.fieldEnd(row, field) - start !== length) return false;
    const bytes = this.#bytes;
    for (let i = 0; i < length; i++) if (bytes[start + i] !== wanted[from + i]) return false;
    return true;
  }

  /** A number that differs for most values of the field, from a few bytes of it and from `seed`. */
  mixOf(row: number, field: number, seed: number): number {
    const start = this.#table.fieldStart(row, field);
    if (start === ABSENT) return seed;
    const end = this.#table.fieldEnd(row, field);
    const bytes = this.#bytes;
    let mix = Math.imul(seed + end - start, 0x9e3779b1) + (bytes[start + 1] as number);
    mix = Math.imul(mix, 31) + (bytes[(start + end) >> 1] as number);
    mix = Math.imul(mix, 31) + (bytes[end - 3] as number);
    mix = Math.imul(mix, 31) + (bytes[end - 2] as number);
    return mix ^ (mix >>> 11);
  }

  /** The text of the bytes from `start` up to `end`, which are characters of a string without an escape. */
  plainText(start: number, end: number): string {
    return this.#text.toString(this.#encoding, start, end);
  }

  /** As `plainText`, of a string that is often the same. */
  knownText(start: number, end: number, known: KnownTexts): string {
    let text = known.find(this.#bytes, start, end);
    if (text === undefined) {
      text = this.plainText(start, end);
      known.remember(this.#bytes, start, end, text);
    }
    return text;
  }

  #string(start: number, end: number): string {
    const text = this.plainText(start + 1, end - 1);
    return text.includes('\\') ? (JSON.parse(`"${text}"`) as string) : text;
  }

  #parse(start: number, end: number): JsonValue {
    return JSON.parse(this.#text.toString(this.#encoding, start, end)) as JsonValue;
  }
}

/** `digest` or `insight` where the document is one of CloudTrail's other deliveries: `otherDelivery` of its value. */
export function otherDeliveryOf(bytes: Uint8Array, table: RecordTable): 'digest' | 'insight' | undefined {
  if (table.isDigest) return 'digest';
  if (table.form !== 'Records' || table.count === 0) return undefined;
  const reader = new RecordReader(bytes, table);
  for (let row = 0; row < table.count; row++) {
    const isInsight = table.isRecord(row)
      ? reader.text(row, FIELD.eventType) === INSIGHT || reader.value(row, FIELD.insightDetails) !== undefined
      : isInsightElement(reader.wholeElement(row));
    if (!isInsight) return undefined;
  }
  return 'insight';
}

function isInsightElement(element: JsonValue): boolean {
  return (
    isJsonObject(element) &&
    (ownString(element, 'eventType') === INSIGHT || own(element, 'insightDetails') !== undefined)
  );
}
