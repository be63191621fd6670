// The files below what the user named, one at a time and in a stable order: listing never holds up reading.
import { createReadStream, type Dirent, type Stats, statSync } from 'node:fs';
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
      if (found.isDirectory()) yield* listFolder(input);
      else yield { path: input, sizeBytes: found.size, modifiedMs: found.mtimeMs };
    } else if (isDynamicPattern(input)) {
      const paths = await glob(input, { dot: true, absolute: false, expandDirectories: false });
      if (paths.length === 0) throw missing(input, `no file matches \`${input}\``);
      for (const path of paths.sort()) {
        const file = lookAt(path);
        if (file === 'folder') yield* listFolder(path);
        else if (file !== undefined) yield file;
      }
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

/** A folder that is being listed: what is left in it, and the real paths of it and all above. */
interface OpenFolder {
  path: string;
  entries: readonly Dirent[];
  next: number;
  above: ReadonlySet<string>;
}

/** One generator for all below: one a folder, each inside another, takes a file through as many promises as it is deep. */
async function* listFolder(folder: string): AsyncGenerator<LogFile | Skip> {
  const open: OpenFolder[] = [];
  const enter = async (path: string): Promise<Skip | undefined> => {
    const above = open.at(-1)?.above ?? new Set();
    try {
      const real = await realpath(path);
      if (above.has(real)) return undefined;
      // opendir first: readdir on a folder without permission and an empty one must not look alike.
      await (await opendir(path)).close();
      const entries = await readdir(path, { withFileTypes: true });
      entries.sort((a, b) => (a.name < b.name ? -1 : 1));
      open.push({ path, entries, next: 0, above: new Set([...above, real]) });
      return undefined;
    } catch (error) {
      return { path, reason: `the folder cannot be read: ${(error as NodeJS.ErrnoException).code}` };
    }
  };
  const unread = await enter(folder);
  if (unread !== undefined) yield unread;
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const entry = top.entries[top.next++];
    if (entry === undefined) {
      open.pop();
      continue;
    }
    const path = join(top.path, entry.name);
    const isFolder = entry.isDirectory();
    if (!isFolder && !entry.isFile() && !entry.isSymbolicLink()) continue;
    const found = isFolder ? 'folder' : lookAt(path);
    const skip = found === 'folder' ? await enter(path) : found;
    if (skip !== undefined) yield skip;
  }
}

/** A file, why it cannot be opened, or that it is a folder; undefined for what is neither. */
function lookAt(path: string): LogFile | Skip | 'folder' | undefined {
  const found = statOf(path);
  if (found instanceof Error) return { path, reason: `the file cannot be opened: ${found.code}` };
  if (found.isDirectory()) return 'folder';
  return found.isFile() ? { path, sizeBytes: found.size, modifiedMs: found.mtimeMs } : undefined;
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
