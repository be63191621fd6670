// A table of data/ looked up by service and operation, read when first asked for. Case does not count.
import { readTable, type TableRow } from './resources/read-table.js';

/** Rows of `data/<file>` for one operation, in the file's order; none where the table does not have it. */
export type OperationTable<Row> = (service: string, operation: string) => readonly Row[];

/** `make` turns a line into a row; the table has columns `service` and `operation`. */
export function operationTable<Row>(file: string, make: (row: TableRow) => Row): OperationTable<Row> {
  let rows: Map<string, Row[]> | undefined;
  return (service, operation) => {
    rows ??= indexRows(file, make);
    return rows.get(keyOf(service, operation)) ?? [];
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
