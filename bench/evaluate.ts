// How long does one request take against the same 10,000 statements, asked about 100,000 requests? Three makes of policy:
// mixed as real ones are, every statement on one action, and every statement matching (the floor of any evaluator that
// tells all that matches). Microseconds a request, from the request as JSON value to the decision; heap of the compiled policy.
// Usage: node dist/bench/evaluate.js [statements] [requests]
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { JsonObject } from '../src/core/json.js';
import { type CompiledPolicy, compilePolicy } from '../src/evaluation/compile-policy.js';
import { evaluateRequest } from '../src/evaluation/evaluate-request.js';
import { readRequest } from '../src/evaluation/read-request.js';
import { parsePolicy } from '../src/policy/parse-policy.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const statementCount = Number(process.argv[2] ?? 10_000);
const requestCount = Number(process.argv[3] ?? 100_000);
const ACCOUNT = '111122223333';
const SERVICES = [
  's3',
  'sqs',
  'sns',
  'dynamodb',
  'kms',
  'lambda',
  'ec2',
  'logs',
  'iam',
  'ssm',
  'ecr',
  'secretsmanager',
];
const VERBS = ['Get', 'Put', 'List', 'Describe', 'Create', 'Delete', 'Update', 'Tag'];
const NOUNS = [
  'Object',
  'Item',
  'Queue',
  'Topic',
  'Key',
  'Function',
  'Instance',
  'Stream',
  'Role',
  'Parameter',
];

let state = 12_345;
function next(limit: number): number {
  state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
  return (state >>> 8) % limit;
}
const one = <T>(list: readonly T[]): T => list[next(list.length)] as T;
const action = (): string => `${one(SERVICES)}:${one(VERBS)}${one(NOUNS)}`;
const arn = (service: string, name: string): string =>
  service === 's3' ? `arn:aws:s3:::${name}` : `arn:aws:${service}:eu-west-1:${ACCOUNT}:thing/${name}`;
const name = (): string => `team-${next(statementCount)}/part-${next(20)}`;

function mixedStatement(): JsonObject {
  const first = action();
  const service = first.slice(0, first.indexOf(':'));
  const actions =
    next(5) === 0
      ? [`${service}:${one(VERBS)}*`]
      : Array.from({ length: 1 + next(4) }, () => `${service}:${one(VERBS)}${one(NOUNS)}`);
  const suffix = one(['', '/*', '/*', '*', '/${aws:PrincipalTag/team}/*']);
  return {
    Effect: next(20) === 0 ? 'Deny' : 'Allow',
    Action: actions,
    Resource: next(50) === 0 ? '*' : [arn(service, name() + suffix), arn(service, name())],
    ...(next(4) === 0
      ? { Condition: { StringEquals: { 'aws:PrincipalTag/team': `team-${next(50)}` } } }
      : {}),
  };
}
const oneAction = (): JsonObject => ({
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource: `${arn('s3', name())}/*`,
});
const everything = (): JsonObject => ({ Effect: 'Allow', Action: 's3:*', Resource: '*' });

function mixedRequest(): JsonObject {
  const asked = action();
  return requestOf(asked, arn(asked.slice(0, asked.indexOf(':')), `${name()}/k-${next(100)}`));
}
const requestOf = (asked: string, resource: string): JsonObject => ({
  principal: `arn:aws:sts::${ACCOUNT}:assumed-role/app/i-${next(100)}`,
  action: asked,
  resource,
  context: {
    'aws:PrincipalTag/team': `team-${next(50)}`,
    'aws:SourceIp': `203.0.113.${next(256)}`,
    'aws:SecureTransport': 'true',
  },
});

const MAKES: [what: string, statement: () => JsonObject, request: () => JsonObject, requests: number][] = [
  ['mixed', mixedStatement, mixedRequest, requestCount],
  [
    'one action',
    oneAction,
    () => requestOf('s3:GetObject', arn('s3', `${name()}/k-${next(100)}`)),
    requestCount,
  ],
  [
    'all match',
    everything,
    () => requestOf('s3:GetObject', arn('s3', name())),
    Math.ceil(requestCount / 100),
  ],
];

function heapMb(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

console.log(`${statementCount.toLocaleString('en-US')} statements; medians of 5 rounds, the first apart`);
for (const [what, statement, request, requests] of MAKES) {
  const text = JSON.stringify({
    Version: '2012-10-17',
    Statement: Array.from({ length: statementCount }, statement),
  });
  const asked = Array.from({ length: requests }, request);
  const before = heapMb();
  const began = performance.now();
  const policy = compilePolicy(parsePolicy(text), 'identity-based-policy');
  const compileMs = performance.now() - began;
  const compiledMb = heapMb() - before;
  const rounds = Array.from({ length: 6 }, () => round(policy, asked));
  const [cold = 0, ...warm] = rounds.map(({ us }) => us);
  const median = warm.sort((a, b) => a - b)[2] ?? 0;
  const keptMb = heapMb() - before;
  console.log(
    `${what.padEnd(11)} ${median.toFixed(2).padStart(9)} µs a request (first round ${cold.toFixed(2)}), ` +
      `${requests.toLocaleString('en-US')} requests, ${rounds[0]?.allowed.toLocaleString('en-US')} allowed; ` +
      `parsed and compiled in ${compileMs.toFixed(0)} ms; heap ${compiledMb.toFixed(0)} MB, ${keptMb.toFixed(0)} MB after all`,
  );
}

function round(policy: CompiledPolicy, asked: readonly JsonObject[]): { us: number; allowed: number } {
  const policies = {
    identityPolicies: [policy],
    resourcePolicy: undefined,
    permissionsBoundary: undefined,
    sessionPolicies: [],
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    vpcEndpointPolicy: undefined,
  };
  let allowed = 0;
  const began = performance.now();
  for (const request of asked)
    if (evaluateRequest(readRequest(request), policies).decision.outcome === 'Allowed') allowed++;
  return { us: ((performance.now() - began) * 1000) / asked.length, allowed };
}
