// Engines over one archive, in turn, round by round, so that a slow minute of the machine meets all of them. The first
// round is checked: who answers otherwise than the others is told.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Answer, disagreement } from './answer.js';
import type { Archive } from './cached-archive.js';
import { type Engine, type Job, writeList } from './engines.js';
import { type Measured, measureProcess } from './measure-process.js';

export interface EngineResult {
  name: string;
  title: string;
  /** `failed`: it did not run through. `wrong`: it answered otherwise than it should. */
  status: 'ok' | 'failed' | 'wrong' | 'not at hand';
  /** What is the matter, where something is. */
  reason?: string;
  answer?: Answer | number;
  /** Of each round. */
  wallSeconds: number[];
  cpuSeconds: number[];
  peakBytes: number[];
}

export interface Comparison {
  archive: Archive;
  engines: readonly Engine[];
  rounds: number;
  /** Works below it; what a run has made goes after the run, unless `keep`. */
  folder: string;
  keep?: boolean;
  onRun?(engine: Engine, round: number, measured: Measured): void;
}

export async function compareEngines(comparison: Comparison): Promise<EngineResult[]> {
  const { archive, engines, rounds, folder, keep } = comparison;
  const list = join(folder, 'files');
  writeList(list, archive);
  const results = new Map(engines.map((engine) => [engine, emptyResult(engine)]));
  let agreed: Answer | undefined;
  for (let round = 0; round < rounds; round++) {
    for (const [engine, result] of results) {
      if (result.status !== 'ok') continue;
      const job: Job = { archive, list, folder: join(folder, `${engine.name}-${round}`) };
      mkdirSync(job.folder);
      const measured = await measureProcess(engine.command(job));
      comparison.onRun?.(engine, round, measured);
      if (measured.exitCode !== 0) {
        Object.assign(result, { status: 'failed', reason: `exit code ${measured.exitCode}` });
        console.error(measured.stderr);
      } else {
        result.wallSeconds.push(measured.wallSeconds);
        result.cpuSeconds.push(measured.cpuSeconds);
        if (measured.peakBytes !== undefined) result.peakBytes.push(measured.peakBytes);
        if (round === 0) {
          const reason = await checkAnswer(engine, job, result, agreed);
          if (reason !== '') Object.assign(result, { status: 'wrong', reason });
          else if (typeof result.answer === 'object') agreed ??= result.answer;
        }
      }
      if (!keep) rmSync(job.folder, { recursive: true });
    }
  }
  return [...results.values()];
}

export function emptyResult({ name, title }: Engine): EngineResult {
  return { name, title, status: 'ok', wallSeconds: [], cpuSeconds: [], peakBytes: [] };
}

/** What is wrong with what `job` has found; '' if nothing is. */
async function checkAnswer(engine: Engine, job: Job, result: EngineResult, agreed?: Answer): Promise<string> {
  try {
    result.answer = await engine.check(job);
    return whatIsWrong(result.answer, job.archive, agreed);
  } catch (error) {
    console.error(error);
    return 'its answer cannot be read';
  }
}

function whatIsWrong(answer: Answer | number, archive: Archive, agreed?: Answer): string {
  if (typeof answer !== 'number') return disagreement(answer, archive.shape.events, agreed);
  return answer === archive.textBytes ? '' : `it inflates ${answer} bytes of ${archive.textBytes}`;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
