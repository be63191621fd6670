// A run's results: as JSON with everything that was measured, and as a table of medians.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EngineResult, median } from './compare-engines.js';
import type { ArchiveShape } from './generate-archive.js';
import type { Machine } from './machine.js';

export interface Results {
  /** UTC, ISO 8601. */
  date: string;
  command: string;
  machine: Machine;
  versions: Record<string, string>;
  archive: ArchiveShape & { files: number; packedBytes: number; textBytes: number };
  rounds: number;
  engines: readonly EngineResult[];
}

export function writeResults(folder: string, results: Results): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'results.json'), `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(join(folder, 'table.md'), tableOf(results));
}

const count = (n: number) => n.toLocaleString('en-US');

/** Markdown, quickest first. */
export function tableOf(results: Results): string {
  const { archive, machine, versions, engines } = results;
  const rows = [...engines]
    .sort((a, b) => (median(a.wallSeconds) || Infinity) - (median(b.wallSeconds) || Infinity))
    .map((engine) => `| ${rowOf(engine, archive.textBytes).join(' | ')} |`);
  return `| engine | seconds | CPU seconds | MB/s of JSON | peak MB | |
| --- | --: | --: | --: | --: | --- |
${rows.join('\n')}

${count(archive.events)} events in ${count(archive.files)} files, ${bytes(archive.textBytes)} of JSON from ${bytes(archive.packedBytes)}
(seed ${archive.seed}, ${Math.round(archive.distinctShare * 100)} % of events on a resource of their own, gzip level ${archive.level}). Whole
processes in turn, medians of ${results.rounds}; ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, ${machine.system}.
${Object.entries(versions)
  .map(([name, version]) => `${name} ${version}`)
  .join('; ')}.

\`${results.command}\`, ${results.date.slice(0, 10)}.
`;
}

function rowOf(engine: EngineResult, textBytes: number): string[] {
  if (engine.wallSeconds.length === 0) return [engine.title, '', '', '', '', said(engine)];
  const wall = median(engine.wallSeconds);
  const peak = median(engine.peakBytes);
  return [
    engine.title,
    wall.toFixed(1),
    median(engine.cpuSeconds).toFixed(1),
    count(Math.round(textBytes / 1e6 / wall)),
    Number.isNaN(peak) ? '' : count(Math.round(peak / 1e6)),
    said(engine),
  ];
}

function said({ status, reason, answer }: EngineResult): string {
  if (status !== 'ok') return `**${status}**${reason === undefined ? '' : `: ${reason}`}`;
  return typeof answer === 'object' ? `${count(answer.groups)} groups` : 'only inflates';
}

function bytes(n: number): string {
  return n >= 1e9 ? `${(n / 1e9).toFixed(2)} GB` : `${(n / 1e6).toFixed(1)} MB`;
}
