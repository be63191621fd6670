// The case tables of test/cases/generation: usage and options in, the policy and its lists out.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Conditions } from '../../src/core/permission.js';
import { generatePolicies } from '../../src/generation/generate-policies.js';
import type { GeneratedPrincipal, GenerationOptions } from '../../src/generation/generation-options.js';
import { MANAGED_POLICY_CHARACTERS } from '../../src/policy/policy-quotas.js';
import { policySize } from '../../src/policy/print-policy.js';
import type { PrincipalUsage } from '../../src/store/usage.js';
import { generationOptions, permissionRows, principalUsage, type UsageRow } from './usage-rows.js';

interface Case {
  name: string;
  rows: UsageRow[];
  principal?: Partial<PrincipalUsage>;
  options?: Partial<GenerationOptions>;
  /** Of all documents: [actions, resources, conditions?]. Absent: not looked at. */
  statements?: [actions: string[], resources: string[], conditions?: Conditions][];
  documents?: number;
  /** Fields of the result that must be there, lists in full; see `toMatchObject`. */
  expect?: Partial<GeneratedPrincipal>;
  /** Text that one of the notes has. */
  note?: string;
}

const folder = fileURLToPath(new URL('../cases/generation/', import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

test('there are case tables', () => {
  expect(files.length).toBeGreaterThan(5);
});

for (const file of files) {
  const cases = JSON.parse(readFileSync(`${folder}${file}`, 'utf8')) as Case[];
  describe(file, () => {
    test.each(cases.map((c) => [c.name, c] as const))('%s', (_, c) => {
      const usage = principalUsage(c.rows.flatMap(permissionRows), c.principal);
      const result = generatePolicies(usage, generationOptions(c.options));
      const statements = result.documents.flatMap((document) => document.Statement);
      if (c.statements !== undefined) {
        expect(statements.map((s) => [s.Action, s.Resource, ...(s.Condition ? [s.Condition] : [])])).toEqual(
          c.statements,
        );
      }
      if (c.documents !== undefined) expect(result.documents).toHaveLength(c.documents);
      if (c.expect !== undefined) expect(result).toMatchObject(c.expect);
      if (c.note !== undefined) expect(result.notes.join('\n')).toContain(c.note);
      expect(result.noPolicyReason === undefined).toBe(result.documents.length > 0);
      if (usage.permissionSet === undefined) {
        for (const document of result.documents) {
          expect(policySize(document)).toBeLessThanOrEqual(MANAGED_POLICY_CHARACTERS);
        }
      }
    });
  });
}
