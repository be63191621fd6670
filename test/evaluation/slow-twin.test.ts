// The evaluator against its slow twin, on random policies and requests: the decision, and every statement that applies.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/core/json.js';
import { layersOf } from '../../src/evaluation/decide.js';
import { evaluateRequest } from '../../src/evaluation/evaluate-request.js';
import type { Layer } from '../../src/evaluation/layer.js';
import { PolicySetReader } from '../../src/evaluation/read-policy-set.js';
import { readRequest } from '../../src/evaluation/read-request.js';
import { evalDecision } from '../../src/report/evaluation-result.js';
import { type SlowAnswer, type SlowLine, slowAnswer } from '../reference/slow-evaluator.js';
import { randomLine, randomNumbers } from './random-line.js';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const rounds = Number(process.env.ROUNDS ?? 20_000);

const SLOW_NAMES: Record<Layer, string> = {
  'resource-control-policy': 'rcp',
  'service-control-policy': 'scp',
  'vpc-endpoint-policy': 'vpce',
  'resource-based-policy': 'resource',
  'identity-based-policy': 'identity',
  'permissions-boundary': 'boundary',
  'session-policy': 'session',
};

function fastAnswer(line: SlowLine, reader = new PolicySetReader()): SlowAnswer {
  const members = line as unknown as JsonObject;
  const { decision, facts } = evaluateRequest(readRequest(members.request), reader.read(members));
  const matched = layersOf(facts).flatMap(({ allows, denies }) =>
    [...allows, ...denies].map(({ layer, level, policyIndex, statement }) =>
      [SLOW_NAMES[layer], ...(level === undefined ? [] : [level]), policyIndex, statement.source.index].join(
        '/',
      ),
    ),
  );
  return { decision: evalDecision(decision.outcome), matched: matched.sort() };
}

describe(`the slow evaluator, seed ${seed}`, () => {
  it(`says the same of ${rounds} random lines`, () => {
    const next = randomNumbers(seed);
    const decisions: Record<string, number> = {};
    for (let round = 0; round < rounds; round++) {
      const line = randomLine(next);
      const fast = fastAnswer(line);
      const slow = slowAnswer(line);
      if (JSON.stringify(fast) !== JSON.stringify(slow))
        expect(fast, `seed ${seed}, round ${round}: ${JSON.stringify(line)}`).toEqual(slow);
      decisions[fast.decision] = (decisions[fast.decision] ?? 0) + 1;
    }
    for (const decision of ['allowed', 'implicitDeny', 'explicitDeny'])
      expect(decisions[decision], `${decision}, seed ${seed}`).toBeGreaterThan(rounds / 50);
  });

  it('says the same where policies are asked again and again', () => {
    const next = randomNumbers(seed + 1);
    for (let round = 0; round < rounds / 200; round++) {
      const policies = randomLine(next);
      const reader = new PolicySetReader();
      for (let asked = 0; asked < 20; asked++) {
        const line = { ...policies, request: randomLine(next).request };
        const fast = fastAnswer(line, reader);
        const slow = slowAnswer(line);
        if (JSON.stringify(fast) !== JSON.stringify(slow))
          expect(fast, `seed ${seed}, round ${round}: ${JSON.stringify(line)}`).toEqual(slow);
      }
    }
  });
});
