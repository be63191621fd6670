// What operators compare of a value: its text, or what it is as a number, an instant, an address or bytes. Values and
// their texts are read as the evaluator reads them.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
import { instantOf } from '../evaluation/date-value.js';
import { numberOf } from '../evaluation/numeric-value.js';
import { firstAddress, readIpRange } from '../policy/ip-range.js';
import type { OperatorFacts } from '../policy/operators.js';
import { patternsKey } from './atom.js';
import {
  ADDRESSES,
  addressBytes,
  addressInterval,
  complement,
  INSTANTS,
  type Intervals,
  NUMBERS,
} from './intervals.js';
import { letterToken, makePattern, matchesPattern, type Pattern } from './pattern.js';

/** The values of a policy under one operator, as a set of values of the request. */
export type Facet =
  | { readonly family: 'text' | 'arn' | 'bool'; readonly key: string; readonly patterns: readonly Pattern[] }
  | { readonly family: 'number' | 'instant'; readonly key: string; readonly intervals: Intervals<number> }
  | { readonly family: 'address'; readonly key: string; readonly intervals: Intervals<bigint> }
  | { readonly family: 'bytes'; readonly key: string; readonly values: ReadonlySet<string> };

export type FacetFamily = Facet['family'];

export function textFacet(family: 'text' | 'arn', patterns: readonly Pattern[]): Facet {
  return { family, key: `t:${patternsKey(patterns)}`, patterns };
}

/** `facts`: of neither the String nor the Arn family, nor Null. */
export function valueFacet({ family, comparison }: OperatorFacts, values: readonly string[]): Facet {
  switch (family) {
    case 'Numeric':
    case 'Date': {
      const isNumber = family === 'Numeric';
      const intervals = values.flatMap((text) => {
        const limit = isNumber ? numberOf(text) : instantOf(text);
        return limit === undefined ? [] : compared(comparison, limit, isNumber ? NUMBERS : INSTANTS);
      });
      return {
        family: isNumber ? 'number' : 'instant',
        key: `${family}:${intervals.map(({ from, to }) => `${from}~${to}`).join()}`,
        intervals,
      };
    }
    case 'IpAddress': {
      const intervals = values.flatMap((text) => {
        const range = readIpRange(text);
        return range === undefined ? [] : [addressInterval(range.bytes, range.prefix)];
      });
      return {
        family: 'address',
        key: `a:${intervals.map(({ from, to }) => `${from}~${to}`).join()}`,
        intervals,
      };
    }
    case 'Bool': {
      const wanted = values.map((text) => text.trim().toLowerCase()).filter(isBoolean);
      const patterns = wanted.map((text) => makePattern([...text].map(letterToken)));
      return { family: 'bool', key: `t:${patternsKey(patterns)}`, patterns };
    }
    case 'Binary': {
      const bytes = values.flatMap((text) => bytesOf(text) ?? []);
      return { family: 'bytes', key: `b:${bytes.sort().join()}`, values: new Set(bytes) };
    }
    default:
      throw new RangeError(`${family} is no family of values`);
  }
}

function isBoolean(text: string): boolean {
  return text === 'true' || text === 'false';
}

function compared(
  comparison: OperatorFacts['comparison'],
  limit: number,
  { min, max, before, after }: typeof NUMBERS,
): { from: number; to: number }[] {
  const upTo = (to: number | undefined) => (to === undefined || to < min ? [] : [{ from: min, to }]);
  const onFrom = (from: number | undefined) => (from === undefined || from > max ? [] : [{ from, to: max }]);
  switch (comparison) {
    case 'equals':
      return [{ from: limit, to: limit }];
    case 'less-than':
      return upTo(before(limit));
    case 'less-than-equals':
      return upTo(limit);
    case 'greater-than':
      return onFrom(after(limit));
    case 'greater-than-equals':
      return onFrom(limit);
    default:
      throw new RangeError(`${comparison} is no order`);
  }
}

/** Base64 in its one canonical form. */
function bytesOf(text: string): string | undefined {
  return /^[A-Za-z0-9+/]*={0,2}$/.test(text) ? Buffer.from(text, 'base64').toString('base64') : undefined;
}

/** True if a value of the request is in the facet. Patterns with symbols have no value. */
export function facetHas(facet: Facet, value: string): boolean {
  switch (facet.family) {
    case 'number':
    case 'instant': {
      const read = facet.family === 'number' ? numberOf(value) : instantOf(value);
      return read !== undefined && facet.intervals.some(({ from, to }) => from <= read && read <= to);
    }
    case 'address': {
      const range = readIpRange(value);
      if (range === undefined) return false;
      const inner = addressInterval(range.bytes, range.prefix);
      return facet.intervals.some(({ from, to }) => from <= inner.from && inner.to <= to);
    }
    case 'bytes': {
      const bytes = bytesOf(value);
      return bytes !== undefined && facet.values.has(bytes);
    }
    case 'bool':
      return facet.patterns.some((pattern) => matchesPattern(pattern, value.trim()));
    default:
      return facet.patterns.some((pattern) => matchesPattern(pattern, value));
  }
}

/** Where a value is on the line of its family; undefined for what is no such value. */
export function readValue(family: FacetFamily, text: string): number | bigint | undefined {
  switch (family) {
    case 'number':
      return numberOf(text);
    case 'instant':
      return instantOf(text);
    case 'address': {
      const range = readIpRange(text);
      return range && addressInterval(range.bytes, range.prefix).from;
    }
    default:
      return undefined;
  }
}

/** A value of a line, as requests have it. */
export function valueText(family: 'number' | 'instant' | 'address', value: number | bigint): string {
  if (family === 'address') {
    const bytes = addressBytes(value as bigint);
    return firstAddress({ bytes, prefix: bytes.length * 8 });
  }
  if (family === 'instant') return new Date(value as number).toISOString().replace('.000Z', 'Z');
  return String(value);
}

/** Values that readers know; taken first where they fit. */
const KNOWN_NUMBERS = [0, 1, 10, 100, 3600];
const KNOWN_INSTANTS = [Date.UTC(2030, 0, 1), Date.UTC(2020, 0, 1)];
/** https://www.rfc-editor.org/rfc/rfc5737, https://www.rfc-editor.org/rfc/rfc3849 */
const KNOWN_ADDRESSES = ['203.0.113.10', '198.51.100.10', '2001:db8::10'];

/** A value of the intervals, as its text; undefined for none. */
export function pickValue(
  family: 'number' | 'instant' | 'address',
  intervals: Intervals<number> | Intervals<bigint>,
): string | undefined {
  const within = (value: number | bigint): boolean =>
    intervals.some(({ from, to }) => from <= value && value <= to);
  const known: (number | bigint)[] =
    family === 'number'
      ? KNOWN_NUMBERS
      : family === 'instant'
        ? KNOWN_INSTANTS
        : KNOWN_ADDRESSES.flatMap((text) => {
            const range = readIpRange(text);
            return range === undefined ? [] : [addressInterval(range.bytes, range.prefix).from];
          });
  const round = (intervals as readonly { from: number | bigint; to: number | bigint }[]).flatMap(
    ({ from, to }) => (typeof from === 'number' ? [Math.ceil(from), Math.floor(to as number)] : []),
  );
  const value = [
    ...known,
    ...round.filter((n) => Math.abs(n) < 1e9),
    ...(intervals[0] ? [intervals[0].from] : []),
  ].find(within);
  return value === undefined ? undefined : valueText(family, value);
}

export { ADDRESSES, complement, INSTANTS, NUMBERS };
