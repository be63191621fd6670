// Addresses and ranges of the IpAddress operators, v4 and v6. Bits after the prefix do not count; v4 and v6 never match
// each other (unverified: AWS's page does not say of addresses like ::ffff:203.0.113.1).
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress
import { isIPv4, isIPv6 } from 'node:net';

const V4_BITS = 32;
const V6_BITS = 128;

interface Address {
  readonly bits: typeof V4_BITS | typeof V6_BITS;
  readonly value: bigint;
}

export interface IpRange extends Address {
  /** Bits after the prefix. */
  readonly shift: bigint;
}

/** A range in CIDR notation; an address alone is a range of one. Undefined for every other text. */
export function ipRangeOf(text: string): IpRange | undefined {
  const [written = '', length, ...more] = text.trim().split('/');
  const address = addressOf(written);
  if (address === undefined || more.length > 0) return undefined;
  if (length !== undefined && !/^\d{1,3}$/.test(length)) return undefined;
  const prefix = length === undefined ? address.bits : Number(length);
  return prefix > address.bits ? undefined : { ...address, shift: BigInt(address.bits - prefix) };
}

/** True if all of `inner` lies in `outer`. */
export function isWithin(outer: IpRange, inner: IpRange): boolean {
  return (
    outer.bits === inner.bits &&
    outer.shift >= inner.shift &&
    outer.value >> outer.shift === inner.value >> outer.shift
  );
}

function addressOf(text: string): Address | undefined {
  if (isIPv4(text)) return { bits: V4_BITS, value: valueOfV4(text) };
  if (!isIPv6(text) || text.includes('%')) return undefined;
  let written = text;
  const dotted = /[\d.]+$/.exec(text)?.[0];
  if (dotted?.includes('.')) {
    const v4 = valueOfV4(dotted);
    written = `${text.slice(0, -dotted.length)}${(v4 >> 16n).toString(16)}:${(v4 & 0xffffn).toString(16)}`;
  }
  const [head = '', tail] = written.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = new Array<string>(8 - before.length - after.length).fill('0');
  let value = 0n;
  for (const group of [...before, ...zeros, ...after]) value = (value << 16n) | BigInt(`0x${group}`);
  return { bits: V6_BITS, value };
}

function valueOfV4(text: string): bigint {
  return text.split('.').reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}
