// Cells that few rows differ in, remembered with their key and digest, which are dear to make.
import { digestOfText } from './meaning-name.js';
import { type Cells, type KeyedCells, keyed, type Shape } from './rows-by-column.js';

/** `digest` stands for the cells in the name of a meaning. */
export interface NamedCells<S extends Shape> extends KeyedCells<S> {
  digest: string;
}

/** A log can hold any number of made-up names: past these what is remembered is made anew. */
const MOST_NAMES = 2000;
const MOST_OF_NAME = 16;

/** By one of their cells, the name that tells most of them apart. */
export class KnownCells<S extends Shape> {
  readonly #byName = new Map<string, NamedCells<S>[]>();

  /** All that are known of this name, to be looked through. */
  of(name: string): NamedCells<S>[] {
    let known = this.#byName.get(name);
    if (known === undefined) {
      if (this.#byName.size === MOST_NAMES) this.#byName.clear();
      known = [];
      this.#byName.set(name, known);
    }
    return known;
  }

  /** Remembers `cells` among those that `of` gave. */
  add(known: NamedCells<S>[], cells: Cells<S>): NamedCells<S> {
    const plain = keyed(cells);
    const made = { ...plain, digest: digestOfText(plain.key) };
    if (known.length === MOST_OF_NAME) known.length = 0;
    known.push(made);
    return made;
  }
}
