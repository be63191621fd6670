// The engine against Z3 on random pairs of policies: both decide, and neither may say otherwise. A solver that gives up or
// fails has not decided.

import { describe, expect, it } from 'vitest';
import { init } from 'z3-solver';
import { EngineError } from '../../src/core/error.js';
import { checkNoNewAccess } from '../../src/custom-checks/check-no-new-access.js';
import { parsePolicy } from '../../src/policy/parse-policy.js';
import { smtlibOf } from '../../src/reasoning/smtlib.js';
import { type PolicyForm, Random, randomPolicy } from '../reasoning/random-policy.js';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const PAIRS = Number(process.env.PAIRS ?? 150);
const LONGEST_MS = Number(process.env.LONGEST_MS ?? 20_000);
const SOLVER_TIMEOUT_MS = 700;
const FORMS: readonly PolicyForm[] = [
  { kind: 'identity', statements: 2 },
  { kind: 'resource', statements: 2 },
];

type Z3 = Awaited<ReturnType<typeof init>>['Z3'];

/** `sat`, `unsat`, or undefined where the solver did not decide. */
async function solve(z3: Z3, text: string): Promise<string | undefined> {
  const config = z3.mk_config();
  const context = z3.mk_context(config);
  z3.del_config(config);
  try {
    const answer = await z3.eval_smtlib2_string(
      context,
      `(set-option :timeout ${SOLVER_TIMEOUT_MS})\n${text.replace('(set-logic ALL)', '')}`,
    );
    return /^(?:sat|unsat)$/m.exec(answer)?.[0];
  } catch {
    return undefined;
  } finally {
    z3.del_context(context);
  }
}

describe(`Z3, SEED=${seed}`, () => {
  it('never says otherwise', async () => {
    const { Z3: z3, em } = await init();
    const counts = { sat: 0, unsat: 0, undecided: 0, unwritten: 0 };
    try {
      const random = new Random(seed);
      const until = performance.now() + LONGEST_MS;
      for (let i = 0; i < PAIRS && performance.now() < until; i++) {
        const form = random.pick(FORMS);
        const one = randomPolicy(random, form);
        const other = randomPolicy(random, form);
        const more = { ...one, Statement: [...one.Statement, ...other.Statement] };
        const [newer, older] = (random.chance(0.5) ? [one, other] : [one, more]).map((p) =>
          parsePolicy(JSON.stringify(p)),
        );
        if (newer === undefined || older === undefined) continue;
        const { result, undecided } = checkNoNewAccess({
          newPolicy: newer,
          existingPolicy: older,
          kind: form.kind,
        });
        let text: string;
        try {
          text = smtlibOf({ policy: newer, existing: older, kind: form.kind });
        } catch (error) {
          if (!(error instanceof EngineError && error.kind === 'unsupported')) throw error;
          counts.unwritten++;
          continue;
        }
        const solved = (await solve(z3, text)) ?? (await solve(z3, text));
        if (solved === undefined || undecided) {
          counts.undecided++;
          continue;
        }
        counts[solved === 'sat' ? 'sat' : 'unsat']++;
        expect(solved, `SEED=${seed} pair ${i}: ${result}\n${newer.text}\n${older.text}`).toBe(
          result === 'FAIL' ? 'sat' : 'unsat',
        );
      }
    } finally {
      em.PThread.terminateAllThreads();
    }
    console.log(`SEED=${seed} ${JSON.stringify(counts)}`);
    // However slow the machine: some are decided.
    expect(counts.sat + counts.unsat).toBeGreaterThan(3);
  });
});
