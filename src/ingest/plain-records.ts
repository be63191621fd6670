// Records as nearly all are: their own UUID for an id, their time to the second. Read from their bytes, without being
// built; what is otherwise is left to be read as a whole.
import type { ScannedRow } from '../trail/parse-whole.js';
import { readUuid, TimeReader } from '../trail/scan/plain-fields.js';
import { FIELD } from '../trail/scan/record-fields.js';
import type { ChunkBuilder, RecordPlace } from './chunk-builder.js';
import { KnownCalls } from './known-calls.js';

/** One for each thread. */
export class PlainRecords {
  readonly #calls = new KnownCalls();
  readonly #times = new TimeReader();
  readonly #uuid = new Uint32Array(4);
  readonly #readTime = (bytes: Uint8Array, start: number, end: number) => this.#times.read(bytes, start, end);
  readonly #readUuid = (bytes: Uint8Array, start: number, end: number) =>
    readUuid(bytes, start, end, this.#uuid);

  /** False, and nothing is added, where the record is not plain. */
  add({ reader, row }: ScannedRow, chunk: ChunkBuilder, place: RecordPlace): boolean {
    if (reader.has(row, FIELD.sharedEventID) || reader.has(row, FIELD.addendum)) return false;
    const time = reader.bytesOf(row, FIELD.eventTime, this.#readTime);
    if (time === undefined || !reader.bytesOf(row, FIELD.eventID, this.#readUuid)) return false;
    // Names that begin so are more than white space.
    if (!reader.bytesOf(row, FIELD.eventSource, beginsPlainly)) return false;
    if (!reader.bytesOf(row, FIELD.eventName, beginsPlainly)) return false;
    const call = this.#calls.callOf(reader, row);
    chunk.addOwn(this.#uuid, time, call.isOwnCopy, call, place);
    return true;
  }
}

function beginsPlainly(bytes: Uint8Array, start: number): boolean {
  const letter = (bytes[start + 1] as number) | 0x20;
  return letter >= 0x61 && letter <= 0x7a;
}
