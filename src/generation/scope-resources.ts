// The resource element of each grant under the chosen granularity, or as AWS's placeholders.
import { parseArn } from '../core/arn.js';
import { compareText, sortedUnique } from '../policy/compare-text.js';
import { coversResource, hasWildcard, literalPrefix } from '../policy/resource-pattern.js';
import { placeholderArn, wildcardNames } from './arn-format.js';
import { arnFormatsOf, isProtected, resourceTypesOfAction } from './catalog-facts.js';
import { type Granularity, WIDENED_EXAMPLES, type Widened, type WidenReason } from './generation-options.js';
import { compareGrants, type Grant, groupBy, serviceOf } from './grant.js';

/** Grants with another resource, and what was replaced by what. */
export interface Scoped {
  grants: Grant[];
  widened: Widened[];
}

/** Pure. `resource` leaves all as it is; see `Granularity` for the others. */
export function scopeToGranularity(grants: readonly Grant[], granularity: Granularity): Scoped {
  if (granularity === 'resource') return { grants: [...grants], widened: [] };
  const reason: WidenReason = granularity === 'action' ? 'granularity-action' : 'granularity-service';
  const moves: Move[] = [];
  const scoped = grants.map((grant) => {
    if (isProtected(grant.action, grant.resource)) return grant;
    const to = granularity === 'service' ? '*' : typeWildcard(grant);
    if (to === grant.resource) return grant;
    moves.push({ grant, to, reason });
    return widenGrant(grant, to);
  });
  const kept = dropCovered(scoped);
  return { grants: kept, widened: describeMoves(moves, kept) };
}

/**
 * Names as placeholders. A grant on `*` of an action that knows resource types gets the formats of those types,
 * as AWS's own templates have them; a resource of no known type stays as it is.
 */
export function scopeToPlaceholders(grants: readonly Grant[], partition: string): Grant[] {
  const scoped = grants.flatMap((grant) => {
    const types = grant.resource === '*' ? resourceTypesOfAction(grant.action) : [grant.resourceType];
    const formats = types.flatMap(arnFormatsOf);
    const own = formats.filter((format) => wildcardNames(format, grant.resource) !== undefined);
    const chosen = own.length > 0 ? own.slice(0, 1) : formats;
    const used = parseArn(grant.resource)?.partition ?? partition;
    if (chosen.length === 0) return [grant];
    return chosen.map((format) => widenGrant(grant, placeholderArn(format, used)));
  });
  return dropCovered(scoped);
}

/** Grant `grant.resource` by the wider `to`. */
export interface Move {
  grant: Grant;
  to: string;
  reason: WidenReason;
}

/** The grant on another, wider resource: no ground for further widening. */
export function widenGrant(grant: Grant, to: string): Grant {
  return { ...grant, resource: to, provenExact: false };
}

/**
 * Distinct grants without those that another one covers: the same action under the same or no conditions, on a
 * resource that matches all of theirs. Nothing more and nothing less is allowed.
 */
export function dropCovered(grants: readonly Grant[]): Grant[] {
  const kept: Grant[] = [];
  for (const same of groupBy([...grants].sort(compareGrants), (grant) => grant.action).values()) {
    const byResource = [...same].sort((a, b) => compareText(a.resource, b.resource));
    const covered = new Set<Grant>();
    for (const [i, outer] of byResource.entries()) {
      // Equal resources: the unconditional grant, else the first of equal ones, stays.
      for (let j = i + 1; byResource[j]?.resource === outer.resource; j++) {
        const other = byResource[j] as Grant;
        if (covers(outer, other)) covered.add(other);
        else if (covers(other, outer)) covered.add(outer);
      }
    }
    for (const outer of byResource) {
      if (covered.has(outer) || !hasWildcard(outer.resource)) continue;
      const prefix = literalPrefix(outer.resource);
      for (let j = lowerBound(byResource, prefix); byResource[j]?.resource.startsWith(prefix); j++) {
        const inner = byResource[j] as Grant;
        if (inner.resource !== outer.resource && covers(outer, inner)) covered.add(inner);
      }
    }
    for (const grant of same) if (!covered.has(grant)) kept.push(grant);
  }
  return kept;
}

/**
 * One row for each wider resource and set of replaced ones, with all the actions that share them. Only of what
 * is in `kept`: a wider resource may itself have been covered by another.
 */
export function describeMoves(moves: readonly Move[], kept: readonly Grant[]): Widened[] {
  const written = new Set(kept.map((grant) => `${grant.action}\n${grant.resource}`));
  const made = moves.filter(({ grant, to }) => written.has(`${grant.action}\n${to}`));
  const byTarget = groupBy(made, (move) =>
    JSON.stringify([
      move.reason,
      move.to,
      move.to === '*' ? serviceOf(move.grant.action) : move.grant.action,
    ]),
  );
  const rows = [...byTarget.values()].map((same) => {
    const [{ to, reason }] = same as [Move];
    const from = sortedUnique(same.map((move) => move.grant.resource));
    return { actions: sortedUnique(same.map((move) => move.grant.action)), from, to, reason };
  });
  const shared = groupBy(rows, ({ from, to, reason }) => JSON.stringify([to, reason, from]));
  return [...shared.values()]
    .map((same): Widened => {
      const [{ from, to, reason }] = same as [(typeof rows)[number]];
      const actions = sortedUnique(same.flatMap((row) => row.actions));
      return { actions, from: from.slice(0, WIDENED_EXAMPLES), fromCount: from.length, to, reason };
    })
    .sort((a, b) => compareText(JSON.stringify([a.actions, a.to]), JSON.stringify([b.actions, b.to])));
}

function typeWildcard(grant: Grant): string {
  for (const format of arnFormatsOf(grant.resourceType)) {
    const wider = wildcardNames(format, grant.resource);
    if (wider !== undefined) return wider;
  }
  return grant.resource;
}

function covers(outer: Grant, inner: Grant): boolean {
  const sameConditions = outer.conditionKey === inner.conditionKey || outer.conditionKey === '{}';
  return sameConditions && coversResource(outer.resource, inner.resource);
}

/** Index of the first grant whose resource is not below `text`. */
function lowerBound(sorted: readonly Grant[], text: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareText((sorted[middle] as Grant).resource, text) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
