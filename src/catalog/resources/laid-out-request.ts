// Requests that are laid out alike, laid flat: where each value comes from is found once, by reading a request whose texts
// are marks.
import type { RequestLayout } from '../../core/event.js';
import type { RequestValues } from './request-values.js';

/** No name of a request that is laid out begins so: what does is a mark. */
const MARK = '\u0000';

/** How to lay flat the requests of one layout. */
interface Flattening {
  /** Of the request with marks: all but the values is the same for each. */
  marked: RequestValues;
  /** By value: the text that it is, or -1 for one that is the same in all (a number). */
  sources: readonly number[];
  /** The values are the texts, in their order. */
  isPlain: boolean;
}

const known = new WeakMap<RequestLayout, Flattening | 'none'>();

/**
 * The request of this layout and these texts, laid flat. `read` does so for one with marks; undefined where it finds that
 * what is read hangs on what a text says.
 */
export function laidFlat(
  layout: RequestLayout,
  texts: readonly string[],
  read: (request: ReturnType<RequestLayout['with']>) => RequestValues | undefined,
): RequestValues | undefined {
  let found = known.get(layout);
  if (found === undefined) {
    const marked = read(layout.with((place) => `${MARK}${place}`));
    found = marked === undefined ? 'none' : flatteningOf(marked, texts.length);
    known.set(layout, found);
  }
  if (found === 'none') return undefined;
  const { marked, sources, isPlain } = found;
  const { shape, objects, omitted } = marked;
  if (isPlain) return { shape, values: texts, objects, omitted };
  const values = sources.map((place, i) => (place < 0 ? marked.values[i] : texts[place]) ?? '');
  return { shape, values, objects, omitted };
}

function flatteningOf(marked: RequestValues, count: number): Flattening {
  const sources = marked.values.map((value) =>
    value.startsWith(MARK) ? Number(value.slice(MARK.length)) : -1,
  );
  const isPlain = sources.length === count && sources.every((place, i) => place === i);
  return { marked, sources, isPlain };
}
