// Address ranges against Node's own reading of addresses and its list of subnets.
import { BlockList, isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  coversIpRange,
  firstAddress,
  hasIgnoredBits,
  type IpRange,
  readIpRange,
} from '../../src/policy/ip-range.js';

const ipv4 = fc.ipV4();
const ipv6 = fc.ipV6();
const range = fc.oneof(
  fc.tuple(ipv4, fc.integer({ min: 0, max: 32 })),
  fc.tuple(ipv6, fc.integer({ min: 0, max: 128 })),
);
/** Addresses that share their first bits with each other, as two of any kind rarely do. */
const near = fc.oneof(
  fc.tuple(
    fc.constantFrom('10.1.2.3', '10.1.2.4', '10.1.3.3', '11.1.2.3', '138.1.2.3'),
    fc.integer({ min: 0, max: 32 }),
  ),
  fc.tuple(
    fc.constantFrom('fd00::1', 'fd00::2', 'fd00:0:0:1::1', 'fc00::1', '2001:db8::1'),
    fc.integer({ min: 0, max: 128 }),
  ),
);

function read(text: string): IpRange {
  const found = readIpRange(text);
  if (found === undefined) throw new Error(`not read: ${text}`);
  return found;
}

const family = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 4 ? 'ipv4' : 'ipv6');

describe('readIpRange', () => {
  it('takes the addresses that Node takes, and no other text', () => {
    const text = fc.oneof(ipv4, ipv6, fc.stringMatching(/^[0-9a-f:.]{0,20}$/), fc.string());
    fc.assert(
      fc.property(text, (address) => {
        // Node takes a zone behind `%`, which a policy does not have.
        fc.pre(!address.includes('/') && !address.includes('%'));
        expect(readIpRange(address) !== undefined).toBe(isIP(address) !== 0);
      }),
    );
  });

  it.each(['10.0.0.0/33', '10.0.0.0/', '10.0.0.0/08', '10.0.0.0/8/8', '::/129', '/8', '10.0.0.0/-1'])(
    'refuses %s',
    (text) => {
      expect(readIpRange(text)).toBeUndefined();
    },
  );
});

describe('coversIpRange', () => {
  it('holds an address where the list of subnets does', () => {
    fc.assert(
      fc.property(fc.oneof(range, near), fc.oneof(range, near), ([subnet, prefix], [address]) => {
        fc.pre(family(subnet) === family(address));
        const list = new BlockList();
        list.addSubnet(subnet, prefix, family(subnet));
        expect(coversIpRange(read(`${subnet}/${prefix}`), read(address))).toBe(
          list.check(address, family(address)),
        );
      }),
    );
  });

  it('holds no narrower range in a wider one the other way round, and none of the other version', () => {
    expect(coversIpRange(read('10.0.0.0/8'), read('10.1.0.0/16'))).toBe(true);
    expect(coversIpRange(read('10.1.0.0/16'), read('10.0.0.0/8'))).toBe(false);
    expect(coversIpRange(read('0.0.0.0/0'), read('::1'))).toBe(false);
  });
});

describe('firstAddress', () => {
  it('is the same range without ignored bits', () => {
    fc.assert(
      fc.property(fc.oneof(range, near), ([address, prefix]) => {
        const given = read(`${address}/${prefix}`);
        const first = read(`${firstAddress(given)}/${prefix}`);
        expect(hasIgnoredBits(first)).toBe(false);
        expect(coversIpRange(given, first) && coversIpRange(first, given)).toBe(true);
        expect(firstAddress(first)).toBe(firstAddress(given));
      }),
    );
  });

  it.each([
    ['172.0.0.1/30', '172.0.0.0'],
    ['2001:DB8:0:0:1::5/64', '2001:db8::'],
    ['2001:db8:0:1:1:1:1:1/128', '2001:db8:0:1:1:1:1:1'],
    ['2001:0:0:1:0:0:0:1/128', '2001:0:0:1::1'],
    ['::ffff:203.0.113.7/128', '::ffff:cb00:7107'],
    ['::1/0', '::'],
  ])('%s begins at %s', (text, first) => {
    expect(firstAddress(read(text))).toBe(first);
  });
});
