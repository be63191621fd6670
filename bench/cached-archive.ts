// The archive that a benchmark reads: made once for its parameters by two threads, and kept in the temp folder.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ArchiveShape } from './generate-archive.js';

const PARTS = 2;
/** What an archive hangs on beside its shape. */
const GENERATOR = ['./generate-archive.js', './made-record.js', './random-words.js'];

export interface Archive {
  folder: string;
  shape: ArchiveShape;
  /** Absolute paths, sorted. */
  files: readonly string[];
  packedBytes: number;
  /** Of JSON, all files inflated. */
  textBytes: number;
}

/** Run from dist/bench: the threads need compiled code. */
export async function cachedArchive(shape: ArchiveShape): Promise<Archive> {
  const generator = createHash('sha256');
  for (const file of GENERATOR) generator.update(readFileSync(new URL(file, import.meta.url)));
  const version = generator.digest('hex').slice(0, 8);
  const { events, perFile, distinctShare, level, seed } = shape;
  const name = `${events}-${perFile}-${distinctShare}-${level}-${seed}-${version}`;
  const folder = join(tmpdir(), 'trailwright-bench', name);
  if (!existsSync(folder)) await makeArchive(folder, shape);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json.gz'))
    .map((file) => join(folder, file))
    .sort();
  const sizes = files.map(sizesOf);
  const sum = (of: (size: { packed: number; text: number }) => number) =>
    sizes.reduce((total, size) => total + of(size), 0);
  return { folder, shape, files, packedBytes: sum((s) => s.packed), textBytes: sum((s) => s.text) };
}

/** All of it is there, or nothing: an interrupted run leaves no archive that looks whole. */
async function makeArchive(folder: string, shape: ArchiveShape): Promise<void> {
  const unfinished = `${folder}.unfinished-${process.pid}`;
  try {
    await Promise.all(
      Array.from({ length: PARTS }, async (_, first) => {
        const workerData = { folder: unfinished, shape, part: { first, of: PARTS } };
        const [code] = await once(
          new Worker(new URL('./archive-part.js', import.meta.url), { workerData }),
          'exit',
        );
        if (code !== 0) throw new Error(`part ${first} of the archive was not made`);
      }),
    );
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** A gzip file ends in the length of its text: https://www.rfc-editor.org/rfc/rfc1952#page-8. Reading warms the cache. */
function sizesOf(file: string): { packed: number; text: number } {
  const bytes = readFileSync(file);
  return { packed: bytes.length, text: bytes.readUInt32LE(bytes.length - 4) };
}
