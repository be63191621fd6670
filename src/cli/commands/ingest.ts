// `trailwright ingest`: an archive into an event store that is kept; what it has already is not read again.
import type { Command } from 'commander';
import { EngineError } from '../../core/error.js';
import { archiveSummary } from '../../report/summary.js';
import { formatCount } from '../../report/text-table.js';
import type { ArchiveTotals } from '../../store/usage.js';
import {
  type ArchiveFlags,
  inputPaths,
  openFlaggedStore,
  threadCount,
  withArchive,
  withStopSignal,
} from '../archive-run.js';
import { EXIT } from '../exit-code.js';

export function addIngest(program: Command): void {
  program
    .command('ingest')
    .description('read an archive of CloudTrail logs into an event store')
    .argument('[path...]', 'folders, files or globs; - reads a list of files from standard input')
    .requiredOption('--store <file>', 'the event store, made if it is not there')
    .option('--files-from <file>', 'a list of files, one a line; - for standard input')
    .option('--threads <n>', 'worker threads')
    .option('--watch', 'go on taking in files as they arrive, until ctrl-C')
    .option('--interval <seconds>', 'from one look for new files to the next', '5')
    .option('--json', 'print the totals as JSON')
    .option('--quiet', 'no progress')
    .addHelpText(
      'after',
      `
Examples:
  $ trailwright ingest ./AWSLogs --store events.duckdb
  $ trailwright ingest ./AWSLogs --store events.duckdb --watch --interval 60
  $ find /logs -name '*.json.gz' -newer stamp | trailwright ingest - --store events.duckdb
`,
    )
    .action(ingest);
}

interface IngestFlags extends ArchiveFlags {
  store: string;
  watch?: boolean;
  interval: string;
  json?: boolean;
}

async function ingest(given: string[], flags: IngestFlags): Promise<void> {
  const paths = await inputPaths(given, flags.filesFrom);
  if (paths.length === 0) {
    throw new EngineError('invalid-input', 'no-paths', 'no path to ingest', {
      help: 'give a folder, a file or a glob',
    });
  }
  if (flags.watch) return await watch(paths, flags);
  await withArchive(paths, flags, async (store) => {
    const { readSkips, readTotals } = await import('../../store/read-usage.js');
    const totals = await readTotals(store);
    const skips = await readSkips(store);
    if (flags.json) process.stdout.write(`${JSON.stringify(archiveSummary(totals, skips), null, 2)}\n`);
    else {
      process.stdout.write(`${flags.store}: ${totalsText(totals)}\n`);
      for (const skip of skips) process.stderr.write(`skipped ${skip.path}: ${skip.reason}\n`);
    }
    if (skips.length > 0) process.exitCode = EXIT.skipped;
  });
}

/** Until ctrl-C, which is the way to end it. */
async function watch(paths: readonly string[], flags: IngestFlags): Promise<void> {
  const intervalMs = Number(flags.interval) * 1000;
  if (!(intervalMs >= 100 && intervalMs <= 86_400_000)) {
    throw new EngineError('invalid-input', 'bad-interval', `\`${flags.interval}\` is no interval`, {
      help: 'give seconds, from 0.1 to 86400',
    });
  }
  const { watchArchive } = await import('../../ingest/watch-archive.js');
  const { threadExecutor } = await import('../../ingest/thread-executor.js');
  const { listLogFiles } = await import('../../trail/list-log-files.js');
  const { readSkips, readTotals } = await import('../../store/read-usage.js');
  const say = (text: string) => flags.quiet || process.stderr.write(`trailwright: ${text}\n`);
  const executor = threadExecutor(threadCount(flags.threads));
  try {
    await withStopSignal((signal) =>
      watchArchive({
        ...{ executor, intervalMs, signal },
        list: () => listLogFiles(paths),
        open: () => openFlaggedStore({ ...flags, quiet: true }, false),
        onConflict: (error) => say(`${error.message}: trying again`),
        onRound: async (files, store) => {
          say(`looked at ${formatCount(files.length)} new files; ${totalsText(await readTotals(store))}`);
          process.exitCode = (await readSkips(store)).length > 0 ? EXIT.skipped : EXIT.clean;
        },
      }),
    );
  } finally {
    await executor.close();
  }
}

function totalsText(totals: ArchiveTotals): string {
  const { logFiles, records, events } = totals;
  return `${formatCount(logFiles)} log files, ${formatCount(records)} records, ${formatCount(events)} events`;
}
