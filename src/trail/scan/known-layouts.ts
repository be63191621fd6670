// Layouts by the operation whose requests have them, the ones seen last. Learning one takes as long as to read some ten
// requests: an operation whose requests are never alike is left alone.
import { layoutOf, type TextLayout } from './text-layout.js';

/** A log can hold any number of made-up names: with the longest layouts these are 8 MB. */
const MOST_OPERATIONS = 1000;
const MOST_OF_OPERATION = 4;
const FIRST_CREDIT = 64;
const MOST_CREDIT = 512;
const PRICE = 16;

interface OfOperation {
  /** Behind the last one found, the others. */
  layouts: TextLayout[];
  /** What learning may still cost; a request of a known layout earns 1. */
  credit: number;
}

export class KnownLayouts {
  readonly #byOperation = new Map<string, OfOperation>();

  /** The layout of the valid JSON `bytes[start..end)`, with its spans; undefined where it is not known. */
  find(operation: string, bytes: Uint8Array, start: number, end: number): TextLayout | undefined {
    const of = this.#ofOperation(operation);
    const { layouts } = of;
    for (let i = 0; i < layouts.length; i++) {
      const layout = layouts[i] as TextLayout;
      if (!layout.matches(bytes, start, end)) continue;
      if (i > 0) {
        layouts[i] = layouts[0] as TextLayout;
        layouts[0] = layout;
      }
      if (of.credit < MOST_CREDIT) of.credit++;
      return layout;
    }
    if (of.credit < PRICE) return undefined;
    of.credit -= PRICE;
    const made = layoutOf(bytes, start, end);
    if (made === undefined || !made.matches(bytes, start, end)) return undefined;
    if (layouts.length === MOST_OF_OPERATION) layouts.pop();
    layouts.unshift(made);
    return made;
  }

  #ofOperation(name: string): OfOperation {
    let of = this.#byOperation.get(name);
    if (of === undefined) {
      if (this.#byOperation.size === MOST_OPERATIONS) this.#byOperation.clear();
      of = { layouts: [], credit: FIRST_CREDIT };
      this.#byOperation.set(name, of);
    }
    return of;
  }
}
