// JSON values as JSON.parse gives them. Keys of records are data: read them with `own`, never by prototype.

export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;
export interface JsonObject {
  [key: string]: JsonValue;
}

/** True for a JSON object: not null, not an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object's own value under `key`; `undefined` where there is none, whatever its prototype says. */
export function own(object: JsonObject | null | undefined, key: string): JsonValue | undefined {
  return object != null && Object.hasOwn(object, key) ? object[key] : undefined;
}

/** The own value under `key` if it is a non-empty string, else `undefined`. */
export function ownString(object: JsonObject | null | undefined, key: string): string | undefined {
  const value = own(object, key);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The own value under `key` if it is an object, else `undefined`. */
export function ownObject(object: JsonObject | null | undefined, key: string): JsonObject | undefined {
  const value = own(object, key);
  return isJsonObject(value) ? value : undefined;
}
