// The slow and obvious twin of src/reasoning: all requests of a small universe, each asked of both policies. What it
// finds is there; what it does not find may still be.

import { compilePolicy } from '../../src/evaluation/compile-policy.js';
import { evaluateLayer } from '../../src/evaluation/evaluate-layer.js';
import type { EvaluationRequest } from '../../src/evaluation/evaluation-request.js';
import { prepareRequest } from '../../src/evaluation/prepare-request.js';
import { type Principal, principalOfArn } from '../../src/evaluation/principal.js';
import { parsePolicy } from '../../src/policy/parse-policy.js';

const A = '111122223333';
const ACTIONS = ['s3:a', 's3:ab', 's3:b', 's3:aab', 's3:zz', 'ec2:a', 'ec2:z', 'e2:a'];
const RESOURCES = [
  '*',
  'arn:aws:s3:::x',
  'arn:aws:s3:::x/a',
  'arn:aws:s3:::x/ab',
  'arn:aws:s3:::x/b',
  'arn:aws:s3:::x/z',
  'arn:aws:s3:::y/a',
  'arn:aws:s3:::yy',
  'arn:aws-cn:s3:::x/z',
  'arn:aws:s3:us-east-1::x/a',
  'arn:aws:ec2:::x/a',
  'arn:aws:ec2:::z',
  'arn:aws:s3:::x/ab/c',
];
const VALUES: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'aws:principaltag/t': [
    [],
    ['a'],
    ['A'],
    ['ab'],
    ['b'],
    ['z'],
    ['aab'],
    ['B'],
    ['zb'],
    ['aa'],
    ['az'],
    ['AB'],
  ],
  'aws:tagkeys': [
    [],
    ['a'],
    ['b'],
    ['ab'],
    ['z'],
    ['a', 'b'],
    ['a', 'ab'],
    ['a', 'z'],
    ['A', 'b'],
    ['zz', 'z'],
    ['A'],
    ['aa', 'b'],
    ['zb'],
    ['a', 'ab', 'b', 'zz'],
  ],
  'aws:sourceip': [
    [],
    ['10.0.0.1'],
    ['10.1.0.1'],
    ['10.2.0.1'],
    ['203.0.113.7'],
    ['198.51.100.1'],
    ['2001:db8::1'],
    ['2001:db9::1'],
  ],
  's3:max-keys': [[], ['0'], ['1'], ['1.2'], ['1.5'], ['1.7'], ['2'], ['5'], ['10'], ['11']],
  'aws:multifactorauthpresent': [[], ['true'], ['false']],
  'aws:sourcearn': [
    [],
    ['arn:aws:sns:us-east-1:1:t'],
    ['arn:aws:sns:eu-west-1:1:t'],
    ['arn:aws:sns:us-east-1:1:z'],
    ['arn:aws:s3:::x'],
    ['arn:aws:s3:::z'],
    ['arn:aws-cn:s3:::x'],
  ],
  'aws:username': [[], ['a'], ['ab'], ['z'], ['x']],
};

function principals(): Principal[] {
  const arns = [
    `arn:aws:iam::${A}:root`,
    `arn:aws:iam::${A}:user/u`,
    `arn:aws:iam::${A}:user/z`,
    `arn:aws:iam::444455556666:user/z`,
    `arn:aws:iam::777788889999:user/z`,
    `arn:aws:iam::${A}:saml-provider/P`,
    `arn:aws:iam::${A}:saml-provider/Q`,
  ];
  const session = (role: string, name: string): Principal => ({
    kind: 'role-session',
    arn: `arn:aws:sts::${A}:assumed-role/${role.split('/').at(-1)}/${name}`,
    partition: 'aws',
    account: A,
    roleName: role.split('/').at(-1) ?? '',
    roleArn: `arn:aws:iam::${A}:role/${role}`,
    isPathKnown: true,
    sessionArn: `arn:aws:sts::${A}:assumed-role/${role.split('/').at(-1)}/${name}`,
  });
  return [
    ...arns.flatMap((arn) => principalOfArn(arn) ?? []),
    session('r', 's'),
    session('r', 'z'),
    session('p/q', 's'),
    session('p/q', 'z'),
    { kind: 'service', service: 'ec2.amazonaws.com' },
    { kind: 'service', service: 'lambda.amazonaws.com' },
    { kind: 'service', service: 's3.amazonaws.com' },
    { kind: 'anonymous' },
  ];
}

/** A request that `newer` allows and `older` does not; undefined where the small universe has none. */
export function findNewAccessSlowly(
  newer: string,
  older: string,
  kind: 'identity' | 'resource',
): EvaluationRequest | undefined {
  return findSlowly(newer, older, kind, (inNew, inOld) => inNew && !inOld);
}

/** A request that both policies of identities allow. */
export function findCommonSlowly(a: string, b: string): EvaluationRequest | undefined {
  return findSlowly(a, b, 'identity', (inA, inB) => inA && inB);
}

function findSlowly(
  newer: string,
  older: string,
  kind: 'identity' | 'resource',
  isWanted: (inNew: boolean, inOld: boolean) => boolean,
): EvaluationRequest | undefined {
  const layer = kind === 'identity' ? 'identity-based-policy' : 'resource-based-policy';
  const policies = [newer, older].map((text) => compilePolicy(parsePolicy(text), layer));
  const both = `${newer}${older}`.toLowerCase();
  const keys = Object.keys(VALUES).filter((key) => both.includes(key));
  const who = kind === 'identity' ? principals().slice(1, 2) : principals();
  for (const principal of who)
    for (const action of ACTIONS)
      for (const resource of RESOURCES)
        for (const context of contexts(keys, 0, new Map())) {
          const request = { principal, action, resource, resourceAccount: undefined, context };
          const prepared = prepareRequest(request);
          const [inNew, inOld] = policies.map((policy) => {
            const { allows, denies } = evaluateLayer(layer, [policy], prepared, false);
            return allows.length > 0 && denies.length === 0;
          });
          if (isWanted(inNew === true, inOld === true)) return { ...request, context: new Map(context) };
        }
  return undefined;
}

function* contexts(
  keys: readonly string[],
  at: number,
  given: Map<string, readonly string[]>,
): Generator<ReadonlyMap<string, readonly string[]>> {
  const key = keys[at];
  if (key === undefined) {
    yield given;
    return;
  }
  for (const values of VALUES[key] ?? []) {
    given.set(key, values);
    yield* contexts(keys, at + 1, given);
  }
}
