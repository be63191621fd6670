// A request's scalars, laid flat: each value with its place. Read when first asked for, once an event.
import type { TrailEvent } from '../../core/event.js';
import { isJsonObject, type JsonObject, type JsonValue, own, ownString } from '../../core/json.js';
import { laidFlat } from './laid-out-request.js';
import { type Parameter, type Place, parameterUnder, placeOfKeyed, rootParameter } from './request-places.js';
import { shapeOf } from './request-shape.js';
import type { RequestValues } from './request-values.js';

/** Longest text that is taken for a name or an ARN (an ARN has at most 2,048 characters). */
export const MAX_NAME_LENGTH = 2048;
const MAX_DEPTH = 8;
const MAX_LEAVES = 4000;
const MASKED = /^(?:HIDDEN_DUE_TO_SECURITY_REASONS|\*{3,}|\(omitted\)|.*\(truncated\))$/;

/** An event's request, laid flat when first asked for. */
export class RequestReading {
  readonly event: TrailEvent;
  #request: RequestValues | undefined;
  #arns: readonly string[] | undefined;

  constructor(event: TrailEvent) {
    this.event = event;
  }

  get request(): RequestValues {
    this.#request ??= readRequest(this.event);
    return this.#request;
  }

  /** The first value at `path`. */
  at(path: string): string | undefined {
    const { shape, values } = this.request;
    const at = shape.atPath(path)[0];
    return at === undefined ? undefined : values[at];
  }

  /** The first value of this normalised name, outer parameters first. */
  named(name: string): string | undefined {
    const { shape, values } = this.request;
    const at = shape.named(name)[0];
    return at === undefined ? undefined : values[at];
  }

  /** Keys of the object at `path`, of the outermost or last where there are several. */
  keysAt(path: string): readonly string[] {
    const found = this.request.objects.findLast((one) => one.path === path);
    return found === undefined ? [] : Object.keys(found.object);
  }

  /** Values that are ARNs. */
  get arns(): readonly string[] {
    this.#arns ??= arnsOf(this.request);
    return this.#arns;
  }

  /** Values that are ids with this prefix (`vpc`: `vpc-0abc`). Under a parameter `…Name` there are no ids. */
  idsWith(prefix: string): readonly string[] {
    const { shape, values } = this.request;
    return values.filter((value, i) => {
      if (!value.startsWith(prefix) || value.startsWith('arn:')) return false;
      const name = shape.places[i]?.name;
      return name !== undefined && !name.endsWith('name') && ID.exec(value)?.[1] === prefix;
    });
  }
}

function arnsOf({ shape, values }: RequestValues): readonly string[] {
  if (!values.some((value) => value.startsWith('arn:'))) return NONE;
  return values.filter((value, i) => value.startsWith('arn:') && shape.places[i]?.name !== undefined);
}

const NONE: readonly string[] = [];
const ID = /^([a-z][a-z0-9]*(?:-[a-z][a-z0-9]*)*)-[0-9A-Za-z]{8,17}$/;

const NOTHING: RequestValues = { shape: shapeOf([]), values: [], objects: [], omitted: false };
/** Parameters that the record leaves out: `{omitted: true, originalSize, reason}`. */
const OMITTED: RequestValues = { ...NOTHING, omitted: true };

/** CloudTrail masks all parameters of some calls: one text stands in their place. */
function readRequest(event: TrailEvent): RequestValues {
  const { requestLayout } = event;
  if (requestLayout !== undefined) {
    const flat = laidFlat(requestLayout, event, readWithoutTexts);
    if (flat !== undefined) return flat;
  }
  const { requestParameters } = event;
  if (requestParameters === undefined) {
    const text = ownString(event.record, 'requestParameters');
    return text !== undefined && isMasked(text) ? OMITTED : NOTHING;
  }
  return isOmitted(requestParameters) ? OMITTED : new Reader().read(requestParameters);
}

function isOmitted(request: JsonObject): boolean {
  return own(request, 'omitted') === true;
}

/** Of a request whose texts are not its own; undefined where these would count. */
function readWithoutTexts(request: JsonObject): RequestValues | undefined {
  if (isOmitted(request)) return OMITTED;
  const reader = new Reader();
  const read = reader.read(request);
  return reader.hangsOnTexts ? undefined : read;
}

/** True for a value that CloudTrail put in place of the real one. */
export function isMasked(value: string): boolean {
  const last = value[value.length - 1];
  return (last === 'S' || last === '*' || last === ')') && MASKED.test(value);
}

class Reader {
  readonly #places: Place[] = [];
  readonly #values: string[] = [];
  readonly #objects: { path: string; object: JsonObject }[] = [];
  #count = 0;
  /** What was read hangs not only on names, but on what a text in the request says. */
  hangsOnTexts = false;

  read(parameters: JsonObject): RequestValues {
    this.#object(parameters, rootParameter());
    return { shape: shapeOf(this.#places), values: this.#values, objects: this.#objects, omitted: false };
  }

  #object(object: JsonObject, at: Parameter): void {
    const inner = at.path !== '';
    if (inner) this.#keyedValues(object, at);
    for (const key of Object.keys(object)) {
      const value = object[key];
      if (value === undefined || value === null) continue;
      const parameter = parameterUnder(at, key);
      if (parameter.policy && typeof value === 'string') this.hangsOnTexts = true;
      if (parameter.envelope !== undefined && isJsonObject(value)) {
        this.#object(value, at);
        if (parameter.envelope === 'input') this.#object(value, parameter);
      } else if (isIgnored(parameter, value)) {
        this.#kept(parameter, value);
      } else {
        this.#value(value, parameter);
      }
    }
    if (inner) this.#objects.push({ path: at.path, object });
  }

  #keyedValues(object: JsonObject, at: Parameter): void {
    const values = own(object, 'values');
    if (!Array.isArray(values)) return;
    const key = ownString(object, 'key');
    if (key === undefined || key.length > MAX_NAME_LENGTH) return;
    this.hangsOnTexts = true;
    const place = placeOfKeyed(at, key);
    for (const value of values) {
      if (typeof value !== 'string' || value === '' || value.length > MAX_NAME_LENGTH) continue;
      if (++this.#count > MAX_LEAVES) return;
      this.#add(place, value);
    }
  }

  #kept({ keep }: Parameter, value: JsonValue): void {
    if (keep === undefined || !Array.isArray(value)) return;
    for (const element of value) {
      const text = isJsonObject(element) ? ownString(element, keep.key) : undefined;
      if (text !== undefined && text.length <= MAX_NAME_LENGTH) this.#add(keep.place, text);
    }
  }

  #value(value: JsonValue, parameter: Parameter): void {
    if (this.#count > MAX_LEAVES || parameter.depth > MAX_DEPTH) return;
    if (typeof value !== 'object' || value === null) {
      this.#scalar(value, parameter.scalar);
    } else if (Array.isArray(value)) {
      for (const element of value) {
        if (isJsonObject(element)) this.#object(element, parameter);
        else if (!Array.isArray(element)) this.#scalar(element, parameter.element);
      }
    } else {
      this.#object(value, parameter);
    }
  }

  #scalar(value: string | number | boolean | null, place: Place): void {
    if (value === null || typeof value === 'boolean' || value === '') return;
    const text = typeof value === 'string' ? value : String(value);
    if (text.length > MAX_NAME_LENGTH) return;
    this.#count++;
    this.#add(place, text);
  }

  #add(place: Place, value: string): void {
    this.#places.push(place);
    this.#values.push(value);
  }
}

function isIgnored(parameter: Parameter, value: JsonValue): boolean {
  const { ignored, policy } = parameter;
  if (ignored !== undefined && (ignored === 'always' || typeof value === 'object')) return true;
  // A policy by its text or its statements, not an object that describes a policy.
  if (!policy) return false;
  if (typeof value === 'string') return value.trimStart().startsWith('{');
  return isJsonObject(value) && (Object.hasOwn(value, 'Statement') || Object.hasOwn(value, 'statement'));
}
