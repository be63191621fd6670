// How much of what happened the logs have, for people.
import type { Coverage } from '../proof/grade.js';
import { managementGaps, trailsOf } from '../proof/unlogged.js';
import { formatCount } from './text-table.js';

type Trails = NonNullable<Coverage['trails']>;

/** For the summary. `some`: in one account at least not all; which trails are for which account, summary.json says. */
export function coverageLines({ days, daysWithLogs, trails }: Coverage): string[] {
  const logged = `coverage   ${formatCount(daysWithLogs)} of ${formatCount(days)} days; `;
  if (trails === undefined) return [`${logged}what trails log is not known (see --trails)`];
  if (trails.length === 0) return [`${logged}no trail in the exports`];
  const known = trails.filter(({ selection }) => selection !== undefined);
  if (known.length === 0) return [`${logged}event selectors are not known`];
  const unknown = trails.length - known.length;
  return [
    logged + eventsText(known),
    ...(unknown === 0 ? [] : [`           event selectors are not known of ${counted(unknown, 'trail')}`]),
  ];
}

function eventsText(trails: Trails): string {
  const types = new Set(
    trails.flatMap(({ selection }) => selection?.data ?? []).map(({ resourceType }) => resourceType),
  );
  const data = `data events of ${counted(types.size, 'type')}`;
  if (trails.every(({ selection }) => selection?.management.length === 0))
    return types.size === 0 ? 'no events' : `${data} only`;
  const isWhole = trails.every(({ accountId }) => managementGaps(trailsOf(trails, accountId)).length === 0);
  const management = `${isWhole ? '' : 'some '}management events`;
  return types.size === 0 ? `${management} only` : `${management}, ${data}`;
}

function counted(count: number, name: string): string {
  return `${formatCount(count)} ${name}${count === 1 ? '' : 's'}`;
}
