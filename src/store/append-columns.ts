// Columns into a table: numbers are copied as they lie in memory, texts one by one. No row is ever built.
import { DuckDBDataChunk, DuckDBTypeId } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import type { EventStore } from './open-store.js';
import { type Column, type Columns, rowCount } from './scanned-chunk.js';

const CHUNK_ROWS = 2048;
/** A text in a vector is 16 bytes, all zero for the empty one: https://duckdb.org/docs/stable/internals/vector */
const TEXT_BYTES = 16;
const EMPTY_TEXTS = new ArrayBuffer(CHUNK_ROWS * TEXT_BYTES);

/** Array that lies in memory as the type does. */
const ARRAY_OF_TYPE: Partial<Record<DuckDBTypeId, abstract new (...args: never) => Column>> = {
  [DuckDBTypeId.INTEGER]: Int32Array,
  [DuckDBTypeId.UTINYINT]: Uint8Array,
  [DuckDBTypeId.BOOLEAN]: Uint8Array,
  [DuckDBTypeId.UBIGINT]: BigUint64Array,
  [DuckDBTypeId.VARCHAR]: Array,
};

/** Appends all rows to `table`, whose columns have the names and types of `columns`, in any order; none is NULL. */
export async function appendColumns(store: EventStore, table: string, columns: Columns): Promise<void> {
  const rows = rowCount(columns);
  if (rows === 0) return;
  const names = await store.columnsOf(table);
  const lists = names.map((name) => columns[name] ?? []);
  const appender = await store.connection.createAppender(table);
  const types = lists.map((list, i) => {
    const type = appender.columnType(i);
    if (list.length !== rows || !(list instanceof (ARRAY_OF_TYPE[type.typeId] ?? Uint8ClampedArray)))
      // INVARIANT: copying without this check would write past a vector's end.
      throw new Error(`column ${table}.${names[i]} is not ${rows} values of ${type}`);
    return type;
  });
  for (let from = 0; from < rows; from += CHUNK_ROWS) {
    const count = Math.min(CHUNK_ROWS, rows - from);
    const chunk = DuckDBDataChunk.create(types, count);
    lists.forEach((list, i) => {
      fill(chunk, i, list, from, count);
    });
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

function fill(chunk: DuckDBDataChunk, index: number, list: Column, from: number, count: number): void {
  if (Array.isArray(list)) {
    const vector = duckdb.data_chunk_get_vector(chunk.chunk, index);
    if (isAllEmpty(list, from, count)) {
      duckdb.copy_data_to_vector(vector, 0, EMPTY_TEXTS, 0, count * TEXT_BYTES);
      return;
    }
    for (let i = 0; i < count; i++) duckdb.vector_assign_string_element(vector, i, list[from + i] ?? '');
    return;
  }
  const size = list.BYTES_PER_ELEMENT;
  const vector = duckdb.data_chunk_get_vector(chunk.chunk, index);
  const buffer = list.buffer as ArrayBuffer;
  duckdb.copy_data_to_vector(vector, 0, buffer, list.byteOffset + from * size, count * size);
}

function isAllEmpty(list: readonly string[], from: number, count: number): boolean {
  for (let i = from; i < from + count; i++) if (list[i] !== '') return false;
  return true;
}
