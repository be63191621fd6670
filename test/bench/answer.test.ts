// Answers of engines agree whatever the order of their lines, and nothing else that differs is let through.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { disagreement, readAnswer } from '../../bench/answer.js';

const folder = mkdtempSync(join(tmpdir(), 'trailwright-bench-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LINES = ['a\ts3\tGet\teu\t\tb/1\t2\tt1\tt2', 'a\ts3\tGet\teu\t\tb/2\t3\tt1\tt3'];

async function answerOf(lines: readonly string[]) {
  const file = join(folder, 'answer');
  writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
  return await readAnswer(file);
}

describe('an answer', () => {
  it('counts groups and events', async () => {
    expect(await answerOf(LINES)).toMatchObject({ groups: 2, events: 5 });
  });

  it('is the same in any order', async () => {
    const answer = await answerOf(LINES);
    expect(disagreement(await answerOf(LINES.toReversed()), 5, answer)).toBe('');
  });

  it.each([
    ['a time', [LINES[0], LINES[1]?.replace('t3', 't4')], /checksum/],
    ['a missing error', [LINES[0]?.replace('eu\t\t', 'eu\tnull\t'), LINES[1]], /checksum/],
    ['events', [LINES[0]], /2 events of 5/],
    ['groups', [...LINES, 'a\ts3\tGet\teu\t\tb/3\t0\tt1\tt2'], /3 groups/],
  ])('differs by %s', async (_, lines, said) => {
    const answer = await answerOf(LINES);
    expect(disagreement(await answerOf(lines.map((line) => line ?? '')), 5, answer)).toMatch(said);
  });
});
