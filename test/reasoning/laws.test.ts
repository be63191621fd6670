// What holds of every comparison, on random policies: contained in itself and in what has more, order and duplicates do
// not matter, a Deny adds nothing, containment is transitive, and every FAIL has a request that shows it.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/core/json.js';
import { checkNoNewAccess } from '../../src/custom-checks/check-no-new-access.js';
import { parsePolicy } from '../../src/policy/parse-policy.js';
import { type SlowLine, slowAnswer } from '../reference/slow-evaluator.js';
import { type PolicyForm, Random, type RandomPolicy, randomPolicy } from './random-policy.js';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const ROUNDS = Number(process.env.ROUNDS ?? 150);
const FORMS: readonly PolicyForm[] = [
  { kind: 'identity', statements: 5 },
  { kind: 'resource', statements: 4 },
  { kind: 'identity', statements: 4, withVariables: true },
];

type Verdict = 'PASS' | 'FAIL' | 'UNKNOWN';

function compare(newer: RandomPolicy, older: RandomPolicy, { kind }: PolicyForm): Verdict {
  const [newPolicy, existingPolicy] = [newer, older].map((policy) => parsePolicy(JSON.stringify(policy))) as [
    ReturnType<typeof parsePolicy>,
    ReturnType<typeof parsePolicy>,
  ];
  const { result, undecided } = checkNoNewAccess({ newPolicy, existingPolicy, kind });
  return undecided ? 'UNKNOWN' : result;
}

function withStatements(policy: RandomPolicy, statements: RandomPolicy['Statement']): RandomPolicy {
  return { ...policy, Statement: statements };
}

describe(`laws of containment, SEED=${seed}`, () => {
  for (const [at, form] of FORMS.entries()) {
    const each = (law: (random: Random, policy: RandomPolicy, say: string) => void): void => {
      const random = new Random(seed + at);
      for (let i = 0; i < ROUNDS; i++) {
        const policy = randomPolicy(random, form);
        law(random, policy, `SEED=${seed} form ${at} round ${i}: ${JSON.stringify(policy)}`);
      }
    };
    const name = `${form.kind}${form.withVariables ? ' with variables' : ''}`;

    it(`${name}: a policy adds nothing to itself, in any order, with duplicates`, () => {
      each((random, policy, say) => {
        expect(compare(policy, policy, form), say).toBe('PASS');
        const statements = [...policy.Statement].sort(() => random.next() - 0.5);
        const other = withStatements(policy, [...statements, random.pick(statements)]);
        expect(compare(other, policy, form), say).toBe('PASS');
        expect(compare(policy, other, form), say).toBe('PASS');
      });
    });

    it(`${name}: a further Allow takes nothing away, a further Deny adds nothing`, () => {
      each((random, policy, say) => {
        const [further] = randomPolicy(random, { ...form, statements: 1 }).Statement;
        if (further === undefined) return;
        const allowing = withStatements(policy, [...policy.Statement, { ...further, Effect: 'Allow' }]);
        expect(compare(policy, allowing, form), say).toBe('PASS');
        const denying = withStatements(policy, [{ ...further, Effect: 'Deny' }, ...policy.Statement]);
        expect(compare(denying, policy, form), say).toBe('PASS');
      });
    });

    it(`${name}: what adds nothing to what adds nothing adds nothing`, () => {
      let held = 0;
      each((random, a, say) => {
        const b = withStatements(a, [
          ...a.Statement.filter(() => random.chance(0.7)),
          ...randomPolicy(random, form).Statement,
        ]);
        const c = withStatements(b, [
          ...b.Statement.filter(() => random.chance(0.8)),
          ...randomPolicy(random, form).Statement,
        ]);
        if (compare(a, b, form) !== 'PASS' || compare(b, c, form) !== 'PASS') return;
        held++;
        expect(compare(a, c, form), `${say}\n${JSON.stringify(b)}\n${JSON.stringify(c)}`).toBe('PASS');
      });
      expect(held).toBeGreaterThan(ROUNDS / 20);
    });
  }

  it('shows a request for every statement that fails, and the slow evaluator agrees', () => {
    let shown = 0;
    for (const form of FORMS) {
      const random = new Random(seed + 99);
      for (let i = 0; i < ROUNDS; i++) {
        const newer = randomPolicy(random, form);
        const older = randomPolicy(random, form);
        const [newPolicy, existingPolicy] = [newer, older].map((p) => parsePolicy(JSON.stringify(p)));
        if (newPolicy === undefined || existingPolicy === undefined) continue;
        const { reasons = [] } = checkNoNewAccess(
          { newPolicy, existingPolicy, kind: form.kind },
          { withWitness: true },
        );
        for (const { witness, undecided } of reasons) {
          if (undecided) continue;
          const say = `SEED=${seed} ${JSON.stringify(witness)}\n${JSON.stringify(newer)}\n${JSON.stringify(older)}`;
          expect(witness, say).toBeDefined();
          expect(allows(newer, witness as JsonObject, form.kind), say).toBe(true);
          expect(allows(older, witness as JsonObject, form.kind), say).toBe(false);
          shown++;
        }
      }
    }
    console.log(`SEED=${seed}: ${shown} requests shown`);
    expect(shown).toBeGreaterThan(ROUNDS);
  });
});

/** What the policy alone says of the request, by the evaluator that knows nothing of src. */
function allows(policy: RandomPolicy, request: JsonObject, kind: PolicyForm['kind']): boolean {
  const own = kind === 'identity' ? { identityPolicies: [policy] } : { resourcePolicy: policy };
  const { matched } = slowAnswer({ request, ...own } as unknown as SlowLine);
  const effects = matched
    .filter((id) => id.startsWith(`${kind}/`))
    .map((id) => policy.Statement[Number(id.split('/').at(-1))]?.Effect);
  return effects.includes('Allow') && !effects.includes('Deny');
}
