// Requests that are laid out alike, laid flat: where each value comes from is found once, by reading a request whose texts
// are marks.
import type { RequestLayout, TrailEvent } from '../../core/event.js';
import type { JsonObject } from '../../core/json.js';
import type { RequestShape } from './request-shape.js';
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
 * The event's request, of this layout, laid flat. `read` does so for a request with marks; undefined where it finds that
 * what is read hangs on what a text says.
 */
export function laidFlat(
  layout: RequestLayout,
  event: TrailEvent,
  read: (request: JsonObject) => RequestValues | undefined,
): RequestValues | undefined {
  let found = known.get(layout);
  if (found === undefined) {
    const marked = read(layout.with((place) => `${MARK}${place}`));
    found = marked === undefined ? 'none' : flatteningOf(marked, layout.count);
    known.set(layout, found);
  }
  return found === 'none' ? undefined : new LaidFlat(found, event);
}

/** Many calls are told by what the record lists: values are made when they are asked for. */
class LaidFlat implements RequestValues {
  readonly shape: RequestShape;
  readonly objects: RequestValues['objects'];
  readonly omitted: boolean;
  readonly #flattening: Flattening;
  readonly #event: TrailEvent;
  #values: readonly string[] | undefined;

  constructor(flattening: Flattening, event: TrailEvent) {
    const { shape, objects, omitted } = flattening.marked;
    this.shape = shape;
    this.objects = objects;
    this.omitted = omitted;
    this.#flattening = flattening;
    this.#event = event;
  }

  get values(): readonly string[] {
    this.#values ??= this.#made();
    return this.#values;
  }

  #made(): readonly string[] {
    const { marked, sources, isPlain } = this.#flattening;
    const texts = this.#event.requestTexts ?? [];
    if (isPlain) return texts;
    return sources.map((place, i) => (place < 0 ? marked.values[i] : texts[place]) ?? '');
  }
}

function flatteningOf(marked: RequestValues, count: number): Flattening {
  const sources = marked.values.map((value) =>
    value.startsWith(MARK) ? Number(value.slice(MARK.length)) : -1,
  );
  const isPlain = sources.length === count && sources.every((place, i) => place === i);
  return { marked, sources, isPlain };
}
