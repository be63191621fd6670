#!/usr/bin/env node
// The AWS CLI as far as swaps call it, over a state in a JSON file: users and roles with managed and inline policies, and
// managed policies with versions. Answers with the errors and limits of IAM.
import { readFileSync, writeFileSync } from 'node:fs';

const file = process.env.FAKE_AWS_STATE;
const state = JSON.parse(readFileSync(file, 'utf8'));
const [service, operation, ...rest] = process.argv.slice(2);
const flags = {};
for (let i = 0; i < rest.length; i++) {
  const next = rest[i + 1];
  flags[rest[i].slice(2)] = next === undefined || next.startsWith('--') ? true : rest[++i];
}

function fail(code) {
  process.stderr.write(`An error occurred (${code}) when calling the ${operation} operation\n`);
  process.exit(254);
}

const entity = () =>
  state.roles[flags['role-name']] ?? state.users[flags['user-name']] ?? fail('NoSuchEntity');
const policy = () => state.policies[flags['policy-arn']] ?? fail('NoSuchEntity');
const without = (list, item) =>
  list.includes(item) ? list.filter((one) => one !== item) : fail('NoSuchEntity');
const named = operation.replace(/-(role|user)-/, '-entity-');
state.calls.push([operation, flags['policy-arn'] ?? flags['policy-name'] ?? '']);
writeFileSync(file, JSON.stringify(state));
if (state.stopAfter !== undefined && state.calls.length > state.stopAfter) fail('ServiceUnavailable');

const operations = {
  'get-caller-identity': () => process.stdout.write(`${state.account}\n`),
  'get-policy': policy,
  'create-policy': () => {
    const arn = `arn:aws:iam::${state.account}:policy/${flags['policy-name']}`;
    if (state.policies[arn] !== undefined) fail('EntityAlreadyExists');
    state.policies[arn] = [JSON.parse(flags['policy-document'])];
  },
  // The last version is the default one.
  'create-policy-version': () => {
    if (policy().length === 5) fail('LimitExceeded');
    policy().push(JSON.parse(flags['policy-document']));
  },
  'list-policy-versions': () =>
    process.stdout.write(
      policy()
        .slice(1)
        .map((_, i) => `v${i + 1}\n`)
        .join(''),
    ),
  'delete-policy-version': () => policy().shift(),
  'delete-policy': () => {
    if (policy().length > 1) fail('DeleteConflict');
    const entities = [...Object.values(state.roles), ...Object.values(state.users)];
    if (entities.some(({ managed }) => managed.includes(flags['policy-arn']))) fail('DeleteConflict');
    delete state.policies[flags['policy-arn']];
  },
  'attach-entity-policy': () => {
    const { managed } = entity();
    if (!flags['policy-arn'].includes('::aws:')) policy();
    if (managed.includes(flags['policy-arn'])) return;
    if (managed.length === 10) fail('LimitExceeded');
    managed.push(flags['policy-arn']);
  },
  'detach-entity-policy': () => {
    entity().managed = without(entity().managed, flags['policy-arn']);
  },
  'put-entity-policy': () => {
    entity().inline[flags['policy-name']] = JSON.parse(flags['policy-document']);
  },
  'delete-entity-policy': () => {
    if (entity().inline[flags['policy-name']] === undefined) fail('NoSuchEntity');
    delete entity().inline[flags['policy-name']];
  },
};
if (service !== 'sts' && service !== 'iam') fail('UnknownService');
(operations[named] ?? (() => fail('UnknownOperation')))();
writeFileSync(file, JSON.stringify(state));
