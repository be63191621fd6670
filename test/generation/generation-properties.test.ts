// What holds for any usage. Each property prints its seed where it fails (fast-check).
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findAction } from '../../src/catalog/actions.js';
import { generatePolicies } from '../../src/generation/generate-policies.js';
import type { GeneratedPrincipal, GenerationOptions } from '../../src/generation/generation-options.js';
import type { IdentityPolicy } from '../../src/policy/identity-policy.js';
import { MANAGED_POLICIES_PER_PRINCIPAL, MANAGED_POLICY_CHARACTERS } from '../../src/policy/policy-quotas.js';
import { canonicalConditions, policySize, printPolicy } from '../../src/policy/print-policy.js';
import { coversResource } from '../../src/policy/resource-pattern.js';
import type { PermissionUsage } from '../../src/store/usage.js';
import { isAllowed, type Triple } from '../reference/expand-policy.js';
import { literalOf } from '../reference/match-resource.js';
import { slowGrants } from '../reference/slow-grants.js';
import { options, usageRows } from './arbitrary-usage.js';
import { generationOptions, principalUsage } from './usage-rows.js';

const RUNS = { numRuns: 150 };

function generate(rows: readonly PermissionUsage[], chosen: GenerationOptions): GeneratedPrincipal {
  return generatePolicies(principalUsage(rows), chosen);
}

function triplesOf(documents: readonly IdentityPolicy[]): Triple[] {
  return documents.flatMap(({ Statement }) =>
    Statement.flatMap(({ Action, Resource, Condition }) =>
      Action.flatMap((action) =>
        Resource.map((resource) => ({
          action,
          resource,
          conditionKey: JSON.stringify(canonicalConditions(Condition ?? {})),
        })),
      ),
    ),
  );
}

describe('generatePolicies', () => {
  test('without widening, the documents allow just what the rules grant', () => {
    fc.assert(
      fc.property(usageRows, options, (rows, chosen) => {
        const result = generate(rows, { ...chosen, generalize: false });
        if (result.limit !== undefined || result.fit === 'generalised') return;
        const granted = slowGrants(rows, { ...chosen, generalize: false });
        const written = triplesOf(result.documents);
        const actions = [...new Set(rows.map((row) => row.action))];
        const texts = [...new Set(rows.map((row) => literalOf(row.resource)))].slice(0, 30);
        const keys = [...new Set(['{}', ...rows.map((row) => JSON.stringify(row.conditions))])];
        for (const action of actions) {
          for (const text of [...texts, 'arn:aws:s3:::b/other', 'arn:aws:s3:::b/xy']) {
            for (const conditionKey of keys) {
              const asked = { action, resource: text, conditionKey };
              expect([asked, isAllowed(written, asked)]).toEqual([asked, isAllowed(granted, asked)]);
            }
          }
        }
      }),
      RUNS,
    );
  });

  test('everything written was granted, or is listed as widened from it', () => {
    fc.assert(
      fc.property(usageRows, options, (rows, chosen) => {
        const result = generate(rows, chosen);
        const granted = new Set(slowGrants(rows, chosen).map((t) => `${t.action} ${t.resource}`));
        const widened = new Set(
          result.widened.flatMap((w) => w.actions.map((action) => `${action} ${w.to}`)),
        );
        for (const { action, resource } of triplesOf(result.documents)) {
          const key = `${action} ${resource}`;
          expect([key, granted.has(key) || widened.has(key)]).toEqual([key, true]);
        }
        for (const { from, to } of result.widened) {
          for (const resource of from) expect(coversResource(to, resource)).toBe(true);
        }
      }),
      RUNS,
    );
  });

  test('everything granted is allowed, widened or not', () => {
    fc.assert(
      fc.property(usageRows, options, (rows, chosen) => {
        const result = generate(rows, chosen);
        if (result.limit !== undefined) return;
        const written = triplesOf(result.documents);
        for (const { action, resource, conditionKey } of slowGrants(rows, chosen)) {
          const allowed = written.some(
            (w) =>
              w.action === action &&
              (w.conditionKey === '{}' || w.conditionKey === conditionKey) &&
              coversResource(w.resource, resource),
          );
          expect([action, resource, allowed]).toEqual([action, resource, true]);
        }
      }),
      RUNS,
    );
  });

  test('the order of rows changes no byte', () => {
    const shuffled = usageRows.chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
    );
    fc.assert(
      fc.property(shuffled, options, ([rows, other], chosen) => {
        const [a, b] = [generate(rows, chosen), generate(other, chosen)];
        expect(b.documents.map(printPolicy)).toEqual(a.documents.map(printPolicy));
        expect(b).toEqual(a);
      }),
      RUNS,
    );
  });

  test('within the quota, actions of the catalog without wildcards, Sids valid and unique', () => {
    const fits = new Set<string>();
    fc.assert(
      fc.property(
        usageRows,
        options,
        fc.constantFrom('service', 'action', 'resource'),
        fc.boolean(),
        (rows, chosen, granularity, placeholders) => {
          const { documents, fit } = generate(rows, { ...chosen, granularity, placeholders });
          fits.add(fit);
          expect(documents.length).toBeLessThanOrEqual(MANAGED_POLICIES_PER_PRINCIPAL);
          for (const document of documents) {
            expect(policySize(document)).toBeLessThanOrEqual(MANAGED_POLICY_CHARACTERS);
            expect(document.Statement.length).toBeGreaterThan(0);
            const sids = document.Statement.map((statement) => statement.Sid ?? '');
            expect(new Set(sids).size).toBe(sids.length);
            for (const sid of sids) expect(sid).toMatch(/^[A-Za-z0-9]{1,100}$/);
            for (const { Action, Resource } of document.Statement) {
              expect([...Action].sort()).toEqual(Action);
              expect([...Resource].sort()).toEqual(Resource);
              for (const action of Action) {
                const [service = '', name = ''] = action.split(':');
                expect(findAction(service, name)?.name).toBe(name);
              }
              if (Action.includes('iam:PassRole')) expect(Resource.join()).not.toMatch(/[*?]/);
            }
          }
        },
      ),
      RUNS,
    );
    expect(fits).toContain('exact');
    expect(fits).toContain('split');
  });

  test('a wider granularity allows all that a narrower one does', () => {
    fc.assert(
      fc.property(usageRows, (rows) => {
        const [resource, action, service] = (['resource', 'action', 'service'] as const).map((granularity) =>
          triplesOf(generate(rows, generationOptions({ granularity, includeFailed: true })).documents),
        );
        for (const [narrow, wide] of [
          [resource, action],
          [action, service],
        ]) {
          for (const { action: name, resource: arn, conditionKey } of narrow ?? []) {
            const covered = wide?.some(
              (w) =>
                w.action === name &&
                (w.conditionKey === '{}' || w.conditionKey === conditionKey) &&
                coversResource(w.resource, arn),
            );
            expect([name, arn, covered]).toEqual([name, arn, true]);
          }
        }
      }),
      RUNS,
    );
  });
});
