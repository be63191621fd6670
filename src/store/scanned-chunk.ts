// What a worker hands over: rows of a bounded number of bytes, by column, plain data that threads can pass on.

/** A column: numbers as the table has them (INTEGER, UTINYINT and BOOLEAN, UBIGINT), or texts. */
export type Column = Int32Array | Uint8Array | BigUint64Array | string[];

/** A table's columns by name, in the table's order, all of one length. */
export type Columns = Readonly<Record<string, Column>>;

/** How the reading of a file ended. */
export interface FileEnd {
  /** Kind of a file that is no log; '' for a log. */
  setAside: string;
  damaged: boolean;
  /** False where the records given before the damage must go again. */
  kept: boolean;
  records: number;
  recordsSkipped: number;
  /** `record` from 0; absent: the file. */
  skips: readonly { record?: number; reason: string }[];
}

/** A file with rows in the chunk. Without `end` more of its rows will follow. */
export interface ChunkFile {
  path: string;
  /** SHA-256, hex; '' where the file could not be read. */
  digest: string;
  end?: FileEnd;
}

/**
 * What calls consist of: all of an event but its identity and time. Who called stands apart from what the call means
 * (what was called, with what outcome, and the permissions that the catalog made of it), and both from the texts that
 * repeat; rows name each other by their place.
 */
export interface CallColumns {
  principals: Columns;
  operations: Columns;
  mappings: Columns;
  meanings: Columns;
  permissions: Columns;
}

/** Rows name their file by its place in `files`, and their principal and meaning by the rows in `calls`. */
export interface ScannedChunk {
  files: readonly ChunkFile[];
  sightings: Columns;
  calls: CallColumns;
  roleLinks: Columns;
  copies: Columns;
}

/** Number of rows. */
export function rowCount(columns: Columns): number {
  for (const column of Object.values(columns)) return column.length;
  return 0;
}

/** The rows that `keep` names by their index. */
export function filterRows(columns: Columns, keep: (row: number) => boolean): Columns {
  const filter = (column: Column): Column => {
    if (column instanceof Int32Array) return column.filter((_, row) => keep(row));
    if (column instanceof Uint8Array) return column.filter((_, row) => keep(row));
    if (column instanceof BigUint64Array) return column.filter((_, row) => keep(row));
    return column.filter((_, row) => keep(row));
  };
  return Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, filter(column)]));
}
