// Rows of one table as they are collected: by column, so that a chunk is made without touching a row again.
import type { Column } from '../store/scanned-chunk.js';

type Kind = 'integer' | 'byte' | 'text';
/** Column → what it holds. */
export type Shape = Readonly<Record<string, Kind>>;
/** What a row holds. */
export type Cells<S extends Shape> = { [K in keyof S]: S[K] extends 'text' ? string : number };

/** What a number and a text take in a chunk beside a text's characters, about. */
const NUMBER_BYTES = 8;
export const TEXT_BYTES = 16;

const FIRST_ROWS = 64;

/** Rows of one table, kept by column. */
export class Rows<S extends Shape> {
  readonly #names: readonly (keyof S & string)[];
  readonly #columns: (Int32Array | Uint8Array | string[])[];
  #capacity = FIRST_ROWS;
  count = 0;
  /** About what the rows take in memory. */
  bytes = 0;

  constructor(shape: S) {
    this.#names = Object.keys(shape);
    this.#columns = Object.values(shape).map((kind) =>
      kind === 'text' ? [] : new (kind === 'integer' ? Int32Array : Uint8Array)(FIRST_ROWS),
    );
  }

  /** The number of the new row. */
  push(cells: Cells<S>): number {
    if (this.count === this.#capacity) this.#grow();
    for (let i = 0; i < this.#names.length; i++) {
      const cell = cells[this.#names[i] as keyof S] as string | number;
      const column = this.#columns[i] as string[];
      column[this.count] = cell as string;
      this.bytes += typeof cell === 'string' ? TEXT_BYTES + 2 * cell.length : NUMBER_BYTES;
    }
    return this.count++;
  }

  columns(): Record<string, Column> {
    const column = (i: number): Column => {
      const rows = this.#columns[i] ?? [];
      return Array.isArray(rows) ? rows : rows.slice(0, this.count);
    };
    return Object.fromEntries(this.#names.map((name, i) => [name, column(i)]));
  }

  #grow(): void {
    this.#capacity *= 2;
    for (const [i, column] of this.#columns.entries())
      if (!Array.isArray(column)) this.#columns[i] = grown(column, this.#capacity);
  }
}

/** The column's values in one with room for `capacity`. */
export function grown<T extends Int32Array | Uint8Array | Uint32Array>(column: T, capacity: number): T {
  const larger = new (column.constructor as new (length: number) => T)(capacity);
  larger.set(column);
  return larger;
}

/** Cells that repeat, with a text that no others have. */
export interface KeyedCells<S extends Shape> {
  cells: Cells<S>;
  key: string;
  /** A sign of the rows that it was last added to, and its number there. Not the rows: they must not outlive their chunk. */
  owner: object | undefined;
  row: number;
}

export function keyed<S extends Shape>(cells: Cells<S>): KeyedCells<S> {
  return { cells, key: JSON.stringify(Object.values(cells)), owner: undefined, row: -1 };
}

/** Rows of which none stands twice. */
export class DistinctRows<S extends Shape> extends Rows<S> {
  readonly #rows = new Map<string, number>();
  readonly #sign = {};

  /** The number of the row with these cells, new or not. */
  intern(keyed: KeyedCells<S>): number {
    if (keyed.owner === this.#sign) return keyed.row;
    const { cells, key } = keyed;
    let row = this.#rows.get(key);
    if (row === undefined) {
      row = this.push(cells);
      this.#rows.set(key, row);
      this.bytes += TEXT_BYTES + key.length;
    }
    keyed.owner = this.#sign;
    keyed.row = row;
    return row;
  }
}

/** 128 bits a row, as two columns of 64. */
export class Ids {
  // INVARIANT: DuckDB's numbers are little-endian, as every machine is that it runs on.
  #high = new Uint32Array(2 * FIRST_ROWS);
  #low = new Uint32Array(2 * FIRST_ROWS);
  #count = 0;

  /** Takes four words of 32 bits, the highest first. */
  pushWords(words: Uint32Array): void {
    this.push(words[0] as number, words[1] as number, words[2] as number, words[3] as number);
  }

  /** Takes two words of 64 bits as they lie in memory, the higher first. */
  pushLittleEndian(ints: Int32Array, from: number): void {
    this.push(
      ints[from + 1] as number,
      ints[from] as number,
      ints[from + 3] as number,
      ints[from + 2] as number,
    );
  }

  /** Takes four words, the highest first. */
  push(a: number, b: number, c: number, d: number): void {
    const at = 2 * this.#count++;
    if (at === this.#high.length) {
      this.#high = grown(this.#high, 2 * at);
      this.#low = grown(this.#low, 2 * at);
    }
    this.#high[at + 1] = a;
    this.#high[at] = b;
    this.#low[at + 1] = c;
    this.#low[at] = d;
  }

  /** True where the words are those of this row. */
  isAt(row: number, { a, b, c, d }: { a: number; b: number; c: number; d: number }): boolean {
    const at = 2 * row;
    return (
      this.#low[at] === d >>> 0 &&
      this.#low[at + 1] === c >>> 0 &&
      this.#high[at] === b >>> 0 &&
      this.#high[at + 1] === a >>> 0
    );
  }

  lastWord(row: number): number {
    return this.#low[2 * row] as number;
  }

  /** Two columns of these names: the first 16 digits, and the last. */
  columns(high: string, low: string): Record<string, BigUint64Array> {
    const words = (all: Uint32Array) =>
      new BigUint64Array(all.slice(0, 2 * this.#count).buffer as ArrayBuffer);
    return { [high]: words(this.#high), [low]: words(this.#low) };
  }
}

/** Of 32 hex digits, four words of 32 bits. */
export function wordsOfHex(hex: string): Uint32Array {
  return Uint32Array.from({ length: 4 }, (_, i) => Number.parseInt(hex.slice(8 * i, 8 * i + 8), 16));
}
