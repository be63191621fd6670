// What a service does on a KMS key with its caller's permissions, where the record names the key.
// Table: data/kms-forward-access.tsv.
import type { TrailEvent } from '../../core/event.js';
import type { JsonObject } from '../../core/json.js';
import { escapePolicyText } from '../../core/policy-text.js';
import { operationTable } from '../operation-table.js';
import { parseParameterPath, textsIn, valuesAt } from '../request-parameter.js';
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

/** The table's KMS actions on the key's ARN, with kms:ViaService; nothing where the key is an alias or untold. */
export const inferKmsForwardAccess: Inference = ({ event, operation }) => {
  const rows = rowsOf(operation);
  const keys = rows.length === 0 ? [] : keysIn(event);
  if (keys.length === 0 || event.region === '') return [];
  const resources = keys.map((key) => ({ arn: escapePolicyText(key), type: 'kms:key' }));
  const suffix = event.region.startsWith('cn-') ? '.cn' : '';
  return rows.map((row) => ({
    action: row.action,
    resources,
    conditions: { StringEquals: { 'kms:ViaService': [row.via.replace('{region}', event.region) + suffix] } },
    evidence: 'inferred',
    source: row.source,
  }));
};

const KEY_ARN = /^arn:[^:]+:kms:[^:]+:\d{12}:key\/[\w-]+$/;
const KEY_ID = /^(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const PATHS = ['**.*kms*key*', '**.*sse*key*', '**.keyId', '**.encryptionKey*'].map(parseParameterPath);

function keysIn(event: TrailEvent): readonly string[] {
  const found = new Set<string>();
  for (const { arn } of event.resources) if (arn !== undefined && KEY_ARN.test(arn)) found.add(arn);
  for (const part of [event.requestParameters, event.responseElements, event.additionalEventData]) {
    for (const text of keyTexts(part)) {
      const arn = KEY_ARN.test(text) ? text : KEY_ID.test(text) ? ownKey(text, event) : undefined;
      if (arn !== undefined) found.add(arn);
    }
  }
  return [...found].sort();
}

function keyTexts(part: JsonObject | undefined): readonly string[] {
  return PATHS.flatMap((path) => valuesAt(part, path).flatMap((value) => textsIn(value)));
}

function ownKey(id: string, event: TrailEvent): string | undefined {
  const scope = callerScope(event);
  return scope === undefined
    ? undefined
    : `arn:${scope.partition}:kms:${event.region}:${scope.account}:key/${id}`;
}
