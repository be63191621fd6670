// Values in a request by path: `overrides.taskRoleArn`; `**.` is any depth and `*` any text in a name.
// Names are compared without case (CloudTrail writes the first letter small); lists, and the `items` and `Value`
// wrappers that EC2's records have, add no step.
import { isJsonObject, type JsonObject, type JsonValue } from '../core/json.js';
import { remembered } from '../core/remembered.js';
import { matchesWildcard } from '../core/wildcard.js';

/** Deeper than any AWS request; what lies below is not looked at. */
const MAX_DEPTH = 16;
/** Values looked at in one search: a bound for hostile records. */
const MAX_VALUES = 20_000;

export interface ParameterPath {
  anyDepth: boolean;
  /** Of the lower-case names, with wildcards: does a name as the record has it match? */
  steps: readonly ((name: string) => boolean)[];
}

/** Names remembered by each step of each path. */
const STEP_LIMIT = 1000;

/** The path of `text`, to be parsed once. */
export function parseParameterPath(text: string): ParameterPath {
  const anyDepth = text.startsWith('**.');
  const names = (anyDepth ? text.slice(3) : text).toLowerCase().split('.');
  return {
    anyDepth,
    steps: names.map((wanted) =>
      remembered((name) => matchesWildcard(wanted, name.toLowerCase()), STEP_LIMIT),
    ),
  };
}

/** Tells requests that have nothing at any of some paths, sooner than to look for each. */
export type PathWatch = (request: JsonObject | undefined) => boolean;

/** False only if `valuesAt` finds nothing at all of `paths`: no name in the request is the first of one. */
export function watchPaths(paths: readonly ParameterPath[]): PathWatch {
  const isFirst = remembered((name) => paths.some(({ steps }) => steps[0]?.(name) === true), STEP_LIMIT);
  const deep = paths.some(({ anyDepth }) => anyDepth);
  const mayHave = (value: JsonValue, depth: number): boolean => {
    if (value === null || typeof value !== 'object') return false;
    if (depth > MAX_DEPTH) return true;
    if (Array.isArray(value)) return value.some((element) => mayHave(element, depth + 1));
    for (const key of Object.keys(value)) {
      if (isFirst(key)) return true;
      if (deep && mayHave(value[key] ?? null, depth + 1)) return true;
    }
    return false;
  };
  return (request) => request !== undefined && mayHave(request, 0);
}

/** Every value at `path`, in the record's order. */
export function valuesAt(request: JsonObject | undefined, path: ParameterPath): readonly JsonValue[] {
  if (request === undefined) return [];
  const found: JsonValue[] = [];
  let budget = MAX_VALUES;
  const walk = (value: JsonValue, step: number, depth: number): void => {
    if (depth > MAX_DEPTH || budget-- <= 0) return;
    if (Array.isArray(value)) {
      for (const element of value) walk(element, step, depth + 1);
      return;
    }
    if (!isJsonObject(value)) return;
    const isWanted = path.steps[step];
    for (const key of Object.keys(value)) {
      const next = value[key];
      if (next === undefined) continue;
      if (isWanted?.(key) === true) {
        if (step === path.steps.length - 1) found.push(next);
        else walk(next, step + 1, depth + 1);
      } else if (step > 0 && key.toLowerCase() === 'items') walk(next, step, depth + 1);
      else if (path.anyDepth && step === 0) walk(next, 0, depth + 1);
    }
  };
  walk(request, 0, 0);
  return found;
}

/** True for what a caller gave: not null, false, an empty text, or a list or object of nothing. */
export function isGiven(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null || value === false || value === '') return false;
  if (Array.isArray(value)) return value.some(isGiven);
  if (isJsonObject(value)) return Object.values(value).some(isGiven);
  return true;
}

/** Every text in `value`, at any depth. */
export function textsIn(value: JsonValue, depth = 0): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (depth > MAX_DEPTH || value === null || typeof value !== 'object') return [];
  const children = Array.isArray(value) ? value : Object.values(value);
  return children.flatMap((child) => textsIn(child, depth + 1));
}
