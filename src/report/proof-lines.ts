// What was shown of the policies, for people.
import type { Grade } from '../proof/proof.js';
import { isProven } from '../proof/proof.js';
import { nameWithoutPath } from './short-name.js';
import type { PrincipalResult } from './summary.js';
import { formatCount, printable } from './text-table.js';

const LISTED = 10;
const GRADES: readonly Grade[] = ['ready', 'review', 'insufficient'];

/** For the summary: how many policies are proven, of how many requests, and how they are graded. None if nothing was. */
export function proofLines(results: readonly PrincipalResult[]): string[] {
  const proofs = results.flatMap(({ proof }) => (proof === null ? [] : [proof]));
  if (proofs.length === 0) return [];
  const sum = (of: (proof: (typeof proofs)[number]) => number): number =>
    proofs.reduce((n, proof) => n + of(proof), 0);
  const replayed = sum(({ backtest }) => backtest?.replayedEvents ?? 0);
  const denied = sum(({ backtest }) => backtest?.denied ?? 0);
  const held = results.reduce((n, { heldBack }) => n + heldBack.length, 0);
  const grades = GRADES.map((grade) => `${proofs.filter((proof) => proof.grade === grade).length} ${grade}`);
  return [
    `proof      ${proofs.filter(isProven).length} of ${proofs.length} proven: ` +
      `${formatCount(sum((p) => p.allowedRequests))} of ${formatCount(sum((p) => p.checkedRequests))} used requests allowed`,
    ...(replayed === 0
      ? []
      : [
          `backtest   made of the first 70 % of the period, ${formatCount(denied)} of ${formatCount(replayed)}`,
          `           later calls (${((100 * denied) / replayed).toFixed(1)} %) would have been denied`,
        ]),
    `grades     ${grades.join(', ')}${held > 0 ? `; held back ${held} actions` : ''} (reasons in summary.json)`,
    ...replaceLine(results),
  ];
}

function replaceLine(results: readonly PrincipalResult[]): string[] {
  const replacements = results.flatMap(({ replacement }) => replacement ?? []);
  if (replacements.length === 0) return [];
  const without = replacements.filter((replacement) => 'reason' in replacement).length;
  return [
    `replace    ${replacements.length - without} swaps and their rollbacks; ${without} left out (reasons in summary.json)`,
  ];
}

/** For standard error: policies of which something was shown that speaks against them. */
export function unprovenLines(results: readonly PrincipalResult[]): string[] {
  const lines = results.slice(0, LISTED).map(({ usage, proof }) => {
    const wrong = [
      ...(proof?.sufficient ? [] : ['not sufficient']),
      ...(proof?.tight ? [] : ['not tight']),
      ...(proof?.valid ? [] : ['not valid']),
      ...(proof?.withinCurrent === false ? ['not within what it may do now'] : []),
    ];
    return printable(`NOT PROVEN: ${nameWithoutPath(usage.principalArn)}: ${wrong.join(', ')}`);
  });
  return results.length > LISTED
    ? [...lines, `NOT PROVEN: and ${results.length - LISTED} more, see summary.json`]
    : lines;
}
