// The network that a call came from, as one number: coarse, so that addresses that change from day to day within one
// company or cloud are the same network, and small, as the store keeps one for each record.

/** Not told, or an AWS service: CloudTrail then has the service's host name in place of an address. */
export const NO_NETWORK = 0;
const GROUP = 0x1_0000;

/**
 * The first 32 bits of an IPv6 address, the first 16 of an IPv4 one plus 1, as a signed 32-bit integer; NO_NETWORK for a
 * text that is neither. What else is wrong with an address is passed over. src/trail/wasm/network.ts does the same.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export function networkOf(address: string | undefined): number {
  if (address === undefined || !/^[0-9A-Fa-f.:]+$/.test(address)) return NO_NETWORK;
  if (address.includes(':')) {
    const [first = '', second = ''] = address.split(':');
    return first.includes('.') || second.includes('.')
      ? NO_NETWORK
      : (lastHex(first) << 16) | lastHex(second);
  }
  const [first = '', second = '', ...rest] = address.split('.');
  return rest.length === 0 || !/^[0-9.]+$/.test(address)
    ? NO_NETWORK
    : lastByte(first) * 256 + lastByte(second) + 1;
}

/** As in `203.0.0.0/16` and `2001:db8::/32`; of NO_NETWORK `unknown`. */
export function networkText(network: number): string {
  if (network === NO_NETWORK) return 'unknown';
  if (network > 0 && network <= GROUP) return `${(network - 1) >> 8}.${(network - 1) & 0xff}.0.0/16`;
  return `${(network >>> 16).toString(16)}:${(network & 0xffff).toString(16)}::/32`;
}

function lastHex(group: string): number {
  return Number.parseInt(group.slice(-4) || '0', 16);
}

function lastByte(digits: string): number {
  let value = 0;
  for (const digit of digits) value = (value * 10 + Number(digit)) & 0xff;
  return value;
}
