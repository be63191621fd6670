// `trailwright services`: per service the actions known, those that events map to, and how CloudTrail logs them.
import type { Command } from 'commander';
import { serviceCoverage } from '../../catalog/service-coverage.js';
import { formatCount, textTable } from '../../report/text-table.js';

export function addServices(program: Command): void {
  program
    .command('services')
    .description(
      'list the services of the catalog: actions known, actions that events map to, how they are logged',
    )
    .option('--json', 'print a JSON array')
    .addHelpText('after', '\nExamples:\n  $ trailwright services\n  $ trailwright services --json\n')
    .action((flags: { json?: boolean }) => {
      const rows = serviceCoverage();
      if (flags.json) {
        process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
        return;
      }
      const table = textTable(
        [
          { title: 'SERVICE', align: 'left', flexible: true },
          { title: 'ACTIONS', align: 'right' },
          { title: 'MAPPABLE', align: 'right' },
          { title: 'LOGGED AS', align: 'left' },
        ],
        rows.map((r) => [r.service, formatCount(r.actions), formatCount(r.mappable), r.logging.join(', ')]),
        process.stdout.columns ?? 80,
      );
      process.stdout.write(`${table.join('\n')}\n`);
    });
}
