// One log file → its records, in order, as they were found. Small files take the direct path (inflate and scan at once); a
// file past the budget, and one that the direct path finds damaged, streams: so both keep the records before the damage.
import { hash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { digestOfFile, giveBack, inflateWhole } from './inflate.js';
import { parseWhole, type ScannedRow } from './parse-whole.js';
import {
  type LogFileReading,
  type ReadOptions,
  type RecordSink,
  TEXT_BUDGET_BYTES,
} from './read-log-file.js';
import { streamLogFile } from './stream-log-file.js';

/** Takes a record that is known by where it lies, before the next one is read; false: it wants to have it built. */
export type ScannedSink = (row: ScannedRow, index: number) => boolean | Promise<true>;

/** `readLogFile`, which gives a record to `scanned` where it can, and to `sink` where it cannot or `scanned` is false. */
export async function readScannedFile(
  path: string,
  scanned: ScannedSink,
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
    bytes = readAtOnce(path, budget);
    digest = bytes === undefined ? await digestOfFile(path) : hash('sha256', bytes, 'hex');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    const reason = `the file cannot be opened: ${(error as NodeJS.ErrnoException).code}`;
    const damage = { reason, recordsKept: 0, kept: true };
    return { digest: '', form: undefined, records: 0, recordSkips: [], damage };
  }
  if (!begin(digest)) return passedOver(digest);
  const text = bytes && inflated(bytes, budget);
  const whole = text && parseWhole(text);
  if (whole === undefined) {
    if (text !== undefined) giveBack(text);
    return streamLogFile(path, digest, sink, budget);
  }
  try {
    const { form, entries, setAside } = whole;
    const recordSkips: { record: number; reason: string }[] = [];
    let index = 0;
    for (const entry of entries) {
      if ('skip' in entry) recordSkips.push({ record: index++, reason: entry.skip });
      else {
        const taken = 'row' in entry && scanned(entry, index);
        const done = taken || sink('row' in entry ? entry.reader.record(entry.row) : entry.record, index);
        if (typeof done === 'object') await done;
        index++;
      }
    }
    return { digest, form, records: index, recordSkips, ...(setAside === undefined ? {} : { setAside }) };
  } finally {
    // Records are made of the text one by one, so not before the last one.
    if (text !== undefined) giveBack(text);
  }
}

/**
 * Undefined where the file has more than `budgetBytes`. Synchronous: this runs in a worker of its own, and small files
 * take a third of the time so. Throws the errors of the file system.
 */
function readAtOnce(path: string, budgetBytes: number): Buffer | undefined {
  const file = openSync(path, 'r');
  try {
    return fstatSync(file).size > budgetBytes ? undefined : readFileSync(file);
  } finally {
    closeSync(file);
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
