// Per service: the actions known, those that some event maps to, and how CloudTrail logs them.
// Tables: data/api-operations.tsv, data/service-logging.tsv, and those of the mapping itself.
import { allActionsOf, allServices } from './actions.js';
import { actionsOfOperation } from './operation-of-event.js';
import { readTable } from './resources/read-table.js';

/** `unknown` where no source says it. A service may log some calls as management and others as data events. */
export type LoggingKind = 'management' | 'data' | 'never' | 'unknown';

export interface ServiceCoverage {
  /** IAM prefix. */
  service: string;
  actions: number;
  /** Actions that an event can show to have been used, by its name, its request or what stands behind it. */
  mappable: number;
  logging: readonly LoggingKind[];
}

/** All services of the catalog, sorted by prefix. Reads the whole catalog: about a second. */
export function serviceCoverage(): ServiceCoverage[] {
  const mapped = mappableActions();
  const logging = loggingKinds();
  return allServices().map((service) => {
    const actions = allActionsOf(service);
    const mappable = actions.filter((action) => mapped.has(`${service}:${action.name}`.toLowerCase())).length;
    return { service, actions: actions.length, mappable, logging: logging.get(service) ?? ['unknown'] };
  });
}

/** Tables whose `action` or `actions` column names actions that a record may show besides its operation's own. */
const FURTHER_TABLES = [
  'operation-actions.tsv',
  'request-actions.tsv',
  'tag-on-create.tsv',
  'kms-forward-access.tsv',
];
/** Inferred in code, without a table that names them. */
const FURTHER_ACTIONS = ['iam:passrole', 's3:listbucket', 'sts:setsourceidentity'];

function mappableActions(): ReadonlySet<string> {
  const mapped = new Set<string>(FURTHER_ACTIONS);
  for (const { service = '', operations = '' } of readTable('api-operations.tsv')) {
    for (const operation of operations.split(' ')) {
      for (const { facts } of actionsOfOperation(service, operation))
        mapped.add(`${facts.service}:${facts.name}`.toLowerCase());
    }
  }
  for (const file of FURTHER_TABLES) {
    for (const row of readTable(file)) {
      for (const action of (row.actions ?? row.action ?? '').split(' ')) mapped.add(action.toLowerCase());
    }
  }
  return mapped;
}

const KINDS: readonly LoggingKind[] = ['management', 'data', 'never'];

function loggingKinds(): ReadonlyMap<string, readonly LoggingKind[]> {
  const rows = readTable('service-logging.tsv');
  const kinds = new Map<string, LoggingKind[]>();
  for (const kind of KINDS) {
    for (const row of rows) {
      if (row.kind !== kind || row.service === undefined) continue;
      const list = kinds.get(row.service) ?? [];
      list.push(kind);
      kinds.set(row.service, list);
    }
  }
  return kinds;
}
