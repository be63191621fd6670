// Event source and name → the operation and the actions that authorise it, as far as that hangs on nothing else in
// the record. Table: data/operation-actions.tsv; an operation without a row is authorised by the action of its name.
import type { Evidence } from '../core/permission.js';
import { remembered } from '../core/remembered.js';
import { type ActionFacts, catalogDate, findAction } from './actions.js';
import { operationTable } from './operation-table.js';
import { isPermissionless } from './permissionless.js';
import { hasRequestActions } from './request-actions.js';
import { servicesOfEventSource } from './service-of-event-source.js';

export interface MappedAction {
  facts: ActionFacts;
  evidence: Evidence;
  source: string;
}

export interface Operation {
  /** IAM prefix of the service whose operation it is. */
  service: string;
  /** The operation's name, without the API version that some services append. */
  name: string;
  /** Actions that authorise the call whatever its parameters; empty where only the request tells. */
  actions: readonly MappedAction[];
  permissionless: boolean;
}

interface ActionRow {
  actions: readonly string[];
  evidence: Evidence;
  source: string;
}

const renamed = operationTable<ActionRow>('operation-actions.tsv', (row) => ({
  actions: (row.actions ?? '').split(' '),
  evidence: row.evidence === 'inferred' ? 'inferred' : 'observed',
  source: row.source ?? '',
}));

/** `CreateFunction20150331v2` (Lambda), `GetDistribution2020_05_31` (CloudFront); `V2` alone is part of a name. */
const VERSION_SUFFIX = /(?:20\d{6}(?:v\d+)?|20\d{2}_\d{2}_\d{2})$/i;

/** The operation that an event of this source and name is; undefined if the catalog has no action for it. */
export function operationOfEvent(eventSource: string, eventName: string): Operation | undefined {
  const services = servicesOfEventSource(eventSource);
  const plain = eventName.replace(VERSION_SUFFIX, '');
  for (const name of plain === eventName || plain === '' ? [eventName] : [eventName, plain]) {
    for (const service of services) {
      const permissionless = isPermissionless(service, name);
      const actions = permissionless ? [] : actionsOfOperation(service, name);
      if (permissionless || actions.length > 0 || hasRequestActions({ service, name })) {
        return { service, name, actions, permissionless };
      }
    }
  }
  return undefined;
}

/** Actions of an operation by its row, else by its own name; empty if there are none or the catalog lacks one. */
export function actionsOfOperation(service: string, name: string): readonly MappedAction[] {
  const row = renamed({ service, name })[0];
  if (row === undefined) {
    const own = findAction(service, name);
    return own === undefined
      ? []
      : [{ facts: own, evidence: 'observed', source: `iam-data ${catalogDate()}: own name` }];
  }
  const actions = row.actions.flatMap((action) => findByFullName(action) ?? []);
  return actions.length < row.actions.length
    ? []
    : actions.map((facts) => ({ facts, evidence: row.evidence, source: row.source }));
}

/** The action of `service:Name`, or undefined if the catalog does not have it. */
export const findByFullName = remembered((action): ActionFacts | undefined => {
  const colon = action.indexOf(':');
  return colon < 0 ? undefined : findAction(action.slice(0, colon), action.slice(colon + 1));
});
