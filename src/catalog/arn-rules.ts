// What the ARN formats of a service say of an ARN: whether it has a Region and an account, and whether its resource part
// has a form that the service knows. Narrow on purpose: what a wildcard may stand for is never held against an ARN.
import { resourceTypesOf, serviceExists } from './actions.js';
import { isKnownService, isRetiredService } from './known-names.js';
import { patternsOverlap } from './pattern-overlap.js';
import { readTable, type TableRow } from './resources/read-table.js';

export type ArnField = 'required' | 'optional' | 'not-allowed';

export interface ArnRules {
  readonly region: ArnField;
  readonly account: ArnField;
  /**
   * `known`: some format fits. `unknown`: none does, which AWS lets pass. `impossible`: none does, the resource part has
   * no wildcard or variable, and no format even begins as it does.
   */
  readonly form: 'known' | 'unknown' | 'impossible';
}

interface ArnFormat {
  hasRegion: boolean;
  hasAccount: boolean;
  /** With `*` for each variable. */
  resource: string;
}

const UNBOUND: ArnRules = { region: 'optional', account: 'optional', form: 'unknown' };
/** Longer ones are nobody's ARNs, and matching is quadratic. */
const LONGEST = 2048;
const VARIABLE = /\$\{[^}]*\}/g;

/** Policies are anyone's. */
const MOST_RULES = 5_000;

/** Several checks ask of one ARN, one after the other. */
let last = { service: '', resource: '', rules: UNBOUND };

const rules = new Map<string, ArnRules>();
const formats = new Map<string, readonly ArnFormat[]>();
let owners: ReadonlyMap<string, readonly string[]> | undefined;
let freeAccounts: readonly TableRow[] | undefined;

/** True if AWS knows the service field of an ARN; case does not count. */
export function isKnownArnService(service: string): boolean {
  const lower = service.toLowerCase();
  if (lower === 'aws' || isKnownService(lower)) return true;
  return ownersOf(lower).length > 0 && !isRetiredService(lower);
}

/** What the formats of the ARN's service that fit its resource part say; all optional where none does or the service is unknown. */
export function arnRulesOf(service: string, resource: string): ArnRules {
  if (service !== last.service || resource !== last.resource)
    last = { service, resource, rules: knownRulesOf(service, resource) };
  return last.rules;
}

function knownRulesOf(service: string, resource: string): ArnRules {
  if (resource.length > LONGEST) return UNBOUND;
  const lower = service.toLowerCase();
  // Plain names are held against formats in less time than it takes to remember them.
  if (!/[*?$]/.test(resource)) return rulesOf(lower, resource);
  const key = `${lower}:${resource}`;
  const before = rules.get(key);
  if (before !== undefined) return before;
  const made = rulesOf(lower, resource);
  if (rules.size >= MOST_RULES) rules.clear();
  rules.set(key, made);
  return made;
}

function rulesOf(lower: string, resource: string): ArnRules {
  const own = formatsOf(lower);
  const pattern = resource.replace(VARIABLE, '*');
  const fitting = own.filter((format) => patternsOverlap(pattern, format.resource));
  if (fitting.length === 0)
    return { ...UNBOUND, form: isImpossible(pattern, own) ? 'impossible' : 'unknown' };
  const account = fieldOf(fitting.map((format) => format.hasAccount));
  return {
    region: fieldOf(fitting.map((format) => format.hasRegion)),
    account: account === 'required' && mayLackAccount(lower, pattern) ? 'optional' : account,
    form: 'known',
  };
}

function fieldOf(has: readonly boolean[]): ArnField {
  if (has.every(Boolean)) return 'required';
  return has.some(Boolean) ? 'optional' : 'not-allowed';
}

function mayLackAccount(service: string, resource: string): boolean {
  freeAccounts ??= readTable('resource-optional-accounts.tsv');
  return freeAccounts.some(
    (row) => row.arnService === service && patternsOverlap(resource, row.resource ?? ''),
  );
}

function isImpossible(resource: string, own: readonly ArnFormat[]): boolean {
  if (own.length === 0 || /[*?]/.test(resource)) return false;
  const start = firstSegment(resource);
  return own.every((format) => {
    const begins = firstSegment(format.resource);
    return !begins.includes('*') && begins !== '' && begins !== start;
  });
}

function firstSegment(resource: string): string {
  return (/^[^/:]*/.exec(resource)?.[0] ?? '').toLowerCase();
}

function formatsOf(service: string): readonly ArnFormat[] {
  const before = formats.get(service);
  if (before !== undefined) return before;
  const prefixes = serviceExists(service) ? [service, ...ownersOf(service)] : ownersOf(service);
  const made = prefixes.flatMap((prefix) => {
    const types = [...resourceTypesOf(prefix).values()];
    return types.flatMap((type) => type.arnFormats.flatMap((text) => readFormat(text, service) ?? []));
  });
  if (made.length > 0) formats.set(service, made);
  return made;
}

function readFormat(text: string, service: string): ArnFormat | undefined {
  const [, , owner, region, account, ...rest] = text.replace(VARIABLE, '*').split(':');
  if (owner?.toLowerCase() !== service || rest.length === 0) return undefined;
  return { hasRegion: region !== '', hasAccount: account !== '', resource: rest.join(':') };
}

/** Prefixes whose resource types have ARNs of another service. */
function ownersOf(service: string): readonly string[] {
  owners ??= new Map(
    readTable('resource-arn-owners.tsv').map((row) => [
      row.arnService ?? '',
      (row.prefixes ?? '').split(' '),
    ]),
  );
  return owners.get(service) ?? [];
}
