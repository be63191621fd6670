// A text of the store: '' stands for none.
import type { DuckDBValue } from '@duckdb/node-api';

export function textOf(value: DuckDBValue | undefined): string | undefined {
  return value === null || value === undefined || value === '' ? undefined : String(value);
}
