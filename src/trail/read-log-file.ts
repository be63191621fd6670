// One log file → its records, in order. Small files take the direct path (inflate and parse at once); a file past the
// budget, and one that the direct path finds damaged, streams: so both keep the records before the damage.
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type { JsonValue } from '../core/json.js';
import { digestOfFile, giveBack, inflateWhole } from './inflate.js';
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
export async function readLogFile(
  path: string,
  sink: RecordSink,
  options: ReadOptions = {},
): Promise<LogFileReading> {
  const budget = options.textBudgetBytes ?? TEXT_BUDGET_BYTES;
  const { begin = () => true } = options;
  const passedOver = (digest: string): LogFileReading => ({
    ...{ digest, form: undefined, records: 0, recordSkips: [], passedOver: true },
  });
  let bytes: Buffer | undefined;
  let digest: string;
  try {
    // Synchronous: this runs in a worker of its own, and small files take a third of the time so.
    if (statSync(path).size > budget) digest = await digestOfFile(path);
    else {
      bytes = readFileSync(path);
      digest = createHash('sha256').update(bytes).digest('hex');
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    const reason = `the file cannot be opened: ${(error as NodeJS.ErrnoException).code}`;
    const damage = { reason, recordsKept: 0, kept: true };
    return { digest: '', form: undefined, records: 0, recordSkips: [], damage };
  }
  if (!begin(digest)) return passedOver(digest);
  const text = bytes && inflated(bytes, budget);
  try {
    const whole = text && parseWhole(text);
    if (whole === undefined) return streamLogFile(path, digest, sink, budget);
    const { form, entries, setAside } = whole;
    const recordSkips: { record: number; reason: string }[] = [];
    let index = 0;
    for (const entry of entries) {
      if ('skip' in entry) recordSkips.push({ record: index++, reason: entry.skip });
      else {
        const done = sink(entry.record, index++);
        if (done !== undefined) await done;
      }
    }
    return { digest, form, records: index, recordSkips, ...(setAside === undefined ? {} : { setAside }) };
  } finally {
    // Records are made of the text one by one, so not before the last one.
    if (text !== undefined) giveBack(text);
  }
}

/** Undefined where the text is past the budget or damaged. */
function inflated(bytes: Buffer, budgetBytes: number): Buffer | undefined {
  try {
    return inflateWhole(bytes, budgetBytes);
  } catch {
    return undefined;
  }
}
