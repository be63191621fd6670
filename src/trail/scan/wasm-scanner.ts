// The scanner in WebAssembly (src/trail/wasm): where it takes a document, the table is as scanRecords fills it.
import { isAscii, isUtf8 } from 'node:buffer';
import type { WasmModule } from '../wasm-module.js';
import { DIGEST_MARKS, LISTS, WATCHED_NAMES } from './record-collector.js';
import { FIELD, RECORD_FIELDS } from './record-fields.js';
import { BLOCK_INTS, type RecordTable, ROW_INTS } from './record-table.js';

/** What is read at once: longer texts are not taken. */
const LONGEST_BYTES = 64 * 1024 * 1024;
/** Room for rows and fields that a text may have. */
const LARGEST_TABLE_BYTES = 32 * 1024 * 1024;
/** Of a text that has to be copied first so much is tried, lest all of it is copied to be refused at its second line. */
const PROBE_BYTES = 64 * 1024;
const ALL_MARKS = (1 << DIGEST_MARKS.length) - 1;
const INT_BYTES = 4;
const ROW_BYTES = ROW_INTS * INT_BYTES;
const BLOCK_BYTES = BLOCK_INTS * INT_BYTES;
/** An element's bytes in the first guess at a table's size: real logs have twice as much and more. */
const SMALL_ELEMENT_BYTES = 512;
const FEWEST_ELEMENTS = 32;
const GROWTH = 4;
/** src/trail/wasm/outcome.ts */
const TAKEN = 0;
const REFUSED = 1;
const FULL = 3;
const NO_ROOM = 4;

/** Knuth's multiplicative congruential generator for 64 bits (MMIX). */
const FACTOR = 6364136223846793005n;
const SUMMAND = 1442695040888963407n;
const MOST_MULTIPLIERS = 10_000;

/** Room beside a text of `length` bytes with which the scan of a log that lies in the memory begins. */
export function tableRoom(length: number): number {
  return (FEWEST_ELEMENTS + Math.ceil(length / SMALL_ELEMENT_BYTES)) * (ROW_BYTES + BLOCK_BYTES);
}

export class WasmScanner {
  readonly module: WasmModule;
  readonly #resultInt: number;

  constructor(module: WasmModule) {
    this.module = module;
    tellNames(module);
    module.exports.configure(RECORD_FIELDS.length, LISTS.length - 1, FIELD.eventName, FIELD.eventSource);
    this.#resultInt = module.exports.resultAddress() / INT_BYTES;
  }

  /**
   * Fills `table` as scanRecords does, if the document has no fault and nothing rare about it. Else false, and the
   * table has nothing of it. `bytes` may lie in the module's memory, and are then not copied.
   */
  scan(bytes: Uint8Array, table: RecordTable): boolean {
    if (bytes.length > LONGEST_BYTES) return false;
    try {
      return this.#scan(bytes, table);
    } catch (error) {
      // The memory cannot grow so far.
      if (error instanceof RangeError) return false;
      throw error;
    }
  }

  #scan(bytes: Uint8Array, table: RecordTable): boolean {
    const { memory } = this.module;
    const resident = memory.addressOf(bytes);
    if (resident !== undefined) return this.#scanAt(resident, bytes, table, true);
    if (bytes.length > PROBE_BYTES && !this.#mayBeTaken(bytes.subarray(0, PROBE_BYTES))) return false;
    const address = memory.take(bytes.length);
    try {
      memory.bytes.set(bytes, address);
      return this.#scanAt(address, bytes, table, false);
    } finally {
      memory.release(address);
    }
  }

  /** False where the beginning of a document tells that it would be refused. */
  #mayBeTaken(beginning: Uint8Array): boolean {
    const { memory } = this.module;
    const address = memory.take(beginning.length);
    memory.bytes.set(beginning, address);
    const outcome = this.#outcome(address, beginning.length, FEWEST_ELEMENTS, false);
    memory.release(address);
    return outcome !== REFUSED;
  }

  #scanAt(address: number, bytes: Uint8Array, table: RecordTable, isResident: boolean): boolean {
    const ascii = isAscii(bytes);
    if (!ascii && !isUtf8(bytes)) return false;
    let elements = FEWEST_ELEMENTS + Math.floor(bytes.length / SMALL_ELEMENT_BYTES);
    let outcome = this.#outcome(address, bytes.length, elements, isResident, table);
    while (outcome === FULL && elements * GROWTH * (ROW_BYTES + BLOCK_BYTES) <= LARGEST_TABLE_BYTES) {
      elements *= GROWTH;
      outcome = this.#outcome(address, bytes.length, elements, isResident, table);
    }
    if (outcome === TAKEN) table.isAscii = ascii;
    return outcome === TAKEN;
  }

  /** Scans with room for so many elements; fills `table` from it where the document is taken. */
  #outcome(
    address: number,
    length: number,
    elements: number,
    isResident: boolean,
    table?: RecordTable,
  ): number {
    const { exports, memory } = this.module;
    const room = elements * (ROW_BYTES + BLOCK_BYTES);
    // The text is a view of the memory, which would end with its growing.
    if (isResident && !memory.hasRoom(room)) return NO_ROOM;
    const rows = memory.take(room);
    const spans = rows + elements * ROW_BYTES;
    const outcome = exports.scan(address, length, rows, spans, spans, spans + elements * BLOCK_BYTES);
    memory.release(rows);
    if (outcome !== TAKEN || table === undefined) return outcome;
    this.#fill(table, rows / INT_BYTES, spans / INT_BYTES);
    if (isResident) table.resident = { module: this.module, text: address, rows, spans, takes: memory.takes };
    return outcome;
  }

  #fill(table: RecordTable, rows: number, spans: number): void {
    const { ints } = this.module.memory;
    const at = this.#resultInt;
    const count = ints[at] as number;
    const spanInts = ints[at + 4] as number;
    table.clear();
    table.form = LISTS[ints[at + 1] as number] ?? 'element';
    table.isDigest = ints[at + 2] === ALL_MARKS;
    table.documentEnd = ints[at + 3] as number;
    table.copyFrom(ints.subarray(rows, rows + count * ROW_INTS), ints.subarray(spans, spans + spanInts));
  }
}

/** Tries multipliers until each name has a slot of its own. */
function tellNames({ exports, memory }: WasmModule): void {
  const names = WATCHED_NAMES.map((name) => Buffer.from(name, 'latin1'));
  const address = memory.take(Math.max(...names.map((name) => name.length)));
  let multiplier = SUMMAND;
  const fits = (name: Uint8Array, place: number) => {
    memory.bytes.set(name, address);
    return exports.addName(address, name.length, place) !== 0;
  };
  for (let tries = 0; ; tries++) {
    if (tries === MOST_MULTIPLIERS) throw new Error('the names of fields have no slots of their own');
    exports.clearNames(multiplier);
    if (names.every(fits)) break;
    multiplier = BigInt.asUintN(64, multiplier * FACTOR + SUMMAND);
  }
  memory.release(address);
}
