// Actions that hang on what the request says: PartiQL's verb, a version id, an ACL header, session tags.
// Table: data/request-actions.tsv.
import type { JsonObject } from '../core/json.js';
import type { ActionFacts } from './actions.js';
import { findAction } from './actions.js';
import { type OperationName, operationTable } from './operation-table.js';
import {
  isGiven,
  type ParameterPath,
  type PathWatch,
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

/** The rows of the operation that this request fulfils, in the table's order. */
export function requestActionsOf(
  operation: OperationName,
  request: JsonObject | undefined,
): readonly RequestAction[] {
  const rows = rowsOf(operation);
  if (rows.length === 0 || request === undefined) return NONE;
  return watchOf(rows)(request) ? rows.filter((row) => isFulfilled(row, request)) : NONE;
}

const NONE: readonly RequestAction[] = [];
const watches = new WeakMap<readonly Row[], PathWatch>();

function watchOf(rows: readonly Row[]): PathWatch {
  const known = watches.get(rows);
  if (known !== undefined) return known;
  const made = watchPaths(rows.map((row) => row.path));
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
