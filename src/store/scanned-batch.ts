// What a worker hands over for a batch of files: columns of the landing tables, plain data that threads can pass on.

export interface ScannedFile {
  path: string;
  /** SHA-256, hex; empty where the file could not be read. */
  digest: string;
  setAside: string | undefined;
  damaged: boolean;
  records: number;
  recordsSkipped: number;
  skips: readonly { record?: number; reason: string }[];
}

export type Cell = string | number | bigint | boolean | null;

/** A table's columns by name, all of one length. */
export type Columns = Record<string, Cell[]>;

export interface ScannedBatch {
  files: ScannedFile[];
  /** Columns of landed_record, landed_call, landed_permission, role_link, shared_copy. */
  records: Columns;
  calls: Columns;
  permissions: Columns;
  roleLinks: Columns;
  copies: Columns;
}
