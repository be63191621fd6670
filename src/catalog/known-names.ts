// Which service prefixes and action names AWS's policy validator knows: the catalog's data, newer and retired names of
// data/further-actions.tsv, and what API operations that are no actions are authorised as.
import { matchesWildcard } from '../core/wildcard.js';
import { serviceExists } from './actions.js';
import { readIamData } from './iam-data.js';
import { operationTable } from './operation-table.js';
import { readTable } from './resources/read-table.js';

/** `unknown-service` where neither the prefix nor the name is known. */
export type ActionStanding = 'known' | 'unknown-action' | 'unknown-service';

interface FurtherNames {
  /** The prefix is known (its actions may be retired). */
  prefixKnown: boolean;
  /** Lower case; empty where nothing is known of the service's names. */
  names: string[];
}

/** Patterns asked of one service are few; policies are anyone's. */
const MOST_ANSWERS = 20_000;

let further: ReadonlyMap<string, FurtherNames> | undefined;
const names = new Map<string, ReadonlySet<string>>();
const answers = new Map<string, boolean>();
const renamed = operationTable('operation-actions.tsv', (row) => ({
  action: (row.actions ?? '').split(' ')[0] ?? '',
  observed: row.evidence !== 'inferred',
}));

/** True if AWS knows the prefix of an action or condition key, in any case: `s3`, `catalog`. */
export function isKnownService(prefix: string): boolean {
  const lower = prefix.toLowerCase();
  return serviceExists(lower) || (furtherNames().get(lower)?.prefixKnown ?? false);
}

/** True if AWS once knew the prefix and no longer does: `elastic-inference`. Case does not count. */
export function isRetiredService(prefix: string): boolean {
  const lower = prefix.toLowerCase();
  return !isKnownService(lower) && furtherNames().has(lower);
}

/** True if `pattern` (`Get*`, `?etObject`, in any case) matches an action of the service that AWS knows or has known. */
export function matchesKnownAction(service: string, pattern: string): boolean {
  const prefix = service.toLowerCase();
  const lower = pattern.toLowerCase();
  const known = knownNames(prefix);
  if (known.size === 0) return furtherNames().has(prefix);
  if (!hasWildcard(lower)) return known.has(lower);
  const key = `${prefix}:${lower}`;
  const before = answers.get(key);
  if (before !== undefined) return before;
  const answer = anyMatches(known, lower);
  if (answers.size >= MOST_ANSWERS) answers.clear();
  answers.set(key, answer);
  return answer;
}

/** Where an action of a policy stands; `service` and `pattern` are what is left and right of its first colon. */
export function standingOfAction(service: string, pattern: string): ActionStanding {
  if (matchesKnownAction(service, pattern)) return 'known';
  return isKnownService(service) ? 'unknown-action' : 'unknown-service';
}

/** The names of the service's own actions that a pattern matches, lower case, in the catalog's order; retired ones are left out. */
export function currentActionsMatching(service: string, pattern: string): readonly string[] {
  const own = ownNames(service.toLowerCase());
  const lower = pattern.toLowerCase();
  if (!hasWildcard(lower)) return own.includes(lower) ? [lower] : [];
  return own.filter((name) => matchesWildcard(lower, name));
}

/** `s3:PutEncryptionConfiguration` of s3 and `PutBucketEncryption`: what authorises an API operation that is no action itself. */
export function actionOfRenamedOperation(service: string, operation: string): string | undefined {
  return renamed({ service, name: operation }).find((row) => row.observed)?.action;
}

function knownNames(prefix: string): ReadonlySet<string> {
  const before = names.get(prefix);
  if (before !== undefined) return before;
  const made = new Set([...ownNames(prefix), ...(furtherNames().get(prefix)?.names ?? [])]);
  if (made.size > 0) names.set(prefix, made);
  return made;
}

const own = new Map<string, readonly string[]>();

function ownNames(prefix: string): readonly string[] {
  const before = own.get(prefix);
  if (before !== undefined) return before;
  if (!serviceExists(prefix)) return [];
  const made = Object.keys(readIamData<Record<string, unknown>>(`actions/${prefix}.json`));
  own.set(prefix, made);
  return made;
}

function anyMatches(known: ReadonlySet<string>, pattern: string): boolean {
  if (pattern === '*') return true;
  for (const name of known) if (matchesWildcard(pattern, name)) return true;
  return false;
}

function hasWildcard(text: string): boolean {
  return text.includes('*') || text.includes('?');
}

function furtherNames(): ReadonlyMap<string, FurtherNames> {
  if (further !== undefined) return further;
  const made = new Map<string, FurtherNames>();
  for (const { service = '', prefix, names: text = '' } of readTable('further-actions.tsv')) {
    const entry = made.get(service) ?? { prefixKnown: false, names: [] };
    entry.prefixKnown ||= prefix === 'known';
    entry.names.push(...text.toLowerCase().split(' ').filter(Boolean));
    made.set(service, entry);
  }
  further = made;
  return made;
}
