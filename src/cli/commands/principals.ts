// `trailwright principals`: who is in the store.
import type { Command } from 'commander';
import { formatCount, formatTime, textTable } from '../../report/text-table.js';
import { withArchive } from '../archive-run.js';

export function addPrincipals(program: Command): void {
  program
    .command('principals')
    .description('list who is in an event store: events, denied calls, services, first and last seen')
    .requiredOption('--store <file>', 'the event store')
    .option('--json', 'print a JSON array')
    .addHelpText(
      'after',
      `
Examples:
  $ trailwright principals --store events.duckdb
  $ trailwright principals --store events.duckdb --json | jq '.[] | select(.deniedEvents > 0)'
`,
    )
    .action(async (flags: { store: string; json?: boolean }) => {
      await withArchive([], flags, async (store) => {
        const { readUsage } = await import('../../store/read-usage.js');
        const usages = await readUsage(store);
        if (flags.json) {
          const rows = usages.map((u) => ({
            principalArn: u.principalArn,
            principalType: u.principalType,
            accountId: u.accountId ?? null,
            events: u.events,
            deniedEvents: u.deniedEvents,
            services: u.services,
            firstSeen: formatTime(u.firstSeen),
            lastSeen: formatTime(u.lastSeen),
          }));
          process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
          return;
        }
        const table = textTable(
          [
            { title: 'PRINCIPAL', align: 'left', flexible: true },
            { title: 'TYPE', align: 'left' },
            { title: 'EVENTS', align: 'right' },
            { title: 'DENIED', align: 'right' },
            { title: 'SERVICES', align: 'right' },
            { title: 'LAST SEEN', align: 'left' },
          ],
          usages.map((u) => [
            u.principalArn,
            u.principalType,
            formatCount(u.events),
            formatCount(u.deniedEvents),
            String(u.services.length),
            formatTime(u.lastSeen).slice(0, 10),
          ]),
          process.stdout.columns ?? 80,
        );
        process.stdout.write(`${table.join('\n')}\n`);
      });
    });
}
