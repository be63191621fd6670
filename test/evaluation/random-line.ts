// Random lines of a batch from a small vocabulary, so that much matches and much just does not. Deterministic.
import type { SlowLine } from '../reference/slow-evaluator.js';

type Json = string | number | boolean | Json[] | { [key: string]: Json };

const [A, B] = ['111122223333', '444455556666'];
const PRINCIPALS = [
  `arn:aws:iam::${A}:user/ana`,
  `arn:aws:iam::${A}:user/team/bob`,
  `arn:aws:iam::${A}:role/app`,
  `arn:aws:iam::${A}:role/team/app`,
  `arn:aws:sts::${A}:assumed-role/app/s1`,
  `arn:aws:sts::${A}:assumed-role/app/s2`,
  `arn:aws:sts::${B}:assumed-role/app/s1`,
  `arn:aws:sts::${A}:federated-user/ana`,
  `arn:aws:iam::${A}:root`,
  `arn:aws:iam::${B}:root`,
  `arn:aws:iam::${B}:user/ana`,
  `arn:aws:iam::${A}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`,
  `arn:aws:iam::${A}:saml-provider/P`,
];
const OTHERS = ['anonymous', { service: 'sns.amazonaws.com' }, { federated: 'www.amazon.com' }];
const PRINCIPAL_VALUES = [...PRINCIPALS, A, B, '*', 'AROAEXAMPLE', 'AIDAEXAMPLE', `arn:aws:iam::${A}:role/*`];
const ACTIONS = [
  's3:GetObject',
  's3:PutObject',
  'S3:getobject',
  'sqs:SendMessage',
  'kms:Decrypt',
  'sts:AssumeRole',
  's3:ListAllMyBuckets',
];
const ACTION_PATTERNS = [
  ...ACTIONS,
  '*',
  's3:*',
  's3:Get*',
  '*:*',
  's?s:*',
  'sts:*',
  'kms:De?rypt',
  '*Object',
];
const RESOURCES = [
  '*',
  'arn:aws:s3:::b',
  'arn:aws:s3:::b/k',
  'arn:aws:s3:::b/ana/k',
  'arn:aws:s3:::b/a*/x',
  'arn:aws:s3:::c/k:1/2',
  `arn:aws:sqs:eu-west-1:${A}:q`,
  `arn:aws:sqs:eu-west-1:${B}:q`,
  `arn:aws:kms:eu-west-1:${A}:key/1`,
  `arn:aws:kms:eu-west-1:${A}:alias/1`,
  `arn:aws:iam::${A}:role/app`,
];
const RESOURCE_PATTERNS = [
  ...RESOURCES,
  'arn:aws:s3:::b/*',
  'arn:aws:s3:::b*',
  'arn:aws:s3:::?/k',
  'arn:aws:s3:::*/k*',
  'arn:aws:s3:::b/${aws:username}/*',
  "arn:aws:s3:::b/${aws:username, 'a*'}/?",
  'arn:aws:s3:::b/a${*}/x',
  'arn:aws:s3:::c/k:*',
  'arn:aws:s3:::c/*:1/2',
  `arn:aws:sqs:*:${A}:*`,
  'arn:aws:*:*:*:q',
  'arn:aws:sqs:*:q',
  'arn:aws:sqs:*',
  'arn:aws:sqs',
  'arn:*',
  'arn:aws:sqs:eu-west-1:${aws:PrincipalAccount}:q',
  'arn:aws:iam::*:role/*',
  'arn:aws:kms:eu-west-?:*:key/*',
];
const CONTEXT: Record<string, (string | string[])[]> = {
  'aws:TagKeys': [['a'], ['a', 'b'], ['b', 'cc'], [], '', ['a', '']],
  'aws:SourceIp': ['203.0.113.7', '198.51.100.1', '2001:db8::1'],
  'aws:CurrentTime': ['2020-01-01T00:00:00Z', '2021-06-01T12:00:00+02:00', '1577836800'],
  's3:max-keys': ['10', '9.5', '-1', 'x'],
  'aws:SecureTransport': ['true', 'false', 'TRUE'],
  'aws:SourceArn': [`arn:aws:sns:eu-west-1:${A}:t`, `arn:aws:sns:us-east-1:${B}:t:u`, 'no-arn'],
  'aws:PrincipalTag/Team': ['a', 'A', 'a*', 'b'],
  'aws:username': ['ana'],
  'aws:userid': ['AROAEXAMPLE:s1', 'AIDAEXAMPLE'],
  'aws:PrincipalArn': [`arn:aws:iam::${A}:role/team/app`, `arn:aws:iam::${A}:role/x/app`],
  'aws:FederatedProvider': ['www.amazon.com'],
  'aws:CalledVia': [['athena.amazonaws.com']],
  'aws:ViaAWSService': ['true'],
  'kms:Bytes': ['QUJD', 'QUJE'],
};
const TEXTS = [
  'a',
  'A',
  'b',
  'a*',
  '?',
  '*',
  'ana',
  '${aws:PrincipalTag/team}',
  "${aws:username, 'a'}",
  '${*}',
  'c${?}',
  '',
];
const VALUES: Record<string, Json[]> = {
  string: TEXTS,
  numeric: ['10', 9.5, '-1', '0', 'x'],
  date: ['2020-01-01T00:00:00Z', '2021-06-01T10:00:00Z', '1577836800', '2020-01-01'],
  bool: ['true', 'false', true, 'False'],
  binary: ['QUJD', 'QUJE'],
  ip: [
    '203.0.113.0/24',
    '203.0.113.7',
    '0.0.0.0/0',
    '2001:db8::/32',
    '2001:db8::1',
    '::/0',
    '198.51.100.9/29',
  ],
  arn: [
    `arn:aws:sns:*:${A}:*`,
    'arn:aws:sns:us-*:*:t*',
    'arn:aws:sns:*',
    '*',
    'arn:aws:sns:*:${aws:PrincipalAccount}:?',
  ],
};
const OPERATORS: [family: keyof typeof VALUES, names: string[]][] = [
  [
    'string',
    [
      'StringEquals',
      'StringNotEquals',
      'StringEqualsIgnoreCase',
      'StringNotEqualsIgnoreCase',
      'StringLike',
      'StringNotLike',
    ],
  ],
  [
    'numeric',
    [
      'NumericEquals',
      'NumericNotEquals',
      'NumericLessThan',
      'NumericLessThanEquals',
      'NumericGreaterThan',
      'NumericGreaterThanEquals',
    ],
  ],
  [
    'date',
    [
      'DateEquals',
      'DateNotEquals',
      'DateLessThan',
      'DateLessThanEquals',
      'DateGreaterThan',
      'DateGreaterThanEquals',
    ],
  ],
  ['bool', ['Bool']],
  ['binary', ['BinaryEquals']],
  ['ip', ['IpAddress', 'NotIpAddress']],
  ['arn', ['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike']],
];
const KEYS_OF: Record<string, string[]> = {
  string: [
    'aws:TagKeys',
    'aws:PrincipalTag/team',
    'aws:username',
    'aws:PrincipalType',
    'aws:userid',
    'aws:resourceaccount',
    'x:none',
  ],
  numeric: ['s3:max-keys'],
  date: ['aws:CurrentTime'],
  bool: ['aws:SecureTransport', 'aws:ViaAWSService', 'aws:PrincipalIsAWSService'],
  binary: ['kms:Bytes'],
  ip: ['aws:SourceIp'],
  arn: ['aws:SourceArn', 'aws:PrincipalArn'],
};

/** Numbers in [0, 1) from a seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function randomLine(next: () => number): SlowLine {
  const one = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const chance = (p: number): boolean => next() < p;
  const some = <T>(list: readonly T[]): T | T[] =>
    chance(0.6) ? one(list) : Array.from({ length: 1 + Math.floor(next() * 3) }, () => one(list));

  const condition = (): Record<string, Record<string, Json>> => {
    const block: Record<string, Record<string, Json>> = {};
    for (let i = Math.floor(next() * 3); i >= 0; i--) {
      if (chance(0.15)) {
        block.Null = { [one(Object.keys(CONTEXT))]: one(['true', 'false', true]) };
        continue;
      }
      const [family, names] = one(OPERATORS);
      const set = one(['', '', 'ForAllValues:', 'ForAnyValue:']);
      const name = `${set}${one(names)}${chance(0.2) ? 'IfExists' : ''}`;
      block[name] = { [one(KEYS_OF[family] as string[])]: some(VALUES[family] as Json[]) };
    }
    return block;
  };
  const principal = (): Json => {
    if (chance(0.3)) return '*';
    const kinds: Record<string, Json> = {};
    if (chance(0.85)) kinds.AWS = some(PRINCIPAL_VALUES);
    if (chance(0.2)) kinds.Service = some(['sns.amazonaws.com', 'sqs.amazonaws.com']);
    if (chance(0.2) || Object.keys(kinds).length === 0)
      kinds.Federated = some(['www.amazon.com', `arn:aws:iam::${A}:saml-provider/P`]);
    return kinds;
  };
  const statement = (namesPrincipal: boolean): Record<string, Json> => ({
    Effect: chance(0.75) ? 'Allow' : 'Deny',
    ...(namesPrincipal ? { [chance(0.85) ? 'Principal' : 'NotPrincipal']: principal() } : {}),
    [chance(0.85) ? 'Action' : 'NotAction']: some(ACTION_PATTERNS),
    [chance(0.85) ? 'Resource' : 'NotResource']: some(RESOURCE_PATTERNS),
    ...(chance(0.4) ? { Condition: condition() } : {}),
  });
  const document = (namesPrincipal: boolean, most = 4): Json => ({
    ...(chance(0.85) ? { Version: one(['2012-10-17', '2012-10-17', '2012-10-17', '2008-10-17']) } : {}),
    Statement: chance(0.1)
      ? statement(namesPrincipal)
      : Array.from({ length: 1 + Math.floor(next() * most) }, () => statement(namesPrincipal)),
  });
  const full = {
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' },
  };
  const levels = (namesPrincipal: boolean): Json[] =>
    Array.from({ length: 1 + Math.floor(next() * 2) }, () => {
      const level: Json[] = chance(0.8) ? [full] : [];
      if (chance(0.5)) level.push(document(namesPrincipal, 2));
      return level;
    });

  const context: Record<string, string | string[]> = {};
  for (const [key, values] of Object.entries(CONTEXT)) if (chance(0.35)) context[key] = one(values);
  const line = {
    request: {
      principal: chance(0.85) ? one(PRINCIPALS) : one(OTHERS),
      action: one(ACTIONS),
      resource: one(RESOURCES),
      context,
      ...(chance(0.4) ? { resourceAccount: one([A, B]) } : {}),
    },
    // Now and then so many statements that they are found by index.
    identityPolicies: Array.from({ length: Math.floor(next() * 3) }, () =>
      document(false, chance(0.2) ? 40 : 4),
    ),
    ...(chance(0.6) ? { resourcePolicy: document(true, chance(0.2) ? 40 : 4) } : {}),
    ...(chance(0.3) ? { permissionsBoundary: document(false) } : {}),
    ...(chance(0.3) ? { sessionPolicy: document(false) } : {}),
    ...(chance(0.3) ? { serviceControlPolicies: levels(false) } : {}),
    ...(chance(0.3) ? { resourceControlPolicies: levels(true) } : {}),
    ...(chance(0.2) ? { vpcEndpointPolicy: document(true) } : {}),
  };
  return line as unknown as SlowLine;
}
