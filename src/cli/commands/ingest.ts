// `trailwright ingest`: an archive into an event store that is kept; what it has already is not read again.
import type { Command } from 'commander';
import { EngineError } from '../../core/error.js';
import { formatCount } from '../../report/text-table.js';
import { type ArchiveFlags, inputPaths, withArchive } from '../archive-run.js';
import { EXIT } from '../exit-code.js';

export function addIngest(program: Command): void {
  program
    .command('ingest')
    .description('read an archive of CloudTrail logs into an event store')
    .argument('[path...]', 'folders, files or globs; - reads a list of files from standard input')
    .requiredOption('--store <file>', 'the event store, made if it is not there')
    .option('--files-from <file>', 'a list of files, one a line; - for standard input')
    .option('--threads <n>', 'worker threads')
    .option('--json', 'print the totals as JSON')
    .option('--quiet', 'no progress')
    .addHelpText(
      'after',
      `
Examples:
  $ trailwright ingest ./AWSLogs --store events.duckdb
  $ find /logs -name '*.json.gz' -newer stamp | trailwright ingest - --store events.duckdb
`,
    )
    .action(async (given: string[], flags: ArchiveFlags & { json?: boolean }) => {
      const paths = await inputPaths(given, flags.filesFrom);
      if (paths.length === 0) {
        throw new EngineError('invalid-input', 'no-paths', 'no path to ingest', {
          help: 'give a folder, a file or a glob',
        });
      }
      await withArchive(paths, flags, async (store) => {
        const { readSkips, readTotals } = await import('../../store/read-usage.js');
        const totals = await readTotals(store);
        const skips = await readSkips(store);
        if (flags.json) process.stdout.write(`${JSON.stringify({ ...totals, skips }, null, 2)}\n`);
        else {
          process.stdout.write(
            `${flags.store}: ${formatCount(totals.logFiles)} log files, ${formatCount(totals.records)} records, ` +
              `${formatCount(totals.events)} events\n`,
          );
          for (const skip of skips) process.stderr.write(`skipped ${skip.path}: ${skip.reason}\n`);
        }
        if (skips.length > 0) process.exitCode = EXIT.skipped;
      });
    });
}
