// What engines need beside this project: is it at hand, and which version?
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export type Tool = 'chdb' | 'python' | 'jq' | 'gzip' | 'libdeflate' | 'trailscraper';

/** Tools that are looked for only when asked for: --with. */
export const ASKED_FOR = ['python', 'jq', 'gzip', 'libdeflate', 'trailscraper'] as const;

const BENCH = fileURLToPath(new URL('../../bench', import.meta.url));
const PYTHON_VERSION = `
import platform
try:
    import orjson
    print(platform.python_version() + ', orjson ' + orjson.__version__)
except ImportError:
    print(platform.python_version() + ', json')`;

/** Version of a tool, or undefined where it is not at hand. Installs chdb if need be. */
export function toolVersion(tool: Tool): string | undefined {
  switch (tool) {
    case 'chdb':
      return chdbVersion();
    case 'python':
      return firstLine('python3', ['-c', PYTHON_VERSION]);
    case 'jq':
      return firstLine('jq', ['--version']);
    case 'gzip':
      return firstLine('gzip', ['--version']);
    case 'libdeflate':
      return firstLine('libdeflate-gunzip', ['-V']);
    case 'trailscraper':
      return firstLine('python3', ['-c', 'import trailscraper; print(trailscraper.__version__)']);
  }
}

function firstLine(command: string, args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0
    ? stdout
        .trim()
        .split('\n')[0]
        ?.replace(/^\D*(?=\d)/, '')
    : undefined;
}

/** Peers from npm stand in bench/package.json, so that nothing but the bench installs half a GB. */
function chdbVersion(): string | undefined {
  const file = `${BENCH}/node_modules/chdb/package.json`;
  if (!existsSync(file)) {
    console.log('installing the peers of bench/package.json');
    // Versions are exact in package.json; a lock would have to name the engine of every platform.
    const args = ['install', '--no-package-lock', '--no-audit', '--no-fund'];
    spawnSync('npm', args, { cwd: BENCH, stdio: 'inherit' });
  }
  if (!existsSync(file)) return undefined;
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  // Its engine is a package of its own, and there is none for some platforms.
  const engine = firstLine(process.execPath, [
    '-e',
    `console.log(require(${JSON.stringify(`${BENCH}/node_modules/chdb`)}).query('SELECT version()', 'TSV'))`,
  ]);
  return engine === undefined ? undefined : `${version}, ClickHouse ${engine}`;
}
