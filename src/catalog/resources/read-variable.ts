// The values of one variable of an ARN, read from a request: from the first source that has any.
import type { JsonObject } from '../../core/json.js';
import { parseParameterPath, textsIn, valuesAt } from '../request-parameter.js';
import type { ArnFormat, FormatValues } from './arn-format.js';
import type { BoundPlace, BoundSource, BoundVariable } from './bound-plan.js';
import { interpretValue } from './interpret-value.js';
import { isMasked, MAX_NAME_LENGTH, type RequestReading } from './request-reading.js';
import type { TypePlan } from './resolution-plan.js';
import type { Source } from './variable-plan.js';

/** One way to fill a format. */
export interface Candidate {
  /** The whole ARN, where a parameter has it. */
  arn: string | undefined;
  values: FormatValues;
  account: string | undefined;
  region: string | undefined;
  /** The values were read from the ARN of a resource of this format, to which this one belongs. */
  parent: ArnFormat | undefined;
}

export interface Findings {
  candidates: readonly Candidate[];
  /** A value that would have named it is masked. */
  masked: boolean;
  /** The request names it by something that its ARN does not contain. */
  otherwiseNamed: boolean;
}

/** Most resources that one record is taken to name (a batch of S3 deletes has 1,000 keys). */
export const MAX_CANDIDATES = 1000;

/**
 * The values of one variable of its format. `used`: parameters that another variable of the format was read from;
 * those of this one are added.
 */
export function readVariable(
  { plan, sources, otherwiseNamed: hasOtherName }: BoundVariable,
  type: TypePlan,
  reading: RequestReading,
  used: string[],
): Findings {
  const candidates: Candidate[] = [];
  let anyMasked = false;
  let otherwiseNamed = false;
  for (const bound of sources) {
    const { values, masked, keys } = readSource(bound, reading, used);
    anyMasked ||= masked;
    for (const value of values) {
      if (plan.idPattern !== undefined && !plan.idPattern.pattern.test(value)) {
        otherwiseNamed ||= plan.idPattern.otherwiseNamed;
        continue;
      }
      const { slot } = plan.around;
      const meaning = interpretValue(value, plan.around);
      if (meaning === undefined) continue;
      const told = meaning.values?.[slot];
      if (meaning.arn === undefined && told === undefined) continue;
      const values = meaning.values ?? plan.around.format.noValues;
      const name = told === undefined ? undefined : written(told, bound.source, plan.takesPath, reading);
      candidates.push({
        arn: meaning.arn,
        values: name === told ? values : values.map((one, i) => (i === slot ? name : one)),
        account: meaning.account ?? ownerOf(type, value),
        region: meaning.region,
        parent: meaning.parent,
      });
      if (candidates.length >= MAX_CANDIDATES) return { candidates, masked: anyMasked, otherwiseNamed };
    }
    if (candidates.length > 0) {
      for (const key of keys) used.push(key);
      return { candidates, masked: anyMasked, otherwiseNamed };
    }
  }
  return { candidates, masked: anyMasked, otherwiseNamed: otherwiseNamed || hasOtherName };
}

function ownerOf(type: TypePlan, name: string): string | undefined {
  return type.owners.length === 0 ? undefined : type.owners.find((row) => row.name.test(name))?.account;
}

/** A name as its ARN has it. IAM: who makes something gives it a path beside its name. */
function written(name: string, { becomes }: Source, takesPath: boolean, reading: RequestReading): string {
  const value = becomes === undefined ? name : becomes(name);
  const path = takesPath ? reading.at('path') : undefined;
  return path === undefined || !/^\/.*\/$/s.test(path) ? value : path.slice(1) + value;
}

export interface SourceReading {
  /** Each once. */
  values: readonly string[];
  /** The keys that they stand at. */
  keys: readonly string[];
  /** One of them was put for a real one. */
  masked: boolean;
}

const NOTHING: SourceReading = { values: [], keys: [], masked: false };

/** What a source has, but for the keys that are `used`. */
export function readSource(
  { source, places, only }: BoundSource,
  reading: RequestReading,
  used: readonly string[],
): SourceReading {
  if (places.length === 0) return fromElsewhere(source, reading, used);
  const all = reading.request.values;
  const found: string[] = [];
  const keys: string[] = [];
  if (only !== undefined && used.length === 0) return readOne(all[only] ?? '', places);
  for (const { key, at } of places) {
    if (used.length > 0 && used.includes(key)) continue;
    for (const i of at) found.push(all[i] ?? '');
    keys.push(key);
    if (source.by !== 'path') break;
  }
  return keys.length === 0 ? NOTHING : sifted(found, keys, source);
}

function readOne(value: string, places: readonly BoundPlace[]): SourceReading {
  const keys = [places[0]?.key ?? ''];
  return isMasked(value)
    ? { values: NOTHING.values, keys, masked: true }
    : { values: [value], keys, masked: false };
}

/** Keys, ids by prefix, and what stands beside the parameters. */
function fromElsewhere(source: Source, reading: RequestReading, used: readonly string[]): SourceReading {
  let found: readonly string[] = NOTHING.values;
  let keys = NOTHING.keys;
  for (const key of source.keys) {
    if (used.length > 0 && used.includes(key)) continue;
    const values = valuesElsewhere(source.by, key, reading);
    if (values.length === 0) continue;
    found = found.length === 0 ? values : [...found, ...values];
    keys = [...keys, key];
  }
  return keys.length === 0 ? NOTHING : sifted(found, keys, source);
}

function valuesElsewhere(by: Source['by'], key: string, reading: RequestReading): readonly string[] {
  if (by === 'keys') return reading.keysAt(key);
  return by === 'id-prefix' ? reading.idsWith(key) : textsAt(reading.event.record, key);
}

function sifted(found: readonly string[], keys: readonly string[], { pattern }: Source): SourceReading {
  const masked = found.some(isMasked);
  let values = masked ? found.filter((value) => !isMasked(value)) : found;
  if (pattern !== undefined) values = values.flatMap((value) => matched(pattern, value));
  return { values: values.length > 1 ? [...new Set(values)] : values, keys, masked };
}

function matched(pattern: RegExp, value: string): readonly string[] {
  const match = pattern.exec(value);
  return match === null ? [] : [match[1] ?? match[0]];
}

function textsAt(record: JsonObject, path: string): readonly string[] {
  return valuesAt(record, parseParameterPath(path))
    .flatMap((value) => textsIn(value))
    .filter((text) => text.length <= MAX_NAME_LENGTH);
}
