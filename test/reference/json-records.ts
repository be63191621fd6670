// What a document holds by the obvious way: decode all of it, JSON.parse all of it, take the records, pick the fields.
// The record scanner has to give the same on any bytes.
import { isJsonObject, type JsonValue, own } from '../../src/core/json.js';
import { ENVELOPES, otherDelivery, recordsOfValue } from '../../src/trail/records-of-value.js';
import { RECORD_FIELDS } from '../../src/trail/scan/record-fields.js';

export interface JsonRecords {
  records: JsonValue[];
  otherDelivery: 'digest' | 'insight' | undefined;
}

/** `undefined` where the bytes are no UTF-8 or the text is no JSON. */
export function jsonRecords(bytes: Uint8Array): JsonRecords | undefined {
  const value = parseDocument(bytes);
  if (value === undefined) return undefined;
  return { records: recordsIn(value), otherDelivery: otherDelivery(value) };
}

/** The object with those fields only that are read of a record; any other value as it is. */
export function pickFields(value: JsonValue): JsonValue {
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    RECORD_FIELDS.filter((name) => own(value, name) !== undefined).map((name) => [
      name,
      own(value, name) as JsonValue,
    ]),
  );
}

/**
 * The records that are kept of a document with a fault at `offset`: those that it would have if its list were closed
 * after the last whole value before the fault. Found by trying: each shorter beginning, each way to close it.
 */
export function recordsBeforeFault(bytes: Uint8Array, offset: number): JsonValue[] {
  for (let cut = offset; cut > 0; cut--) {
    // Only where a value has ended or a list has started does closing help.
    if (!/["\]}[\del]/.test(String.fromCharCode(bytes[cut - 1] ?? 0))) continue;
    if (cut < offset && splitsNumber(bytes, cut)) continue;
    for (const closing of ['', ']', ']}', '}']) {
      const value = parseDocument(Buffer.concat([bytes.subarray(0, cut), Buffer.from(closing)]));
      if (value === undefined) continue;
      return closing === '' || hasList(value) ? recordsIn(value) : [];
    }
  }
  return [];
}

function parseDocument(bytes: Uint8Array): JsonValue | undefined {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as JsonValue;
  } catch {
    return undefined;
  }
}

function recordsIn(value: JsonValue): JsonValue[] {
  const records: JsonValue[] = [];
  recordsOfValue(value, (record) => records.push(record));
  return records;
}

function hasList(value: JsonValue): boolean {
  return (
    Array.isArray(value) || (isJsonObject(value) && ENVELOPES.some((key) => Array.isArray(own(value, key))))
  );
}

/** Before the fault, a digit that more of a number follows is no end of a value. */
function splitsNumber(bytes: Uint8Array, cut: number): boolean {
  return /^\d[.\deE]$/.test(Buffer.from(bytes.subarray(cut - 1, cut + 1)).toString('latin1'));
}
