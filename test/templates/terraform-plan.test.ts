// What a plan says is known only after apply, and what of that is a policy that somebody wrote.
import { expect, it } from 'vitest';
import { findPolicies } from '../../src/templates/find-policies.js';

function plan(address: string, type: string, unknown: object, configuration?: object): string {
  const resource = { address, mode: 'managed', type, name: 'x', values: {} };
  return JSON.stringify({
    planned_values: { root_module: { child_modules: [{ child_modules: [{ resources: [resource] }] }] } },
    resource_changes: [{ address, change: { after_unknown: unknown } }],
    ...(configuration && { configuration: { root_module: configuration } }),
  });
}

const unresolved = async (text: string) =>
  (await findPolicies(text, 'plan.json')).unresolved.map(({ name }) => name);

function inModules(expressions: object): object {
  const resource = { type: 'aws_sqs_queue', name: 'x', expressions };
  const inner = { module_calls: { b: { module: { resources: [resource] } } } };
  return { module_calls: { a: { module: inner } } };
}

it('tells of a written policy, in modules with keys too', async () => {
  const address = 'module.a["k.e[y]"].module.b[0].aws_sqs_queue.x["module.c"]';
  const unknown = { policy: true };
  expect(await unresolved(plan(address, 'aws_sqs_queue', unknown, inModules({ policy: {} })))).toEqual([
    address,
  ]);
  expect(await unresolved(plan(address, 'aws_sqs_queue', unknown, inModules({ name: {} })))).toEqual([]);
});

it('tells of all that may be one where the plan has no configuration', async () => {
  expect(await unresolved(plan('aws_sqs_queue.x', 'aws_sqs_queue', { policy: true }))).toEqual([
    'aws_sqs_queue.x',
  ]);
});

it('tells of each item, and of a list that is unknown as a whole', async () => {
  const items = { inline_policy: [{ policy: true }, {}, { policy: true }] };
  expect(await unresolved(plan('aws_iam_role.x', 'aws_iam_role', items))).toEqual([
    'aws_iam_role.x.inline_policy[0].policy',
    'aws_iam_role.x.inline_policy[2].policy',
  ]);
  expect(await unresolved(plan('aws_iam_role.x', 'aws_iam_role', { inline_policy: true }))).toEqual([
    'aws_iam_role.x.inline_policy',
  ]);
});
