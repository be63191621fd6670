// CloudTrail's event source → IAM service prefixes. Table: data/event-source-services.tsv.
import { hostWithoutSuffix } from '../core/partition.js';
import { serviceExists } from './actions.js';
import { readTable } from './resources/read-table.js';

let table: ReadonlyMap<string, readonly string[]> | undefined;

/**
 * IAM prefixes whose actions authorise the calls that an event source logs, most likely first: the table's, else the
 * source's own name, else its first label (`runtime.lex.amazonaws.com`). Empty for a source that is no IAM service.
 */
export function servicesOfEventSource(eventSource: string): readonly string[] {
  table ??= new Map(
    readTable('event-source-services.tsv').map((row) => [
      row.eventSource ?? '',
      (row.services ?? '').split(' '),
    ]),
  );
  const host = hostWithoutSuffix(eventSource);
  const known = table.get(host);
  if (known !== undefined) return known;
  const labels = host.split('.');
  for (const name of [host, labels[0] ?? '', labels.at(-1) ?? '']) {
    const listed = table.get(name);
    if (listed !== undefined) return listed;
    if (serviceExists(name)) return [name];
  }
  return [];
}
