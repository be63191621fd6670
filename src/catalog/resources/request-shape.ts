// The shape of a request: the places of its scalars, in order, without their values. Most requests of an operation have
// one of a few shapes; what a plan reads where is found once for each.
import type { BoundPlan } from './bound-plan.js';
import type { Place } from './request-places.js';
import type { ResolutionPlan } from './resolution-plan.js';

const NOWHERE: readonly number[] = [];

export class RequestShape {
  readonly places: readonly Place[];
  /** What plans read where, once they were asked. */
  readonly plans = new Map<ResolutionPlan, BoundPlan>();
  #byPath: ReadonlyMap<string, readonly number[]> | undefined;
  #byName: ReadonlyMap<string, readonly number[]> | undefined;

  constructor(places: readonly Place[]) {
    this.places = places;
  }

  /** The scalars at `path`, by their number. */
  atPath(path: string): readonly number[] {
    this.#byPath ??= grouped(this.places, (place, add) => add(place.path));
    return this.#byPath.get(path) ?? NOWHERE;
  }

  /** The scalars of this normalised name, outer parameters first. */
  named(name: string): readonly number[] {
    this.#byName ??= this.#groupedByName();
    return this.#byName.get(name) ?? NOWHERE;
  }

  #groupedByName(): ReadonlyMap<string, readonly number[]> {
    const groups = grouped(this.places, (place, add) => {
      if (place.name !== undefined) add(place.name);
      if (place.alias !== undefined) add(place.alias);
    });
    const depth = (at: number): number => this.places[at]?.depth ?? 0;
    for (const group of groups.values()) {
      if (group.length > 1) group.sort((a, b) => depth(a) - depth(b));
    }
    return groups;
  }
}

function grouped(
  places: readonly Place[],
  each: (place: Place, add: (key: string) => void) => void,
): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const [at, place] of places.entries()) {
    each(place, (key) => {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [at]);
      else group.push(at);
    });
  }
  return groups;
}

/** A step in the tree of shapes that are remembered. */
interface Step {
  shape: RequestShape | undefined;
  next: Map<Place, Step> | undefined;
}

/** A shape of more scalars (a batch) is seldom seen twice. */
const MAX_REMEMBERED = 24;
const MAX_STEPS = 10_000;

let first: Step = { shape: undefined, next: undefined };
let steps = 0;

/** The shape of these places; the same object for the same places, as long as it is remembered. */
export function shapeOf(places: readonly Place[]): RequestShape {
  if (places.length > MAX_REMEMBERED) return new RequestShape(places);
  if (steps > MAX_STEPS) {
    first = { shape: undefined, next: undefined };
    steps = 0;
  }
  let step = first;
  for (const place of places) {
    step.next ??= new Map();
    let next = step.next.get(place);
    if (next === undefined) {
      next = { shape: undefined, next: undefined };
      step.next.set(place, next);
      steps++;
    }
    step = next;
  }
  step.shape ??= new RequestShape(places);
  return step.shape;
}
