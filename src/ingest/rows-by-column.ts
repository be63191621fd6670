// Rows of one table as they are collected: by column, so that a chunk is made without touching a row again.
import type { Column } from '../store/scanned-chunk.js';

type Kind = 'integer' | 'byte' | 'text';
/** Column → what it holds. */
export type Shape = Readonly<Record<string, Kind>>;
/** What a row holds. */
export type Cells<S extends Shape> = { [K in keyof S]: S[K] extends 'text' ? string : number };

/** What a number and a text take in a chunk beside a text's characters, about. */
const NUMBER_BYTES = 8;
const TEXT_BYTES = 16;

/** Rows of one table, kept by column. */
export class Rows<S extends Shape> {
  readonly #names: readonly (keyof S & string)[];
  readonly #kinds: readonly Kind[];
  readonly #lists: (string | number)[][];
  count = 0;
  /** About what the rows take in memory. */
  bytes = 0;

  constructor(shape: S) {
    this.#names = Object.keys(shape);
    this.#kinds = Object.values(shape);
    this.#lists = this.#names.map(() => []);
  }

  /** The number of the new row. */
  push(cells: Cells<S>): number {
    for (let i = 0; i < this.#names.length; i++) {
      const cell = cells[this.#names[i] as keyof S];
      this.#lists[i]?.push(cell);
      this.bytes += typeof cell === 'string' ? TEXT_BYTES + 2 * cell.length : NUMBER_BYTES;
    }
    return this.count++;
  }

  columns(): Record<string, Column> {
    const column = (i: number): Column => {
      const list = this.#lists[i] ?? [];
      if (this.#kinds[i] === 'text') return list as string[];
      return this.#kinds[i] === 'integer'
        ? Int32Array.from(list as number[])
        : Uint8Array.from(list as number[]);
    };
    return Object.fromEntries(this.#names.map((name, i) => [name, column(i)]));
  }
}

/** Cells that repeat, with a text that no others have. */
export interface KeyedCells<S extends Shape> {
  cells: Cells<S>;
  key: string;
}

export function keyed<S extends Shape>(cells: Cells<S>): KeyedCells<S> {
  return { cells, key: JSON.stringify(Object.values(cells)) };
}

/** Rows of which none stands twice. */
export class DistinctRows<S extends Shape> extends Rows<S> {
  readonly #rows = new Map<string, number>();

  /** The number of the row with these cells, new or not. */
  intern({ cells, key }: KeyedCells<S>): number {
    let row = this.#rows.get(key);
    if (row === undefined) {
      row = this.push(cells);
      this.#rows.set(key, row);
      this.bytes += TEXT_BYTES + key.length;
    }
    return row;
  }
}

/** 128 bits a row, as two columns of 64. */
export class Ids {
  readonly #words: number[] = [];

  /** Takes four words of 32 bits, the highest first. */
  pushWords(words: Uint32Array): void {
    for (let i = 0; i < 4; i++) this.#words.push(words[i] as number);
  }

  /** Takes 32 hex digits. */
  push(hex: string): void {
    for (let at = 0; at < 32; at += 8) this.#words.push(Number.parseInt(hex.slice(at, at + 8), 16));
  }

  /** Two columns of these names: the first 16 digits, and the last. */
  columns(high: string, low: string): Record<string, BigUint64Array> {
    const rows = this.#words.length / 4;
    const highs = new BigUint64Array(rows);
    const lows = new BigUint64Array(rows);
    const highView = new DataView(highs.buffer);
    const lowView = new DataView(lows.buffer);
    // INVARIANT: DuckDB's numbers are little-endian, as every machine is that it runs on.
    for (let row = 0; row < rows; row++) {
      highView.setUint32(row * 8 + 4, this.#words[row * 4] ?? 0, true);
      highView.setUint32(row * 8, this.#words[row * 4 + 1] ?? 0, true);
      lowView.setUint32(row * 8 + 4, this.#words[row * 4 + 2] ?? 0, true);
      lowView.setUint32(row * 8, this.#words[row * 4 + 3] ?? 0, true);
    }
    return { [high]: highs, [low]: lows };
  }
}
