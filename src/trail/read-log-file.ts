// One log file → its records, in order. Small files take the direct path (inflate and parse at once); a file past the
// budget, and one that the direct path finds damaged, streams: so both keep the records before the damage.
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { JsonValue } from '../core/json.js';
import { inflateWhole } from './inflate.js';
import { parseWhole } from './parse-whole.js';
import { streamLogFile } from './stream-log-file.js';

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
}

export interface ReadOptions {
  /** Bytes of text up to which a file is read at once. Default 64 MiB. */
  textBudgetBytes?: number;
}

/** Takes one record; a promise holds the reading up until it is done. */
export type RecordSink = (record: JsonValue, index: number) => void | Promise<void>;

export const TEXT_BUDGET_BYTES = 64 * 1024 * 1024;

/** Reads every record of the file at `path`. Never throws for what is in the file, or for a file that is gone. */
export async function readLogFile(
  path: string,
  sink: RecordSink,
  options: ReadOptions = {},
): Promise<LogFileReading> {
  const budget = options.textBudgetBytes ?? TEXT_BUDGET_BYTES;
  let bytes: Buffer;
  try {
    if ((await stat(path)).size > budget) return await streamLogFile(path, sink, budget);
    bytes = await readFile(path);
  } catch (error) {
    const reason = `the file cannot be opened: ${(error as NodeJS.ErrnoException).code ?? String(error)}`;
    return {
      digest: '',
      form: undefined,
      records: 0,
      recordSkips: [],
      damage: { reason, recordsKept: 0, kept: true },
    };
  }
  let text: Buffer | undefined;
  try {
    text = inflateWhole(bytes, budget);
  } catch {
    return streamLogFile(path, sink, budget);
  }
  if (text === undefined) return streamLogFile(path, sink, budget);
  const digest = createHash('sha256').update(bytes).digest('hex');
  const whole = parseWhole(text);
  if (whole === undefined) return streamLogFile(path, sink, budget);
  const { form, records, recordSkips, setAside } = whole;
  for (const { index, record } of records) {
    const done = sink(record, index);
    if (done !== undefined) await done;
  }
  return {
    digest,
    form,
    records: records.length + recordSkips.length,
    recordSkips,
    ...(setAside === undefined ? {} : { setAside }),
  };
}
