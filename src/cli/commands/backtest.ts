// `trailwright backtest`: would policies made of the first part of the logs have broken the rest?
import { type Command, Option } from 'commander';
import { EngineError } from '../../core/error.js';
import { generatePolicies } from '../../generation/generate-policies.js';
import type { GenerationOptions, Granularity } from '../../generation/generation-options.js';
import { backtest, cutOf } from '../../proof/backtest.js';
import { type BacktestReport, backtestJson, backtestText } from '../../report/backtest-report.js';
import { type ArchiveFlags, inputPaths, withArchive } from '../archive-run.js';
import { EXIT } from '../exit-code.js';
import { type FilterFlags, repeated, usageFilter } from '../usage-filter.js';

interface BacktestFlags extends ArchiveFlags, FilterFlags {
  train: number;
  granularity: Granularity;
  generalize?: boolean;
  json?: boolean;
}

export function addBacktest(program: Command): void {
  program
    .command('backtest')
    .description('make policies of the first part of the logs and tell which later calls they would deny')
    .argument('[path...]', 'folders, files or globs; - reads a list of files from standard input')
    .option('--store <file>', 'the event store of an earlier ingest, or where to keep one')
    .option('--files-from <file>', 'a list of files, one a line; - for standard input')
    .addOption(
      new Option('--train <share>', 'the first part of the period, cut at the start of a day')
        .default(0.7, '70%')
        .argParser(shareOf),
    )
    .option('--principal <arn>', 'only principals of this ARN or glob (repeatable)', repeated)
    .option('--account <id>', 'only principals of this account (repeatable)', repeated)
    .option('--region <name>', 'only calls in this Region (repeatable)', repeated)
    .option('--since <time>', 'only calls from this time on: ISO 8601, or an age such as 90d')
    .option('--until <time>', 'only calls before this time')
    .addOption(
      new Option('--granularity <level>', 'how far resources are told apart')
        .choices(['service', 'action', 'resource'])
        .default('resource'),
    )
    .option('--generalize', 'merge names that clearly vary into one wildcard')
    .option('--threads <n>', 'worker threads')
    .option('--json', 'print a JSON object')
    .option('--quiet', 'no progress')
    .addHelpText(
      'after',
      `
Examples:
  $ trailwright backtest ./AWSLogs --train 70%
  $ trailwright backtest --store events.duckdb --granularity action --json
`,
    )
    .action(run);
}

/** `70%` or `0.7`. */
function shareOf(value: string): number {
  const share = /^\d+(?:\.\d+)?%$/.test(value) ? Number(value.slice(0, -1)) / 100 : Number(value);
  if (share > 0 && share < 1) return share;
  throw new EngineError('invalid-input', 'bad-share', `\`${value}\` is no part of a whole`, {
    help: 'give --train a share such as 70%',
  });
}

async function run(given: string[], flags: BacktestFlags): Promise<void> {
  const filter = usageFilter(flags, Date.now());
  const paths = await inputPaths(given, flags.filesFrom);
  if (paths.length === 0 && flags.store === undefined) {
    throw new EngineError('invalid-input', 'no-paths', 'no path to read and no --store to work on', {
      help: 'give a folder of CloudTrail logs, or --store FILE of an earlier ingest',
    });
  }
  await withArchive(paths, flags, async (store, signal) => {
    const { readPermissions, readPrincipals, readSkips, readTotals } = await import(
      '../../store/read-usage.js'
    );
    const { startTime, endTime } = await readTotals(store);
    const skips = await readSkips(store);
    const period = {
      startTime: Math.max(startTime ?? 0, filter.since ?? 0),
      endTime: Math.min(endTime ?? 0, filter.until ?? Number.POSITIVE_INFINITY),
    };
    const cut = cutOf(period, flags.train);
    if (cut === undefined) {
      throw new EngineError(
        'invalid-input',
        'short-period',
        'the logs cannot be cut in two at the start of a day',
        {
          help: 'a backtest needs logs of several days; --train moves the cut',
        },
      );
    }
    const options: GenerationOptions = {
      granularity: flags.granularity,
      placeholders: false,
      includeDenied: false,
      includeFailed: false,
      generalize: flags.generalize === true,
      filtered: true,
      skipped: skips.length > 0,
    };
    const principals: BacktestReport['principals'][number][] = [];
    for await (const usage of readPermissions(store, await readPrincipals(store, filter), cut)) {
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
      const tested = backtest(usage, options, generatePolicies(usage, options).fit);
      if (tested !== undefined) principals.push({ principalArn: usage.principalArn, ...tested });
    }
    const report = { ...period, cut, principals };
    process.stdout.write(
      flags.json ? backtestJson(report) : backtestText(report, Math.min(process.stdout.columns ?? 80, 120)),
    );
    if (skips.length > 0) process.exitCode = EXIT.skipped;
  });
}
