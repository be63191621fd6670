// One log file → its records, in order, each built. What reading takes and tells.
import type { JsonValue } from '../core/json.js';
import { readScannedFile } from './read-scanned-file.js';

export type LogFileForm = 'json' | 'json-lines' | 'csv';
export type SetAside = 'digest' | 'insight' | 'ds-store' | 'empty' | 'other';

export interface LogFileReading {
  /** SHA-256 of the bytes on disk, hex; empty where the file could not be read. */
  digest: string;
  form: LogFileForm | undefined;
  /** Records given, counting the lines or rows that could not be read. */
  records: number;
  /** Records that were no JSON or CSV row: index and reason; records that are JSON are judged by normaliseRecord. */
  recordSkips: readonly { record: number; reason: string }[];
  /** A file that is no log: nothing of it is read. */
  setAside?: SetAside;
  /** The rest of the file could not be read. `kept` false: the records given must be dropped as well. */
  damage?: { reason: string; recordsKept: number; kept: boolean };
  /** `begin` did not want it. */
  passedOver?: true;
}

export interface ReadOptions {
  /** Bytes of text up to which a file is read at once. Default 64 MiB. */
  textBudgetBytes?: number;
  /** Called with the digest before any record is given; false: the file is passed over. */
  begin?: (digest: string) => boolean;
}

/**
 * Takes one record: a bare one may have only those of its fields that anything here reads (RECORD_FIELDS). A promise
 * holds the reading up until it is done.
 */
export type RecordSink = (record: JsonValue, index: number) => void | Promise<void>;

export const TEXT_BUDGET_BYTES = 64 * 1024 * 1024;

/** Reads every record of the file at `path`. Never throws for what is in the file, or for a file that is gone. */
export function readLogFile(
  path: string,
  sink: RecordSink,
  options: ReadOptions = {},
): Promise<LogFileReading> {
  return readScannedFile(path, () => 0, sink, options);
}
