// Rows of a table in the memory of the WebAssembly module (src/trail/wasm/known-rows.ts) → sightings of a chunk. The
// module looks up who called and what it means by the bytes of a record; what it does not know is made here, and told it.
import { randomBytes } from 'node:crypto';
import { sessionLayout } from '../trail/scan/identity-parts.js';
import { TimeReader } from '../trail/scan/plain-fields.js';
import { FIELD } from '../trail/scan/record-fields.js';
import type { RecordReader } from '../trail/scan/record-reader.js';
import type { ResidentTable } from '../trail/scan/record-table.js';
import type { WasmModule } from '../trail/wasm-module.js';
import { type CallMaker, KEY_FIELDS, type MadeMeaning, type MadePrincipal } from './call-maker.js';
import type { ChunkBuilder } from './chunk-builder.js';
import type { StoredMeaning } from './stored-call.js';

/** In the order of src/trail/wasm/known-rows.ts. */
const FIELDS = [
  FIELD.eventID,
  FIELD.sharedEventID,
  FIELD.addendum,
  FIELD.eventTime,
  FIELD.eventSource,
  FIELD.eventName,
  FIELD.awsRegion,
  FIELD.userIdentity,
  FIELD.responseElements,
  FIELD.additionalEventData,
  FIELD.sourceIPAddress,
];
/** What knowRows answers. */
const ALL_KNOWN = 0;
const RESULTS_FULL = 1;
const NEW_DAY = 3;
const NEW_IDENTITY = 4;
const NEW_SESSION = 5;
const NEW_MEANING = 6;
/** What keepMeaning answers. */
const NO_ROOM = 0;
const KEPT = 1;
const NOT_KEPT = 2;
const NOT_KEPT_NUMBER = 0;
const RESULT_INTS = 10;
const INT_BYTES = 4;
const DAY_SECONDS = 86_400;
const NO_ROW = -1;

/** Where the rows go: sightings of `file`, of which the first one is record `index`. */
export interface RowsTarget {
  chunk: ChunkBuilder;
  file: number;
  index: number;
  /** No more than about this goes into the chunk. */
  chunkBytes: number;
}

/** What the module knows, by the numbers that it has for it. One for each module. */
export class KnownRows {
  readonly module: WasmModule;
  /** How many rows the last call took, also where it threw. */
  taken = 0;
  readonly #maker: CallMaker;
  readonly #times = new TimeReader();
  readonly #principals: MadePrincipal[] = [];
  /** The first is the last one made that is not kept. */
  readonly #meanings: (MadeMeaning | undefined)[] = [undefined];
  /** Their rows in #chunk. */
  readonly #principalRows: Int32Array;
  readonly #meaningRows: Int32Array;
  #chunk: ChunkBuilder | undefined;
  #nextLayout = 0;

  constructor(module: WasmModule, maker: CallMaker) {
    this.module = module;
    this.#maker = maker;
    const { exports, memory } = module;
    this.#principalRows = new Int32Array(exports.MOST_PRINCIPALS.value);
    this.#meaningRows = new Int32Array(1 + exports.MOST_MEANINGS.value);
    const address = exports.resultsAddress();
    memory.ints.set([...FIELDS, ...KEY_FIELDS], address / INT_BYTES);
    exports.configureRows(address, KEY_FIELDS.length);
    memory.bytes.set(randomBytes(exports.LONGEST_KEY.value), exports.secretsAddress());
  }

  /**
   * Takes rows from `from` on: plain ones, until the chunk is full. How many it took: 0 where that row is not plain.
   * `resident` is where the reader's table lies now. Throws what a trap of the module is.
   */
  take(reader: RecordReader, resident: ResidentTable, from: number, target: RowsTarget): number {
    const { exports } = this.module;
    const { chunk, chunkBytes } = target;
    this.#goOnWith(chunk);
    exports.startRows(resident.text, resident.rows, resident.spans);
    this.taken = 0;
    const drain = () => this.#drain(target);
    // Rows from which a day and a layout were learned: not known after that, there is nothing to be learned.
    let dayOf = NO_ROW;
    let layoutOf = NO_ROW;
    for (let row = from; row < reader.count && chunk.bytes < chunkBytes; ) {
      const outcome = exports.knowRows(row, reader.count);
      row = exports.firstUnknownRow();
      if (outcome === RESULTS_FULL || outcome === ALL_KNOWN) drain();
      else if (outcome === NEW_DAY && dayOf !== row && this.#learnDay(reader, resident, row)) dayOf = row;
      else if (outcome === NEW_IDENTITY && layoutOf !== row && this.#learnLayout(reader, row)) layoutOf = row;
      else if (outcome === NEW_IDENTITY || outcome === NEW_SESSION) this.#makePrincipal(reader, row, drain);
      else if (outcome === NEW_MEANING) this.#makeMeaning(reader, row++, drain);
      else break;
    }
    drain();
    return this.taken;
  }

  /** Results → sightings. */
  #drain({ chunk, file, index }: RowsTarget): void {
    const { exports, memory } = this.module;
    const count = exports.countOfResults();
    const { ints } = memory;
    const start = exports.resultsAddress() / INT_BYTES;
    for (let i = 0; i < count; i++) {
      const at = start + i * RESULT_INTS;
      const { meaning, isOwnCopy } = this.#meanings[ints[at + 3] as number] as MadeMeaning;
      const principalRow = this.#principalRow(ints[at + 2] as number, chunk);
      const meaningRow = this.#meaningRow(ints[at + 3] as number, meaning, chunk);
      chunk.addResult(ints, at, isOwnCopy, principalRow, meaningRow, file, index + this.taken);
      this.taken++;
      if (meaning.roleLinks.length > 0) chunk.addRoleLinks(file, meaning.roleLinks);
    }
    exports.dropResults();
  }

  #principalRow(number: number, chunk: ChunkBuilder): number {
    let row = this.#principalRows[number] as number;
    if (row === NO_ROW) {
      row = chunk.principalRow((this.#principals[number] as MadePrincipal).stored);
      this.#principalRows[number] = row;
    }
    return row;
  }

  #meaningRow(number: number, meaning: StoredMeaning, chunk: ChunkBuilder): number {
    let row = this.#meaningRows[number] as number;
    if (row === NO_ROW || number === NOT_KEPT_NUMBER) {
      row = chunk.meaningRow(meaning);
      this.#meaningRows[number] = row;
    }
    return row;
  }

  #goOnWith(chunk: ChunkBuilder): void {
    if (chunk === this.#chunk) return;
    this.#chunk = chunk;
    this.#principalRows.fill(NO_ROW);
    this.#meaningRows.fill(NO_ROW);
  }

  #learnDay(reader: RecordReader, resident: ResidentTable, row: number): boolean {
    const learned = reader.bytesOf(row, FIELD.eventTime, (bytes, start, end) => {
      const time = this.#times.read(bytes, start, end);
      if (time === undefined) return false;
      this.module.exports.knowDay(resident.text + start + 1, Math.floor(time / DAY_SECONDS));
      return true;
    });
    return learned === true;
  }

  #learnLayout(reader: RecordReader, row: number): boolean {
    const { exports, memory } = this.module;
    const layout = reader.bytesOf(row, FIELD.userIdentity, sessionLayout)?.encoded();
    if (layout === undefined || layout.length > exports.LAYOUT_BYTES.value) return false;
    memory.bytes.set(layout, exports.layoutAddress(this.#nextLayout));
    this.#nextLayout = (this.#nextLayout + 1) % exports.LAYOUTS.value;
    return true;
  }

  /** Of the row at which knowRows stopped. `drain`: no result may have a number that is forgotten. */
  #makePrincipal(reader: RecordReader, row: number, drain: () => void): void {
    const { exports } = this.module;
    const made = this.#maker.principal(reader, row);
    if (exports.keepPrincipal(this.#principals.length, made.kind, made.own) === 0) {
      drain();
      exports.forgetPrincipals();
      this.#principals.length = 0;
      this.#principalRows.fill(NO_ROW);
      exports.keepPrincipal(0, made.kind, made.own);
    }
    this.#principals.push(made);
  }

  /** As #makePrincipal; it is the row's result. */
  #makeMeaning(reader: RecordReader, row: number, drain: () => void): void {
    const { exports } = this.module;
    const principal = this.#principals[exports.principalOfRow()] as MadePrincipal;
    const made = this.#maker.meaning(reader, row, principal, exports.rowNamesNoKey() !== 0);
    const kept = made.reads === undefined ? NOT_KEPT : this.#keepMeaning(made.reads, drain);
    if (kept === KEPT) {
      exports.finishRow(this.#meanings.push(made) - 1);
      return;
    }
    this.#meanings[NOT_KEPT_NUMBER] = made;
    exports.finishRow(NOT_KEPT_NUMBER);
    drain();
  }

  #keepMeaning(reads: number, drain: () => void): number {
    const { exports } = this.module;
    const kept = exports.keepMeaning(this.#meanings.length, reads);
    if (kept !== NO_ROOM) return kept;
    drain();
    exports.forgetMeanings();
    this.#meanings.length = 1;
    this.#meaningRows.fill(NO_ROW);
    return exports.keepMeaning(1, reads);
  }
}
