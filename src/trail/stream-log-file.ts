// One log file of any size → its records, in constant memory and up to the damage if there is one.
import { Readable } from 'node:stream';
import { parse as csvParser } from 'csv-parse';
import type { JsonValue } from '../core/json.js';
import { looksLikeCsv, recordOfRow } from './csv-records.js';
import { inflateReason, inflateStream, isChecksumError, isGzip } from './inflate.js';
import { CSV_OPTIONS } from './parse-whole.js';
import type { LogFileForm, LogFileReading, RecordSink } from './read-log-file.js';
import { recordsOfValue, unwrapRecord } from './records-of-value.js';
import { JsonElements } from './stream-json-elements.js';

/** Text beyond the budget that inflates from less than 1/200 of its size is no log. */
const BOMB_RATIO = 200;
/** One line or row may be this long. */
const LONGEST_LINE = 16 * 1024 * 1024;

/** What stopped the reading: told apart from a mistake of the sink's. */
class Damage extends Error {
  readonly kept: boolean;
  constructor(message: string, kept = true) {
    super(message);
    this.kept = kept;
  }
}

/** Reads the file in chunks. `budgetBytes`: text up to here may expand from as little as it likes. */
export async function streamLogFile(
  path: string,
  digest: string,
  sink: RecordSink,
  budgetBytes: number,
): Promise<LogFileReading> {
  const recordSkips: { record: number; reason: string }[] = [];
  let form: LogFileForm | undefined;
  let index = 0;
  let given = 0;
  const give = async (record: JsonValue) => {
    given++;
    await sink(record, index++);
  };
  const skip = (reason: string) => recordSkips.push({ record: index++, reason });
  let damage: LogFileReading['damage'];
  try {
    const text = textOf(path, budgetBytes);
    const head = (await text.next()).value ?? '';
    const rest = (async function* () {
      yield head;
      yield* text;
    })();
    form = formOf(head);
    if (form === 'json') await readDocument(rest, give);
    else if (form === 'json-lines') await readLines(rest, give, skip);
    else if (form === 'csv') await readRows(rest, give, skip);
    else throw new Damage('it is no log of a known form');
  } catch (error) {
    if (!(error instanceof Damage)) throw error;
    const kept = error.kept
      ? given === 0
        ? 'no record was read'
        : `the ${given} records before it were kept`
      : `none of its ${given} records were kept`;
    damage = { reason: `${error.message}; ${kept}`, recordsKept: error.kept ? given : 0, kept: error.kept };
  }
  return { digest, form, records: index, recordSkips, ...(damage === undefined ? {} : { damage }) };
}

async function* textOf(path: string, budgetBytes: number): AsyncGenerator<string> {
  const { open } = await import('node:fs/promises');
  const file = await open(path);
  const magic = Buffer.alloc(2);
  const sizeBytes = (await file.stat()).size;
  await file.read(magic, 0, 2, 0);
  await file.close();
  const gzipped = isGzip(magic);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let bytes = 0;
  const decode = (chunk?: Buffer) => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      throw new Damage(`the text is not valid UTF-8 near byte ${bytes} of it`);
    }
  };
  const chunks = inflateStream(path, gzipped);
  for (;;) {
    let next: IteratorResult<Buffer>;
    try {
      next = await chunks.next();
    } catch (error) {
      throw new Damage(`${inflateReason(error)} after ${bytes} bytes of text`, !isChecksumError(error));
    }
    if (next.done) break;
    bytes += next.value.length;
    if (gzipped && bytes > budgetBytes && bytes > sizeBytes * BOMB_RATIO) {
      throw new Damage(`the gzip data expands more than ${BOMB_RATIO} to 1: it is no log`);
    }
    yield decode(next.value);
  }
  const last = decode();
  if (last !== '') yield last;
}

/** By the first chunk: a document, or a first line that is JSON by itself, or a CSV header. */
function formOf(head: string): LogFileForm | undefined {
  const start = head.search(/\S/);
  const first = head[start];
  if (first === '[') return 'json';
  const end = head.indexOf('\n', start);
  const line = head.slice(start, end < 0 ? undefined : end).trim();
  if (first !== '{') return looksLikeCsv(line) ? 'csv' : undefined;
  try {
    const value = JSON.parse(line) as JsonValue;
    let records = 0;
    recordsOfValue(value, () => records++);
    return records === 1 ? 'json-lines' : 'json';
  } catch {
    return 'json';
  }
}

async function readDocument(
  text: AsyncIterable<string>,
  give: (record: JsonValue) => Promise<void>,
): Promise<void> {
  const elements = new JsonElements();
  const drain = async (values: Generator<JsonValue>) => {
    for (;;) {
      let next: IteratorResult<JsonValue>;
      try {
        next = values.next();
      } catch (error) {
        throw new Damage(`the JSON is broken: ${(error as Error).message}`);
      }
      if (next.done) return;
      await give(unwrapRecord(next.value));
    }
  };
  for await (const chunk of text) await drain(elements.write(chunk));
  try {
    elements.end();
  } catch (error) {
    throw new Damage(`the JSON is broken: ${(error as Error).message}`);
  }
}

async function readLines(
  text: AsyncIterable<string>,
  give: (record: JsonValue) => Promise<void>,
  skip: (reason: string) => void,
): Promise<void> {
  let pending = '';
  const take = async (line: string) => {
    if (line.trim() === '') return;
    const found: JsonValue[] = [];
    try {
      recordsOfValue(JSON.parse(line) as JsonValue, (record) => found.push(record));
    } catch {
      skip('the line is no JSON');
    }
    for (const record of found) await give(record);
  };
  for await (const chunk of text) {
    const lines = (pending + chunk).split('\n');
    pending = lines.pop() ?? '';
    if (pending.length > LONGEST_LINE) throw new Damage(`a line is longer than ${LONGEST_LINE} characters`);
    for (const line of lines) await take(line);
  }
  await take(pending);
}

async function readRows(
  text: AsyncIterable<string>,
  give: (record: JsonValue) => Promise<void>,
  skip: (reason: string) => void,
): Promise<void> {
  const parser = Readable.from(text).pipe(csvParser({ ...CSV_OPTIONS, max_record_size: LONGEST_LINE }));
  const rows = parser[Symbol.asyncIterator]();
  for (;;) {
    let next: IteratorResult<Record<string, string>>;
    try {
      next = await rows.next();
    } catch (error) {
      throw new Damage(`the CSV is broken: ${(error as Error).message}`);
    }
    if (next.done) return;
    const read = recordOfRow(next.value);
    if ('record' in read) await give(read.record);
    else skip(read.skip);
  }
}
