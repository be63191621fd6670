// A record or log file that could not be read, in whole or in part: a value, counted, listed, never thrown.

/** One skipped thing. `record` is the 0-based index of the record in its file; absent: the file itself. */
export interface Skip {
  path: string;
  record?: number;
  /** Lower case, no final period; says what was kept, as in `… ; the 12 records before it were kept`. */
  reason: string;
}
