// Files written whole or not at all: to a name of their own first, then renamed.
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { EngineError } from '../core/error.js';
import { isJsonObject } from '../core/json.js';

/**
 * @throws EngineError `invalid-input` where `folder` cannot be one, or has a summary.json that is not this program's:
 * told before the work, not after it.
 */
export function checkOutputFolder(folder: string): void {
  const refuse = (message: string) =>
    new EngineError('invalid-input', 'bad-output-folder', message, {
      help: 'choose another folder with --out',
    });
  if (folder === '') throw refuse('--out names no folder');
  let found: Stats | undefined;
  try {
    found = statSync(folder, { throwIfNoEntry: false });
  } catch (error) {
    throw refuse(`\`${folder}\` cannot be a folder: ${(error as NodeJS.ErrnoException).code}`);
  }
  if (found !== undefined && !found.isDirectory()) throw refuse(`\`${folder}\` is no folder`);
  const summary = join(folder, 'summary.json');
  if (existsSync(summary) && !isSummary(summary))
    throw refuse(`\`${summary}\` was not written by trailwright`);
}

function isSummary(path: string): boolean {
  try {
    const summary: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isJsonObject(summary) && isJsonObject(summary.archive) && Array.isArray(summary.principals);
  } catch {
    return false;
  }
}

/**
 * Writes `text` to `folder/path` (`/` between segments, already safe).
 * @throws EngineError `limit` for a full disk, `invalid-input` where the folder cannot be written.
 */
export function writeWhole(folder: string, path: string, text: string): void {
  const target = join(folder, ...path.split('/'));
  const draft = join(dirname(target), `.trailwright-${process.pid}.part`);
  try {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(draft, text);
    renameSync(draft, target);
  } catch (cause) {
    rmSync(draft, { force: true });
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    if (code === 'ENOSPC' || code === 'EDQUOT') {
      throw new EngineError('limit', 'disk-full', `no space left to write \`${target}\``, {
        help: 'free some space and run again: what was written before is whole',
        cause,
      });
    }
    throw new EngineError(
      'invalid-input',
      'cannot-write',
      `cannot write \`${target}\`: ${code || String(cause)}`,
      {
        help: 'choose another folder with --out',
        cause,
      },
    );
  }
}

/**
 * Removes the policy files that an earlier run wrote to `folder` (its summary.json names them) and this one did not:
 * a stale policy must not pass for a current one. Paths that would leave the folder are left alone.
 */
export function removeStale(folder: string, written: ReadonlySet<string>): string[] {
  let summary: unknown;
  try {
    summary = JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8'));
  } catch {
    return [];
  }
  const principals = isJsonObject(summary) && Array.isArray(summary.principals) ? summary.principals : [];
  const removed: string[] = [];
  for (const principal of principals) {
    if (!isJsonObject(principal)) continue;
    const { policyFiles, replacement } = principal;
    const swaps = isJsonObject(replacement) ? replacement.files : undefined;
    for (const file of [policyFiles, swaps].flatMap((files) => (Array.isArray(files) ? files : []))) {
      if (typeof file !== 'string' || written.has(file) || removed.includes(file)) continue;
      if (!file.split('/').every((s) => /^[A-Za-z0-9_+=,@%~-][A-Za-z0-9_+=,.@%~-]*$/.test(s))) continue;
      rmSync(join(folder, ...file.split('/')), { force: true });
      removed.push(file);
    }
  }
  return removed;
}
