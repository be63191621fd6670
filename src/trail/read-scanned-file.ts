// One log file → its records, in order, as they were found. Small files take the direct path (inflate and scan at once); a
// file past the budget, and one that the direct path finds damaged, streams: so both keep the records before the damage.
import { hash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { digestOfFile, giveBack, inflateWhole } from './inflate.js';
import { parseWhole } from './parse-whole.js';
import {
  type LogFileReading,
  type ReadOptions,
  type RecordSink,
  TEXT_BUDGET_BYTES,
} from './read-log-file.js';
import type { RecordReader } from './scan/record-reader.js';
import { streamLogFile } from './stream-log-file.js';

/**
 * Takes elements from `row` on, which are known by where they lie; resolves before the next ones are read. How many it
 * took: 0 where it wants to have that one built. `index`: of the element at `row` among the file's records.
 */
export type ElementSink = (reader: RecordReader, row: number, index: number) => number | Promise<number>;

/** `readLogFile`, which gives records to `elements` where it can, and to `sink` where that does not take them. */
export async function readScannedFile(
  path: string,
  elements: ElementSink,
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
      else if ('record' in entry) {
        const done = sink(entry.record, index++);
        if (done !== undefined) await done;
      } else {
        const reader = entry.elements;
        for (let row = 0; row < reader.count; ) {
          const took = elements(reader, row, index);
          // Nothing is waited for that is there: a document may be a line.
          const taken = typeof took === 'number' ? took : await took;
          const done = taken > 0 ? undefined : sink(reader.built(row), index);
          if (done !== undefined) await done;
          row += Math.max(taken, 1);
          index += Math.max(taken, 1);
        }
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
    const stats = fstatSync(file);
    if (stats.size > budgetBytes) return undefined;
    // It would ask for the size once more, which shows where there are many files.
    return stats.isFile() && stats.size > 0 ? readBytes(file, stats.size) : readFileSync(file);
  } finally {
    closeSync(file);
  }
}

/** At most `size` bytes: fewer where the file has become shorter. */
function readBytes(file: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size);
  let read = 0;
  for (let count = -1; count !== 0 && read < size; read += count)
    count = readSync(file, bytes, read, size - read, null);
  return bytes.subarray(0, read);
}

/** Undefined where the text is past the budget or damaged. */
function inflated(bytes: Buffer, budgetBytes: number): Buffer | undefined {
  try {
    return inflateWhole(bytes, budgetBytes);
  } catch {
    return undefined;
  }
}
