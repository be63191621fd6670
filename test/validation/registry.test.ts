// The registry against AWS's list: no check is missing, and each says what it is.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../src/validation/checks.js';

const rows = readFileSync(new URL('../cases/validation-codes.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .filter((line) => !line.startsWith('#'))
  .slice(1)
  .map((line) => line.split('\t') as [code: string, type: string, source: string]);

describe('the registry', () => {
  it("has AWS's codes, each once, of AWS's types, with AWS's links", () => {
    expect(rows.length).toBe(153);
    const own = CHECKS.map(({ issueCode, findingType, learnMoreLink }) => [
      issueCode,
      findingType,
      learnMoreLink,
    ]);
    expect(own.toSorted()).toEqual(rows.toSorted());
  });

  it('has every check that a file defines', () => {
    const folder = new URL('../../src/validation/checks/', import.meta.url);
    const codes = readdirSync(folder)
      .flatMap((file) => [
        ...readFileSync(new URL(file, folder), 'utf8').matchAll(/issueCode: '([A-Z0-9_]+)'/g),
      ])
      .map(([, code]) => code);
    expect(codes.toSorted()).toEqual(CHECKS.map(({ issueCode }) => issueCode).toSorted());
  });
});

describe.each(CHECKS.map((check) => [check.issueCode, check] as const))('%s', (_, check) => {
  it('says when it runs, why, what to do and how that is known', () => {
    expect(check.policyTypes.length).toBeGreaterThan(0);
    for (const text of [...check.messages, check.why, check.fix]) expect(text.length).toBeGreaterThan(9);
    for (const text of [check.why, check.fix]) expect(text).toMatch(/^[A-Z`].*[.`]$/s);
    if (check.proof === 'inferred') expect(check.unproven).toBeDefined();
    expect(Object.keys(check.visit).length).toBeGreaterThan(0);
  });
});
