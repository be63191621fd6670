// A run's table: medians, quickest first, and a row also for what did not run.
import { expect, it } from 'vitest';
import { type EngineResult, emptyResult, median } from '../../bench/compare-engines.js';
import { ENGINES } from '../../bench/engines.js';
import { DEFAULT_SHAPE } from '../../bench/generate-archive.js';
import { type Results, tableOf } from '../../bench/results.js';

function engine(name: string, result: Partial<EngineResult>): EngineResult {
  return { ...emptyResult({ name, title: name, command: () => [], check: async () => 0 }), ...result };
}

const answer = { groups: 1234, events: 2000, checksum: '0' };
const results: Results = {
  date: '2026-01-02T03:04:05.000Z',
  command: 'npm run bench',
  machine: { cpu: 'a cpu', cores: 2, memoryGb: 8, system: 'linux 6.1 x64' },
  versions: { node: '20.0.0' },
  archive: { ...DEFAULT_SHAPE, events: 2000, files: 1, packedBytes: 1e6, textBytes: 10e6 },
  rounds: 3,
  engines: [
    engine('absent', { status: 'not at hand' }),
    engine('slow', { answer, wallSeconds: [9, 4, 5], cpuSeconds: [9, 9, 9], peakBytes: [1e6, 3e6, 2e6] }),
    engine('quick', { answer: 10e6, wallSeconds: [2, 1, 3], cpuSeconds: [2, 1, 3] }),
    engine('broken', { status: 'failed', reason: 'exit code 1' }),
  ],
};

it('has a row an engine', () => {
  expect(tableOf(results).split('\n').slice(2, 6)).toEqual([
    '| quick | 2.0 | 2.0 | 5 |  | only inflates |',
    '| slow | 5.0 | 9.0 | 2 | 2 | 1,234 groups |',
    '| absent |  |  |  |  | **not at hand** |',
    '| broken |  |  |  |  | **failed**: exit code 1 |',
  ]);
});

it('takes the middle', () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([])]).toEqual([2, 2.5, Number.NaN]);
});

it('knows each engine by a name of its own', () => {
  expect(new Set(ENGINES.map(({ name }) => name)).size).toBe(ENGINES.length);
});
