// Exact ARNs whose names clearly vary, merged under one wildcard at the narrowest place.
// Only from calls proven authorised, over at least five names and two days; never a partition, account, Region
// or bucket name, and never what `isProtected` names.
import { parseArn } from '../core/arn.js';
import { rememberedOfTwo } from '../core/remembered.js';
import { compareText } from '../policy/compare-text.js';
import { matchArnFormat } from './arn-format.js';
import { arnFormatsOf, isProtected } from './catalog-facts.js';
import type { WidenReason } from './generation-options.js';
import { type Grant, groupBy } from './grant.js';
import { type VaryingToken, varyingTokens } from './name-tokens.js';
import type { Move } from './scope-resources.js';

/** Fewer names than this are not a pattern. */
export const NAMES_TO_GENERALIZE = 5;
/** Names of fewer days may be one deployment's. */
export const DAYS_TO_GENERALIZE = 2;

/** Parts of a name that the first pass tries, from the right: a bound for names that are all numbers. */
const POSITIONS_TRIED = 8;

/** One wildcard element and the grants that it may replace: same action, same conditions, same type. */
export interface Generalization {
  from: Grant[];
  to: string;
  reason: WidenReason;
}

/**
 * What may be merged, the one that saves most characters first. No grant is in two of them. Three passes, each
 * over what the one before left: names that differ in one part; names that differ in several, from the first to
 * the last of them; object keys below one prefix.
 */
export function generalizeNames(grants: readonly Grant[]): Generalization[] {
  const found: Generalization[] = [];
  const candidates = grants.flatMap(toCandidate);
  const kinds = groupBy(
    candidates,
    ({ grant: { action, conditionKey, resourceType } }) =>
      `${action}\n${resourceType ?? ''}\n${conditionKey}`,
  );
  for (const same of kinds.values()) {
    if (same.length < NAMES_TO_GENERALIZE) continue;
    let rest = same;
    const positions = same.reduce((most, { tokens }) => Math.max(most, tokens.length), 0);
    for (let fromRight = 1; fromRight <= Math.min(positions, POSITIONS_TRIED); fromRight++) {
      rest = collect(rest, found, 'names-vary', (c) => oneTokenPattern(c, fromRight));
    }
    rest = collectSpans(rest, found);
    collect(rest, found, 'object-keys-under-prefix', prefixPattern);
  }
  return found.sort((a, b) => savingOf(b) - savingOf(a) || compareText(keyOf(a), keyOf(b)));
}

/** The grants with each generalization's members replaced by its wildcard, and the moves made. */
export function applyGeneralizations(
  grants: readonly Grant[],
  chosen: readonly Generalization[],
): { grants: Grant[]; moves: Move[] } {
  const moves = chosen.flatMap(({ from, to, reason }) => from.map((grant) => ({ grant, to, reason })));
  return { grants: generalizedGrants(grants, chosen), moves };
}

/** The same without the moves. */
export function generalizedGrants(grants: readonly Grant[], chosen: readonly Generalization[]): Grant[] {
  const replaced = new Set<Grant>();
  for (const { from } of chosen) for (const grant of from) replaced.add(grant);
  const wider = chosen.map(({ from, to }) => ({ ...(from[0] as Grant), resource: to, provenExact: false }));
  return [...grants.filter((grant) => !replaced.has(grant)), ...wider];
}

/** A grant that may be merged with others, and which parts of its name vary. */
interface Candidate {
  grant: Grant;
  tokens: readonly VaryingToken[];
  /** Where the part of the ARN that a wildcard may stand in begins. */
  nameStart: number;
}

function toCandidate(grant: Grant): Candidate[] {
  const { action, resource, resourceType } = grant;
  if (!grant.provenExact || isProtected(action, resource)) return [];
  const parts = namePartsOf(resourceType ?? '', resource);
  return parts === undefined ? [] : [{ grant, ...parts }];
}

/** Remembered, as the policy of the first part of the logs asks of the same resources again. `type`: '' for none. */
const namePartsOf = rememberedOfTwo((type, resource): Omit<Candidate, 'grant'> | undefined => {
  const nameStart = nameStartOf(type === '' ? undefined : type, resource);
  return nameStart === undefined ? undefined : { tokens: varyingTokens(resource, nameStart), nameStart };
});

/** Variables of an ARN format that name a bucket or stand for one. */
const BUCKET_VARIABLE = /bucket|accesspoint/i;
const ARN_PART = /^(Partition|Region|Account)$/;

/** Offset of the first name that may vary: behind the type's own text and any bucket's name. */
function nameStartOf(resourceType: string | undefined, resource: string): number | undefined {
  const arn = parseArn(resource);
  if (arn === undefined) return undefined;
  for (const format of arnFormatsOf(resourceType)) {
    const names = matchArnFormat(format, resource)?.filter((span) => !ARN_PART.test(span.name));
    if (names === undefined) continue;
    const lastBucket = names.findLastIndex((span) => BUCKET_VARIABLE.test(span.name));
    const start = names[lastBucket + 1]?.start;
    const resourceStart = resource.length - arn.resource.length;
    return start === undefined || start < resourceStart ? undefined : start;
  }
  return undefined;
}

type PatternOf = (candidate: Candidate) => string | undefined;

/** Adds the groups that are large enough to `found`; answers the candidates that are in none. */
function collect(
  candidates: readonly Candidate[],
  found: Generalization[],
  reason: WidenReason,
  patternOf: PatternOf,
): Candidate[] {
  const rest: Candidate[] = [];
  for (const [to, group] of groupBy(candidates, (c) => patternOf(c) ?? '')) {
    if (to !== '' && isGround(group) && keepsName(to)) {
      found.push({ from: group.map((c) => c.grant), to, reason });
    } else {
      for (const candidate of group) rest.push(candidate);
    }
  }
  return rest;
}

function oneTokenPattern({ grant, tokens }: Candidate, fromRight: number): string | undefined {
  const token = tokens[tokens.length - fromRight];
  return token === undefined ? undefined : replaceSpan(grant.resource, token.start, token.end);
}

/** Names alike but for their varying parts: from the first part that differs to the last. */
function collectSpans(candidates: readonly Candidate[], found: Generalization[]): Candidate[] {
  return [...groupBy(candidates, skeletonOf).values()].flatMap((group) => {
    const [first] = group as [Candidate];
    const differing = first.tokens.filter((_, i) => new Set(group.map((c) => tokenText(c, i))).size > 1);
    const [head, tail] = [differing[0], differing.at(-1)];
    if (head === undefined || tail === undefined) return group;
    const to = replaceSpan(first.grant.resource, head.start, tail.end);
    return collect(group, found, 'names-vary', () => to);
  });
}

function skeletonOf({ grant, tokens }: Candidate): string {
  let text = '';
  let from = 0;
  for (const { start, end } of tokens) {
    text += `${grant.resource.slice(from, start)}\u0000`;
    from = end;
  }
  return text + grant.resource.slice(from);
}

function tokenText({ grant, tokens }: Candidate, i: number): string {
  const token = tokens[i];
  return token === undefined ? '' : grant.resource.slice(token.start, token.end);
}

/** `bucket/prefix/*` of an object's key; none for a key without a prefix. */
function prefixPattern({ grant, nameStart }: Candidate): string | undefined {
  if (!/^s3:.*object$/.test(grant.resourceType ?? '')) return undefined;
  const slash = grant.resource.lastIndexOf('/');
  return slash > nameStart ? `${grant.resource.slice(0, slash + 1)}*` : undefined;
}

function replaceSpan(text: string, start: number, end: number): string {
  return `${text.slice(0, start)}*${text.slice(end)}`;
}

/** Five names and two days. Not all days of a group are known; whether they are two is. */
function isGround(group: readonly Candidate[]): boolean {
  if (group.length < NAMES_TO_GENERALIZE) return false;
  const names = new Set<string>();
  const days = new Set<number>();
  for (const { grant } of group) {
    names.add(grant.resource);
    days.add(grant.firstDay).add(grant.lastDay);
    if (names.size >= NAMES_TO_GENERALIZE && days.size >= DAYS_TO_GENERALIZE) return true;
  }
  return false;
}

/** Something of the resource part is left: else the wildcard would stand for all of the service's resources. */
function keepsName(pattern: string): boolean {
  return /[0-9a-z]/i.test(parseArn(pattern)?.resource ?? '');
}

function savingOf({ from, to }: Generalization): number {
  return from.reduce((sum, grant) => sum + grant.resource.length + 3, -to.length - 3);
}

function keyOf({ from, to }: Generalization): string {
  const [grant] = from;
  return JSON.stringify([grant?.action, grant?.conditionKey, to]);
}
