// What is shown of generated policies: true ones pass, policies with one thing too little or too much do not; and the slow
// evaluator agrees on every request that is asked.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generatePolicies } from '../../src/generation/generate-policies.js';
import type { GeneratedPrincipal } from '../../src/generation/generation-options.js';
import type { IdentityPolicy } from '../../src/policy/identity-policy.js';
import { provePolicy } from '../../src/proof/prove-policy.js';
import { unusedGrants } from '../../src/proof/tightness.js';
import { PolicyAsked, readBack, type UsedRequest, usedRequests } from '../../src/proof/used-requests.js';
import { options, usageRows } from '../generation/arbitrary-usage.js';
import {
  generationOptions,
  permissionRows,
  principalUsage,
  type UsageRow,
} from '../generation/usage-rows.js';
import { slowAnswer } from '../reference/slow-evaluator.js';

const ROLE = 'arn:aws:iam::111122223333:role/app';
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

const rows: UsageRow[] = [
  { action: 's3:GetObject', resource: 'arn:aws:s3:::amzn-s3-demo-bucket/a/1', type: 's3:object' },
  { action: 's3:GetObject', resource: 'arn:aws:s3:::amzn-s3-demo-bucket/a/2', type: 's3:object', count: 5 },
  { action: 'ec2:DescribeInstances' },
  {
    action: 'ec2:RunInstances',
    resource: 'arn:aws:ec2:eu-west-1:111122223333:instance/*',
    type: 'ec2:instance',
    reason: 'id-assigned-by-service',
  },
  {
    action: 'iam:PassRole',
    resource: 'arn:aws:iam::111122223333:role/task',
    type: 'iam:role',
    conditions: { StringEquals: { 'iam:PassedToService': ['ecs-tasks.amazonaws.com'] } },
  },
  {
    action: 'sqs:SendMessage',
    resource: 'arn:aws:sqs:eu-west-1:111122223333:q',
    auth: 'denied',
    cause: 'explicit-deny',
  },
];
const permissions = rows.flatMap(permissionRows);
const usage = principalUsage(permissions);
const generated = generatePolicies(usage, generationOptions());

function changed(
  change: (statement: IdentityPolicy['Statement'][number]) => IdentityPolicy['Statement'][number] | undefined,
): GeneratedPrincipal {
  const documents = generated.documents.map((document) => ({
    ...document,
    Statement: document.Statement.flatMap((statement) => change(statement) ?? []),
  }));
  return { ...generated, documents };
}

const isAbout = (statement: IdentityPolicy['Statement'][number], action: string): boolean =>
  statement.Action.includes(action);

describe('provePolicy', () => {
  it('shows a generated policy to allow all that was used, and nothing else', () => {
    expect(provePolicy(usage, permissions, generated)).toEqual({
      sufficient: true,
      checkedRequests: 5,
      allowedRequests: 5,
      missing: [],
      tight: true,
      unused: [],
      valid: true,
      findings: [],
    });
  });

  it('misses what a statement that is gone allowed', () => {
    const facts = provePolicy(
      usage,
      permissions,
      changed((s) => (isAbout(s, 'ec2:DescribeInstances') ? undefined : s)),
    );
    expect(facts.sufficient).toBe(false);
    expect(facts.missing).toContainEqual({ action: 'ec2:DescribeInstances', resource: '*' });
  });

  it('misses calls that make something where only what they once made is allowed', () => {
    const facts = provePolicy(
      usage,
      permissions,
      changed((s) =>
        isAbout(s, 'ec2:RunInstances')
          ? { ...s, Resource: ['arn:aws:ec2:eu-west-1:111122223333:instance/i-1'] }
          : s,
      ),
    );
    expect(facts.missing.map(({ action }) => action)).toEqual(['ec2:RunInstances']);
  });

  it('misses calls under other conditions', () => {
    const Condition = { StringEquals: { 'iam:PassedToService': ['ec2.amazonaws.com'] } };
    const facts = provePolicy(
      usage,
      permissions,
      changed((s) => (isAbout(s, 'iam:PassRole') ? { ...s, Condition } : s)),
    );
    expect(facts.missing.map(({ action }) => action)).toEqual(['iam:PassRole']);
  });

  it('finds an action that was not used', () => {
    const facts = provePolicy(
      usage,
      permissions,
      changed((s) => (isAbout(s, 's3:GetObject') ? { ...s, Action: [...s.Action, 's3:DeleteObject'] } : s)),
    );
    expect(facts.sufficient).toBe(true);
    expect(facts.unused).toEqual([
      { action: 's3:DeleteObject', resource: 'arn:aws:s3:::amzn-s3-demo-bucket/a/1' },
      { action: 's3:DeleteObject', resource: 'arn:aws:s3:::amzn-s3-demo-bucket/a/2' },
    ]);
  });

  it('finds a resource that is wider than what was used, unless it is listed so', () => {
    const to = 'arn:aws:s3:::amzn-s3-demo-bucket/*';
    const wider = changed((s) => (isAbout(s, 's3:GetObject') ? { ...s, Resource: [to] } : s));
    expect(provePolicy(usage, permissions, wider).unused).toEqual([{ action: 's3:GetObject', resource: to }]);
    const widened = [
      { actions: ['s3:GetObject'], from: [], fromCount: 2, to, reason: 'names-vary' as const },
    ];
    expect(unusedGrants(wider.documents, permissions, widened)).toEqual([]);
    const elsewhere = [{ ...widened[0], to: 'arn:aws:s3:::other/*' }] as typeof widened;
    expect(unusedGrants(wider.documents, permissions, elsewhere).length).toBe(1);
  });

  it('takes a policy in which validate-policy finds an error for invalid', () => {
    const facts = provePolicy(
      usage,
      permissions,
      changed((s) => ({ ...s, Action: [...s.Action, 's3:NoSuchAction'] })),
    );
    expect([facts.valid, facts.findings]).toEqual([false, ['INVALID_ACTION']]);
  });
});

describe(`random usage, seed ${seed}`, () => {
  it('is allowed by the policies made of it, which have nothing else', () => {
    fc.assert(
      fc.property(usageRows, options, (given, chosen) => {
        const all = principalUsage(given);
        const made = generatePolicies(all, chosen);
        if (made.documents.length === 0 || chosen.placeholders) return;
        // What is denied, or asked for with a role that is not known, is no request of the log.
        const facts = provePolicy(all, given, made);
        expect(facts.unused).toEqual([]);
        const refused = new Set(made.unresolved.filter((use) => !use.granted).map((use) => use.action));
        expect(facts.missing.filter(({ action }) => !refused.has(action))).toEqual([]);
      }),
      { seed, numRuns: 200 },
    );
  });

  it('is replayed as the rows of each part of the logs would be', () => {
    const counts = fc.array(fc.nat(3), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(usageRows, counts, (given, before) => {
        const cut = given.map((use, i) => {
          const count = Math.min(use.count, before[i % before.length] ?? 0);
          return count === 0 ? use : { ...use, before: { count, days: 1, lastSeen: use.firstSeen } };
        });
        const later = cut.flatMap((use) => {
          const count = use.count - (use.before?.count ?? 0);
          return count === 0 ? [] : [{ ...use, count }];
        });
        const sorted = (uses: readonly UsedRequest[], part: (use: UsedRequest) => number): string[] =>
          uses.map((use) => JSON.stringify([use.action, use.resource, [...use.context], part(use)])).sort();
        const shared = usedRequests(ROLE, cut).filter(({ count, countBefore }) => count > countBefore);
        expect(sorted(shared, ({ count, countBefore }) => count - countBefore)).toEqual(
          sorted(usedRequests(ROLE, later), ({ count }) => count),
        );
      }),
      { seed, numRuns: 200 },
    );
  });

  it('is answered as by the slow evaluator', () => {
    fc.assert(
      fc.property(usageRows, usageRows, options, (given, other, chosen) => {
        const { documents } = generatePolicies(principalUsage(given), chosen);
        const asked = new PolicyAsked(readBack(documents));
        for (const request of usedRequests(ROLE, [...given, ...other]).slice(0, 20)) {
          const line = {
            request: {
              principal: ROLE,
              action: request.action,
              resource: request.resource,
              resourceAccount: '111122223333',
              context: Object.fromEntries([...request.context].map(([key, values]) => [key, [...values]])),
            },
            identityPolicies: documents,
            // Keys and roles must say themselves that the account's own policies count.
            resourcePolicy: {
              Version: '2012-10-17',
              Statement: { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: '*', Resource: '*' },
            },
          };
          const slow = slowAnswer(line as unknown as Parameters<typeof slowAnswer>[0]);
          expect([line.request, asked.allows(request)]).toEqual([line.request, slow.decision === 'allowed']);
        }
      }),
      { seed, numRuns: 100 },
    );
  });
});
