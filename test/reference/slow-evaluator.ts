// The slow and obvious evaluator: one request against raw JSON documents, every statement asked every time. Written from
// AWS's pages and not from src/evaluation: a regular expression for each pattern, node:net's lists for addresses, Date
// for dates, and the decision as one formula. It takes well-formed input only.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
import { BlockList, isIPv4 } from 'node:net';

type Json = unknown;
interface Statement {
  Sid?: string;
  Effect: 'Allow' | 'Deny';
  Principal?: Json;
  NotPrincipal?: Json;
  Action?: Json;
  NotAction?: Json;
  Resource?: Json;
  NotResource?: Json;
  Condition?: Record<string, Record<string, Json>>;
}
interface Document {
  Version?: string;
  Statement: Statement | Statement[];
}
export interface SlowLine {
  request: {
    principal: string | Record<string, string>;
    action: string;
    resource?: string;
    resourceAccount?: string;
    context?: Record<string, string | string[]>;
  };
  identityPolicies?: Document[];
  resourcePolicy?: Document;
  permissionsBoundary?: Document;
  sessionPolicy?: Document;
  serviceControlPolicies?: Document[][];
  resourceControlPolicies?: Document[][];
  vpcEndpointPolicy?: Document;
}

type Grant = 'direct' | 'identity' | 'account';
interface Match {
  effect: 'Allow' | 'Deny';
  grant: Grant;
  /** `layer/level/policy/statement`, without the level where there is none. */
  id: string;
}

export interface SlowAnswer {
  decision: 'allowed' | 'implicitDeny' | 'explicitDeny';
  /** Every statement that applies, of the layers that apply; sorted. */
  matched: string[];
}

export function slowAnswer(line: SlowLine): SlowAnswer {
  const { action, resource = '*' } = line.request;
  const who = whoIs(line.request.principal, line.request.context ?? {});
  const owner = line.request.resourceAccount ?? (resource.split(':')[4] || who.account);
  const keys = keysOf(line, who, owner);
  const isMember = who.account !== undefined;
  const isRoot = who.type === 'root';
  const isFree =
    who.roleArn !== undefined && /:role\/(aws-service-role\/|AWSServiceRoleFor)/.test(who.roleArn);
  const boundary = isMember && !isRoot ? line.permissionsBoundary : undefined;
  const lower = action.toLowerCase();
  const partition = who.account === undefined ? 'aws' : who.name.split(':')[1];
  const isList = lower === 's3:listallmybuckets' && resource === '*';
  const matched = isList ? `arn:${partition}:s3:::*` : resource;
  const isTrust =
    /^sts:(assumerole|assumerolewithsaml|assumerolewithwebidentity|tagsession|setsourceidentity|setcontext)$/.test(
      lower,
    ) && /:role\//.test(resource);

  const find = (layer: string, documents: Document[] | undefined, namesPrincipal: boolean): Match[] =>
    (documents ?? []).flatMap((document, p) =>
      listOf(document.Statement).flatMap((statement, s) => {
        const grant = namesPrincipal
          ? grantOf(
              statement as Statement,
              who,
              keys,
              isTrust,
              boundary !== undefined,
              layer.startsWith('rcp'),
            )
          : 'direct';
        const applies =
          grant !== undefined &&
          actionApplies(statement as Statement, lower) &&
          resourceApplies(statement as Statement, document, matched, keys, layer) &&
          conditionsApply(statement as Statement, document, keys);
        return applies ? [{ effect: (statement as Statement).Effect, grant, id: `${layer}/${p}/${s}` }] : [];
      }),
    );
  const allows = (matches: Match[]): boolean => matches.some(({ effect }) => effect === 'Allow');
  const one = (document: Document | undefined): Document[] => (document === undefined ? [] : [document]);

  const rcps = isFree ? [] : (line.resourceControlPolicies ?? []);
  const scps = isMember && !isFree ? (line.serviceControlPolicies ?? []) : [];
  const session = isMember && !isRoot ? line.sessionPolicy : undefined;
  const rcp = rcps.map((level, i) => find(`rcp/${i}`, level, true));
  const scp = scps.map((level, i) => find(`scp/${i}`, level, false));
  const vpce = find('vpce', one(line.vpcEndpointPolicy), true);
  const resourceMatches = find('resource', one(line.resourcePolicy), true);
  const identity = find('identity', isMember && !isRoot ? line.identityPolicies : [], false);
  const bounds = find('boundary', one(boundary), false);
  const sessions = find('session', one(session), false);
  const all = [
    ...rcp.flat(),
    ...scp.flat(),
    ...vpce,
    ...resourceMatches,
    ...identity,
    ...bounds,
    ...sessions,
  ];
  const ids = all.map(({ id }) => id).sort();

  if (lower === 'sts:getcalleridentity' || lower === 'sts:getsessiontoken')
    return { decision: 'allowed', matched: ids };
  if (all.some(({ effect }) => effect === 'Deny')) return { decision: 'explicitDeny', matched: ids };

  const grants = resourceMatches.map(({ grant }) => grant);
  const withinLimits =
    (boundary === undefined || allows(bounds)) && (session === undefined || allows(sessions));
  const identityAllows =
    isRoot || (allows(identity) && !(who.type === 'federated-user' && session === undefined));
  const needsGrant = isTrust || (lower.startsWith('kms:') && /:key\//.test(resource));
  const isGranted = !isMember
    ? grants.length > 0
    : who.account === owner
      ? grants.includes('direct') ||
        (grants.includes('identity') && withinLimits) ||
        (identityAllows && withinLimits && (!needsGrant || grants.length > 0))
      : grants.length > 0 && identityAllows && withinLimits;
  const levelsAllow =
    scp.every(allows) &&
    rcp.every((matches, i) => {
      const statements = (rcps[i] ?? []).flatMap((document) => listOf(document.Statement) as Statement[]);
      return !statements.some(({ Effect }) => Effect === 'Allow') || allows(matches);
    });
  const endpointAllows = line.vpcEndpointPolicy === undefined || allows(vpce);
  const isRefused = isRoot && lower === 'sts:assumerole';
  const isAllowed = isGranted && levelsAllow && endpointAllows && !isRefused;
  return { decision: isAllowed ? 'allowed' : 'implicitDeny', matched: ids };
}

interface Who {
  type: string;
  name: string;
  account?: string | undefined;
  roleArn?: string | undefined;
  hasPath?: boolean;
  userName?: string | undefined;
}

function whoIs(principal: string | Record<string, string>, context: Record<string, string | string[]>): Who {
  if (typeof principal !== 'string') {
    const [[type = '', name = ''] = []] = Object.entries(principal);
    return { type, name };
  }
  if (principal === 'anonymous') return { type: 'anonymous', name: '' };
  const match = /^arn:([^:]+):(iam|sts)::(\d{12}):([^/]+)\/?(.*)$/.exec(principal);
  if (match === null) return { type: 'service', name: principal };
  const [, partition, , account, type = '', rest = ''] = match;
  if (type.endsWith('-provider')) return { type: 'federated', name: principal };
  const who: Who = { type, name: principal, account };
  if (type === 'user' || type === 'federated-user') who.userName = rest.replace(/^.*\//, '');
  if (type === 'role') Object.assign(who, { roleArn: principal, hasPath: true });
  if (type === 'assumed-role') {
    const roleName = rest.split('/')[0] ?? '';
    const said = firstOf(context, 'aws:principalarn') ?? '';
    const isSaid = new RegExp(`^arn:${partition}:iam::${account}:role/(.*/)?${quoted(roleName)}$`).test(said);
    const plain = `arn:${partition}:iam::${account}:role/${roleName}`;
    Object.assign(who, { roleArn: isSaid ? said : plain, hasPath: isSaid && said !== plain });
  }
  return who;
}

function firstOf(context: Record<string, string | string[]>, key: string): string | undefined {
  const entry = Object.entries(context).find(([name]) => name.toLowerCase() === key);
  return entry === undefined ? undefined : (listOf(entry[1])[0] as string | undefined);
}

type Keys = Record<string, string[]>;

function keysOf(line: SlowLine, who: Who, owner: string | undefined): Keys {
  const keys: Keys = { 'aws:viaawsservice': ['false'] };
  const set = (key: string, value: string | undefined): void => {
    if (value !== undefined) keys[key] = [value];
  };
  const types: Record<string, string> = {
    root: 'Account',
    user: 'User',
    'federated-user': 'FederatedUser',
    role: 'AssumedRole',
    'assumed-role': 'AssumedRole',
    anonymous: 'Anonymous',
  };
  set('aws:principaltype', types[who.type]);
  set('aws:principalaccount', who.type === 'anonymous' ? 'anonymous' : who.account);
  if (who.account !== undefined || who.type === 'service')
    set('aws:principalisawsservice', String(who.type === 'service'));
  if (who.type === 'federated' && !/:saml-provider/.test(who.name)) set('aws:federatedprovider', who.name);
  if (who.account !== undefined)
    set('aws:principalarn', who.type === 'assumed-role' ? plainRole(who.name) : who.name);
  if (who.type === 'user') set('aws:username', who.userName);
  if (who.type === 'root') set('aws:userid', who.account);
  if (who.type === 'federated-user') set('aws:userid', `${who.account}:${who.userName}`);
  if (who.type === 'anonymous') set('aws:userid', 'anonymous');
  if (who.type === 'service') {
    set('aws:principalservicename', who.name);
    set('aws:principalservicenameslist', who.name);
  }
  set('aws:resourceaccount', owner);
  const service = line.request.action.toLowerCase().split(':')[0];
  if (service === 's3') set('s3:resourceaccount', owner);
  if (service === 'kms') set('kms:calleraccount', who.account);
  const given = Object.entries(line.request.context ?? {}).map(
    ([key, values]) => [key.toLowerCase(), listOf(values) as string[]] as const,
  );
  if (given.some(([key, values]) => key === 'aws:calledvia' && values.length > 0))
    set('aws:viaawsservice', 'true');
  for (const [key, values] of given) {
    if (values.length > 0) keys[key] = values;
    else if (key !== 'aws:viaawsservice' || keys['aws:calledvia'] === undefined) delete keys[key];
  }
  return keys;
}

function plainRole(sessionArn: string): string {
  return sessionArn.replace(/^arn:([^:]+):sts::(\d+):assumed-role\/([^/]+)\/.*$/, 'arn:$1:iam::$2:role/$3');
}

function grantOf(
  { Effect, Principal, NotPrincipal }: Statement,
  who: Who,
  keys: Keys,
  isTrust: boolean,
  hasBoundary: boolean,
  isRcp: boolean,
): Grant | undefined {
  if (Principal !== undefined) return namedBy(Principal, who, keys, isTrust);
  if (NotPrincipal === undefined) return isRcp ? 'direct' : undefined;
  if (Effect === 'Deny' && hasBoundary) return 'direct';
  return namedBy(NotPrincipal, who, keys, isTrust) === undefined ? 'direct' : undefined;
}

function namedBy(element: Json, who: Who, keys: Keys, isTrust: boolean): Grant | undefined {
  if (element === '*') return 'direct';
  const grants = new Set<Grant | undefined>();
  const partition = who.name.split(':')[1];
  for (const [kind, values] of Object.entries(element as Record<string, Json>))
    for (const value of listOf(values) as string[]) {
      const is = (type: string): boolean => who.type === type && (value === who.name || value === '*');
      if (kind === 'Service' && is('service')) grants.add('direct');
      if (kind === 'CanonicalUser' && is('canonicalUser')) grants.add('direct');
      if (kind === 'Federated' && is('federated')) grants.add('direct');
      if (kind === 'Federated' && who.roleArn !== undefined && keys['aws:federatedprovider']?.[0] === value)
        grants.add('direct');
      if (kind !== 'AWS' && kind !== '*') continue;
      if (value === '*' && (!isTrust || who.account !== undefined)) grants.add('direct');
      if (who.account === undefined) continue;
      if (value === who.account || value === `arn:${partition}:iam::${who.account}:root`)
        grants.add('account');
      if (value === who.name && who.type !== 'root' && who.type !== 'role') grants.add('direct');
      const id = (keys['aws:userid']?.[0] ?? '').split(':')[0];
      if (/^A(ROA|IDA)[A-Z0-9]+$/.test(value) && value === id) {
        if (who.type === 'user') grants.add('direct');
        if (who.roleArn !== undefined) grants.add('identity');
      }
      if (value === who.roleArn) grants.add('identity');
      const named = (type: string, name: string): boolean =>
        new RegExp(`^arn:${partition}:iam::${who.account}:${type}/(.*/)?${quoted(name)}$`).test(value);
      if (
        who.type === 'assumed-role' &&
        !who.hasPath &&
        named('role', (who.roleArn ?? '').replace(/^.*\//, ''))
      )
        grants.add('identity');
      if (who.type === 'federated-user' && named('user', who.userName ?? '')) grants.add('identity');
    }
  return (['direct', 'identity', 'account'] as const).find((grant) => grants.has(grant));
}

function actionApplies({ Action, NotAction }: Statement, action: string): boolean {
  const names = (patterns: Json): boolean =>
    (listOf(patterns) as string[]).some((pattern) =>
      wildcardRegex(String(pattern).toLowerCase()).test(action),
    );
  return Action === undefined ? !names(NotAction) : names(Action);
}

function resourceApplies(
  { Resource, NotResource }: Statement,
  { Version }: Document,
  resource: string,
  keys: Keys,
  layer: string,
): boolean {
  const list = Resource ?? NotResource;
  if (list === undefined) return true;
  const isIdentity = layer !== 'resource' && layer !== 'vpce';
  const names = (listOf(list) as string[]).some((pattern) =>
    arnMatches(pattern, resource, Version === '2012-10-17' ? keys : undefined, isIdentity, true),
  );
  return Resource === undefined ? !names : names;
}

/** Stand-ins for what is no plain character; nothing in the tests has these. */
const [RUN, ONE, COLON] = ['\uE000', '\uE001', '\uE002'];

function arnMatches(
  pattern: string,
  text: string,
  keys: Keys | undefined,
  padsPlain: boolean,
  sixthOnly: boolean,
): boolean {
  if (/^\*+$/.test(pattern)) return true;
  if (text === '*') return false;
  const filled = fill(pattern, keys);
  if (filled === undefined) return false;
  const parts = splitAtMost(filled.text);
  if (sixthOnly && keys !== undefined && filled.variables.length > 0) {
    const before = splitAtMost(pattern.replace(/\$\{[^}]*\}/g, (v) => v.replaceAll(':', COLON))).slice(0, 5);
    if (before.some((part) => /\$\{[^*?$]/.test(part))) return false;
  }
  if (parts.length < 6) {
    if (!filled.text.endsWith(RUN) && !padsPlain) return false;
    while (parts.length < 6) parts.push(RUN);
  }
  const given = splitAtMost(text);
  return (
    given.length === 6 &&
    parts.every((part, i) => partRegex(part.replaceAll(COLON, ':')).test(given[i] ?? ''))
  );
}

function splitAtMost(text: string): string[] {
  const all = text.split(':');
  return all.length <= 6 ? all : [...all.slice(0, 5), all.slice(5).join(':')];
}

/** Wildcards as stand-ins, variables as their values; colons of values as stand-ins. Undefined: one has no value. */
function fill(pattern: string, keys: Keys | undefined): { text: string; variables: string[] } | undefined {
  const variables: string[] = [];
  let isMissing = false;
  const stand = (text: string): string => text.replaceAll('*', RUN).replaceAll('?', ONE);
  if (keys === undefined) return { text: stand(pattern), variables };
  const text = pattern
    .split(/(\$\{[^}]*\})/)
    .map((piece) => {
      const inside = /^\$\{([^}]*)\}$/.exec(piece)?.[1];
      if (inside === undefined) return stand(piece);
      if (inside === '*' || inside === '?' || inside === '$') return inside;
      variables.push(inside);
      const [, key = '', fallback] = /^([^,]+?)(?:\s*,\s*'([^']*)')?$/.exec(inside.trim()) ?? [];
      const values = keys[key.toLowerCase()];
      const value = values === undefined ? fallback : values.length === 1 ? values[0] : undefined;
      if (value === undefined) isMissing = true;
      return (value ?? '').replaceAll(':', COLON);
    })
    .join('');
  return isMissing ? undefined : { text, variables };
}

function conditionsApply({ Condition = {} }: Statement, { Version }: Document, keys: Keys): boolean {
  return Object.entries(Condition).every(([operator, block]) =>
    Object.entries(block).every(([key, values]) =>
      conditionHolds(
        operator,
        (listOf(values) as Json[]).map(String),
        keys[key.toLowerCase()],
        Version === '2012-10-17' ? keys : undefined,
      ),
    ),
  );
}

function conditionHolds(
  written: string,
  wanted: string[],
  given: string[] | undefined,
  keys: Keys | undefined,
): boolean {
  const match = /^(?:(forallvalues|foranyvalue):)?(.*?)(ifexists)?$/.exec(written.toLowerCase());
  const [, set, name = '', ifExists] = match ?? [];
  if (name === 'null') return wanted.some((value) => value.toLowerCase() === String(given === undefined));
  if (given === undefined && ifExists !== undefined) return true;
  const isNegated = name.includes('not');
  const base = name.replace('not', '');
  const holds = (value: string): boolean =>
    wanted.some((pattern) => compare(base, pattern, value, keys)) !== isNegated;
  const isEmpty = given === undefined || given.every((value) => value === '');
  if (set === 'forallvalues') return isEmpty || given.every(holds);
  if (set === 'foranyvalue') return !isEmpty && given.some(holds);
  if (given === undefined || given.length > 1) return isNegated;
  return given.every(holds);
}

function compare(name: string, pattern: string, value: string, keys: Keys | undefined): boolean {
  if (name.startsWith('numeric')) return ordered(name.slice(7), numberOf(value), numberOf(pattern));
  if (name.startsWith('date')) return ordered(name.slice(4), dateOf(value), dateOf(pattern));
  switch (name) {
    case 'stringequals':
    case 'stringequalsignorecase': {
      const literal = fill(pattern, keys)
        ?.text.replaceAll(RUN, '*')
        .replaceAll(ONE, '?')
        .replaceAll(COLON, ':');
      return name === 'stringequals' ? literal === value : literal?.toLowerCase() === value.toLowerCase();
    }
    case 'stringlike': {
      const filled = fill(pattern, keys);
      return filled !== undefined && partRegex(filled.text.replaceAll(COLON, ':')).test(value);
    }
    case 'arnequals':
    case 'arnlike':
      return /^arn(:[^:]*){4}:/.test(value) && arnMatches(pattern, value, keys, false, false);
    case 'bool':
      return /^(true|false)$/i.test(value) && value.toLowerCase() === pattern.toLowerCase();
    case 'binaryequals':
      return Buffer.from(value, 'base64').equals(Buffer.from(pattern, 'base64'));
    case 'ipaddress': {
      const [net = '', length] = pattern.split('/');
      const family = isIPv4(net) ? 'ipv4' : 'ipv6';
      const list = new BlockList();
      if (length === undefined) list.addAddress(net, family);
      else list.addSubnet(net, Number(length), family);
      return isIPv4(value) === isIPv4(net) && list.check(value, family);
    }
    default:
      throw new Error(`no operator ${name}`);
  }
}

function ordered(name: string, given: number, limit: number): boolean {
  switch (name) {
    case 'equals':
      return given === limit;
    case 'lessthan':
      return given < limit;
    case 'lessthanequals':
      return given <= limit;
    case 'greaterthan':
      return given > limit;
    case 'greaterthanequals':
      return given >= limit;
    default:
      throw new Error(`no order ${name}`);
  }
}

/** NaN, which is in no order with anything, for what is no number. */
function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}

function dateOf(text: string): number {
  return /^\d{5,}$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}

function wildcardRegex(pattern: string): RegExp {
  return partRegex(pattern.replaceAll('*', RUN).replaceAll('?', ONE));
}

/** A pair of surrogates is one character. */
const ONE_CHARACTER =
  '(?:[\\ud800-\\udbff][\\udc00-\\udfff]|[^\\ud800-\\udbff]|[\\ud800-\\udbff](?![\\udc00-\\udfff]))';

function partRegex(part: string): RegExp {
  return new RegExp(`^${quoted(part).replaceAll(RUN, '[^]*').replaceAll(ONE, ONE_CHARACTER)}$`);
}

function quoted(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

function listOf(value: Json): Json[] {
  return Array.isArray(value) ? value : [value];
}
