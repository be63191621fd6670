// What was read of one log file so far: gives records on in order, and counts.
import type { JsonValue } from '../core/json.js';
import type { RecordSink } from './read-log-file.js';

/** Why a line gives no record. */
export const BAD_LINE = {
  json: 'the line is no JSON',
  text: 'the line is no JSON: it has bytes that are no text',
};

/** Records and skipped ones have their places in one row of numbers. */
export class RecordIntake {
  /** Records given and skipped. */
  count = 0;
  /** Records given. */
  given = 0;
  readonly skips: { record: number; reason: string }[] = [];
  readonly #sink: RecordSink;

  constructor(sink: RecordSink) {
    this.#sink = sink;
  }

  /** Throws what the sink throws. A promise is to be awaited before the next record. */
  give(record: JsonValue): void | Promise<void> {
    this.given++;
    return this.#sink(record, this.count++);
  }

  skip(reason: string): void {
    this.skips.push({ record: this.count++, reason });
  }
}
