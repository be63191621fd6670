// The tables of what AWS asks of single condition keys.
import { describe, expect, it } from 'vitest';
import {
  actionBehindKey,
  formOfConditionValue,
  isWrittenByCaller,
  partnersOfKey,
  servicesThatSetKey,
} from '../../src/catalog/condition-key-rules.js';
import { readConditionKey } from '../../src/catalog/condition-keys.js';
import { privateAddressRanges } from '../../src/catalog/private-addresses.js';
import { readTable } from '../../src/catalog/resources/read-table.js';
import { readIpRange } from '../../src/policy/ip-range.js';

const TABLES = [
  'caller-written-keys.tsv',
  'condition-key-actions.tsv',
  'condition-key-pairs.tsv',
  'condition-key-services.tsv',
  'condition-key-values.tsv',
];

describe.each(TABLES)('%s', (name) => {
  it('names keys that exist', () => {
    const keys = readTable(name).flatMap(({ key = '', partners = '' }) => [key, ...partners.split(' ')]);
    const unknown = keys.filter(
      (key) => key !== '' && readConditionKey(key.replace('*', 'x')).standing !== 'known',
    );
    expect(unknown).toEqual([]);
  });
});

it('are asked in lower case', () => {
  expect(formOfConditionValue('aws:sourcevpc')).toBe('vpc-id');
  expect(formOfConditionValue('aws:principaltag/a')).toBeUndefined();
  expect(partnersOfKey('aws:vpcsourceip')?.partners).toContain('aws:sourcevpce');
  expect(actionBehindKey('aws:requesttag/team')?.action).toBe('sts:TagSession');
  expect(actionBehindKey('aws:principaltag/team')).toBeUndefined();
  expect(servicesThatSetKey('aws:vpceaccount')?.has('s3')).toBe(true);
  expect(isWrittenByCaller('aws:referer')).toBe(true);
});

it('private ranges are ranges', () => {
  expect(privateAddressRanges().filter((text) => readIpRange(text) === undefined)).toEqual([]);
});
