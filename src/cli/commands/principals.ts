// `trailwright principals`: who is in the store.
import type { Command } from 'commander';
import { shortName } from '../../report/short-name.js';
import { formatCount, formatTime, printable, textTable } from '../../report/text-table.js';
import type { PrincipalSummary } from '../../store/usage.js';
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
        const { readPrincipals } = await import('../../store/read-usage.js');
        const usages = (await readPrincipals(store)).map((p) => p.summary);
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
        const lines = process.stdout.isTTY ? usages.flatMap(linesOf) : tableOf(usages);
        process.stdout.write(lines.map((line) => `${line}\n`).join(''));
      });
    });
}

/** For a terminal, where a whole ARN and its figures do not fit one line. */
function linesOf(u: PrincipalSummary): string[] {
  const counts = `${formatCount(u.events)} events, ${formatCount(u.deniedEvents)} denied, ${u.services.length} services`;
  return [
    printable(shortName(u.principalArn)),
    `    ${u.principalType}: ${counts}, ${dayOf(u.firstSeen)} to ${dayOf(u.lastSeen)}`,
  ];
}

/** For a pipe or a file: a line each, nothing shortened. */
function tableOf(usages: readonly PrincipalSummary[]): string[] {
  return textTable(
    [
      { title: 'PRINCIPAL', align: 'left' },
      { title: 'TYPE', align: 'left' },
      { title: 'EVENTS', align: 'right' },
      { title: 'DENIED', align: 'right' },
      { title: 'SERVICES', align: 'right' },
      { title: 'FIRST SEEN', align: 'left' },
      { title: 'LAST SEEN', align: 'left' },
    ],
    usages.map((u) => [
      u.principalArn,
      u.principalType,
      formatCount(u.events),
      formatCount(u.deniedEvents),
      String(u.services.length),
      dayOf(u.firstSeen),
      dayOf(u.lastSeen),
    ]),
    Number.POSITIVE_INFINITY,
  );
}

function dayOf(seconds: number): string {
  return formatTime(seconds).slice(0, 10);
}
