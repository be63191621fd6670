// What is refused as a request or as a policy, and with which words; and values that operators compare.
import { describe, expect, it } from 'vitest';
import { EngineError } from '../../src/core/error.js';
import type { JsonValue } from '../../src/core/json.js';
import { compilePolicy } from '../../src/evaluation/compile-policy.js';
import { instantOf } from '../../src/evaluation/date-value.js';
import type { Layer } from '../../src/evaluation/layer.js';
import { matchesParts } from '../../src/evaluation/match-parts.js';
import { missingContextKeys } from '../../src/evaluation/missing-context.js';
import { principalOfArn } from '../../src/evaluation/principal.js';
import { PolicySetReader } from '../../src/evaluation/read-policy-set.js';
import { readRequest } from '../../src/evaluation/read-request.js';
import { parsePolicy } from '../../src/policy/parse-policy.js';
import { ANY_ONE, ANY_RUN } from '../../src/policy/variables.js';

function refusalOf(run: () => unknown): EngineError | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof EngineError) return error;
    throw error;
  }
}

const request = {
  principal: 'arn:aws:iam::111122223333:user/ana',
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::b/k',
};

describe('readRequest', () => {
  const refused: [what: string, value: JsonValue | undefined, code: string][] = [
    ['nothing', undefined, 'no-request'],
    ['an array', [], 'no-request'],
    ['an empty object', {}, 'incomplete-request'],
    ['no action', { principal: request.principal }, 'incomplete-request'],
    ['a member of another name', { ...request, resourcAccount: '111122223333' }, 'unknown-member'],
    ['an action without a service', { ...request, action: 'GetObject' }, 'bad-action'],
    ['an action with a wildcard', { ...request, action: 's3:Get*' }, 'bad-action'],
    ['a list of actions', { ...request, action: ['s3:GetObject'] }, 'bad-action'],
    ['a resource that is no ARN', { ...request, resource: 'b/k' }, 'bad-resource'],
    ['an ARN that is too short', { ...request, resource: 'arn:aws:s3:::' }, 'bad-resource'],
    ['an account of 11 digits', { ...request, resourceAccount: '11112222333' }, 'bad-account'],
    ['an account that is a number', { ...request, resourceAccount: 111122223333 }, 'bad-account'],
    ['a principal that is no ARN', { ...request, principal: 'ana' }, 'bad-principal'],
    ['a group', { ...request, principal: 'arn:aws:iam::111122223333:group/g' }, 'bad-principal'],
    [
      'a session without a name',
      { ...request, principal: 'arn:aws:sts::111122223333:assumed-role/r' },
      'bad-principal',
    ],
    [
      'a principal of two kinds',
      { ...request, principal: { service: 'a.b', federated: 'c' } },
      'bad-principal',
    ],
    ['a service that is no host', { ...request, principal: { service: 'lambda' } }, 'bad-principal'],
    ['a context that is a list', { ...request, context: [] }, 'bad-context'],
    ['a number in the context', { ...request, context: { 's3:max-keys': 10 } }, 'bad-context'],
    ['a null in the context', { ...request, context: { 's3:prefix': null } }, 'bad-context'],
    ['a boolean in a list', { ...request, context: { 'aws:TagKeys': ['a', true] } }, 'bad-context'],
    ['a key twice', { ...request, context: { 'aws:SourceIp': '::1', 'AWS:sourceip': '::1' } }, 'bad-context'],
  ];
  it.each(refused)('refuses %s', (_, value, code) => {
    const error = refusalOf(() => readRequest(value));
    expect(error).toMatchObject({ kind: 'invalid-input', code });
    expect(error?.help).toBeDefined();
  });

  it('takes principals of every kind', () => {
    const kindOf = (principal: JsonValue) => readRequest({ ...request, principal }).principal.kind;
    expect(kindOf('arn:aws:iam::111122223333:root')).toBe('root');
    expect(kindOf('arn:aws-cn:iam::111122223333:role/p/r')).toBe('role-session');
    expect(kindOf('arn:aws:sts::111122223333:federated-user/a')).toBe('federated-user');
    expect(kindOf('arn:aws:iam::111122223333:oidc-provider/accounts.google.com')).toBe('federated');
    expect(kindOf('lambda.amazonaws.com')).toBe('service');
    expect(kindOf({ canonicalUser: 'f'.repeat(64) })).toBe('canonical-user');
    expect(kindOf('anonymous')).toBe('anonymous');
    expect(principalOfArn('arn:aws:s3:::b')).toBeUndefined();
  });
});

describe('compilePolicy', () => {
  const whole = { Effect: 'Allow', Action: 's3:*', Resource: '*' };
  const one = (statement: object) => JSON.stringify({ Statement: [statement] });
  const IDENTITY: Layer = 'identity-based-policy';
  const refused: [text: string, layer: Layer, message: RegExp][] = [
    ['', IDENTITY, /the text is empty/],
    ['{"Statement": [}', IDENTITY, /./],
    ['[]', IDENTITY, /no JSON object/],
    ['{}', IDENTITY, /no Statement/],
    ['{"Statement": 7}', IDENTITY, /statement is no JSON object/],
    ['{"Statement": [[]]}', IDENTITY, /statement is no JSON object/],
    [one({ ...whole, Effect: 'allow' }), IDENTITY, /no Effect/],
    [one({ Effect: 'Allow', Resource: '*' }), IDENTITY, /Action and NotAction/],
    [one({ ...whole, NotAction: 's3:*' }), IDENTITY, /Action and NotAction/],
    [one({ Effect: 'Allow', Action: 's3:*' }), IDENTITY, /neither Resource nor NotResource/],
    [one({ ...whole, NotResource: '*' }), IDENTITY, /both Resource and NotResource/],
    [one({ ...whole, Action: [] }), IDENTITY, /Action names nothing/],
    [one({ ...whole, Resource: [{}] }), IDENTITY, /Resource names nothing/],
    [one({ ...whole, Resource: ['*', null] }), IDENTITY, /Resource has a value that is no string/],
    [one({ ...whole, Principal: 'ana' }), 'resource-based-policy', /neither `\*` nor an object/],
    [
      one({ ...whole, Principal: { User: 'ana' } }),
      'resource-based-policy',
      /`User` is no kind of principal/,
    ],
    [
      one({ ...whole, Principal: '*', NotPrincipal: '*' }),
      'resource-based-policy',
      /both Principal and NotPrincipal/,
    ],
    [one({ ...whole, Condition: [] }), IDENTITY, /no object of operators/],
    [one({ ...whole, Condition: { StringEquals: 'a' } }), IDENTITY, /no object of keys/],
    [one({ ...whole, Condition: { StringIs: { a: 'b' } } }), IDENTITY, /`StringIs` is no condition operator/],
    [
      one({ ...whole, Condition: { NullIfExists: { a: 'true' } } }),
      IDENTITY,
      /`NullIfExists` is no condition operator/,
    ],
    [
      one({ ...whole, Condition: { StringEquals: { a: {} } } }),
      IDENTITY,
      /`a` has a value that is no string/,
    ],
  ];
  it.each(refused)('refuses %s', (text, layer, message) => {
    const error = refusalOf(() => compilePolicy(parsePolicy(text), layer, 'p.json'));
    expect(error).toMatchObject({ kind: 'invalid-input', code: 'malformed-policy' });
    expect(error?.message).toMatch(message);
    expect(error?.location).toMatch(/^p\.json:\d+:\d+$/);
  });

  it('takes a trust policy without a Resource, and no statements', () => {
    const trust = one({
      Effect: 'Allow',
      Principal: { Service: 'ec2.amazonaws.com' },
      Action: 'sts:AssumeRole',
    });
    expect(compilePolicy(parsePolicy(trust), 'resource-based-policy').statements).toHaveLength(1);
    expect(compilePolicy(parsePolicy('{"Statement": []}'), IDENTITY).statements).toEqual([]);
  });
});

describe('PolicySetReader', () => {
  it('refuses a policy that is nested too deeply', () => {
    const depth = 100_000;
    const resourcePolicy = JSON.parse(`{"Statement":${'['.repeat(depth)}${']'.repeat(depth)}}`);
    const error = refusalOf(() => new PolicySetReader().read({ resourcePolicy }));
    expect(error).toMatchObject({ code: 'bad-policy', location: 'resourcePolicy' });
  });
});

describe('values', () => {
  it('reads dates as instants', () => {
    const at = Date.UTC(2020, 0, 2, 3, 4, 5);
    const same = [
      '2020-01-02T03:04:05Z',
      '2020-01-02T05:04:05+02:00',
      '2020-01-01T22:04:05-0500',
      String(at / 1000),
    ];
    for (const text of same) expect(instantOf(text)).toBe(at);
    expect(instantOf('2020-01-02T03:04:05.25Z')).toBe(at + 250);
    expect(instantOf('2020-01-02T03:04Z')).toBe(at - 5000);
    expect(instantOf('2020')).toBe(Date.UTC(2020, 0, 1));
    expect(instantOf('2020-02')).toBe(Date.UTC(2020, 1, 1));
    for (const text of ['', '2020-13', '2020-02-30', '2020-01-01T25:00Z', '2020-01-01T10', 'now', '2020-1-1'])
      expect(instantOf(text)).toBeUndefined();
  });

  it('matches parts without getting lost', () => {
    const longRun = 'a'.repeat(20_000);
    expect(matchesParts([ANY_RUN, 'a', ANY_RUN, 'a', ANY_RUN, 'b'], longRun)).toBe(false);
    expect(matchesParts(['a', ANY_RUN, 'a'], 'a')).toBe(false);
    expect(matchesParts([ANY_RUN, 'ab', ANY_ONE], 'ababc')).toBe(true);
    expect(matchesParts([], '')).toBe(true);
    expect(matchesParts([ANY_ONE], '')).toBe(false);
  });
});

describe('missingContextKeys', () => {
  it('tells keys of conditions and of variables, each once, as written', () => {
    const document = parsePolicy(`{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*",
      "Resource": "arn:aws:s3:::b/\${aws:PrincipalTag/Team}", "Condition": {
        "StringEquals": {"aws:RequestedRegion": "\${AWS:principaltag/team}", "s3:prefix": "\${aws:username, 'x'}"},
        "NumericEquals": {"s3:max-keys": "\${no:variable}"}}}]}`);
    expect(missingContextKeys([document, document], new Map([['s3:prefix', ['a']]]))).toEqual([
      'aws:PrincipalTag/Team',
      'aws:RequestedRegion',
      'aws:username',
      's3:max-keys',
    ]);
  });
});
