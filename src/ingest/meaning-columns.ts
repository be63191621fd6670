// The meanings of a chunk as they are collected, each once by its name, and their permissions: nearly all that a chunk
// has besides sightings, so that both are worth a class of their own.
import type { Column } from '../store/scanned-chunk.js';
import type { MeaningName } from './meaning-name.js';
import { grown, Ids, TEXT_BYTES } from './rows-by-column.js';

const FIRST_ROWS = 64;
const FREE = 0;
/** Slots stay at least half empty. */
const SLOTS_PER_ROW = 2;
/** What a row takes in a chunk beside its texts, about. */
const MEANING_BYTES = 72;
const PERMISSION_BYTES = 16;

/** Rows of `meaning`, found by name. */
export class MeaningColumns {
  readonly #names = new Ids();
  #operations = new Int32Array(FIRST_ROWS);
  /** Row + 1. A name is a hash already: its last word says where to look. */
  #slots = new Int32Array(FIRST_ROWS * SLOTS_PER_ROW);
  count = 0;

  get bytes(): number {
    return this.count * MEANING_BYTES;
  }

  /** The row of this name, or -1. */
  find(name: MeaningName): number {
    const mask = this.#slots.length - 1;
    for (let slot = name.d & mask; ; slot = (slot + 1) & mask) {
      const row = (this.#slots[slot] as number) - 1;
      if (row < 0 || this.#names.isAt(row, name)) return row;
    }
  }

  /** The new row of a name that has none. */
  push(name: MeaningName, operation: number): number {
    if (this.count === this.#operations.length) this.#grow();
    const row = this.count++;
    this.#names.push(name.a, name.b, name.c, name.d);
    this.#operations[row] = operation;
    this.#take(name.d, row);
    return row;
  }

  columns(): Record<string, Column> {
    return {
      operation: this.#operations.slice(0, this.count),
      ...this.#names.columns('hash_high', 'hash_low'),
    };
  }

  #take(word: number, row: number): void {
    const mask = this.#slots.length - 1;
    let slot = word & mask;
    while (this.#slots[slot] !== FREE) slot = (slot + 1) & mask;
    this.#slots[slot] = row + 1;
  }

  #grow(): void {
    this.#operations = grown(this.#operations, 2 * this.#operations.length);
    this.#slots = new Int32Array(2 * this.#slots.length);
    for (let row = 0; row < this.count; row++) this.#take(this.#names.lastWord(row), row);
  }
}

/** Rows of `permission`. */
export class PermissionColumns {
  #meanings = new Int32Array(FIRST_ROWS);
  #mappings = new Int32Array(FIRST_ROWS);
  readonly #resources: string[] = [];
  readonly #rawArns: string[] = [];
  readonly #roleKeys: string[] = [];
  #count = 0;
  /** About what the rows take in memory. */
  bytes = 0;

  push(meaning: number, mapping: number, resource: string, rawArn: string, roleKey: string): void {
    if (this.#count === this.#meanings.length) {
      this.#meanings = grown(this.#meanings, 2 * this.#count);
      this.#mappings = grown(this.#mappings, 2 * this.#count);
    }
    this.#meanings[this.#count] = meaning;
    this.#mappings[this.#count] = mapping;
    this.#resources.push(resource);
    this.#rawArns.push(rawArn);
    this.#roleKeys.push(roleKey);
    this.#count++;
    const characters = resource.length + rawArn.length + roleKey.length;
    this.bytes += PERMISSION_BYTES + 3 * TEXT_BYTES + 2 * characters;
  }

  columns(): Record<string, Column> {
    return {
      meaning: this.#meanings.slice(0, this.#count),
      mapping: this.#mappings.slice(0, this.#count),
      resource: this.#resources,
      raw_arn: this.#rawArns,
      role_key: this.#roleKeys,
    };
  }
}
