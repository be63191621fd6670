// The files below what the user named, one at a time and in a stable order: listing never holds up reading.
import { createReadStream, type Stats, statSync } from 'node:fs';
import { opendir, readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { glob, isDynamicPattern } from 'tinyglobby';
import { EngineError } from '../core/error.js';
import type { Skip } from '../core/skip.js';

export interface LogFile {
  path: string;
  sizeBytes: number;
  /** When it was last written to, in ms since the epoch. */
  modifiedMs: number;
}

/**
 * Yields each file below `inputs` (folders, files, globs), folders depth first and sorted by name. A folder that may
 * not be read and a file that vanishes are skips; the rest goes on.
 * @throws EngineError `not-found` for an input that does not exist or a glob that matches nothing.
 */
export async function* listLogFiles(inputs: readonly string[]): AsyncGenerator<LogFile | Skip> {
  for (const input of inputs) {
    const found = await stat(input).catch((error: NodeJS.ErrnoException) => error);
    if (!(found instanceof Error)) {
      if (found.isDirectory()) yield* listFolder(input, new Set());
      else yield { path: input, sizeBytes: found.size, modifiedMs: found.mtimeMs };
    } else if (isDynamicPattern(input)) {
      const paths = await glob(input, { dot: true, absolute: false, expandDirectories: false });
      if (paths.length === 0) throw missing(input, `no file matches \`${input}\``);
      for (const path of paths.sort()) yield* listFile(path);
    } else {
      throw missing(
        input,
        found.code === 'ENOENT' ? `there is no \`${input}\`` : `cannot open \`${input}\`: ${found.code}`,
      );
    }
  }
}

/**
 * The paths in a list: one a line, or NUL-separated; empty lines left out. `-` is standard input.
 * @throws EngineError `not-found` if the list cannot be read.
 */
export async function readFileList(list: string): Promise<string[]> {
  const input = list === '-' ? process.stdin : createReadStream(list);
  const paths: string[] = [];
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      for (const path of line.split('\0')) if (path !== '') paths.push(path);
    }
  } catch (cause) {
    throw new EngineError('not-found', 'no-file-list', `cannot read the list \`${list}\``, {
      help: 'give a file with one path a line, or - for standard input',
      cause,
    });
  }
  return paths;
}

async function* listFolder(folder: string, above: ReadonlySet<string>): AsyncGenerator<LogFile | Skip> {
  let real: string;
  try {
    real = await realpath(folder);
    if (above.has(real)) return;
    // opendir first: readdir on a folder without permission and an empty one must not look alike.
    await (await opendir(folder)).close();
  } catch (error) {
    yield { path: folder, reason: `the folder cannot be read: ${(error as NodeJS.ErrnoException).code}` };
    return;
  }
  const entries = (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1));
  const below = new Set([...above, real]);
  for (const entry of entries) {
    const path = join(folder, entry.name);
    const target = entry.isSymbolicLink() ? await stat(path).catch(() => undefined) : entry;
    if (target?.isDirectory()) yield* listFolder(path, below);
    else if (target === undefined || target.isFile()) yield* listFile(path);
  }
}

async function* listFile(path: string): AsyncGenerator<LogFile | Skip> {
  const found = statOf(path);
  if (found instanceof Error) yield { path, reason: `the file cannot be opened: ${found.code}` };
  else if (found.isFile()) yield { path, sizeBytes: found.size, modifiedMs: found.mtimeMs };
  else if (found.isDirectory()) yield* listFolder(path, new Set());
}

/** Synchronous: less than half of the time, which is a good part of it where files are small. */
function statOf(path: string): Stats | NodeJS.ErrnoException {
  try {
    return statSync(path);
  } catch (error) {
    return error as NodeJS.ErrnoException;
  }
}

function missing(input: string, message: string): EngineError {
  return new EngineError('not-found', 'no-such-path', message, {
    location: input,
    help: 'give a folder, a file or a quoted glob that exists',
  });
}
