// A table of data/ looked up by service and operation, read when first asked for. Case does not count.
import { readTable, type TableRow } from './resources/read-table.js';

/** An operation as the tables name it. */
export interface OperationName {
  service: string;
  name: string;
}

/**
 * Rows of `data/<file>` for one operation, in the file's order; none where the table does not have it.
 * Remembered by the object's identity: operations of events are few and memoised.
 */
export type OperationTable<Row> = (operation: OperationName) => readonly Row[];

/** `make` turns a line into a row; the table has columns `service` and `operation`. */
export function operationTable<Row>(file: string, make: (row: TableRow) => Row): OperationTable<Row> {
  let rows: Map<string, Row[]> | undefined;
  const none: readonly Row[] = [];
  const known = new WeakMap<OperationName, readonly Row[]>();
  return (operation) => {
    const before = known.get(operation);
    if (before !== undefined) return before;
    rows ??= indexRows(file, make);
    const found = rows.get(keyOf(operation.service, operation.name)) ?? none;
    known.set(operation, found);
    return found;
  };
}

/** Every operation that the table `data/<file>` has, as `[service, operation]`. */
export function operationsOfTable(file: string): readonly (readonly [string, string])[] {
  return readTable(file).map((row) => [row.service ?? '', row.operation ?? ''] as const);
}

function indexRows<Row>(file: string, make: (row: TableRow) => Row): Map<string, Row[]> {
  const index = new Map<string, Row[]>();
  for (const row of readTable(file)) {
    const key = keyOf(row.service ?? '', row.operation ?? '');
    const list = index.get(key);
    if (list === undefined) index.set(key, [make(row)]);
    else list.push(make(row));
  }
  return index;
}

function keyOf(service: string, operation: string): string {
  return `${service} ${operation}`.toLowerCase();
}
