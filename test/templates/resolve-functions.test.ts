// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation's variables
// What each function of a template becomes in a policy, and what leaves it.
import { describe, expect, it } from 'vitest';
import { jsonOfNode } from '../../src/policy/json-node.js';
import { findPolicies } from '../../src/templates/find-policies.js';

const PARAMETERS = {
  Name: { Type: 'String', Default: 'app' },
  None: { Type: 'String' },
  Empty: { Type: 'String', Default: '' },
  Choice: { Type: 'String', AllowedValues: ['one', 'two'] },
  Many: { Type: 'CommaDelimitedList', Default: 'a, b' },
  Stored: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/app/arn' },
};
const RESOURCES = {
  Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'data' } },
  Topic: { Type: 'AWS::SNS::Topic' },
  Odd: { Type: 'Custom::Thing' },
};
const MAPPINGS = { Map: { 'us-east-1': { k: 'east' }, other: { k: 'far', l: ['x', 'y'] } } };

async function resolve(statements: unknown) {
  const document = { Version: '2012-10-17', Statement: statements };
  const policy = { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: document } };
  const template = {
    Parameters: PARAMETERS,
    Mappings: MAPPINGS,
    Resources: { ...RESOURCES, Policy: policy },
  };
  const found = await findPolicies(JSON.stringify(template), 'template.json');
  const root = found.policies[0]?.document.root;
  const value = root && (jsonOfNode(root) as { Statement: unknown });
  return { statements: value?.Statement, unresolved: found.unresolved };
}

const sub = (text: unknown) => ({ 'Fn::Sub': text });
const join = (...parts: unknown[]) => ({ 'Fn::Join': ['', parts] });
const imported = { 'Fn::ImportValue': 'x' };
const noValue = { Ref: 'AWS::NoValue' };

describe('a text', () => {
  it.each([
    [{ Ref: 'AWS::AccountId' }, '123456789012'],
    [{ Ref: 'Name' }, 'app'],
    [{ Ref: 'Choice' }, 'one'],
    [{ Ref: 'Many' }, ['a', 'b']],
    [{ Ref: 'Bucket' }, 'data'],
    [{ Ref: 'Topic' }, 'arn:aws:sns:us-east-1:123456789012:Topic'],
    [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, 'arn:aws:s3:::data'],
    [{ 'Fn::GetAtt': 'Topic.TopicName' }, 'Topic'],
    [sub('arn:aws:s3:::${Bucket}/${!aws:username}'), 'arn:aws:s3:::data/${aws:username}'],
    [sub('${Bucket.Arn}/*'), 'arn:aws:s3:::data/*'],
    [sub(['${x}/${Name}', { x: { Ref: 'Topic' } }]), 'arn:aws:sns:us-east-1:123456789012:Topic/app'],
    [sub('arn:aws:s3:::${None}/*'), 'arn:aws:s3:::None/*'],
    [sub('arn:aws:iam::${None}:root'), 'arn:aws:iam::123456789012:root'],
    [sub('arn:${None}:sqs:${None}:${None}:q'), 'arn:aws:sqs:us-east-1:123456789012:q'],
    [sub('a${unclosed'), 'a${unclosed'],
    [join('arn:', { Ref: 'AWS::Partition' }, ':s3:::', { Ref: 'Bucket' }, '/*'), 'arn:aws:s3:::data/*'],
    [join('arn:aws:s3:::', imported, '/*'), 'arn:aws:s3:::Value/*'],
    [{ 'Fn::Join': [',', { Ref: 'Many' }] }, 'a,b'],
    [{ 'Fn::FindInMap': ['Map', { Ref: 'AWS::Region' }, 'k'] }, 'east'],
    [{ 'Fn::FindInMap': ['Map', 'other', 'l'] }, ['x', 'y']],
    [{ 'Fn::FindInMap': ['Map', { Ref: 'Name' }, 'k'] }, 'east'],
    [{ 'Fn::Select': [1, { Ref: 'Many' }] }, 'b'],
    [{ 'Fn::Select': ['0', { 'Fn::Split': ['/', 'p/q'] }] }, 'p'],
    [{ 'Fn::If': ['C', 'a', 'b'] }, ['a', 'b']],
    [{ 'Fn::If': ['C', 'a', noValue] }, 'a'],
    [{ 'Fn::If': ['C', { 'Fn::If': ['D', 'a', 'b'] }, ['c']] }, ['a', 'b', 'c']],
    [
      ['x', { 'Fn::If': ['C', 'a', 'b'] }, noValue],
      ['x', 'a', 'b'],
    ],
    [['x', imported, { Ref: 'None' }], ['x']],
    ['arn:aws:s3:::{{resolve:ssm:bucket}}/*', 'arn:aws:s3:::Value/*'],
  ])('%j is %j', async (written, value) => {
    const { statements } = await resolve([{ Effect: 'Allow', Action: 's3:*', Resource: written }]);
    expect(statements).toEqual([{ Effect: 'Allow', Action: 's3:*', Resource: value }]);
  });

  it.each([
    [imported],
    [{ Ref: 'None' }],
    [{ Ref: 'Empty' }],
    [{ Ref: 'Stored' }],
    [{ Ref: 'Odd' }],
    [{ Ref: 'Nowhere' }],
    [{ 'Fn::GetAtt': ['Odd', 'Arn'] }],
    [{ 'Fn::GetAtt': 'Bucket' }],
    [{ 'Fn::FindInMap': ['Map', 'none', 'k'] }],
    [{ 'Fn::Transform': { Name: 'AWS::Include' } }],
    [{ 'Fn::Sub': [] }],
    [{ 'Fn::Select': [5, ['a']] }],
    [sub('${None}/*')],
    [join(imported, '/*')],
    [[imported]],
    ['{{resolve:ssm:arn}}'],
  ])('%j takes its statement out of the checks', async (written) => {
    const kept = { Effect: 'Allow', Action: 's3:*', Resource: '*' };
    const { statements, unresolved } = await resolve([{ ...kept, Resource: written }, kept]);
    expect(statements).toEqual([kept]);
    expect(unresolved.filter(({ outcome }) => outcome === 'left-out').map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/: the statement is left out of the checks$/),
    ]);
  });
});

it('takes a whole policy out where nothing of it is left', async () => {
  const { statements, unresolved } = await resolve([{ Effect: 'Allow', Action: 's3:*', Resource: imported }]);
  expect(statements).toBeUndefined();
  expect(unresolved.map(({ reason }) => reason)).toEqual([
    'what `Fn::ImportValue` returns is known only to CloudFormation: the policy is left out of the checks',
  ]);
});

it('checks the first branch where an element takes one, and says so', async () => {
  const condition = (key: string) => ({ Bool: { [key]: 'true' } });
  const { statements, unresolved } = await resolve([
    {
      Effect: { 'Fn::If': ['C', 'Allow', 'Deny'] },
      Condition: { 'Fn::If': ['C', condition('a'), condition('b')] },
    },
  ]);
  expect(statements).toEqual([{ Effect: 'Allow', Condition: condition('a') }]);
  expect(unresolved.map(({ outcome }) => outcome)).toEqual(['left-out', 'left-out']);
});

it('says once a policy what stands for what', async () => {
  const { unresolved } = await resolve([{ Resource: [sub('${Name}a'), sub('${Name}b'), { Ref: 'Name' }] }]);
  expect(unresolved.map(({ reason }) => reason)).toEqual([
    "`${Name}` is taken as `app` (the parameter's default)",
    "`Ref Name` is taken as `app` (the parameter's default)",
  ]);
});
