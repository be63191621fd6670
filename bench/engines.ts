// Every engine of the table: the command that is timed, and how its answer is had afterwards, untimed.
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Answer, readAnswer, readByteCount } from './answer.js';
import type { Archive } from './cached-archive.js';
import type { Tool } from './tools.js';

/** Where one run of one engine works. */
export interface Job {
  archive: Archive;
  /** A file a line. */
  list: string;
  /** An empty folder. */
  folder: string;
}

export interface Engine {
  name: string;
  title: string;
  /** What must be at hand, see tools.ts. */
  tool?: Tool;
  /** Timed from its start to its end. */
  command(job: Job): string[];
  /** What it found: groups, or for engines that only inflate the number of bytes. */
  check(job: Job): Promise<Answer | number>;
}

const run = promisify(execFile);
const compiled = (path: string) => fileURLToPath(new URL(path, import.meta.url));
/** Scripts that are not compiled stay in bench/engines. */
const script = (name: string) => compiled(`../../bench/engines/${name}`);
const program = (name: string) => [process.execPath, compiled(`./engines/${name}.js`)];
const databaseOf = (job: Job) => join(job.folder, 'groups.duckdb');
const answerOf = (job: Job) => join(job.folder, 'answer');

async function dumped(job: Job, query: string): Promise<Answer> {
  const [node = '', ...args] = program('dump-groups');
  await run(node, [...args, databaseOf(job), script(query), answerOf(job)]);
  return await readAnswer(answerOf(job));
}

/** Two processes of a command that inflates to standard output. */
function inflating(name: Tool, command: readonly string[]): Engine {
  return {
    name,
    title: `\`${command.join(' ')}\` × 2 to nothing`,
    tool: name,
    command: (job) => ['sh', script('inflate-only.sh'), job.list, '/dev/null', ...command],
    check: async (job) =>
      Number((await run('sh', [script('inflate-only.sh'), job.list, 'count', ...command])).stdout),
  };
}

export const ENGINES: readonly Engine[] = [
  inflating('libdeflate', ['libdeflate-gunzip', '-c']),
  {
    name: 'zlib',
    title: 'node:zlib `gunzipSync` alone, 2 workers',
    command: (job) => [...program('gunzip-only'), job.list, answerOf(job)],
    check: async (job) => readByteCount(answerOf(job)),
  },
  {
    name: 'clickhouse',
    title: 'ClickHouse in process (`chdb`), `file()`',
    tool: 'chdb',
    command: (job) => [...program('clickhouse'), job.archive.folder, answerOf(job)],
    check: (job) => readAnswer(answerOf(job)),
  },
  {
    name: 'trailwright',
    title: '**`trailwright ingest --store --threads 2`**',
    command: (job) => [
      ...[process.execPath, compiled('../src/cli/main.js'), 'ingest', job.archive.folder],
      ...['--store', databaseOf(job), '--threads', '2', '--quiet', '--json'],
    ],
    check: (job) => dumped(job, 'trailwright-groups.sql'),
  },
  inflating('gzip', ['gzip', '-dc']),
  {
    name: 'duckdb',
    title: 'DuckDB `read_json`',
    command: (job) => [...program('duckdb-read-json'), job.archive.folder, databaseOf(job)],
    check: (job) => dumped(job, 'groups.sql'),
  },
  {
    name: 'json-parse',
    title: '`gunzipSync` + `JSON.parse`, 2 workers, rows into DuckDB',
    command: (job) => [...program('json-parse-rows'), job.list, databaseOf(job)],
    check: (job) => dumped(job, 'groups.sql'),
  },
  {
    name: 'python',
    title: 'Python, orjson or json, 2 processes',
    tool: 'python',
    command: (job) => ['python3', script('groups.py'), job.list, answerOf(job)],
    check: (job) => readAnswer(answerOf(job)),
  },
  {
    name: 'jq',
    title: '`jq` × 2, `sort`, `awk`',
    tool: 'jq',
    command: (job) => ['sh', script('jq-groups.sh'), job.list, answerOf(job)],
    check: (job) => readAnswer(answerOf(job)),
  },
  {
    name: 'trailscraper',
    title: "trailscraper's reader",
    tool: 'trailscraper',
    command: (job) => ['python3', script('groups.py'), job.list, answerOf(job), '--trailscraper'],
    check: (job) => readAnswer(answerOf(job)),
  },
];

export function writeList(path: string, archive: Archive): void {
  writeFileSync(path, `${archive.files.join('\n')}\n`);
}
