// What was not logged of what a principal may do, as far as exports of the trails tell: why no calls are no proof of no use.
import type { LoggedDataEvents, LoggedEvents, LoggedManagementEvents } from '../account/event-selectors.js';
import type { Trail } from '../account/read-trails.js';
import { dataEventType, isOfDataEventType } from '../catalog/data-event-types.js';
import { compareText } from '../policy/compare-text.js';
import type { PrincipalSummary } from '../store/usage.js';
import { shortened } from './shortened.js';

/** Events as one trail logs them. */
type Logged<T extends LoggedEvents> = T & { readonly trail: Trail };

/** How far events were logged: everywhere, nowhere, in some Regions, some of them, or in Regions that are not known. */
type Extent = 'all' | 'none' | 'part' | 'unknown' | readonly string[];

/**
 * Reasons, lower case, no period. Trails of the principal's account and of organizations count, all together. Data events
 * only of services that the principal was seen to use: of others it may have no need at all.
 */
export function unloggedOf(
  trails: readonly Trail[],
  { accountId, services }: Pick<PrincipalSummary, 'accountId' | 'services'>,
): string[] {
  const own = trailsOf(trails, accountId);
  if (own.length === 0)
    return [
      `what was logged is not known: the exports have no trail${accountId === undefined ? '' : ` of account ${accountId}`}`,
    ];
  const gaps = [...managementGaps(own), ...dataGaps(own, services)];
  const unread = own.filter(({ selection }) => selection === undefined);
  if (gaps.length === 0 || unread.length === 0) return gaps;
  return [`event selectors are not known of ${shortened(unread.map(({ trailArn }) => trailArn))}`];
}

/** The trails that log an account, all where it is not known which. */
export function trailsOf(trails: readonly Trail[], accountId: string | undefined): Trail[] {
  return trails.filter(
    (trail) => trail.isOrganizationTrail || accountId === undefined || trail.accountId === accountId,
  );
}

/** What the trails together leave out of management events. A trail whose selectors are not known adds nothing. */
export function managementGaps(trails: readonly Trail[]): string[] {
  const events = trails.flatMap((trail) =>
    (trail.selection?.management ?? []).map((one) => ({ ...one, trail })),
  );
  const noGlobal =
    events.length > 0 && events.every(({ trail }) => trail.includeGlobalServiceEvents === false);
  return [
    ...gapsOf('management events', events),
    ...sourceGaps(events),
    ...(noGlobal ? ['calls of global services such as IAM were not logged'] : []),
  ];
}

/** Of event sources that a trail leaves out and no other makes good. */
function sourceGaps(events: readonly Logged<LoggedManagementEvents>[]): string[] {
  const all = new Set(gapsOf('', events));
  const sources = new Set(events.flatMap(({ excludedSources }) => excludedSources));
  return [...sources].sort(compareText).flatMap((source) => {
    const rest = events.filter(({ excludedSources }) => !excludedSources.includes(source));
    const gaps = gapsOf('', rest).filter((gap) => !all.has(gap));
    return gaps.length === 0 ? [] : gapsOf(`management events of ${source}`, rest);
  });
}

function dataGaps(trails: readonly Trail[], services: readonly string[]): string[] {
  const events: Logged<LoggedDataEvents>[] = trails.flatMap((trail) =>
    (trail.selection?.data ?? []).map((one) => ({ ...one, trail })),
  );
  const byGap = new Map<string, string[]>();
  for (const service of services) {
    const known = dataEventType(service);
    if (known === undefined) continue;
    for (const gap of gapsOf(
      '',
      events.filter(({ resourceType }) => isOfDataEventType(resourceType, known)),
    ))
      byGap.set(gap, [...(byGap.get(gap) ?? []), service]);
  }
  return [...byGap].map(
    ([gap, of]) => `data events of ${shortened(of)}${gap}: what it does there is not all in the logs`,
  );
}

/** What is missing of events of one kind, of those that read and those that write. */
function gapsOf(subject: string, events: readonly Logged<LoggedEvents>[]): string[] {
  const read = gapText(extentOf(events.filter((one) => one.read)));
  const write = gapText(extentOf(events.filter((one) => one.write)));
  if (read === write) return read === undefined ? [] : [`${subject} ${read}`];
  return [
    ...(read === undefined ? [] : [`${subject} that only read ${read}`]),
    ...(write === undefined ? [] : [`${subject} that write ${write}`]),
  ];
}

function extentOf(events: readonly Logged<LoggedEvents>[]): Extent {
  if (events.length === 0) return 'none';
  const whole = events.filter(({ isPartial }) => !isPartial).map(({ trail }) => trail);
  if (whole.length === 0) return 'part';
  if (whole.some(({ isMultiRegionTrail }) => isMultiRegionTrail === true)) return 'all';
  const regions = whole.flatMap(({ isMultiRegionTrail, homeRegion }) =>
    isMultiRegionTrail === undefined || homeRegion === undefined ? [] : [homeRegion],
  );
  return regions.length < whole.length ? 'unknown' : [...new Set(regions)].sort(compareText);
}

function gapText(extent: Extent): string | undefined {
  if (extent === 'all') return undefined;
  if (extent === 'none') return 'were not logged';
  if (extent === 'part') return 'were logged in part only';
  if (extent === 'unknown') return 'were logged in Regions that are not known';
  return `were logged in ${shortened(extent)} only`;
}
