// The values of one variable of an ARN, read from a request: from the first source that has any.
import type { Arn } from '../../core/arn.js';
import type { JsonObject } from '../../core/json.js';
import { parseParameterPath, textsIn, valuesAt as valuesAtPath } from '../request-parameter.js';
import type { ArnFormat } from './arn-format.js';
import { interpretValue } from './interpret-value.js';
import { isMasked, MAX_NAME_LENGTH, type RequestIndex } from './request-index.js';
import type { ResolutionPlan, TypePlan } from './resolution-plan.js';
import { nameOwners } from './resource-tables.js';
import type { Source, VariablePlan } from './variable-plan.js';

/** One way to fill a format. */
export interface Candidate {
  /** The whole ARN, where a parameter has it. */
  arn?: Arn;
  values: ReadonlyMap<string, string>;
  account?: string | undefined;
  region?: string | undefined;
  /** The values were read from the ARN of a resource of this format, to which this one belongs. */
  parent?: ArnFormat | undefined;
}

export interface Findings {
  candidates: Candidate[];
  /** A value that would have named it is masked. */
  masked: boolean;
  /** The request names it by something that its ARN does not contain. */
  otherwiseNamed: boolean;
}

/** Most resources that one record is taken to name (a batch of S3 deletes has 1,000 keys). */
export const MAX_CANDIDATES = 1000;

/**
 * The values of one variable of `format`. `used`: parameters that another variable of the format was read from;
 * those of this one are added.
 */
export function readVariable(
  plan: VariablePlan,
  format: ArnFormat,
  type: TypePlan,
  whole: ResolutionPlan,
  index: RequestIndex,
  used: Set<string>,
): Findings {
  const found: Findings = { candidates: [], masked: false, otherwiseNamed: false };
  for (const source of plan.sources) {
    const { values, masked, keys } = readSource(source, index, used);
    found.masked ||= masked;
    for (const value of values) {
      if (plan.idPattern !== undefined && !plan.idPattern.pattern.test(value)) {
        found.otherwiseNamed ||= plan.idPattern.otherwiseNamed;
        continue;
      }
      const meaning = interpretValue(value, format, plan.variable, whole.kin);
      if (meaning === undefined) continue;
      if (meaning.arn === undefined && meaning.values?.has(plan.variable) !== true) continue;
      const owner = ownerOf(type, whole.service, value);
      const values = rewritten(meaning.values ?? new Map<string, string>(), plan.variable, source);
      found.candidates.push({
        ...(meaning.arn === undefined ? {} : { arn: meaning.arn }),
        values: withPath(values, plan.variable, index),
        account: meaning.account ?? owner,
        region: meaning.region,
        parent: meaning.parent,
      });
      if (found.candidates.length >= MAX_CANDIDATES) return found;
    }
    if (found.candidates.length > 0) {
      for (const key of keys) used.add(key);
      return found;
    }
  }
  found.otherwiseNamed ||= plan.otherNames.some((name) => index.byName.has(name));
  return found;
}

function ownerOf(type: TypePlan, service: string, name: string): string | undefined {
  return nameOwners(service).find((row) => row.type === type.type.toLowerCase() && row.name.test(name))
    ?.account;
}

function rewritten(
  values: ReadonlyMap<string, string>,
  variable: string,
  source: Source,
): ReadonlyMap<string, string> {
  const value = values.get(variable);
  if (value === undefined || source.becomes === undefined) return values;
  return new Map(values).set(variable, source.becomes(value));
}

/** IAM: who makes something gives it a path beside its name. */
function withPath(
  values: ReadonlyMap<string, string>,
  variable: string,
  index: RequestIndex,
): ReadonlyMap<string, string> {
  const name = values.get(variable);
  const path = variable.endsWith('WithPath') ? index.byPath.get('path')?.[0] : undefined;
  if (name === undefined || path === undefined || !/^\/.*\/$/s.test(path)) return values;
  return new Map(values).set(variable, path.slice(1) + name);
}

/** The values of a source, each once, and the keys they stand at; `masked` where one was put for a real one. */
export function readSource(
  source: Source,
  index: RequestIndex,
  used: ReadonlySet<string>,
): { values: readonly string[]; keys: readonly string[]; masked: boolean } {
  let values: string[] = [];
  const keys: string[] = [];
  for (const key of source.keys) {
    if (used.has(key)) continue;
    const found = valuesAt(source, key, index);
    if (found.length === 0) continue;
    values = values.length === 0 ? [...found] : [...values, ...found];
    keys.push(key);
    if (source.by === 'name' || source.by === 'bare') break;
  }
  const masked = values.some(isMasked);
  if (masked) values = values.filter((value) => !isMasked(value));
  const { pattern } = source;
  if (pattern !== undefined) values = values.flatMap((value) => matched(pattern, value));
  return { values: values.length > 1 ? [...new Set(values)] : values, keys, masked };
}

function matched(pattern: RegExp, value: string): readonly string[] {
  const match = pattern.exec(value);
  return match === null ? [] : [match[1] ?? match[0]];
}

function valuesAt(source: Source, key: string, index: RequestIndex): readonly string[] {
  switch (source.by) {
    case 'path':
      return index.byPath.get(key) ?? [];
    case 'keys':
      return index.keysByPath.get(key) ?? [];
    case 'outside':
      return index.outside === undefined ? [] : textsAt(index.outside, key);
    case 'id-prefix':
      return index.byIdPrefix.get(key) ?? [];
    case 'bare':
      return (index.byName.get(key) ?? []).filter((leaf) => leaf.depth === 0).map((leaf) => leaf.value);
    case 'name': {
      const leaves = index.byName.get(key) ?? [];
      const depth = leaves[0]?.depth;
      return leaves.filter((leaf) => leaf.depth === depth).map((leaf) => leaf.value);
    }
  }
}

function textsAt(record: JsonObject, path: string): readonly string[] {
  return valuesAtPath(record, parseParameterPath(path))
    .flatMap((value) => textsIn(value))
    .filter((text) => text.length <= MAX_NAME_LENGTH);
}
