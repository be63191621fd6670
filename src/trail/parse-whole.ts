// The text of one log file, all at hand → its records, whatever the form. The direct path of reading.
import { isUtf8 } from 'node:buffer';
import { parse as parseCsv } from 'csv-parse/sync';
import { EngineError } from '../core/error.js';
import type { JsonValue } from '../core/json.js';
import { CSV_OPTIONS, type CsvRow, looksLikeCsv, recordOfRow } from './csv-records.js';
import type { LogFileForm, SetAside } from './read-log-file.js';
import { BAD_LINE } from './record-intake.js';
import { isControlMessage, speaksOfEvent } from './records-of-value.js';
import { fastScan } from './scan/fast-scan.js';
import { otherDeliveryOf, RecordReader } from './scan/record-reader.js';
import { ABSENT, RecordTable } from './scan/record-table.js';
import { type Segment, scanDocuments, skipSpace } from './scan/scan-documents.js';

const CONTROL_MESSAGE = 'CONTROL_MESSAGE';
const OPEN_OBJECT = 0x7b;
const OPEN_ARRAY = 0x5b;

export interface WholeFile {
  form: LogFileForm | undefined;
  /** In order; made one at a time, so that no more than one is held. */
  entries: Iterable<WholeEntry>;
  setAside?: SetAside;
}

/** A record; or the elements of a document, to be read before the next entry is asked for; or why there is none. */
export type WholeEntry = { record: JsonValue } | { elements: RecordReader } | { skip: string };

const DS_STORE = Buffer.from([0, 0, 0, 1, 0x42, 0x75, 0x64, 0x31]);
/** What the places of records may take; for logs it is a seventh of their text. */
const TABLE_BYTES = 32 * 1024 * 1024;

/** The records in `bytes`; `undefined` where the text is damaged or of no form that is known. */
export function parseWhole(bytes: Buffer): WholeFile | undefined {
  const nothing = { form: undefined, entries: [] };
  if (bytes.subarray(0, DS_STORE.length).equals(DS_STORE)) return { ...nothing, setAside: 'ds-store' };
  const start = firstVisible(bytes);
  if (start === undefined) return { ...nothing, setAside: 'empty' };
  if (bytes[start] === OPEN_OBJECT || bytes[start] === OPEN_ARRAY) return jsonFile(bytes);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
  if (looksLikeCsv(firstLine(text, text.search(/\S/)))) return csvRows(text);
  return isProse(text) ? { ...nothing, setAside: 'other' } : undefined;
}

/** One document, or several in a row. */
function jsonFile(bytes: Buffer): WholeFile | undefined {
  const table = new RecordTable(TABLE_BYTES);
  try {
    fastScan(bytes, table);
    if (table.fault === undefined) {
      const other = otherDeliveryOf(bytes, table) ?? (isForeign(bytes, table) ? 'other' : undefined);
      if (other !== undefined) return { form: undefined, entries: [], setAside: other };
      return { form: 'json', entries: [{ elements: new RecordReader(bytes, table) }] };
    }
    if (table.documentEnd === ABSENT) return undefined;
    const segments = scanDocuments(bytes, table);
    if (segments === undefined || isDamaged(bytes, segments)) return undefined;
    if (segments.every((s) => s.isDocument && isControlDocument(bytes.subarray(s.start, s.end), table)))
      return { form: undefined, entries: [], setAside: 'other' };
    return { form: 'json-lines', entries: elementsOfSegments(bytes, segments, table) };
  } catch (error) {
    if (error instanceof EngineError && error.kind === 'limit') return undefined;
    throw error;
  }
}

function* elementsOfSegments(
  bytes: Buffer,
  segments: readonly Segment[],
  table: RecordTable,
): Generator<WholeEntry> {
  for (const { start, end, isDocument } of segments) {
    const document = bytes.subarray(start, end);
    if (!isDocument) yield { skip: isUtf8(document) ? BAD_LINE.json : BAD_LINE.text };
    else {
      if (isControlDocument(document, table)) continue;
      yield { elements: new RecordReader(document, fastScan(document, table)) };
    }
  }
}

/**
 * Bad lines of a text in which lines do not stand for themselves: it is one array; a document broke off and left values
 * behind; or what is bad is what follows the last document in its line.
 */
function isDamaged(bytes: Buffer, segments: readonly Segment[]): boolean {
  const bad = segments.findIndex((s) => !s.isDocument);
  if (bad < 0) return false;
  const opensDocument = ({ start }: Segment) => bytes[start] === OPEN_OBJECT || bytes[start] === OPEN_ARRAY;
  if (bytes[segments[0]?.start ?? 0] === OPEN_ARRAY) return true;
  if (!segments.every((s) => !s.isDocument || opensDocument(s))) return true;
  const { end = 0 } = segments[bad - 1] ?? {};
  return bad === segments.length - 1 && !bytes.subarray(end, segments[bad]?.start).includes('\n');
}

/** One document, which `table` was filled from, that is no log and has nothing of events in it. */
function isForeign(bytes: Buffer, table: RecordTable): boolean {
  if (table.form === 'logEvents') return isControlTable(bytes, table);
  if (table.form !== 'array' && table.form !== 'element') return false;
  const reader = new RecordReader(bytes, table);
  for (let row = 0; row < table.count; row++)
    if (table.isRecord(row) || speaksOfEvent(reader.wholeElement(row))) return false;
  return table.count > 0;
}

/** Fills `table`, unless the bytes alone tell. */
function isControlDocument(bytes: Buffer, table: RecordTable): boolean {
  return bytes.includes(CONTROL_MESSAGE) && isControlTable(bytes, fastScan(bytes, table));
}

/** Also a message without the list that it mostly has. Its text is parsed once more only where no record is in it. */
function isControlTable(bytes: Buffer, table: RecordTable): boolean {
  if (table.form !== 'logEvents' && table.form !== 'element') return false;
  if (table.count > 0 && table.isRecord(0)) return false;
  return bytes.includes(CONTROL_MESSAGE) && isControlMessage(JSON.parse(new TextDecoder().decode(bytes)));
}

/** Past a byte order mark and white space. */
function firstVisible(bytes: Uint8Array): number | undefined {
  const at = skipSpace(bytes, bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0);
  return at < bytes.length ? at : undefined;
}

/** Text that speaks of no event and has no control characters: a README or a licence beside the logs. */
export function isProse(text: string): boolean {
  return !/"eventSource"|\p{Cc}/u.test(text.replace(/[\t\r\n\f]/g, ''));
}

function firstLine(text: string, start: number): string {
  const end = text.indexOf('\n', start);
  return text.slice(start, end < 0 ? undefined : end).trim();
}

function csvRows(text: string): WholeFile | undefined {
  let rows: CsvRow[];
  try {
    rows = parseCsv<CsvRow>(text, { ...CSV_OPTIONS, columns: true });
  } catch {
    return undefined;
  }
  return { form: 'csv', entries: rows.map(recordOfRow) };
}
