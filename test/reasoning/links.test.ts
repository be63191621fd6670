// Keys that follow from who asks, and from the source: laws that only hold so, and random policies against an enumeration in
// which the evaluator tells what the keys are.
import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../src/evaluation/compile-policy.js';
import { evaluateLayer } from '../../src/evaluation/evaluate-layer.js';
import { prepareRequest } from '../../src/evaluation/prepare-request.js';
import type { Principal } from '../../src/evaluation/principal.js';
import { parsePolicy } from '../../src/policy/parse-policy.js';
import type { Links } from '../../src/reasoning/links.js';
import { isWithin } from '../../src/reasoning/policy-relations.js';
import { principalOf, Replay } from '../../src/reasoning/replay.js';
import { witnessOf } from '../../src/reasoning/witness.js';
import { Random } from './random-policy.js';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const [A, B, C] = ['111122223333', '444455556666', '777788889999'];
const ORGANIZATION = { id: 'o-ours', accounts: [A, B] };
const links: Links = { organization: ORGANIZATION };

const policyOf = (...statements: object[]) =>
  parsePolicy(
    JSON.stringify({
      Version: '2012-10-17',
      Statement: statements.map((one) => ({
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: '*',
        ...one,
      })),
    }),
  );
const everyone = (Condition: object) => policyOf({ Principal: '*', Condition });

describe('with links', () => {
  it.each([
    ['an account', { StringEquals: { 'aws:PrincipalAccount': A } }, { Principal: { AWS: A } }],
    [
      'accounts by wildcard',
      { StringLike: { 'aws:PrincipalAccount': '1111*' } },
      { Principal: '*', Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:*:*::1111*:*' } } },
    ],
    [
      'a role by its ARN',
      { ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${A}:role/app` } },
      { Principal: { AWS: `arn:aws:iam::${A}:role/app` } },
    ],
    [
      'a role by StringLike',
      { StringLike: { 'aws:PrincipalArn': `arn:aw?:iam::${A}:role/a*` } },
      { Principal: '*', Condition: { StringEquals: { 'aws:PrincipalAccount': A } } },
    ],
    [
      'an ARN that has its account',
      { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${A}:*` } },
      { Principal: '*', Condition: { StringEquals: { 'aws:PrincipalAccount': A } } },
    ],
    [
      'the organization',
      { StringEquals: { 'aws:PrincipalOrgID': 'o-ours' } },
      { Principal: { AWS: [A, B] } },
    ],
    ['a service', { Bool: { 'aws:PrincipalIsAWSService': 'true' } }, { Principal: { Service: '*' } }],
    [
      'a service by name',
      { StringEquals: { 'aws:PrincipalServiceName': 'sns.amazonaws.com' } },
      { Principal: { Service: 'sns.amazonaws.com' } },
    ],
    [
      'a type',
      { StringEquals: { 'aws:PrincipalType': 'User' } },
      { Principal: '*', Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:*:iam::*:user/*' } } },
    ],
    [
      'not an account',
      { StringNotEquals: { 'aws:PrincipalAccount': A }, Null: { 'aws:PrincipalArn': 'false' } },
      { Principal: '*', Condition: { StringNotLike: { 'aws:PrincipalArn': `arn:aws:iam::${A}:*` } } },
    ],
  ])('everyone who is %s is within it, and is not without links', (_, condition, outer) => {
    const inner = everyone(condition);
    expect(isWithin(inner, policyOf(outer), 'resource', { links }).holds).toBe('yes');
    expect(isWithin(inner, policyOf(outer), 'resource').holds).toBe('no');
  });

  it('the source’s ARN has its account, if it has one', () => {
    const service = { Principal: { Service: 'sns.amazonaws.com' } };
    const byArn = (arn: string) => policyOf({ ...service, Condition: { ArnLike: { 'aws:SourceArn': arn } } });
    const byAccount = policyOf({ ...service, Condition: { StringEquals: { 'aws:SourceAccount': A } } });
    const holds = (arn: string, more?: object) => isWithin(byArn(arn), byAccount, 'resource', more).holds;
    expect(holds(`arn:aws:sns:*:${A}:*`, { links })).toBe('yes');
    expect(holds(`arn:aws:sns:*:${A}:*`)).toBe('no');
    expect(holds(`arn:aws:sns:*:${B}:*`, { links })).toBe('no');
    expect(holds('arn:aws:s3:::amzn-s3-demo-bucket', { links })).toBe('no');
    const without = policyOf({
      ...service,
      Condition: {
        ArnLike: { 'aws:SourceArn': `arn:aws:sns:*:${A}:*` },
        Null: { 'aws:SourceAccount': 'true' },
      },
    });
    const nobody = policyOf({ Principal: { Service: 'nobody' } });
    expect(isWithin(without, nobody, 'resource', { links }).holds).toBe('yes');
  });

  it('accounts of other organizations are not ours, and services are of none', () => {
    const other = everyone({ StringEquals: { 'aws:PrincipalOrgID': 'o-other' } });
    const strangers = policyOf({
      Principal: '*',
      Condition: { StringNotEquals: { 'aws:PrincipalAccount': [A, B] } },
    });
    expect(isWithin(other, strangers, 'resource', { links }).holds).toBe('yes');
    const noService = policyOf({ NotPrincipal: { Service: '*' } });
    expect(isWithin(other, noService, 'resource', { links }).holds).toBe('yes');
  });
});

const PRINCIPALS: readonly unknown[] = [
  '*',
  { AWS: '*' },
  { AWS: A },
  { AWS: [`arn:aws:iam::${A}:role/app`, B] },
  { AWS: `arn:aws:iam::${B}:user/ana` },
  { Service: 'sns.amazonaws.com' },
];
const CONDITIONS: readonly [key: string, values: readonly string[]][] = [
  ['aws:PrincipalAccount', [A, B, '1111*', '*', '?1*', 'anonymous', '4444*6666']],
  [
    'aws:PrincipalArn',
    [
      `arn:aws:iam::${A}:role/app`,
      `arn:aws:iam::${A}:*`,
      'arn:aws:iam::*:role/a*',
      '*app',
      `*${B}*`,
      'arn:*:user/*',
      'arn:aws:iam:?',
      '*:*:*:*',
    ],
  ],
  ['aws:PrincipalType', ['User', 'AssumedRole', 'A*', 'Anonymous']],
  ['aws:PrincipalOrgID', ['o-ours', 'o-*', 'o-other']],
  ['aws:PrincipalServiceName', ['sns.amazonaws.com', 's*']],
  ['aws:SourceAccount', [A, B, '1*']],
  ['aws:SourceArn', [`arn:aws:sns:eu-west-1:${A}:t`, `arn:aws:sns:*:${B}:*`, 'arn:aws:s3:::b', `*${A}*`]],
];
const OPERATORS = [
  'StringEquals',
  'StringNotEquals',
  'StringLike',
  'StringNotLike',
  'StringEqualsIgnoreCase',
];
const ARN_OPERATORS = [...OPERATORS, 'ArnLike', 'ArnNotLike'];
const PREFIXES = ['', '', '', 'ForAllValues:', 'ForAnyValue:'];

function randomPolicy(random: Random) {
  return policyOf(
    ...Array.from({ length: 1 + random.below(3) }, () => {
      const conditions: Record<string, Record<string, unknown>> = {};
      for (let i = random.below(3); i > 0; i--) {
        const [key, values] = random.pick(CONDITIONS);
        const named = random.pick(key.endsWith('Arn') ? ARN_OPERATORS : OPERATORS);
        const operator = random.chance(0.1)
          ? 'Null'
          : random.pick(PREFIXES) + named + (random.chance(0.2) ? 'IfExists' : '');
        conditions[operator] = {
          ...conditions[operator],
          [key]: operator === 'Null' ? random.pick(['true', 'false']) : random.some(values, 2),
        };
      }
      return {
        Effect: random.chance(0.2) ? 'Deny' : 'Allow',
        Principal: random.pick(PRINCIPALS),
        ...(Object.keys(conditions).length > 0 ? { Condition: conditions } : {}),
      };
    }),
  );
}

const WHO = [
  `AWS|aws|iam|${A}|role/app|s`,
  `AWS|aws|iam|${A}|role/path/app|s`,
  `AWS|aws|iam|${B}|role/app|s`,
  `AWS|aws|iam|${A}|user/ana|`,
  `AWS|aws|iam|${B}|user/ana|`,
  `AWS|aws|iam|${C}|user/zoe|`,
  `AWS|aws-cn|iam|${C}|role/app|s`,
  `AWS|aws|iam|${A}|root|`,
  `AWS|aws|sts|${A}|federated-user/app|`,
  'Service|sns.amazonaws.com',
  'Service|sqs.amazonaws.com',
  'Anonymous|',
];
const SOURCES = [
  {},
  { 'aws:sourceaccount': [A] },
  { 'aws:sourcearn': [`arn:aws:sns:eu-west-1:${A}:t`], 'aws:sourceaccount': [A] },
  { 'aws:sourcearn': [`arn:aws:sns:eu-west-1:${B}:t`], 'aws:sourceaccount': [B] },
  { 'aws:sourcearn': ['arn:aws:s3:::b'] },
  { 'aws:sourcearn': ['arn:aws:s3:::b'], 'aws:sourceaccount': [A] },
  { 'aws:sourcearn': [`arn:aws:s3:::x${A}`], 'aws:sourceaccount': [C] },
];

/** Each principal with the organizations that it can be of. */
function* requests(): Generator<{ principal: Principal; context: Map<string, readonly string[]> }> {
  for (const who of WHO) {
    const principal = principalOf(who);
    const account = 'account' in principal ? principal.account : undefined;
    const organizations =
      account === undefined
        ? [[]]
        : ORGANIZATION.accounts.includes(account)
          ? [['o-ours']]
          : [['o-other'], []];
    for (const organization of organizations)
      for (const source of SOURCES)
        yield {
          principal,
          context: new Map([
            ...Object.entries(source),
            // AWS documents that each request has one, and not which services have.
            ...(principal.kind === 'service' ? [['aws:principaltype', ['Other']] as const] : []),
            ...(organization.length === 0 ? [] : [['aws:principalorgid', organization] as const]),
          ]),
        };
  }
}

function allowed(
  policy: ReturnType<typeof policyOf>,
  { principal, context }: { principal: Principal; context: Map<string, readonly string[]> },
) {
  const { allows, denies } = evaluateLayer(
    'resource-based-policy',
    [compilePolicy(policy, 'resource-based-policy')],
    prepareRequest({
      principal,
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::b/k',
      resourceAccount: undefined,
      context,
    }),
    false,
  );
  return allows.length > 0 && denies.length === 0;
}

it(`random policies, SEED=${seed}: what is within has no counterexample, and what is not has one that replays`, () => {
  const random = new Random(seed);
  const counts = { yes: 0, no: 0, unknown: 0 };
  let helped = 0;
  for (let n = 0; n < 300; n++) {
    const one = randomPolicy(random);
    const other = random.chance(0.5)
      ? randomPolicy(random)
      : policyOf({ Principal: random.pick(PRINCIPALS) });
    const say = `SEED=${seed} ${n}\n${one.text}\n${other.text}`;
    const relation = isWithin(one, other, 'resource', { links });
    counts[relation.holds]++;
    const found = [...requests()].find((request) => allowed(one, request) && !allowed(other, request));
    if (relation.holds === 'yes') {
      expect(found, say).toBeUndefined();
      if (isWithin(one, other, 'resource').holds === 'no') helped++;
    } else if (relation.holds === 'no' && relation.requests !== undefined) {
      const witness = witnessOf(relation.requests, 'resource', true);
      const decided = new Replay('resource', [one, other], true).decide(witness);
      expect(
        decided.map(({ isAllowed }) => isAllowed),
        `${say}\n${JSON.stringify({ ...witness, context: [...witness.context] })}`,
      ).toEqual([true, false]);
    }
  }
  console.log(`SEED=${seed} ${JSON.stringify(counts)}, ${helped} by links alone`);
  expect(helped).toBeGreaterThan(0);
  expect(counts.yes).toBeGreaterThan(20);
  expect(counts.no).toBeGreaterThan(50);
  expect(counts.unknown).toBeLessThan(30);
});
