// Exports of an account in each of their forms.
import { describe, expect, it } from 'vitest';
import { readAccount } from '../../src/account/read-account.js';

const allow = (action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }],
});
const ARN = 'arn:aws:iam::111122223333:';
const page1 = {
  UserDetailList: [
    {
      Arn: `${ARN}user/ana`,
      UserName: 'ana',
      GroupList: ['devs'],
      UserPolicyList: [
        { PolicyName: 'own', PolicyDocument: encodeURIComponent(JSON.stringify(allow('s3:GetObject'))) },
      ],
      AttachedManagedPolicies: [{ PolicyName: 'Gone', PolicyArn: `${ARN}policy/Gone` }],
    },
  ],
  GroupDetailList: [
    {
      GroupName: 'devs',
      Arn: `${ARN}group/devs`,
      GroupPolicyList: [{ PolicyName: 'g', PolicyDocument: allow('sqs:*') }],
      AttachedManagedPolicies: [],
    },
  ],
  RoleDetailList: [],
  Policies: [],
  IsTruncated: true,
};
const page2 = {
  RoleDetailList: [
    {
      Arn: `${ARN}role/app`,
      RoleName: 'app',
      RolePolicyList: [],
      AttachedManagedPolicies: [{ PolicyName: 'App', PolicyArn: `${ARN}policy/App` }],
      PermissionsBoundary: {
        PermissionsBoundaryType: 'Policy',
        PermissionsBoundaryArn: `${ARN}policy/Bound`,
      },
    },
  ],
  Policies: [
    {
      PolicyName: 'App',
      Arn: `${ARN}policy/App`,
      DefaultVersionId: 'v2',
      PolicyVersionList: [
        {
          VersionId: 'v2',
          IsDefaultVersion: true,
          CreateDate: '2026-01-15T00:00:00+00:00',
          Document: allow('s3:Get*'),
        },
        {
          VersionId: 'v1',
          IsDefaultVersion: false,
          CreateDate: '2025-01-15T00:00:00+00:00',
          Document: allow('*'),
        },
      ],
    },
    {
      PolicyName: 'Bound',
      Arn: `${ARN}policy/Bound`,
      DefaultVersionId: 'v1',
      PolicyVersionList: [{ VersionId: 'v1', Document: allow('s3:*') }],
    },
  ],
};

describe('readAccount', () => {
  it.each([
    ['an array of pages', JSON.stringify([page1, page2])],
    [
      'pages as the CLI prints them',
      `${JSON.stringify(page1, null, 2)}\n${JSON.stringify(page2, null, 2)}\n`,
    ],
    ['a page a line', `${JSON.stringify(page1)}\n${JSON.stringify(page2)}\n`],
    ['one document', JSON.stringify({ ...page1, ...page2 })],
  ])('reads %s', (_, text) => {
    const account = readAccount([{ text, file: 'export.json' }]);
    const ana = account.get(`${ARN}user/ana`);
    expect(ana?.policies.map(({ name }) => name)).toEqual([
      'inline policy own',
      'group devs: inline policy g',
    ]);
    expect(ana?.policies[0]?.document.statements[0]?.action?.values[0]?.text).toBe('s3:GetObject');
    expect(ana?.missing).toEqual([`managed policy ${ARN}policy/Gone`]);
    const app = account.get(`${ARN}role/app`);
    expect(app?.policies.map(({ name, madeAt }) => [name, madeAt])).toEqual([
      ['managed policy App', Date.UTC(2026, 0, 15) / 1000],
    ]);
    expect(app?.policies[0]?.document.statements[0]?.action?.values[0]?.text).toBe('s3:Get*');
    expect(app?.permissionsBoundary?.name).toBe('managed policy Bound');
    expect(app?.missing).toEqual([]);
  });

  it.each(['', 'x', '[]', '{}', '[3]', '{"Policies": []}', '{"Statement": []}'])('refuses %j', (text) => {
    expect(() => readAccount([{ text, file: 'x.json' }])).toThrow('this is no export of an account');
  });

  it('takes several accounts, and groups of one name for two', () => {
    const other = JSON.parse(
      JSON.stringify(page1).replaceAll('111122223333', '444455556666').replaceAll('sqs:', 'sns:'),
    );
    const account = readAccount([
      { text: JSON.stringify(page1), file: 'a' },
      { text: JSON.stringify(other), file: 'b' },
    ]);
    const actionOf = (id: string) =>
      account.get(`arn:aws:iam::${id}:user/ana`)?.policies[1]?.document.statements[0]?.action?.values[0]
        ?.text;
    expect([actionOf('111122223333'), actionOf('444455556666')]).toEqual(['sqs:*', 'sns:*']);
  });

  it.each(['{"RoleDetailList": []}\n{"RoleDetailLi', '{"RoleDetailList": []} {"x": 1}'])(
    'refuses %j, which is cut or has something else in it',
    (text) => {
      expect(() => readAccount([{ text, file: 'x.json' }])).toThrow('document 2 is no export of an account');
    },
  );

  it('takes odd members for absent ones', () => {
    const odd = {
      RoleDetailList: [
        null,
        {},
        { Arn: `${ARN}role/odd`, RolePolicyList: 'x', AttachedManagedPolicies: [{}, 3] },
      ],
    };
    expect(readAccount([{ text: JSON.stringify(odd), file: 'x' }]).get(`${ARN}role/odd`)?.missing).toEqual([
      'managed policy ',
    ]);
  });
});
