// Sets of values on a line as sorted intervals that do not touch: numbers, instants, addresses.

/** A line: which values there are. */
export interface Line<T> {
  readonly min: T;
  readonly max: T;
  /** The value before and after, where the line has steps. */
  before(value: T): T | undefined;
  after(value: T): T | undefined;
}

/** Both ends belong to it. */
export interface Interval<T> {
  readonly from: T;
  readonly to: T;
}

export type Intervals<T> = readonly Interval<T>[];

export function intersect<T extends number | bigint>(a: Intervals<T>, b: Intervals<T>): Intervals<T> {
  const result: Interval<T>[] = [];
  for (const x of a)
    for (const y of b) {
      const from = x.from > y.from ? x.from : y.from;
      const to = x.to < y.to ? x.to : y.to;
      if (from <= to) result.push({ from, to });
    }
  return result;
}

export function complement<T extends number | bigint>(a: Intervals<T>, line: Line<T>): Intervals<T> {
  const result: Interval<T>[] = [];
  let from: T | undefined = line.min;
  for (const { from: start, to } of [...a].sort((x, y) => (x.from < y.from ? -1 : x.from > y.from ? 1 : 0))) {
    if (from === undefined) break;
    if (start > from) {
      const end = line.before(start);
      if (end !== undefined && end >= from) result.push({ from, to: end });
    }
    if (to >= from) from = line.after(to);
  }
  if (from !== undefined && from <= line.max) result.push({ from, to: line.max });
  return result;
}

const float = new Float64Array(1);
const bits = new BigInt64Array(float.buffer);

/** Numbers as the policy language's evaluator has them: doubles, each with a next one. */
export const NUMBERS: Line<number> = {
  min: -Number.MAX_VALUE,
  max: Number.MAX_VALUE,
  before: (value) => (value <= -Number.MAX_VALUE ? undefined : -nextUp(-value)),
  after: (value) => (value >= Number.MAX_VALUE ? undefined : nextUp(value)),
};

function nextUp(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  float[0] = value;
  bits[0] = (bits[0] as bigint) + (value > 0 ? 1n : -1n);
  return (float[0] as number) === 0 ? 0 : (float[0] as number);
}

/** Whole milliseconds from the year 1000 to 9999. */
export const INSTANTS: Line<number> = {
  min: Date.UTC(1000, 0, 1),
  max: Date.UTC(9999, 11, 31, 23, 59, 59, 999),
  before: (value) => Math.ceil(value) - 1,
  after: (value) => Math.floor(value) + 1,
};

/** Addresses of IPv4 as they are, those of IPv6 after them. */
const IPV6_FROM = 1n << 32n;
export const ADDRESSES: Line<bigint> = {
  min: 0n,
  max: IPV6_FROM + (1n << 128n) - 1n,
  before: (value) => (value === 0n ? undefined : value - 1n),
  after: (value) => value + 1n,
};

/** The range as an interval of `ADDRESSES`. `bytes`: 4 or 16. */
export function addressInterval(bytes: readonly number[], prefix: number): Interval<bigint> {
  const length = BigInt(bytes.length * 8);
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  const free = length - BigInt(prefix);
  const first = (value >> free) << free;
  const offset = bytes.length === 4 ? 0n : IPV6_FROM;
  return { from: offset + first, to: offset + first + (1n << free) - 1n };
}

/** The bytes of a value of `ADDRESSES`. */
export function addressBytes(value: bigint): number[] {
  const isV6 = value >= IPV6_FROM;
  const count = isV6 ? 16 : 4;
  let rest = isV6 ? value - IPV6_FROM : value;
  const bytes: number[] = [];
  for (let i = 0; i < count; i++) {
    bytes.unshift(Number(rest & 0xffn));
    rest >>= 8n;
  }
  return bytes;
}
