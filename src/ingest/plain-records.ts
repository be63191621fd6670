// Records as nearly all are: their own UUID for an id, their time to the second. Read from their bytes, without being
// built; what is otherwise is left to be read as a whole.
import { networkOf } from '../core/network.js';
import { readUuid, TimeReader } from '../trail/scan/plain-fields.js';
import { FIELD } from '../trail/scan/record-fields.js';
import type { RecordReader } from '../trail/scan/record-reader.js';
import type { ResidentTable } from '../trail/scan/record-table.js';
import { dropWasmModule } from '../trail/wasm-module.js';
import { CallMaker } from './call-maker.js';
import { KnownCalls } from './known-calls.js';
import { KnownRows, type RowsTarget } from './known-rows.js';

/** One for each thread. */
export class PlainRecords {
  readonly #maker = new CallMaker();
  readonly #calls = new KnownCalls(this.#maker);
  #rows: KnownRows | undefined;
  readonly #times = new TimeReader();
  readonly #uuid = new Uint32Array(4);
  readonly #readTime = (bytes: Uint8Array, start: number, end: number) => this.#times.read(bytes, start, end);
  readonly #readUuid = (bytes: Uint8Array, start: number, end: number) =>
    readUuid(bytes, start, end, this.#uuid);

  /** Takes elements from `row` on: how many, 0 where that one is not plain. Past the target's bytes one is taken at most. */
  take(reader: RecordReader, row: number, target: RowsTarget): number {
    const { resident } = reader;
    const taken = resident === undefined ? 0 : this.#takeResident(reader, resident, row, target);
    return taken > 0 ? taken : Number(this.#add(reader, row, target));
  }

  #takeResident(reader: RecordReader, resident: ResidentTable, row: number, target: RowsTarget): number {
    if (this.#rows?.module !== resident.module) this.#rows = new KnownRows(resident.module, this.#maker);
    try {
      return this.#rows.take(reader, resident, row, target);
    } catch (error) {
      if (dropWasmModule(error)) return this.#rows.taken;
      throw error;
    }
  }

  #add(reader: RecordReader, row: number, { chunk, file, index }: RowsTarget): boolean {
    if (!reader.isRecord(row)) return false;
    if (reader.has(row, FIELD.sharedEventID) || reader.has(row, FIELD.addendum)) return false;
    const time = reader.bytesOf(row, FIELD.eventTime, this.#readTime);
    if (time === undefined || !reader.bytesOf(row, FIELD.eventID, this.#readUuid)) return false;
    // Names that begin so are more than white space.
    if (!reader.bytesOf(row, FIELD.eventSource, beginsPlainly)) return false;
    if (!reader.bytesOf(row, FIELD.eventName, beginsPlainly)) return false;
    const call = this.#calls.callOf(reader, row);
    const network = networkOf(reader.text(row, FIELD.sourceIPAddress));
    chunk.addOwn(this.#uuid, time, network, call.isOwnCopy, call, { file, index });
    return true;
  }
}

function beginsPlainly(bytes: Uint8Array, start: number): boolean {
  const letter = (bytes[start + 1] as number) | 0x20;
  return letter >= 0x61 && letter <= 0x7a;
}
