// The YAML parser is loaded for YAML alone: a command that reads JSON does not pay for it.
import { expect, it, vi } from 'vitest';
import { findPolicies } from '../../src/templates/find-policies.js';

const loaded = vi.hoisted(() => ({ times: 0 }));
vi.mock('yaml', async (original) => {
  loaded.times++;
  return original();
});

it('waits for the first YAML text that may hold a policy', async () => {
  await findPolicies('{"Statement":[]}', 'policy.json');
  await findPolicies('name: app\nversion: 1\n', 'other.yaml');
  expect(loaded.times).toBe(0);
  expect((await findPolicies('Statement: []\n', 'policy.yaml')).form).toBe('policy');
  expect(loaded.times).toBe(1);
});
