// Ranges of IP addresses as policies write them: `203.0.113.0/24`, `2001:db8::/32`, or one address. Pure arithmetic on
// bytes. The two versions never meet: an IPv4 address is in no range of IPv6.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress

export interface IpRange {
  /** The address as written: 4 bytes, or 16. Bits behind the prefix may be set; they do not count. */
  readonly bytes: readonly number[];
  /** How many leading bits count: 0 to 32, or to 128. */
  readonly prefix: number;
}

const GROUPS = 8;
const PREFIX = /^(?:0|[1-9]\d{0,2})$/;
const OCTET = /^(?:0|[1-9]\d{0,2})$/;
const GROUP = /^[0-9a-f]{1,4}$/i;

/** Reads `address` or `address/prefix`; undefined for any other text. Without a prefix it is the one address. */
export function readIpRange(text: string): IpRange | undefined {
  const slash = text.indexOf('/');
  const bytes = readAddress(slash < 0 ? text : text.slice(0, slash));
  if (bytes === undefined) return undefined;
  const bits = bytes.length * 8;
  if (slash < 0) return { bytes, prefix: bits };
  const prefix = text.slice(slash + 1);
  return PREFIX.test(prefix) && Number(prefix) <= bits ? { bytes, prefix: Number(prefix) } : undefined;
}

/** True if every address of `inner` is in `outer`. */
export function coversIpRange(outer: IpRange, inner: IpRange): boolean {
  return (
    outer.bytes.length === inner.bytes.length &&
    outer.prefix <= inner.prefix &&
    outer.bytes.every((byte, i) => ((byte ^ (inner.bytes[i] as number)) & maskOf(outer.prefix, i)) === 0)
  );
}

/** True if bits behind the prefix are set, which AWS does not look at. */
export function hasIgnoredBits({ bytes, prefix }: IpRange): boolean {
  return bytes.some((byte, i) => (byte & ~maskOf(prefix, i)) !== 0);
}

/** The first address of the range as text, without the prefix; IPv6 in the form of RFC 5952. */
export function firstAddress({ bytes, prefix }: IpRange): string {
  const first = bytes.map((byte, i) => byte & maskOf(prefix, i));
  return first.length === 4 ? first.join('.') : writeIpv6(first);
}

/** Which bits of byte `i` are among the first `prefix`. */
function maskOf(prefix: number, i: number): number {
  const bits = Math.min(Math.max(prefix - i * 8, 0), 8);
  return (0xff << (8 - bits)) & 0xff;
}

function readAddress(text: string): number[] | undefined {
  return text.includes(':') ? readIpv6(text) : readIpv4(text);
}

function readIpv4(text: string): number[] | undefined {
  const octets = text.split('.');
  if (octets.length !== 4 || !octets.every((octet) => OCTET.test(octet) && Number(octet) <= 0xff))
    return undefined;
  return octets.map(Number);
}

function readIpv6(text: string): number[] | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half, i) => readGroups(half, i === halves.length - 1));
  if (head === undefined) return undefined;
  if (halves.length === 1) return head.length === GROUPS * 2 ? head : undefined;
  if (tail === undefined) return undefined;
  const gap = GROUPS * 2 - head.length - tail.length;
  return gap < 2 ? undefined : [...head, ...new Array<number>(gap).fill(0), ...tail];
}

/** The bytes of groups between colons; the last may be an IPv4 address if the text ends with it. */
function readGroups(text: string, mayEndInIpv4: boolean): number[] | undefined {
  if (text === '') return [];
  const bytes: number[] = [];
  const groups = text.split(':');
  for (const [i, group] of groups.entries()) {
    const ipv4 = mayEndInIpv4 && i === groups.length - 1 && group.includes('.') ? readIpv4(group) : undefined;
    if (ipv4 !== undefined) bytes.push(...ipv4);
    else if (GROUP.test(group))
      bytes.push(Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff);
    else return undefined;
  }
  return bytes;
}

/** RFC 5952: the first of the longest runs of two zero groups or more is `::`. */
function writeIpv6(bytes: readonly number[]): string {
  const groups = Array.from(
    { length: GROUPS },
    (_, i) => ((bytes[i * 2] as number) << 8) | (bytes[i * 2 + 1] as number),
  );
  let best = { at: -1, length: 1 };
  for (let at = 0; at < GROUPS; at++) {
    let length = 0;
    while (groups[at + length] === 0) length++;
    if (length > best.length) best = { at, length };
  }
  const write = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(':');
  if (best.at < 0) return write(groups);
  return `${write(groups.slice(0, best.at))}::${write(groups.slice(best.at + best.length))}`;
}
