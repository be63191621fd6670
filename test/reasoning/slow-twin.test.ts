// Random pairs of policies: what is proven to be contained has no counterexample in a small universe, and what a small
// universe shows to be new access is found. Each FAIL's own request is replayed by the check itself, and here by the slow
// evaluator.
import { describe, expect, it } from 'vitest';
import { checkNoNewAccess } from '../../src/custom-checks/check-no-new-access.js';
import { parsePolicy } from '../../src/policy/parse-policy.js';
import { allowsNothing, haveRequestsInCommon, isWithin } from '../../src/reasoning/policy-relations.js';
import { findCommonSlowly, findNewAccessSlowly } from '../reference/enumerate-requests.js';
import { type PolicyForm, Random, type RandomPolicy, randomPolicy } from './random-policy.js';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const PAIRS = Number(process.env.PAIRS ?? 300);
/** The small universe is enumerated only where it is small: who asks is a variable in resource policies. */
const MOST_KEYS = { identity: 2, resource: 1 };

function keysOf(text: string): number {
  return new Set(
    text.match(/aws:PrincipalTag|aws:TagKeys|aws:SourceIp|s3:max-keys|aws:Multi|aws:SourceArn|aws:username/g),
  ).size;
}

/** Often a changed copy: most random pairs have nothing to do with each other. */
function randomPair(random: Random, form: PolicyForm): [RandomPolicy, RandomPolicy] {
  const one = randomPolicy(random, form);
  const other = randomPolicy(random, form);
  if (random.chance(0.3)) return [one, other];
  const mixed = { ...one, Statement: [...one.Statement, ...other.Statement] };
  const fewer = { ...one, Statement: one.Statement.filter(() => random.chance(0.7)) };
  return random.chance(0.5) ? [fewer, mixed] : [one, mixed];
}

describe(`random pairs, SEED=${seed}`, () => {
  const counts = { PASS: 0, FAIL: 0, unknown: 0 };
  for (const [kind, withVariables] of [
    ['identity', false],
    ['resource', false],
    ['identity', true],
  ] as const)
    it(`agrees with enumeration: ${kind}${withVariables ? ' with variables' : ''}`, () => {
      const random = new Random(seed + kind.length + (withVariables ? 1 : 0));
      for (let i = 0; i < PAIRS; i++) {
        const [newer, older] = randomPair(random, { kind, statements: 3, withVariables }).map((p) =>
          JSON.stringify(p),
        ) as [string, string];
        const response = checkNoNewAccess({
          newPolicy: parsePolicy(newer),
          existingPolicy: parsePolicy(older),
          kind,
        });
        if (response.undecided) counts.unknown++;
        else counts[response.result]++;
        if (response.result === 'FAIL' || keysOf(newer + older) > MOST_KEYS[kind]) continue;
        const found = findNewAccessSlowly(newer, older, kind);
        expect(found, `PASS, but found: SEED=${seed} ${kind} pair ${i}\n${newer}\n${older}`).toBeUndefined();
      }
    });

  it('has decided most of both kinds', () => {
    console.log(`SEED=${seed} ${JSON.stringify(counts)}`);
    expect(counts.PASS).toBeGreaterThan(PAIRS / 20);
    expect(counts.FAIL).toBeGreaterThan(PAIRS / 20);
    expect(counts.unknown).toBeLessThan(PAIRS / 5);
  });

  it('knows which policies allow something in common, and which allow nothing', () => {
    const random = new Random(seed + 5);
    const form: PolicyForm = { kind: 'identity', statements: 2 };
    let apart = 0;
    for (let i = 0; i < PAIRS; i++) {
      const [a, b] = [randomPolicy(random, form), randomPolicy(random, form)].map((p) =>
        parsePolicy(JSON.stringify(p)),
      );
      if (a === undefined || b === undefined || keysOf(a.text + b.text) > 2) continue;
      const say = `SEED=${seed} pair ${i}\n${a.text}\n${b.text}`;
      const [common, other] = [
        haveRequestsInCommon(a, b, 'identity'),
        haveRequestsInCommon(b, a, 'identity'),
      ];
      expect(other.holds, say).toBe(common.holds);
      const isEmpty = allowsNothing(a, 'identity').holds;
      expect(haveRequestsInCommon(a, a, 'identity').holds, say).toBe(isEmpty === 'yes' ? 'no' : 'yes');
      expect(
        isWithin(a, b, 'identity').holds === 'yes' && isEmpty === 'no' && common.holds === 'no',
        say,
      ).toBe(false);
      if (common.holds === 'yes') continue;
      apart++;
      expect(findCommonSlowly(a.text, b.text), say).toBeUndefined();
    }
    expect(apart).toBeGreaterThan(10);
  });
});
