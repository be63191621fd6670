// One request out of many that fit, such as a reader knows them: an action of the catalog, an ARN of its resource type, a
// valid account and Region, names that say that they are examples.
import {
  type ActionFacts,
  allActionsOf,
  allServices,
  findAction,
  resourceTypesOf,
} from '../catalog/actions.js';
import type { FoundRequests } from './allowed-requests.js';
import { KEY_PREFIX, type Literal, type VariableName } from './atom.js';
import { Budget, DEFAULT_STEPS } from './budget.js';
import type { PolicyKind } from './encode-statement.js';
import { KEYS_OF_PRINCIPAL } from './links.js';
import { isTrueOf } from './literal-truth.js';
import type { Token } from './pattern.js';

/** A concrete request. Keys of `context` in lower case; undefined: absent, and must be. */
export interface WitnessRequest {
  /** As universe.ts writes principals; undefined for policies of identities. */
  readonly principal: string | undefined;
  /** In the catalog's case where it has the action. */
  readonly action: string;
  readonly resource: string;
  readonly context: ReadonlyMap<string, readonly string[] | undefined>;
}

/** The name of a session where any will do. */
export const EXAMPLE_SESSION = 'example-session';
const ACCOUNT = '111122223333';
const REGION = 'us-east-1';
/** Services that readers know, asked first for an action where any will do. */
const KNOWN_SERVICES = ['s3', 'ec2', 'iam', 'sts', 'kms', 'lambda', 'dynamodb', 'sqs'];
/** Matched as an ARN though it has no resource: no example of a request on `*`. */
const NO_EXAMPLES = new Set(['s3:ListAllMyBuckets']);
const PRINCIPAL_HINTS = [
  `AWS|aws|iam|${ACCOUNT}|role/ExampleRole|${EXAMPLE_SESSION}`,
  `AWS|aws|iam|444455556666|role/ExampleRole|${EXAMPLE_SESSION}`,
  `AWS|aws|iam|${ACCOUNT}|user/ExampleUser|`,
  'Service|lambda.amazonaws.com',
  'Service|ec2.amazonaws.com',
  'Service|s3.amazonaws.com',
  `Federated|arn:aws:iam::${ACCOUNT}:oidc-provider/example.com`,
  `Federated|arn:aws:iam::${ACCOUNT}:saml-provider/ExampleProvider`,
];
const TRUST_POLICY_RESOURCE = `arn:aws:iam::${ACCOUNT}:role/ExampleRole`;

/**
 * `isReadable`: such as readers know, from the catalog; else the first that fits. Throws BudgetExceeded, and a RangeError
 * where the literals have no value after all.
 */
export function witnessOf(
  { literals, theory, isLinked }: FoundRequests,
  kind: PolicyKind,
  isReadable: boolean,
): WitnessRequest {
  theory.spendFrom(new Budget(DEFAULT_STEPS));
  const value = (variable: VariableName, hints: readonly string[]): readonly string[] | undefined => {
    const answer = theory.solve(variable, literals.get(variable) ?? [], hints);
    if (answer.kind !== 'found') throw new RangeError(`no value of \`${variable}\` fits`);
    return answer.values;
  };
  const resources = literals.get('resource') ?? [];
  const known = isReadable ? knownAction(literals.get('action') ?? [], resources) : undefined;
  const action = known ?? value('action', [])?.[0] ?? '';
  const [resource = '*'] =
    resources.length === 0 && action.toLowerCase().startsWith('sts:assumerole')
      ? [TRUST_POLICY_RESOURCE]
      : (value('resource', isReadable ? resourceHints(action, resources) : []) ?? []);
  const context = new Map<string, readonly string[] | undefined>();
  for (const [variable, said] of literals)
    if (variable.startsWith(KEY_PREFIX) && said.length > 0 && !(isLinked && isOfPrincipal(variable)))
      context.set(variable.slice(KEY_PREFIX.length), value(variable, []));
  if (isLinked) linkSource(context);
  const principal =
    kind === 'resource'
      ? value('principal', isReadable ? principalHints(literals.get('principal') ?? []) : [])?.[0]
      : undefined;
  return { principal, action: inCatalogCase(action), resource, context };
}

/** Said by the principal itself. */
function isOfPrincipal(variable: VariableName): boolean {
  return KEYS_OF_PRINCIPAL.has(variable.slice(KEY_PREFIX.length));
}

/** The source's account is that of its ARN; whatever is asked of either, the answer is the same (links.ts). */
function linkSource(context: Map<string, readonly string[] | undefined>): void {
  const account = context.get('aws:sourcearn')?.[0]?.split(':')[4];
  if (account !== undefined && account !== '') context.set('aws:sourceaccount', [account]);
}

/** An action of the catalog that fits; undefined if there is none. */
function knownAction(literals: readonly Literal[], resources: readonly Literal[]): string | undefined {
  const services = new Set<string>();
  for (const { atom, isPositive } of [...literals, ...resources]) {
    if (atom.kind !== 'text' || !isPositive) continue;
    for (const { tokens } of atom.patterns) {
      const head = charsOf(tokens);
      if (atom.variable === 'action') services.add(head.split(':')[0] ?? '');
      else services.add(/^arn:[^:]*:([a-z0-9-]+):/.exec(head)?.[1] ?? '');
    }
  }
  const isWild = literals.every(
    ({ atom, isPositive }) =>
      !isPositive ||
      atom.kind !== 'text' ||
      atom.patterns.some(({ tokens }) => !charsOf(tokens).includes(':')),
  );
  const tried = [...services, ...(isWild ? [...KNOWN_SERVICES, ...allServices()] : [])];
  const examples = positivePatterns(resources).flatMap((tokens) => filledTokens(tokens, ''));
  for (const service of tried) {
    if (service === '') continue;
    const fitting = allActionsOf(service).filter(
      ({ fullName }) =>
        !NO_EXAMPLES.has(fullName) &&
        literals.every((literal) => isTrueOf(literal, [fullName.toLowerCase()])),
    );
    // Short names of reads are the ones that readers know: GetObject, GetRole, Scan.
    fitting.sort((a, b) => rank(a) - rank(b) || a.name.length - b.name.length);
    const best = fitting.find((one) => isAbout(one, examples)) ?? fitting[0];
    if (best !== undefined) return best.fullName.toLowerCase();
  }
  return undefined;
}

function rank({ accessLevel }: ActionFacts): number {
  return accessLevel === 'Read' ? 0 : 1;
}

/** True if one of the ARNs is of a resource type that the action needs. */
function isAbout({ service, resourceTypes }: ActionFacts, examples: readonly string[]): boolean {
  const types = resourceTypesOf(service);
  return resourceTypes.some(({ type, required }) => {
    if (!required) return false;
    const formats = (types.get(type)?.arnFormats ?? []).map((format) => formatRegex(format));
    return formats.some((regex) => examples.some((arn) => regex.test(arn)));
  });
}

/** Fields have no separators in them, but the last, which may be a path. */
function formatRegex(format: string): RegExp {
  const parts = format.split(/\$\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const last = parts.length - 1;
  return new RegExp(
    `^${parts.map((part, i) => (i === last ? part : part + (i === last - 1 ? (format.includes('/${') ? '.+' : '[^/]*') : '[^:/]*'))).join('')}$`,
  );
}

/** The characters before the first token that is none. */
function charsOf(tokens: readonly Token[]): string {
  let text = '';
  for (const token of tokens) {
    if (token.kind !== 'char') break;
    text += token.char;
  }
  return text;
}

function inCatalogCase(action: string): string {
  const [service = '', name = ''] = action.split(':');
  return findAction(service, name)?.fullName ?? action;
}

/** ARNs of the action's resource types, then the patterns themselves with example names in place of wildcards. */
function resourceHints(action: string, literals: readonly Literal[]): string[] {
  const [service = '', name = ''] = action.split(':');
  const facts = findAction(service, name);
  const ofTypes = (facts?.resourceTypes ?? [])
    .flatMap(({ type }) => resourceTypesOf(service).get(type)?.arnFormats ?? [])
    .sort((x, y) => x.length - y.length)
    .map(filledFormat);
  const written = positivePatterns(literals).flatMap((tokens) => filledTokens(tokens, service));
  const hasNoResource = facts !== undefined && facts.resourceTypes.length === 0;
  return [...ofTypes, ...(hasNoResource ? ['*'] : []), ...written];
}

function filledFormat(format: string): string {
  return format.replace(/\$\{(\w+)\}/g, (_, field: string) =>
    field === 'Partition'
      ? 'aws'
      : field === 'Region'
        ? REGION
        : field === 'Account'
          ? ACCOUNT
          : `example-${field.replace(/(?:Name|Id|NameWithPath)$/, '').toLowerCase()}`,
  );
}

function positivePatterns(literals: readonly Literal[]): (readonly Token[])[] {
  return literals.flatMap(({ atom, isPositive }) =>
    atom.kind === 'text' && isPositive ? atom.patterns.map(({ tokens }) => tokens) : [],
  );
}

/** With Region and account, and without: some ARNs have neither. */
function filledTokens(tokens: readonly Token[], service: string): string[] {
  return [true, false].map((isRegional) => {
    let text = '';
    for (const [i, token] of tokens.entries()) {
      if (token.kind === 'char') text += token.char;
      else if (token.kind === 'letter') text += token.lower;
      else if (token.kind === 'one') text += 'x';
      else if (token.kind === 'run') {
        const colons = text.split(':').length - 1;
        const before = tokens[i - 1];
        const isWhole = before?.kind === 'char' && before.char === ':' && colons < 5;
        const part = ['arn', 'aws', service, isRegional ? REGION : '', isRegional ? ACCOUNT : ''][colons];
        text += isWhole && part !== undefined ? part : token.of === 'any' ? 'example' : '';
      }
    }
    return text;
  });
}

/** The patterns of the policy with example names, then principals that readers know. */
function principalHints(literals: readonly Literal[]): string[] {
  const written = positivePatterns(literals).flatMap((tokens) => {
    const parts: string[] = [''];
    const runs: boolean[] = [false];
    for (const token of tokens) {
      if (token.kind === 'char' && token.char === '|') {
        parts.push('');
        runs.push(false);
      } else if (token.kind === 'char') parts[parts.length - 1] += token.char;
      else runs[parts.length - 1] = true;
    }
    const [kind = ''] = parts;
    if (kind !== 'AWS') return runs.some(Boolean) ? [] : [parts.join('|')];
    const defaults = [kind, 'aws', 'iam', ACCOUNT, 'role/ExampleRole', EXAMPLE_SESSION];
    const filled = defaults.map((fallback, i) =>
      runs[i] === true && parts[i] === ''
        ? fallback
        : `${parts[i] ?? ''}${runs[i] === true ? 'example' : ''}`,
    );
    if (!filled[4]?.startsWith('role/')) filled[5] = '';
    return [filled.join('|')];
  });
  return [...written, ...PRINCIPAL_HINTS];
}
