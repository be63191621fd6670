// JSON one document a line, as text in pieces → its records. A document may take several lines, and a line may hold
// several; what is none costs the rest of the line that it begins in.
import { isJsonObject, type JsonValue } from '../core/json.js';
import { Damage } from './damage.js';
import { readDocuments } from './read-documents.js';
import { BAD_LINE, type RecordIntake } from './record-intake.js';
import { isControlMessage, recordsOfValue } from './records-of-value.js';
import { LONGEST_VALUE } from './stream-json-elements.js';
import { NO_TEXT } from './utf8-text.js';
import { isSpace, type ScanOutcome, ValueScan } from './value-scan.js';

/** `other` for text that holds nothing but messages without records. */
export async function readLines(
  text: AsyncIterable<string>,
  intake: RecordIntake,
): Promise<'other' | undefined> {
  const lines = new JsonLines();
  const drain = async (values: Generator<JsonValue | undefined>) => {
    for (const value of values) {
      if (value === undefined) {
        intake.skip(lines.reason);
        continue;
      }
      const found: JsonValue[] = [];
      recordsOfValue(value, (record) => found.push(record));
      for (const record of found) {
        const done = intake.give(record);
        if (done !== undefined) await done;
      }
    }
  };
  const pieces = text[Symbol.asyncIterator]();
  try {
    for (let piece = await pieces.next(); !piece.done; piece = await pieces.next()) {
      await drain(lines.write(piece.value));
      // No more than this is held: what is so long is read element by element, up to the first damage.
      if (lines.restLength > LONGEST_VALUE)
        return await readDocuments(chained(lines.takeRest(), pieces), intake);
    }
  } catch (error) {
    // A document that is whole is whole; of the rest of the text nothing can be said.
    if (error instanceof Damage) await drain(lines.end(error.textIsWhole));
    throw error;
  } finally {
    await pieces.return?.();
  }
  await drain(lines.end(true));
  return intake.count === 0 && lines.controlMessages > 0 ? 'other' : undefined;
}

async function* chained(first: string, pieces: AsyncIterator<string>): AsyncGenerator<string> {
  yield first;
  for (let piece = await pieces.next(); !piece.done; piece = await pieces.next()) yield piece.value;
}

/** Takes text with `write`, which gives a value for each document, and `undefined` for each line that is none. */
class JsonLines {
  controlMessages = 0;
  /** Why the last line was none. */
  reason = '';
  /** Text of which nothing was given yet. */
  #rest = '';
  /** Scans a document that is no line by itself, from the start of #rest. */
  readonly #scan = new ValueScan();
  #isScanning = false;
  /** The lines before are those of a document that broke off, of which one line is told. */
  #isInDamage = false;

  get restLength(): number {
    return this.#rest.length;
  }

  takeRest(): string {
    const rest = this.#rest;
    this.#rest = '';
    return rest;
  }

  *write(text: string): Generator<JsonValue | undefined> {
    this.#rest += text;
    yield* this.#read(false, true);
  }

  /** No more comes. With `countsLast` the last line is skipped if it is no JSON; else nothing is said of it. */
  *end(countsLast: boolean): Generator<JsonValue | undefined> {
    yield* this.#read(true, countsLast);
  }

  *#read(isEnd: boolean, countsLast: boolean): Generator<JsonValue | undefined> {
    const text = this.#rest;
    let at = 0;
    for (;;) {
      if (!this.#isScanning) while (isSpace(text.charCodeAt(at))) at++;
      const feed = text.indexOf('\n', at);
      if (at >= text.length || (feed < 0 && !isEnd)) break;
      const lineEnd = feed < 0 ? text.length : feed;
      let next = lineEnd;
      let value = this.#isScanning ? undefined : parsed(text.slice(at, lineEnd));
      if (value === undefined) {
        let outcome = this.#isScanning ? 'open' : this.#scanLine(text, at, feed, isEnd);
        if (outcome === 'open') outcome = this.#scan.scan(text, isEnd);
        this.#isScanning = outcome === 'open' && !isEnd;
        if (this.#isScanning) break;
        if (outcome === 'whole') value = documentIn(text.slice(at, this.#scan.at));
        if (value !== undefined) next = this.#scan.at;
      }
      if (value !== undefined) {
        this.#isInDamage = false;
        if (isControlMessage(value)) this.controlMessages++;
        else yield value;
      } else if ((feed >= 0 || countsLast) && !(this.#isInDamage && !/[[{]/.test(text[at] ?? ''))) {
        this.reason = text.slice(at, lineEnd).includes(NO_TEXT) ? BAD_LINE.text : BAD_LINE.json;
        this.#isInDamage = this.#scan.at > lineEnd;
        yield undefined;
      }
      at = next;
    }
    this.#rest = text.slice(at);
    this.#scan.at -= at;
  }

  /** Starts the scan, with the first line alone: `open` where that can be the start of a document of several lines. */
  #scanLine(text: string, at: number, feed: number, isEnd: boolean): ScanOutcome {
    const isLast = feed < 0;
    this.#scan.start(at);
    const outcome = this.#scan.scan(isLast ? text : text.slice(0, feed + 1), isEnd && isLast);
    return outcome === 'open' && (isLast || this.#scan.at <= feed) ? 'broken' : outcome;
  }
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/** Within a line only an object or an array tells that it is a document. */
function documentIn(text: string): JsonValue | undefined {
  const value = parsed(text);
  return isJsonObject(value) || Array.isArray(value) ? value : undefined;
}
