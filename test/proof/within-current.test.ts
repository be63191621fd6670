// Generated policies against what a principal may do now.
import { describe, expect, it } from 'vitest';
import type { IdentityPolicy, IdentityStatement } from '../../src/policy/identity-policy.js';
import { parsePolicy } from '../../src/policy/parse-policy.js';
import { type PresentPolicies, presentTogether, withinCurrent } from '../../src/proof/within-current.js';

const policy = (...statements: Partial<IdentityStatement>[]): IdentityPolicy => ({
  Version: '2012-10-17',
  Statement: statements.map((s) => ({ Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['*'], ...s })),
});
const named = (value: object, name = 'inline policy a', madeAt?: number) => ({
  name,
  document: parsePolicy(JSON.stringify(value)),
  madeAt,
});
const current = (
  policies: ReturnType<typeof named>[],
  more: Partial<PresentPolicies> = {},
): PresentPolicies => ({
  arn: 'arn:aws:iam::111122223333:role/app',
  policies,
  permissionsBoundary: undefined,
  missing: [],
  ...more,
});
const bucket = policy({ Resource: ['arn:aws:s3:::amzn-s3-demo-bucket/a/*'] });

describe('withinCurrent', () => {
  it('is so where the present policies allow all of it', () => {
    const all = current([
      named(policy({ Action: ['s3:Get*'], Resource: ['arn:aws:s3:::amzn-s3-demo-bucket/*'] })),
    ]);
    expect(withinCurrent([bucket], all, 0)).toMatchObject({ withinCurrent: true, grantedElsewhere: [] });
  });

  it('knows who asks: keys of the principal are not anything', () => {
    const onlyFor = (Condition: object) =>
      current([named(policy({ Action: ['s3:*'], Condition } as object))]);
    const own: object[] = [
      { StringEquals: { 'aws:PrincipalAccount': ['111122223333'] } },
      { ArnLike: { 'aws:PrincipalArn': ['arn:aws:iam::*:role/app'] } },
      { StringLike: { 'aws:PrincipalArn': ['arn:aws:iam::111122223333:role/a*'] } },
      {
        StringEquals: { 'aws:PrincipalType': ['AssumedRole'] },
        Bool: { 'aws:PrincipalIsAWSService': ['false'] },
      },
    ];
    for (const condition of own)
      expect(withinCurrent([bucket], onlyFor(condition), 0).withinCurrent, JSON.stringify(condition)).toBe(
        true,
      );
    const others: object[] = [
      { StringEquals: { 'aws:PrincipalAccount': ['444455556666'] } },
      { ArnLike: { 'aws:PrincipalArn': ['arn:aws:iam::*:role/b*'] } },
      { StringEquals: { 'aws:username': ['app'] } },
      { StringEquals: { 'aws:PrincipalTag/team': ['a'] } },
      { Bool: { 'aws:ViaAWSService': ['false'] } },
    ];
    for (const condition of others)
      expect(withinCurrent([bucket], onlyFor(condition), 0).withinCurrent, JSON.stringify(condition)).toBe(
        false,
      );
  });

  it('fills in the variables that follow from who asks', () => {
    const ana = current(
      [named(policy({ Action: ['s3:*'], Resource: ['arn:aws:s3:::amzn-s3-demo-bucket/${aws:username}/*'] }))],
      { arn: 'arn:aws:iam::111122223333:user/ana' },
    );
    const own = policy({ Resource: ['arn:aws:s3:::amzn-s3-demo-bucket/ana/*'] });
    const other = policy({ Resource: ['arn:aws:s3:::amzn-s3-demo-bucket/ben/*'] });
    expect(withinCurrent([own], ana, 0).withinCurrent).toBe(true);
    expect(withinCurrent([other], ana, 0).withinCurrent).toBe(false);
  });

  it('takes the roles of a permission set together, which one of them it is left open', () => {
    const own = { StringEquals: { 'aws:PrincipalAccount': ['111122223333'] } };
    const roles = [
      current([named(policy({ Action: ['s3:*'] }))]),
      current([named(policy({ Action: ['sqs:*'], Condition: own }))], {
        arn: 'arn:aws:iam::444455556666:role/app',
      }),
    ];
    const together = presentTogether(roles) as PresentPolicies;
    expect(withinCurrent([bucket], together, 0).withinCurrent).toBe(true);
    expect(withinCurrent([policy({ Action: ['sqs:SendMessage'] })], together, 0).withinCurrent).toBe(false);
    expect(presentTogether(roles.slice(0, 1))).toBe(roles[0]);
    expect(presentTogether([])).toBeUndefined();
  });

  it('takes several present policies together', () => {
    const both = policy({ Action: ['s3:GetObject'] }, { Action: ['sqs:SendMessage'] });
    const parts = [named(policy({ Action: ['s3:*'] })), named(policy({ Action: ['sqs:*'] }))];
    expect(withinCurrent([both], current(parts), 0).withinCurrent).toBe(true);
  });

  it('is not where it allows more, and shows a request', () => {
    const less = current([named(policy({ Resource: ['arn:aws:s3:::amzn-s3-demo-bucket/a/b'] }))]);
    const { withinCurrent: within, witness } = withinCurrent([bucket], less, 0);
    expect(within).toBe(false);
    expect(witness).toMatchObject({
      action: 's3:GetObject',
      resource: expect.stringMatching(/^arn:aws:s3:::amzn-s3-demo-bucket\/a\//),
    });
  });

  it('is not where a present policy denies it, or the boundary does not allow it', () => {
    const denying = current([
      named(policy({})),
      named(policy({ Effect: 'Deny', Resource: ['arn:aws:s3:::amzn-s3-demo-bucket/a/secret'] })),
    ]);
    expect(withinCurrent([bucket], denying, 0).withinCurrent).toBe(false);
    const bounded = current([named(policy({}))], {
      permissionsBoundary: named(policy({ Action: ['sqs:*'] })),
    });
    expect(withinCurrent([bucket], bounded, 0).withinCurrent).toBe(false);
  });

  it('does not count what a resource policy must have allowed', () => {
    const two = policy({ Action: ['s3:GetObject', 'sqs:SendMessage'] });
    expect(withinCurrent([two], current([named(policy({}))]), 0)).toMatchObject({
      withinCurrent: true,
      grantedElsewhere: ['sqs:SendMessage'],
    });
  });

  it('is not known where a policy is missing from the export', () => {
    const partly = current([named(policy({}))], { missing: ['managed policy x'] });
    expect(withinCurrent([bucket], partly, 0)).toMatchObject({
      withinCurrent: null,
      unknown: 'the export does not have managed policy x',
    });
  });

  it('tells what would be lost, and what changed since the logs began', () => {
    const wide = current([
      named(
        policy({ Action: ['s3:GetObject', 's3:PutObject', 'sqs:SendMessage'] }),
        'managed policy Wide',
        100,
      ),
    ]);
    expect(withinCurrent([bucket], wide, 50)).toMatchObject({
      losses: { services: ['sqs'], actions: ['s3:PutObject'], actionCount: 2 },
      changedSince: ['managed policy Wide'],
    });
    expect(withinCurrent([bucket], wide, 150).changedSince).toEqual([]);
  });

  it('reads variables as each version has them', () => {
    const old = {
      Version: '2008-10-17',
      Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/${aws:username}' }],
    };
    const mixed = current([named(old), named(policy({ Action: ['sqs:*'] }))]);
    expect(withinCurrent([bucket], mixed, 0)).toMatchObject({ withinCurrent: null });
  });
});
