// What hangs on the names in a request, and on no text of it, worked out once for all requests that are laid out alike.
import type { RequestLayout, TrailEvent } from '../core/event.js';
import type { JsonObject } from '../core/json.js';

/** INVARIANT: `make` says the same of two requests that differ in no more than the texts that are values in them. */
export function perLayout<T>(make: (request: JsonObject | undefined) => T): (event: TrailEvent) => T {
  const known = new WeakMap<RequestLayout, { made: T }>();
  return (event) => {
    const { requestLayout } = event;
    if (requestLayout === undefined) return make(event.requestParameters);
    let found = known.get(requestLayout);
    if (found === undefined) {
      found = { made: make(event.requestParameters) };
      known.set(requestLayout, found);
    }
    return found.made;
  };
}
