// Actions that hang on what the request says: PartiQL's verb, a version id, an ACL header, session tags.
// Table: data/request-actions.tsv.
import type { TrailEvent } from '../core/event.js';
import type { JsonObject } from '../core/json.js';
import type { ActionFacts } from './actions.js';
import { findAction } from './actions.js';
import { type OperationName, operationTable } from './operation-table.js';
import { perLayout } from './per-layout.js';
import {
  isGiven,
  type ParameterPath,
  parseParameterPath,
  textsIn,
  valuesAt,
  watchPaths,
} from './request-parameter.js';

export interface RequestAction {
  /** `is`: of this call itself; `and`: needed besides; else the `service:Name` in whose place it is needed. */
  effect: 'is' | 'and' | { insteadOf: string };
  actions: readonly ActionFacts[];
  source: string;
}

interface Row extends RequestAction {
  path: ParameterPath;
  pattern: RegExp | undefined;
}

const INSTEAD = 'instead-of ';

const rowsOf = operationTable<Row>('request-actions.tsv', (row) => {
  const effect = row.effect ?? '';
  return {
    path: parseParameterPath(row.parameter ?? ''),
    pattern: row.pattern ? new RegExp(row.pattern, 'i') : undefined,
    effect: effect.startsWith(INSTEAD)
      ? { insteadOf: effect.slice(INSTEAD.length) }
      : effect === 'is'
        ? 'is'
        : 'and',
    actions: (row.actions ?? '').split(' ').flatMap((action) => {
      const [service = '', name = ''] = action.split(':');
      return findAction(service, name) ?? [];
    }),
    source: row.source ?? '',
  };
});

/** True if the table has the operation: its request may name the action though nothing else does. */
export function hasRequestActions(operation: OperationName): boolean {
  return rowsOf(operation).some((row) => row.effect === 'is');
}

/** True if what a request of the operation says may change or add to its actions. */
export function mayChangeActions(operation: OperationName): boolean {
  return rowsOf(operation).length > 0;
}

/** The rows of the operation that the event's request fulfils, in the table's order. */
export function requestActionsOf(operation: OperationName, event: TrailEvent): readonly RequestAction[] {
  const rows = rowsOf(operation);
  if (rows.length === 0 || !watchOf(rows)(event)) return NONE;
  const { requestParameters } = event;
  return requestParameters === undefined ? NONE : rows.filter((row) => isFulfilled(row, requestParameters));
}

const NONE: readonly RequestAction[] = [];
const watches = new WeakMap<readonly Row[], (event: TrailEvent) => boolean>();

function watchOf(rows: readonly Row[]): (event: TrailEvent) => boolean {
  const known = watches.get(rows);
  if (known !== undefined) return known;
  const made = perLayout(watchPaths(rows.map((row) => row.path)));
  watches.set(rows, made);
  return made;
}

function isFulfilled(row: Row, request: JsonObject): boolean {
  const { pattern } = row;
  return valuesAt(request, row.path).some((value) => {
    if (pattern === undefined) return isGiven(value);
    return (typeof value === 'boolean' ? [String(value)] : textsIn(value)).some((text) => pattern.test(text));
  });
}
