// The rows of `sighting` as they are collected: one a record, so that they are worth a class of their own.
import type { Column } from '../store/scanned-chunk.js';
import { grown, Ids } from './rows-by-column.js';

/** Name spaces of identities, by their letter. */
export const ID_SPACES = 'utc';
export const UUID_SPACE = ID_SPACES.indexOf('u');

/** What a row takes in a chunk, about. */
const ROW_BYTES = 84;
const FIRST_ROWS = 1024;
const INTEGERS = ['day', 'second', 'file_id', 'record_index', 'principal', 'meaning', 'network'] as const;

export class SightingColumns {
  readonly #ids = new Ids();
  /** A row's numbers side by side, in the order of INTEGERS. */
  #integers = new Int32Array(FIRST_ROWS * INTEGERS.length);
  #spaces = new Uint8Array(FIRST_ROWS);
  #ranks = new Uint8Array(FIRST_ROWS);
  /** By row; most have none. */
  readonly #eventIds = new Map<number, string>();
  #count = 0;
  /** About what the rows take in memory. */
  bytes = 0;

  /** Takes the identity of the next row: four words of 32 bits, the highest first. */
  pushId(space: number, words: Uint32Array): void {
    if (this.#count === this.#spaces.length) this.#grow();
    this.#spaces[this.#count] = space;
    this.#ids.pushWords(words);
  }

  /** The rest of that row. `eventId`: '' where the identity is the event's own id. */
  push(
    day: number,
    second: number,
    file: number,
    index: number,
    principal: number,
    meaning: number,
    network: number,
    rank: number,
    eventId: string,
  ): void {
    const at = this.#count * INTEGERS.length;
    this.#integers[at] = day;
    this.#integers[at + 1] = second;
    this.#integers[at + 2] = file;
    this.#integers[at + 3] = index;
    this.#integers[at + 4] = principal;
    this.#integers[at + 5] = meaning;
    this.#integers[at + 6] = network;
    this.#ranks[this.#count] = rank;
    if (eventId !== '') this.#eventIds.set(this.#count, eventId);
    this.bytes += ROW_BYTES + 2 * eventId.length;
    this.#count++;
  }

  /**
   * A row whose identity is the event's own id, of that record's result in the memory of the WebAssembly module
   * (`ints[at]` on; see src/trail/wasm/known-rows.ts), with rows of this chunk for principal and meaning.
   */
  pushResult(
    ints: Int32Array,
    at: number,
    file: number,
    index: number,
    principal: number,
    meaning: number,
    rank: number,
  ): void {
    if (this.#count === this.#spaces.length) this.#grow();
    this.#spaces[this.#count] = UUID_SPACE;
    this.#ids.pushLittleEndian(ints, at + 4);
    const [day, second, network] = [ints[at] as number, ints[at + 1] as number, ints[at + 8] as number];
    this.push(day, second, file, index, principal, meaning, network, rank, '');
  }

  columns(): Record<string, Column> {
    const count = this.#count;
    const integers = INTEGERS.map((name, place) => {
      const column = new Int32Array(count);
      for (let row = 0; row < count; row++)
        column[row] = this.#integers[row * INTEGERS.length + place] as number;
      return [name, column] as const;
    });
    const eventIds = new Array<string>(count).fill('');
    for (const [row, eventId] of this.#eventIds) eventIds[row] = eventId;
    return {
      ...Object.fromEntries(integers),
      ...{
        id_space: this.#spaces.slice(0, count),
        copy_rank: this.#ranks.slice(0, count),
        event_id: eventIds,
      },
      ...this.#ids.columns('id_high', 'id_low'),
    };
  }

  #grow(): void {
    this.#integers = grown(this.#integers, 2 * this.#integers.length);
    this.#spaces = grown(this.#spaces, 2 * this.#spaces.length);
    this.#ranks = grown(this.#ranks, 2 * this.#ranks.length);
  }
}
