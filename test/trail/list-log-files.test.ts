import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { listLogFiles } from '../../src/trail/list-log-files.js';

const root = mkdtempSync(join(tmpdir(), 'trailwright-list-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function listed(input: string): Promise<string[]> {
  const found: string[] = [];
  for await (const file of listLogFiles([input])) {
    const told = 'reason' in file ? `: ${file.reason}` : ` ${file.sizeBytes}`;
    found.push(`${relative(root, file.path)}${told}`);
  }
  return found;
}

it('lists folders depth first and sorted by name, through links, but no folder inside itself', async () => {
  for (const folder of ['b/deep/deeper', 'b/empty', 'z']) mkdirSync(join(root, folder), { recursive: true });
  for (const file of ['c', 'a', 'b/deep/deeper/y', 'b/deep/x', 'b/z', 'z/1'])
    writeFileSync(join(root, file), file);
  symlinkSync(root, join(root, 'b/deep/loop'));
  symlinkSync(join(root, 'z'), join(root, 'b/link'));
  symlinkSync(join(root, 'nowhere'), join(root, 'b/lost'));
  expect(await listed(root)).toEqual([
    'a 1',
    'b/deep/deeper/y 15',
    'b/deep/x 8',
    'b/link/1 3',
    'b/lost: the file cannot be opened: ENOENT',
    'b/z 3',
    'c 1',
    'z/1 3',
  ]);
  expect(await listed(join(root, 'b/deep/[xy]'))).toEqual(['b/deep/x 8']);
});
