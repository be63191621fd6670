// The case file of each check: policies that it reports, and policies that just escape it.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { PathElement } from '../../src/policy/node-path.js';
import { parsePolicy } from '../../src/policy/parse-policy.js';
import type { PolicyType, ValidatePolicyResourceType } from '../../src/policy/policy-type.js';
import { CHECKS } from '../../src/validation/checks.js';
import { validatePolicy } from '../../src/validation/validate-policy.js';

interface CaseTarget {
  /** What the case shows. */
  name: string;
  policyType: PolicyType;
  validatePolicyResourceType?: ValidatePolicyResourceType;
  /** A policy, written as `JSON.stringify` does; or its text. */
  policy: unknown;
  /** How long the text is to be, in characters: its `<pad>` stands for as many letters as that takes. */
  padTo?: number;
}

interface CaseFile {
  /** `at`: for each location its path (`Statement[0].Condition.StringLike.key(aws:x)`) and the text under the span. */
  has: (CaseTarget & { findings: { details: string; at: [path: string, token: string][] }[] })[];
  hasNot: CaseTarget[];
}

const PAD = '<pad>';
const folder = new URL('../cases/validation/', import.meta.url);
const codes = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace(/\.json$/, ''));

function findingsOf(target: CaseTarget, code: string): CaseFile['has'][number]['findings'] {
  const written = typeof target.policy === 'string' ? target.policy : JSON.stringify(target.policy);
  const pad = 'a'.repeat(Math.max((target.padTo ?? 0) - written.length + PAD.length, 0));
  const text = written.replace(PAD, pad);
  return validatePolicy(parsePolicy(text), {
    policyType: target.policyType,
    resourceType: target.validatePolicyResourceType,
  })
    .filter(({ issueCode }) => issueCode === code)
    .map(({ findingDetails, locations }) => ({
      details: findingDetails,
      at: locations.map(({ path, span }) => {
        const token = text.slice(span.start.offset, span.end.offset);
        return [pathText(path), pad === '' ? token : token.replace(pad, PAD)];
      }),
    }));
}

function pathText(path: readonly PathElement[]): string {
  return path
    .map((step, i) => {
      if ('index' in step) return `[${step.index}]`;
      return `${i === 0 ? '' : '.'}${'key' in step ? `key(${step.key})` : step.value}`;
    })
    .join('');
}

describe('the case files', () => {
  it('are there for each check, and for nothing else', () => {
    expect([...codes].sort()).toEqual(CHECKS.map(({ issueCode }) => issueCode).sort());
  });
});

describe.each(codes)('%s', (code) => {
  const { has, hasNot } = JSON.parse(readFileSync(new URL(`${code}.json`, folder), 'utf8')) as CaseFile;

  it('has a policy of each side', () => {
    expect(has.length).toBeGreaterThan(0);
    expect(hasNot.length).toBeGreaterThan(0);
  });

  it.each(has)('$name', (one) => {
    expect(findingsOf(one, code)).toEqual(one.findings);
  });

  it.each(hasNot)('not: $name', (one) => {
    expect(findingsOf(one, code)).toEqual([]);
  });
});
