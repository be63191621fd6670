// An event's source and name → the actions that authorise the operation: its own name, or the rename table's.
import { hostWithoutSuffix } from '../core/partition.js';
import { type ActionFacts, findAction, serviceExists } from './actions.js';
import { readTable } from './resources/read-table.js';

export interface MappedOperation {
  /** IAM prefix of the service, and the operation without the version that some services append. */
  service: string;
  name: string;
  /** All of them needed; empty where the catalog has none. */
  actions: readonly ActionFacts[];
  /** The operation needs no permission. */
  permissionless: boolean;
  source: string;
}

/**
 * Operations that need no permission of the caller's identity policies.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html ("No permissions are required"),
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html, and the trust policy alone for
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithSAML.html and …WithWebIdentity.html.
 */
const PERMISSIONLESS: ReadonlySet<string> = new Set([
  'sts:getcalleridentity',
  'sts:getsessiontoken',
  'sts:assumerolewithsaml',
  'sts:assumerolewithwebidentity',
]);

const VERSIONS = /(?:20\d{6}(?:v\d+)?|\d{4}_\d{2}_\d{2})$/;
const OWN_NAME = 'own name';

const known = new Map<string, MappedOperation>();
let services: Map<string, string[]> | undefined;
let renamed: Map<string, { actions: string[]; source: string }> | undefined;

/** Memoised; names are compared without case. */
export function actionsOfOperation(eventSource: string, eventName: string): MappedOperation {
  const key = `${eventSource} ${eventName}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = find(eventSource, eventName);
  if (known.size > 20_000) known.clear();
  known.set(key, made);
  return made;
}

/** IAM prefixes of an event source, in the order to try. */
export function servicesOfEventSource(eventSource: string): readonly string[] {
  services ??= new Map(
    readTable('event-source-services.tsv').map((r) => [r.eventSource ?? '', (r.services ?? '').split(' ')]),
  );
  const host = hostWithoutSuffix(eventSource);
  const listed = services.get(host);
  if (listed !== undefined) return listed;
  const label = host.split('.')[0] ?? host;
  return serviceExists(label) ? [label] : [];
}

function find(eventSource: string, eventName: string): MappedOperation {
  const prefixes = servicesOfEventSource(eventSource);
  const names = [...new Set([eventName, eventName.replace(VERSIONS, '')])];
  renamed ??= new Map(
    readTable('operation-actions.tsv').map((r) => [
      `${r.service}:${r.operation}`.toLowerCase(),
      { actions: (r.actions ?? '').split(' '), source: r.source ?? '' },
    ]),
  );
  for (const service of prefixes) {
    for (const name of names) {
      const key = `${service}:${name}`.toLowerCase();
      const row = renamed.get(key);
      const actions = (row?.actions ?? [`${service}:${name}`]).flatMap((a) => {
        const [prefix = '', action = ''] = a.split(':');
        return findAction(prefix, action) ?? [];
      });
      const permissionless = PERMISSIONLESS.has(key);
      if (permissionless) return { service, name, actions: [], permissionless, source: OWN_NAME };
      if (actions.length > 0)
        return { service, name, actions, permissionless, source: row?.source ?? OWN_NAME };
    }
  }
  return { service: prefixes[0] ?? '', name: eventName, actions: [], permissionless: false, source: '' };
}
