// CSV as text in pieces → its records, up to the first damage.
import { parse as csvParser } from 'csv-parse';
import { CSV_OPTIONS, type CsvRow, recordOfRow } from './csv-records.js';
import { Damage } from './damage.js';
import type { RecordIntake } from './record-intake.js';

/** One row may be this long, in characters. */
const LONGEST_ROW = 16 * 1024 * 1024;

/** What has such a header is a log: never set aside. */
export async function readRows(text: AsyncIterable<string>, intake: RecordIntake): Promise<undefined> {
  const parser = new RowParser();
  const drain = async () => {
    for (const row of parser.take()) {
      const read = recordOfRow(row);
      if ('skip' in read) intake.skip(read.skip);
      else {
        const done = intake.give(read.record);
        if (done !== undefined) await done;
      }
    }
    if (parser.error !== undefined) throw new Damage(`the CSV is broken: ${parser.error.message}`);
  };
  // What follows the last line feed: of a text that breaks off it is no row.
  let tail = '';
  let damage: Damage | undefined;
  const pieces = text[Symbol.asyncIterator]();
  try {
    for (;;) {
      const piece = await pieces.next().catch((error: unknown) => {
        if (!(error instanceof Damage)) throw error;
        damage = error;
      });
      if (!piece || piece.done) break;
      const cut = piece.value.lastIndexOf('\n') + 1;
      if (cut > 0) await parser.write(tail + piece.value.slice(0, cut));
      tail = cut > 0 ? piece.value.slice(cut) : tail + piece.value;
      await drain();
      if (tail.length > LONGEST_ROW) throw new Damage(`a row is longer than ${LONGEST_ROW} characters`);
    }
  } finally {
    await pieces.return?.();
  }
  if (damage === undefined || damage.textIsWhole) await parser.write(tail);
  await parser.end();
  if (damage !== undefined) parser.error = undefined;
  await drain();
  if (damage !== undefined) throw damage;
  return undefined;
}

/** Keeps each row as soon as it is made: what is in the stream's own queue is lost where the next one is broken. */
class RowParser {
  error: Error | undefined;
  #rows: CsvRow[] = [];
  readonly #parser = csvParser({
    ...CSV_OPTIONS,
    max_record_size: LONGEST_ROW,
    on_record: (row: unknown) => {
      this.#rows.push(row as CsvRow);
      return null;
    },
  });

  constructor() {
    this.#parser.on('error', (error) => {
      this.error = error;
    });
    this.#parser.resume();
  }

  take(): CsvRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  write(text: string): Promise<void> {
    return new Promise((resolve) => this.#parser.write(text, (error) => resolve(this.#fail(error))));
  }

  end(): Promise<void> {
    return new Promise((resolve) => this.#parser.end((error?: Error | null) => resolve(this.#fail(error))));
  }

  #fail(error: Error | null | undefined): void {
    if (error != null) this.error ??= error;
  }
}
