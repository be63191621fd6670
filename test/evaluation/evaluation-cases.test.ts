// The case tables of test/cases/evaluation: a request and policies in, the decision and what it rests on out. The slow
// evaluator is held to the same tables.
import { describe, expect, test } from 'vitest';
import { evaluateRequest } from '../../src/evaluation/evaluate-request.js';
import { explainLayer } from '../../src/evaluation/explain-layer.js';
import { PolicySetReader } from '../../src/evaluation/read-policy-set.js';
import { readRequest } from '../../src/evaluation/read-request.js';
import { batchAnswer, evalDecision } from '../../src/report/evaluation-result.js';
import { type SlowLine, slowAnswer } from '../reference/slow-evaluator.js';
import { evaluationTables, lineOfCase } from './evaluation-case.js';

const tables = evaluationTables();

test('there are enough cases, each with its source', () => {
  const cases = tables.flatMap(({ table }) => table.cases.map((c) => c.source ?? table.source));
  expect(cases.length).toBeGreaterThan(250);
  for (const source of cases) expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
});

for (const { file, table } of tables) {
  describe(file, () => {
    test.each(table.cases.map((c) => [c.name, c] as const))('%s', (_, c) => {
      const line = lineOfCase(c, table.base);
      const evaluation = evaluateRequest(readRequest(line.request), new PolicySetReader().read(line));
      const { decision, facts, request } = evaluation;
      const { decision: outcome, cause, why, matched, ...more } = c.expect;
      expect(evalDecision(decision.outcome)).toBe(outcome);
      expect(batchAnswer(evaluation)).toMatchObject(more);
      const layer = c.resourceStatement === undefined ? facts.identityPolicies : facts.resourcePolicy;
      const [unmatched] =
        layer === undefined ? [] : explainLayer(layer, request, facts.permissionsBoundary !== undefined);
      if (why !== undefined) expect(unmatched?.mismatches.map(({ key }) => key)).toEqual(why);
      if (cause !== undefined) expect(unmatched?.mismatches).toMatchObject([{ cause }]);
      if (matched !== undefined)
        expect(decision.statements.map(({ statement }) => statement.source.sid?.value)).toEqual(matched);
      expect(slowAnswer(line as unknown as SlowLine).decision).toBe(outcome);
    });
  });
}
