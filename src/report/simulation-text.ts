// The answer of `simulate` for a person: the decision, what it rests on, and what each layer says.

import type { CompiledPolicy } from '../evaluation/compile-policy.js';
import type { CompiledStatement } from '../evaluation/compile-statement.js';
import { layersOf, outcomeOfLayer } from '../evaluation/decide.js';
import type { LayerFacts } from '../evaluation/evaluate-layer.js';
import type { Evaluation } from '../evaluation/evaluate-request.js';
import { explainLayer, type Mismatch } from '../evaluation/explain-layer.js';
import { LAYERS } from '../evaluation/layer.js';
import { missingContextKeys } from '../evaluation/missing-context.js';
import { evalDecision } from './evaluation-result.js';
import { formatCount, printable } from './text-table.js';

/** Of a layer with more statements that do not apply only so many are shown. */
const MOST_SHOWN = 20;
const WIDTH = 80;

/** Lines without line feeds. `action`: as asked. */
export function simulationText(evaluation: Evaluation, action: string): string[] {
  const { decision, request, facts } = evaluation;
  const layers = layersOf(facts);
  const attached = layers.filter(({ policies }) => policies.length > 0);
  const isAttached = new Set(attached.map(({ layer }) => layer));
  const absent = LAYERS.filter((layer) => !isAttached.has(layer));
  const missing = missingContextKeys(
    new Set(attached.flatMap(({ policies }) => policies.map(({ document }) => document))),
    request.context,
  );
  const lines = [
    `decision    ${evalDecision(decision.outcome)}`,
    `action      ${action}`,
    `resource    ${request.resource}`,
    `decided by  ${decision.decidedBy}${levelText(decision.level)} (${decision.reason})`,
    ...decision.statements.map(({ policy, statement }) => `            ${placeText(policy, statement)}`),
    ...attached.flatMap((layer) => ['', ...layerLines(layer, evaluation)]),
  ];
  if (absent.length > 0)
    lines.push('', 'not attached, or not for this principal:', ...absent.map((l) => `  ${l}`));
  if (missing.length > 0)
    lines.push('', 'asked for by policies, not in the request:', ...missing.map((key) => `  ${key}`));
  return lines.map(printable);
}

function layerLines(layer: LayerFacts, { request, facts }: Evaluation): string[] {
  const unmatched = explainLayer(layer, request, facts.permissionsBoundary !== undefined);
  const lines = [`${layer.layer}${levelText(layer.level)}: ${evalDecision(outcomeOfLayer(layer))}`];
  for (const { policy, statement } of [...layer.denies, ...layer.allows])
    lines.push(`  ${placeText(policy, statement)}: ${statement.effect === 'Deny' ? 'denies' : 'allows'}`);
  for (const { policy, statement, mismatches } of unmatched.slice(0, MOST_SHOWN)) {
    lines.push(...unmatchedLines(`  ${placeText(policy, statement)}:`, mismatches.map(mismatchText)));
  }
  if (unmatched.length > MOST_SHOWN)
    lines.push(`  ${formatCount(unmatched.length - MOST_SHOWN)} more that do not apply: --json has all`);
  return lines;
}

/** On one line where that fits, else a line each. */
function unmatchedLines(place: string, reasons: readonly string[]): string[] {
  const line = `${place} ${reasons.join(', ')}`;
  return line.length <= WIDTH ? [line] : [place, ...reasons.map((reason) => `    ${reason}`)];
}

function mismatchText(mismatch: Mismatch): string {
  if (mismatch.key !== 'condition-mismatch') return mismatch.key;
  return `${mismatch.cause}: ${mismatch.operator} ${mismatch.conditionKey}`;
}

function placeText({ name }: CompiledPolicy, { document, source, effect }: CompiledStatement): string {
  const { line } = document.spanOf(source.node).start;
  return `${name}:${line} ${effect} ${source.sid?.value ?? `statement ${source.index}`}`;
}

function levelText(level: number | undefined): string {
  return level === undefined ? '' : `, level ${level}`;
}
