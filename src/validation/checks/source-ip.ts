// Addresses: private ones under aws:SourceIp, which has public ones alone, and bits behind the mask.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceip
import { privateAddressRanges } from '../../catalog/private-addresses.js';
import {
  coversIpRange,
  firstAddress,
  hasIgnoredBits,
  type IpRange,
  readIpRange,
} from '../../policy/ip-range.js';
import type { ConditionEntry, PolicyText } from '../../policy/policy-document.js';
import { ALL_POLICY_TYPES, defineCheck, type Visit } from '../check.js';
import { plainValues } from '../condition-values.js';

const SOURCE_IP = 'aws:sourceip';
const UNPROVEN =
  'Which ranges count as private is inferred: those of RFC 1918 and RFC 4193. That the private values are located, in one finding, is inferred too.';
const FIX = 'Write public addresses; for addresses inside a VPC use aws:VpcSourceIp with aws:SourceVpc.';

export const privateIpAddress = defineCheck({
  issueCode: 'PRIVATE_IP_ADDRESS',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'aws:SourceIp works only for public IP address ranges. The values for condition key aws:SourceIp include only private IP addresses and will not have the desired effect. Update the value to include only public IP addresses.',
  ],
  why: 'No request has a private address in aws:SourceIp, so the condition is never met.',
  fix: FIX,
  proof: 'guide',
  unproven: UNPROVEN,
  visit: privateAddresses({ isNegated: false, areAll: true }),
});

export const privateNotIpAddress = defineCheck({
  issueCode: 'PRIVATE_NOT_IP_ADDRESS',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'The values for condition key aws:SourceIp include only private IP addresses and has no effect. aws:SourceIp works only for public IP address ranges. Update the value to include only public IP addresses.',
  ],
  why: 'No request has a private address in aws:SourceIp, so the condition is always met.',
  fix: FIX,
  proof: 'guide',
  unproven: UNPROVEN,
  visit: privateAddresses({ isNegated: true, areAll: true }),
});

export const privateIpAddressSubset = defineCheck({
  issueCode: 'PRIVATE_IP_ADDRESS_SUBSET',
  findingType: 'SUGGESTION',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'The values for condition key aws:SourceIp include a mix of private and public IP addresses. The private addresses will not have the desired effect. aws:SourceIp works only for public IP address ranges. To define permissions for private IP ranges, use aws:VpcSourceIp.',
  ],
  why: 'No request has a private address in aws:SourceIp: those of the list let nobody in.',
  fix: FIX,
  proof: 'guide',
  unproven: UNPROVEN,
  visit: privateAddresses({ isNegated: false, areAll: false }),
});

export const privateNotIpAddressSubset = defineCheck({
  issueCode: 'PRIVATE_NOT_IP_ADDRESS_SUBSET',
  findingType: 'SUGGESTION',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'The values for condition key aws:SourceIp include a mix of private and public IP addresses. The private addresses have no effect. aws:SourceIp works only for public IP address ranges. To define permissions for private IP ranges, use aws:VpcSourceIp.',
  ],
  why: 'No request has a private address in aws:SourceIp: those of the list shut nobody out.',
  fix: FIX,
  proof: 'guide',
  unproven: UNPROVEN,
  visit: privateAddresses({ isNegated: true, areAll: false }),
});

export const improveIpRange = defineCheck({
  issueCode: 'IMPROVE_IP_RANGE',
  findingType: 'SUGGESTION',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'The non-zero bits in the IP address after the masked bits are ignored. Replace address with {{addr}}.',
  ],
  why: 'What stands behind the mask does not count, so the range is another than it looks.',
  fix: 'Write the first address of the range before the slash.',
  proof: 'guide',
  unproven: 'How an IPv6 address is written in the message is not known; here it is in the form of RFC 5952.',
  visit: {
    condition({ entry }, report) {
      for (const { value, range } of rangesOf(entry))
        if (hasIgnoredBits(range)) report(value.node, { addr: firstAddress(range) });
    },
  },
});

function privateAddresses(which: { isNegated: boolean; areAll: boolean }): Visit {
  return {
    condition({ entry }, report) {
      if (entry.key !== SOURCE_IP || entry.operator.facts?.isNegated !== which.isNegated) return;
      const ranges = rangesOf(entry);
      const hidden = ranges.filter(({ range }) => isPrivate(range));
      // A value that is no range, or a variable, may be anything: then the list is not private throughout.
      const areAll = hidden.length === entry.values.length;
      if (hidden.length > 0 && areAll === which.areAll) report(hidden.map(({ value }) => value.node));
    },
  };
}

/** The values under an address operator that are ranges. */
function rangesOf(entry: ConditionEntry): { value: PolicyText; range: IpRange }[] {
  if (entry.operator.facts?.family !== 'IpAddress') return [];
  return plainValues(entry).flatMap((value) => {
    const range = readIpRange(value.text);
    return range === undefined ? [] : [{ value, range }];
  });
}

function isPrivate(range: IpRange): boolean {
  return privateAddressRanges().some((text) => coversIpRange(readIpRange(text) as IpRange, range));
}
