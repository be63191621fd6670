// Rows of one table as they are collected: by column, so that a chunk is made without touching a row again.
import type { Column } from '../store/scanned-chunk.js';

type Kind = 'integer' | 'byte' | 'text';
/** Column → what it holds. */
export type Shape = Readonly<Record<string, Kind>>;
/** What a row holds. */
type Cells<S extends Shape> = { [K in keyof S]: S[K] extends 'text' ? string : number };

/** Rows of one table, kept by column. */
export class Rows<S extends Shape> {
  readonly #shape: S;
  readonly #lists: Record<string, (string | number)[]>;
  count = 0;

  constructor(shape: S) {
    this.#shape = shape;
    this.#lists = Object.fromEntries(Object.keys(shape).map((name) => [name, []]));
  }

  push(cells: Cells<S>): void {
    for (const name in this.#shape) this.#lists[name]?.push(cells[name]);
    this.count++;
  }

  columns(): Record<string, Column> {
    const column = (name: string, kind: Kind): Column => {
      const list = this.#lists[name] ?? [];
      if (kind === 'text') return list as string[];
      return kind === 'integer' ? Int32Array.from(list as number[]) : Uint8Array.from(list as number[]);
    };
    return Object.fromEntries(Object.entries(this.#shape).map(([name, kind]) => [name, column(name, kind)]));
  }
}

/** 128 bits a row, as two columns of 64. */
export class Ids {
  readonly #words: number[] = [];

  /** Takes 32 hex digits. */
  push(hex: string): void {
    for (let at = 0; at < 32; at += 8) this.#words.push(Number.parseInt(hex.slice(at, at + 8), 16));
  }

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
