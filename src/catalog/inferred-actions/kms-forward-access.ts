// What a service does on a KMS key with its caller's permissions, where the record names the key or an alias of it.
// Table: data/kms-forward-access.tsv. IAM takes no alias as a resource, but a key's aliases as a condition on it:
// https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html
import type { TrailEvent } from '../../core/event.js';
import type { JsonObject } from '../../core/json.js';
import type { Permission, PermissionResource } from '../../core/permission.js';
import { escapePolicyText } from '../../core/policy-text.js';
import { operationTable } from '../operation-table.js';
import { perLayout } from '../per-layout.js';
import { parseParameterPath, textsIn, valuesAt, watchPaths } from '../request-parameter.js';
import { callerScope } from './caller-scope.js';
import type { Inference } from './inference.js';

interface Row {
  action: string;
  via: string;
  source: string;
}

const rowsOf = operationTable<Row>('kms-forward-access.tsv', (row) => ({
  action: row.action ?? '',
  via: row.via ?? '',
  source: row.source ?? '',
}));

/**
 * The table's KMS actions on the key's ARN, with kms:ViaService; where only an alias is told, on all keys that have
 * it (kms:ResourceAliases); nothing where the key is untold or AWS's own (`alias/aws/…`), whose policy lets callers in.
 */
export const kmsForwardAccess: Inference = {
  appliesTo: (operation) => rowsOf(operation).length > 0,
  infer: ({ event, operation }) => {
    if (event.region === '') return NONE;
    const keys = keysIn(event);
    const grants = keys.length > 0 ? keyGrant(keys) : aliasGrants(event);
    if (grants.length === 0) return NONE;
    const suffix = event.region.startsWith('cn-') ? '.cn' : '';
    return grants.flatMap(({ resources, aliases }) =>
      rowsOf(operation).map((row) => ({
        action: row.action,
        resources,
        conditions: {
          ...(aliases.length === 0 ? {} : { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': aliases } }),
          StringEquals: { 'kms:ViaService': [row.via.replace('{region}', event.region) + suffix] },
        },
        evidence: 'inferred',
        source: row.source,
      })),
    );
  },
};

const NONE: readonly Permission[] = [];

interface Grant {
  resources: readonly PermissionResource[];
  /** Names, `alias/app`; empty where the resources are keys. */
  aliases: readonly string[];
}

const NO_GRANTS: readonly Grant[] = [];

function keyGrant(keys: readonly string[]): readonly Grant[] {
  return [{ resources: keys.map((key) => ({ arn: escapePolicyText(key), type: 'kms:key' })), aliases: [] }];
}

const KEY_ARN = /^arn:[^:]+:kms:[^:]+:\d{12}:key\/[\w-]+$/;
const KEY_ID = /^(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const PATHS = ['**.*kms*key*', '**.*sse*key*', '**.keyId', '**.encryptionKey*'].map(parseParameterPath);
const mayNameKeys = watchPaths(PATHS);
const requestMayNameKeys = perLayout(mayNameKeys);

function keysIn(event: TrailEvent): readonly string[] {
  const found: string[] = [];
  for (const { arn } of event.resources) if (arn !== undefined && KEY_ARN.test(arn)) found.push(arn);
  addKeys(requestTexts(event), event, found);
  // Each name that PATHS finds has `key` in it: an answer that has none need not be read.
  if (!event.answerNamesNoKey) {
    addKeys(keyTexts(event.responseElements), event, found);
    addKeys(keyTexts(event.additionalEventData), event, found);
  }
  return found.length < 2 ? found : [...new Set(found)].sort();
}

function addKeys(texts: readonly string[], event: TrailEvent, found: string[]): void {
  for (const text of texts) {
    const arn = KEY_ARN.test(text) ? text : KEY_ID.test(text) ? ownKey(text, event) : undefined;
    if (arn !== undefined) found.push(arn);
  }
}

const ALIAS = /^(?:arn:([\w-]+):kms:([\w-]+):(\d{12}):)?(alias\/(?!aws\/)[\w/-]+)$/;

/** Per account and Region of the aliases that the request names: all keys there, and the aliases. */
function aliasGrants(event: TrailEvent): readonly Grant[] {
  const texts = requestTexts(event);
  if (texts.length === 0) return NO_GRANTS;
  const scope = callerScope(event);
  const found = new Map<string, Set<string>>();
  for (const text of texts) {
    const [, partition = scope?.partition, region = event.region, account = scope?.account, alias] =
      ALIAS.exec(text) ?? [];
    if (alias === undefined || partition === undefined || account === undefined) continue;
    const arn = `arn:${partition}:kms:${region}:${account}:key/*`;
    found.set(arn, (found.get(arn) ?? new Set()).add(alias));
  }
  return [...found].map(([arn, aliases]) => ({
    resources: [{ arn, type: 'kms:key', reason: 'arn-not-derivable' }],
    aliases: [...aliases].sort(),
  }));
}

const NO_TEXTS: readonly string[] = [];

function requestTexts(event: TrailEvent): readonly string[] {
  return requestMayNameKeys(event) ? textsAtPaths(event.requestParameters) : NO_TEXTS;
}

function keyTexts(part: JsonObject | undefined): readonly string[] {
  return mayNameKeys(part) ? textsAtPaths(part) : NO_TEXTS;
}

function textsAtPaths(part: JsonObject | undefined): readonly string[] {
  return PATHS.flatMap((path) => valuesAt(part, path).flatMap((value) => textsIn(value)));
}

function ownKey(id: string, event: TrailEvent): string | undefined {
  const scope = callerScope(event);
  return scope === undefined
    ? undefined
    : `arn:${scope.partition}:kms:${event.region}:${scope.account}:key/${id}`;
}
