// One log file of any size → its records, in constant memory and up to the damage if there is one.
import { isJsonObject, type JsonObject, type JsonValue } from '../core/json.js';
import { looksLikeCsv } from './csv-records.js';
import { Damage } from './damage.js';
import { HashedFile } from './hashed-file.js';
import { badTextDamage, textOf } from './log-text.js';
import { isProse } from './parse-whole.js';
import { readDocuments } from './read-documents.js';
import { readLines } from './read-lines.js';
import type { LogFileForm, LogFileReading, RecordSink, SetAside } from './read-log-file.js';
import { readRows } from './read-rows.js';
import { RecordIntake } from './record-intake.js';
import { speaksOfEvent } from './records-of-value.js';
import type { TextPiece } from './utf8-text.js';

/** The form is told by the first lines, of which two are waited for up to as much text as this. */
const LONGEST_HEAD = 4 * 1024 * 1024;

/** Of these, one that is a record by itself tells that lines stand for themselves. */
const LINES_LOOKED_AT = 50;

/** Takes the text and gives the records on, unless it turns out to be no log. Throws Damage behind them. */
type FormReader = (text: AsyncIterable<string>, intake: RecordIntake) => Promise<SetAside | undefined>;

const READERS: Readonly<Record<LogFileForm, FormReader>> = {
  json: readDocuments,
  'json-lines': readLines,
  csv: readRows,
};

/**
 * Reads the file in chunks. `digest` is what its bytes had before; `budgetBytes`: text up to here may expand from as
 * little as it likes. Throws what the sink throws, nothing else.
 */
export async function streamLogFile(
  path: string,
  digest: string,
  sink: RecordSink,
  budgetBytes: number,
): Promise<LogFileReading> {
  const intake = new RecordIntake(sink);
  let file: HashedFile | undefined;
  try {
    file = await opened(path);
    const read = await readFile(file, intake, budgetBytes);
    const damage = (await changed(file, digest)) ?? read.damage;
    return reading(digest, intake, {
      ...read,
      ...(damage && { damage, form: read.form, setAside: undefined }),
    });
  } catch (error) {
    if (!(error instanceof Damage)) throw error;
    return reading(digest, intake, { damage: error });
  } finally {
    await file?.close();
  }
}

interface ReadFile {
  form?: LogFileForm | undefined;
  setAside?: SetAside | undefined;
  damage?: Damage | undefined;
}

async function readFile(file: HashedFile, intake: RecordIntake, budgetBytes: number): Promise<ReadFile> {
  let form: LogFileForm | undefined;
  const head = new Head(textOf(file, budgetBytes));
  try {
    await head.read();
    form = formOf(head.text);
    // Bad bytes cost the line that they are in, where lines stand for themselves.
    const text = head.all(form === 'json-lines');
    const setAside = await (form === undefined ? readProse(text) : READERS[form](text, intake));
    return setAside === undefined ? { form } : { setAside };
  } catch (error) {
    if (!(error instanceof Damage)) throw error;
    return { form, damage: error };
  }
}

function reading(digest: string, intake: RecordIntake, { form, setAside, damage }: ReadFile): LogFileReading {
  return {
    ...{ digest, form, records: intake.count, recordSkips: intake.skips },
    ...(setAside === undefined ? {} : { setAside }),
    ...(damage === undefined ? {} : { damage: damageReading(damage, intake.given) }),
  };
}

function damageReading({ message, kept }: Damage, given: number): LogFileReading['damage'] {
  const records = given === 0 ? 'no record was read' : `the ${given} records before it were kept`;
  const outcome = kept ? records : `none of its ${given} records were kept`;
  return { reason: `${message}; ${outcome}`, recordsKept: kept ? given : 0, kept };
}

async function opened(path: string): Promise<HashedFile> {
  try {
    return await HashedFile.open(path);
  } catch (error) {
    throw new Damage(`the file cannot be opened: ${(error as NodeJS.ErrnoException).code}`);
  }
}

/** The damage of a file whose bytes are others than they were. */
async function changed(file: HashedFile, digest: string): Promise<Damage | undefined> {
  try {
    if ((await file.digest()) === digest) return undefined;
    return new Damage('the file changed while it was read', { kept: false });
  } catch (error) {
    return new Damage(`the file cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
}

/** The start of a text, to look at before all of it is read. */
class Head {
  text = '';
  readonly #pieces: AsyncGenerator<TextPiece>;
  readonly #seen: TextPiece[] = [];
  #damage: Damage | undefined;

  constructor(pieces: AsyncGenerator<TextPiece>) {
    this.#pieces = pieces;
  }

  async read(): Promise<void> {
    try {
      while (this.text.length < LONGEST_HEAD && !hasTwoLines(this.text)) {
        const piece = await this.#pieces.next();
        if (piece.done) return;
        this.#seen.push(piece.value);
        this.text += piece.value.text;
      }
    } catch (error) {
      if (!(error instanceof Damage)) throw error;
      this.#damage = error;
    }
  }

  /** All of the text, the head and what follows it; throws at bytes that are none, unless they are tolerated. */
  async *all(toleratesBadBytes: boolean): AsyncGenerator<string> {
    const seen = this.#seen;
    const damage = this.#damage;
    const pieces = this.#pieces;
    const every = (async function* () {
      yield* seen.splice(0);
      if (damage !== undefined) throw damage;
      yield* pieces;
    })();
    for await (const { text, badOffset } of every) {
      if (badOffset !== undefined && !toleratesBadBytes) throw badTextDamage(badOffset);
      yield text;
    }
  }
}

function hasTwoLines(text: string): boolean {
  const visible = text.trimStart();
  return visible.indexOf('\n', visible.indexOf('\n') + 1) > visible.indexOf('\n');
}

/** By the first lines: a CSV header, JSON with each line a document, or any other JSON. */
function formOf(head: string): LogFileForm | undefined {
  const [first = '', ...others] = head
    .split('\n', LINES_LOOKED_AT)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (first.startsWith('[')) return 'json';
  if (!first.startsWith('{')) return looksLikeCsv(first) ? 'csv' : undefined;
  if (others.length === 0) return 'json';
  if (objectIn(first) !== undefined) return 'json-lines';
  // The first line is damaged by itself, if it is not the start of a document that goes on.
  return !/[[{,:]$/.test(first) && others.some(isRecordLine) ? 'json-lines' : 'json';
}

function isRecordLine(line: string): boolean {
  const object = objectIn(line);
  return object !== undefined && speaksOfEvent(object);
}

function objectIn(line: string): JsonObject | undefined {
  try {
    const value = JSON.parse(line) as JsonValue;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

async function readProse(text: AsyncIterable<string>): Promise<SetAside> {
  let setAside: SetAside = 'empty';
  for await (const piece of text) {
    if (!isProse(piece)) throw new Damage('it is no log of a known form');
    if (/\S/.test(piece)) setAside = 'other';
  }
  return setAside;
}
