// What a run was measured on, and with what; nothing in it tells whose machine it is.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Machine {
  cpu: string;
  cores: number;
  memoryGb: number;
  system: string;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export function thisMachine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() || arch(),
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 1e9),
    // The rest of a release can name who built the kernel.
    system: `${platform()} ${release().split('.').slice(0, 2).join('.')} ${arch()}`,
  };
}

/** Where the results of a run that began at `date` (ISO 8601) on this machine go. */
export function runFolder(date: string): string {
  const cpu = thisMachine()
    .cpu.toLowerCase()
    .replace(/\((r|tm)\)/g, '');
  const name = cpu.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  return join(ROOT, 'bench/runs', `${date.slice(0, 10)}-${name}`);
}

/** Versions of what is measured: ours by version and commit, `+` where files differ from it. */
export function ownVersions(): Record<string, string> {
  const { version, dependencies } = JSON.parse(readFileSync(`${ROOT}/package.json`, 'utf8')) as {
    version: string;
    dependencies: Record<string, string>;
  };
  const commit = git('rev-parse', '--short', 'HEAD');
  const changed = git('status', '--porcelain', '--untracked-files=no') === '' ? '' : '+';
  return {
    trailwright: commit === '' ? version : `${version} (${commit}${changed})`,
    node: process.versions.node,
    zlib: process.versions.zlib,
    duckdb: dependencies['@duckdb/node-api'] ?? '',
  };
}

function git(...args: string[]): string {
  return spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' }).stdout?.trim() ?? '';
}
