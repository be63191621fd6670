// Condition keys: what AWS knows of them, and which actions take them.
import { expect, test } from 'vitest';
import { allServices } from '../../src/catalog/actions.js';
import { keyForms } from '../../src/catalog/condition-key-forms.js';
import { hasActionWithoutTags, takesConditionKey } from '../../src/catalog/condition-key-support.js';
import { readConditionKey } from '../../src/catalog/condition-keys.js';
import { readIamData } from '../../src/catalog/iam-data.js';

test.each([
  ['aws:SourceIp', 'aws:SourceIp', ['IPAddress'], false],
  ['AWS:sourcearn', 'aws:SourceArn', ['ARN'], false],
  ['aws:ViaAWSService', 'aws:ViaAWSService', ['Bool'], false],
  ['aws:TagKeys', 'aws:TagKeys', ['String'], true],
  ['aws:CalledVia', 'aws:CalledVia', ['String'], true],
  ['aws:PrincipalOrgPaths', 'aws:PrincipalOrgPaths', ['String'], true],
  ['aws:PrincipalOrgMasterAccountId', 'aws:PrincipalOrgMasterAccountId', ['String'], false],
  ['aws:ResourceTag/a/b:c', 'aws:ResourceTag/$' + '{TagKey}', ['String'], false],
  ['aws:EpochTime', 'aws:EpochTime', ['Date', 'Numeric'], false],
  ['s3:x-amz-acl', 's3:x-amz-acl', ['String'], false],
  ['S3:Prefix', 's3:prefix', ['String'], false],
  ['s3:max-keys', 's3:max-keys', ['Numeric'], false],
  ['s3:ExistingObjectTag/team', 's3:ExistingObjectTag/<key>', ['String'], false],
  ['ec2:Vpc', 'ec2:Vpc', ['ARN'], false],
  ['events:detail-type', 'events:detail-type', ['String'], true],
  ['iam:PassedToService', 'iam:PassedToService', ['String'], false],
  ['saml:aud', 'saml:aud', ['String'], false],
  ['cognito-identity.amazonaws.com:aud', 'cognito-identity.amazonaws.com:aud', ['String'], false],
  ['token.actions.githubusercontent.com:sub', 'token.actions.githubusercontent.com:sub', ['String'], false],
  ['accounts.google.com:sub', 'accounts.google.com:sub', ['String'], false],
  ['www.amazon.com:app_id', 'www.amazon.com:app_id', ['String'], false],
  ['graph.facebook.com:id', 'graph.facebook.com:id', ['String'], false],
])('%s is %s', (written, name, types, isMultivalued) => {
  const reading = readConditionKey(written);
  expect(reading).toMatchObject({ standing: 'known', facts: { name, types, isMultivalued } });
});

test.each([
  ['ssm:resourceTag/Name'],
  ['secretsmanager:ResourceTag/x'],
  ['kms:EncryptionContext:aws:ebs:id'],
  ['oidc.eks.eu-west-1.amazonaws.com/id/ABC123:sub'],
  ['login.example.com:amr'],
  ['deepracer:UserToken'],
  ['ec2:SourceInstanceARN'],
])('%s is known', (written) => {
  expect(readConditionKey(written).standing).toBe('known');
});

test.each([
  ['aws:NoSuchKey', 'unknown-global-key'],
  ['aws:ResourceTag/', 'unknown-global-key'],
  ['ecs:CreateThing', 'unknown-service-key'],
  ['nosuchservice:key', 'unknown-service'],
  ['SourceIp', 'malformed'],
  [':x', 'malformed'],
  ['s3:', 'malformed'],
  ['__proto__:x', 'unknown-service'],
  ['../s3:prefix', 'unknown-service'],
])('%s is %s', (written, standing) => {
  expect(readConditionKey(written).standing).toBe(standing);
});

test('every key of the catalog is known under a name of its form', () => {
  const failures: string[] = [];
  for (const service of allServices()) {
    for (const { key } of Object.values(
      readIamData<Record<string, { key: string }>>(`conditionKeys/${service}.json`),
    )) {
      const written = key.replace(/\$\{[^}]*\}|<[^>]*>/g, 'some-text');
      if (readConditionKey(written).standing !== 'known') failures.push(`${service}: ${written}`);
    }
  }
  expect(failures).toEqual([]);
});

test('keys that draw a line around accounts are sensitive', () => {
  const sensitive = (key: string) => {
    const reading = readConditionKey(key);
    return reading.standing === 'known' && reading.facts.isSensitive;
  };
  expect(sensitive('aws:PrincipalOrgID')).toBe(true);
  expect(sensitive('aws:SourceIp')).toBe(false);
  expect(sensitive('s3:prefix')).toBe(false);
});

test('an action takes its own keys and those of its resource types', () => {
  expect(takesConditionKey('iam', 'PassRole', 'iam:PassedToService')).toBe(true);
  expect(takesConditionKey('S3', 'getobject', 's3:existingobjecttag/team')).toBe(true);
  expect(takesConditionKey('s3', 'GetObject', 's3:prefix')).toBe(false);
  expect(takesConditionKey('ec2', 'TerminateInstances', 'aws:ResourceTag/team')).toBe(true);
});

test('the data does not say of an unknown action, a key that it attaches to nothing, a prefix of several pages', () => {
  expect(takesConditionKey('s3', 'NoSuchThing', 's3:prefix')).toBeUndefined();
  expect(takesConditionKey('iottwinmaker', 'GetWorkspace', 'iottwinmaker:linkedServices')).toBeUndefined();
  expect(
    takesConditionKey('aws-marketplace', 'AcceptAgreementApprovalRequest', 'aws-marketplace:AgreementType'),
  ).toBeUndefined();
});

test.each([
  ['sagemaker', 'ListAssociations', true],
  ['wisdom', 'ListTagsForResource', true],
  ['wisdom', 'CreateAssistant', false], // takes aws:RequestTag
  ['sagemaker-mlflow', '*', true], // one of its actions takes no tag
  ['lambda', 'UpdateFunction*', false],
  ['ec2', 'TerminateInstances', false],
  ['ec2', 'NoSuchThing*', false],
  ['nosuchservice', '*', false],
])('%s:%s has an action without tags: %s', (service, pattern, wanted) => {
  expect(hasActionWithoutTags(service, pattern)).toBe(wanted);
});

test('the longer of two forms counts, and a plain name before both', () => {
  const forms = keyForms([
    ['x:$' + '{Any}', 1],
    ['x:a/$' + '{Key}.end', 2],
    ['x:a/b.end', 3],
  ]);
  expect(['x:q', 'x:a/c.end', 'x:a/b.end', 'x:a/.end', 'y:a', 'x:'].map((key) => forms.find(key))).toEqual([
    1,
    2,
    3,
    1,
    undefined,
    undefined,
  ]);
});
