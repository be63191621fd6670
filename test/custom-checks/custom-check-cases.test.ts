// The three checks on tables of policies, each with what is to fail, and the tables of the checks themselves.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../src/core/json.js';
import {
  checkAccessNotGranted,
  readAccessNotGrantedRequest,
} from '../../src/custom-checks/check-access-not-granted.js';
import { checkNoNewAccess, readNoNewAccessRequest } from '../../src/custom-checks/check-no-new-access.js';
import {
  checkNoPublicAccess,
  readNoPublicAccessRequest,
} from '../../src/custom-checks/check-no-public-access.js';
import { isRefusal } from '../../src/custom-checks/check-request.js';
import type { CheckResponse } from '../../src/custom-checks/check-response.js';
import { PUBLIC_RESOURCE_TYPES } from '../../src/custom-checks/public-resource-types.js';
import { RESTRICTING_KEYS } from '../../src/custom-checks/restricting-keys.js';

interface Case {
  readonly name: string;
  readonly kind?: string;
  readonly type?: string;
  readonly version?: string;
  readonly new?: JsonValue;
  readonly existing?: JsonValue;
  readonly policy?: JsonValue;
  readonly access?: JsonValue;
  /** Indexes of the statements that fail; none for PASS. */
  readonly failing: readonly number[];
}

function casesOf(name: string): Case[] {
  return JSON.parse(
    readFileSync(new URL(`../cases/custom-checks/${name}.json`, import.meta.url), 'utf8'),
  ) as Case[];
}

function document({ version = '2012-10-17' }: Case, statements: JsonValue | undefined): string {
  return JSON.stringify({ Version: version, Statement: statements });
}

function ask<T extends object>(
  request: JsonObject,
  read: (value: JsonValue) => T | { error: string },
  check: (question: T, options: { withWitness: boolean }) => CheckResponse,
): CheckResponse {
  const question = read(request);
  if (isRefusal(question)) throw new Error(question.error);
  return check(question, { withWitness: true });
}

function expectFailing(
  { result, reasons = [], message, undecided }: CheckResponse,
  failing: readonly number[],
): void {
  expect(reasons.map(({ statementIndex }) => statementIndex)).toEqual(failing);
  expect(result).toBe(failing.length > 0 ? 'FAIL' : 'PASS');
  expect(undecided).toBeUndefined();
  expect(message).toMatch(/\.$/);
  for (const { witness, description } of reasons) {
    expect(description).toMatch(/with (?:index: \d+|sid: \w+)\.$/);
    expect(Object.keys(witness ?? {})).toEqual(expect.arrayContaining(['principal', 'action', 'resource']));
  }
}

describe('check-no-new-access', () => {
  it.each(casesOf('check-no-new-access').map((one) => [one.name, one] as const))('%s', (_, one) => {
    const request = {
      newPolicyDocument: document(one, one.new),
      existingPolicyDocument: document(one, one.existing),
      policyType: one.kind ?? 'IDENTITY_POLICY',
    };
    expectFailing(ask(request, readNoNewAccessRequest, checkNoNewAccess), one.failing);
  });
});

describe('check-access-not-granted', () => {
  it.each(casesOf('check-access-not-granted').map((one) => [one.name, one] as const))('%s', (_, one) => {
    const request = {
      policyDocument: document(one, one.policy),
      access: [one.access ?? {}],
      policyType: one.kind ?? 'IDENTITY_POLICY',
    };
    expectFailing(ask(request, readAccessNotGrantedRequest, checkAccessNotGranted), one.failing);
  });
});

describe('check-no-public-access', () => {
  it.each(casesOf('check-no-public-access').map((one) => [one.name, one] as const))('%s', (_, one) => {
    const request = {
      policyDocument: document(one, one.policy),
      resourceType: one.type ?? 'AWS::S3::Bucket',
    };
    expectFailing(ask(request, readNoPublicAccessRequest, checkNoPublicAccess), one.failing);
  });

  it.each(PUBLIC_RESOURCE_TYPES)('%s: everyone fails, an account passes', (resourceType) => {
    const policy = (Principal: JsonValue): string =>
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal, Action: '*', Resource: '*' }],
      });
    const result = (Principal: JsonValue): string =>
      ask({ policyDocument: policy(Principal), resourceType }, readNoPublicAccessRequest, checkNoPublicAccess)
        .result;
    expect(result('*')).toBe('FAIL');
    expect(result({ AWS: '123456789012' })).toBe('PASS');
  });

  it("has AWS's 26 resource types, and keys in lower case", () => {
    expect(new Set(PUBLIC_RESOURCE_TYPES).size).toBe(26);
    for (const key of RESTRICTING_KEYS.keys()) expect(key).toBe(key.toLowerCase());
  });
});

describe('requests', () => {
  const policyDocument = '{"Version":"2012-10-17","Statement":[]}';
  it.each<[string, (value: JsonValue) => object, JsonValue, RegExp]>([
    ['no object', readNoNewAccessRequest, 3, /JSON object/],
    ['no type', readNoNewAccessRequest, { newPolicyDocument: policyDocument }, /`policyType`/],
    ['no policy', readNoNewAccessRequest, { policyType: 'IDENTITY_POLICY' }, /`newPolicyDocument`/],
    [
      'bad JSON',
      readNoNewAccessRequest,
      { policyType: 'IDENTITY_POLICY', newPolicyDocument: policyDocument, existingPolicyDocument: '{' },
      /`existingPolicyDocument`:1:\d+: /,
    ],
    [
      'no Effect',
      readNoPublicAccessRequest,
      { resourceType: 'AWS::S3::Bucket', policyDocument: '{"Statement":{"Principal":"*","Action":"*"}}' },
      /Effect/,
    ],
    [
      'no such resource type',
      readNoPublicAccessRequest,
      { resourceType: 'AWS::X', policyDocument },
      /`resourceType`/,
    ],
    ['no access', readAccessNotGrantedRequest, { policyType: 'IDENTITY_POLICY', policyDocument }, /`access`/],
    [
      'empty access',
      readAccessNotGrantedRequest,
      { policyType: 'IDENTITY_POLICY', policyDocument, access: [{}] },
      /neither/,
    ],
    [
      'two accesses',
      readAccessNotGrantedRequest,
      { policyType: 'IDENTITY_POLICY', policyDocument, access: [{ actions: ['a:b'] }, { actions: ['a:c'] }] },
      /one object/,
    ],
    [
      'no action',
      readAccessNotGrantedRequest,
      { policyType: 'IDENTITY_POLICY', policyDocument, access: [{ actions: ['GetObject'] }] },
      /no action/,
    ],
    [
      'no ARN',
      readAccessNotGrantedRequest,
      { policyType: 'IDENTITY_POLICY', policyDocument, access: [{ resources: ['bucket'] }] },
      /no ARN/,
    ],
    ['an SCP', readNoNewAccessRequest, { policyType: 'SERVICE_CONTROL_POLICY' }, /`policyType`/],
  ])('%s is refused', (_, read, request, message) => {
    expect((read(request) as { error?: string }).error).toMatch(message);
  });
});

describe('what cannot be decided', () => {
  const ask2 = (steps?: number, statement: JsonObject = {}) => {
    const policy = (Statement: JsonObject): string => JSON.stringify({ Version: '2012-10-17', Statement });
    const question = readNoNewAccessRequest({
      policyType: 'IDENTITY_POLICY',
      newPolicyDocument: policy({ Effect: 'Allow', Action: 's3:*a*b*', Resource: '*', ...statement }),
      existingPolicyDocument: policy({
        Effect: 'Allow',
        Action: ['s3:*b*a*', 's3:a*'],
        Resource: 'arn:aws:s3:::*x*',
      }),
    });
    if (isRefusal(question)) throw new Error(question.error);
    return checkNoNewAccess(question, steps === undefined ? {} : { steps });
  };

  it('is FAIL with undecided, and says why', () => {
    const response = ask2(1);
    expect(response).toMatchObject({ result: 'FAIL', undecided: true });
    expect(response.reasons?.[0]).toMatchObject({ statementIndex: 0, undecided: true });
    expect(response.reasons?.[0]?.description).toMatch(/too long/);
    expect(ask2().undecided).toBeUndefined();
  });
});
