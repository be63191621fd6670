// What a baseline accepts, until when, and what it tells of itself.
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/core/json.js';
import { parsePolicy } from '../../src/policy/parse-policy.js';
import { type AcceptedFinding, Baseline, pathText, readBaseline } from '../../src/validation/baseline.js';
import { validatePolicy } from '../../src/validation/validate-policy.js';

const policy = {
  Version: '2012-10-17',
  Statement: [
    { Sid: '', Effect: 'Allow', Action: 's3:GetObject', Resource: '*' },
    { Sid: '', Effect: 'Deny', Action: 's3:PutObject', Resource: '*' },
  ],
};
const findings = validatePolicy(parsePolicy(JSON.stringify(policy)), { policyType: 'IDENTITY_POLICY' });
const entry = { issueCode: 'EMPTY_SID_VALUE', reason: 'generated', expires: '2026-12-31' };

function left(
  accepted: AcceptedFinding[],
  today = '2026-06-01',
  file = 'a/p.json',
): [string[], number, number] {
  const baseline = new Baseline(accepted, today);
  const remaining = baseline.remaining(findings, file, undefined);
  return [
    remaining.map(({ locations }) => pathText(locations[0]?.path ?? [])),
    baseline.unused().length,
    baseline.expired().length,
  ];
}

describe('Baseline', () => {
  it('accepts by code, file, policy and path, as far as they are given', () => {
    expect(left([])).toEqual([['Statement[0].Sid', 'Statement[1].Sid'], 0, 0]);
    expect(left([entry])).toEqual([[], 0, 0]);
    expect(left([{ ...entry, path: 'Statement[1].Sid' }])).toEqual([['Statement[0].Sid'], 0, 0]);
    expect(left([{ ...entry, file: 'a/p.json' }], '2026-06-01', 'a\\p.json')).toEqual([[], 0, 0]);
    expect(left([{ ...entry, file: 'other.json' }])).toEqual([
      ['Statement[0].Sid', 'Statement[1].Sid'],
      1,
      0,
    ]);
    expect(left([{ ...entry, policy: 'AppRole' }])[1]).toBe(1);
  });

  it('ends after its last day', () => {
    expect(left([entry], '2026-12-31')).toEqual([[], 0, 0]);
    expect(left([entry], '2027-01-01')).toEqual([['Statement[0].Sid', 'Statement[1].Sid'], 0, 1]);
  });
});

describe('readBaseline', () => {
  it('reads what it documents', () => {
    const full = { ...entry, file: 'a.json', policy: 'x', path: 'Statement[0]' };
    expect(readBaseline({ accepted: [entry, full] })).toEqual([entry, full]);
  });

  it.each<[string, JsonValue]>([
    ['a list `accepted`', []],
    ['a list `accepted`', { accepted: {} }],
    ['must be an object', { accepted: ['x'] }],
    ['needs an `issueCode`', { accepted: [{ reason: 'x', expires: '2026-12-31' }] }],
    ['needs a `reason`', { accepted: [{ ...entry, reason: ' ' }] }],
    ['needs a day `expires`', { accepted: [{ ...entry, expires: '2026-02-30' }] }],
    ['there is no `files` here', { accepted: [{ ...entry, files: 'x' }] }],
    ['`path` must be a text', { accepted: [{ ...entry, path: 1 }] }],
  ])('says %s', (message, value) => {
    const read = readBaseline(value);
    expect('error' in read && read.error).toContain(message);
  });
});
