// The text of one log file, all at hand → its records, whatever the form. The direct path of reading.
import { parse as parseCsv } from 'csv-parse/sync';
import type { JsonValue } from '../core/json.js';
import { looksLikeCsv, recordOfRow } from './csv-records.js';
import type { LogFileForm, SetAside } from './read-log-file.js';
import { otherDelivery, recordsOfValue } from './records-of-value.js';

export interface WholeFile {
  form: LogFileForm | undefined;
  records: { index: number; record: JsonValue }[];
  recordSkips: { record: number; reason: string }[];
  setAside?: SetAside;
}

const DS_STORE = Buffer.from([0, 0, 0, 1, 0x42, 0x75, 0x64, 0x31]);

/** The records in `bytes`; `undefined` where the text is damaged or of no form that is known. */
export function parseWhole(bytes: Buffer): WholeFile | undefined {
  const nothing = { form: undefined, records: [], recordSkips: [] };
  if (bytes.subarray(0, DS_STORE.length).equals(DS_STORE)) return { ...nothing, setAside: 'ds-store' };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
  const start = text.search(/\S/);
  if (start < 0) return { ...nothing, setAside: 'empty' };
  const first = text[start];
  if (first !== '{' && first !== '[') {
    if (looksLikeCsv(firstLine(text, start))) return csvRows(text);
    return isProse(text) ? { ...nothing, setAside: 'other' } : undefined;
  }
  try {
    const value = JSON.parse(text) as JsonValue;
    const other = otherDelivery(value);
    if (other !== undefined) return { ...nothing, setAside: other };
    const records: WholeFile['records'] = [];
    recordsOfValue(value, (record) => records.push({ index: records.length, record }));
    return { form: 'json', records, recordSkips: [] };
  } catch {
    return jsonLines(text);
  }
}

/** Text that speaks of no event and has no control characters: a README or a licence beside the logs. */
function isProse(text: string): boolean {
  return !/"eventSource"|\p{Cc}/u.test(text.replace(/[\t\r\n\f]/g, ''));
}

function firstLine(text: string, start: number): string {
  const end = text.indexOf('\n', start);
  return text.slice(start, end < 0 ? undefined : end).trim();
}

/** Lines, where the first one is JSON by itself: a bad line is a record that was skipped. */
function jsonLines(text: string): WholeFile | undefined {
  const lines = text.split('\n');
  const whole: WholeFile = { form: 'json-lines', records: [], recordSkips: [] };
  let index = 0;
  for (const line of lines) {
    if (line.trim() === '') continue;
    try {
      recordsOfValue(JSON.parse(line) as JsonValue, (record) =>
        whole.records.push({ index: index++, record }),
      );
    } catch {
      if (index === 0) return undefined;
      whole.recordSkips.push({ record: index++, reason: 'the line is no JSON' });
    }
  }
  return whole;
}

function csvRows(text: string): WholeFile | undefined {
  let rows: Record<string, string>[];
  try {
    rows = parseCsv<Record<string, string>>(text, { ...CSV_OPTIONS, columns: true });
  } catch {
    return undefined;
  }
  const whole: WholeFile = { form: 'csv', records: [], recordSkips: [] };
  rows.forEach((row, index) => {
    const read = recordOfRow(row);
    if ('record' in read) whole.records.push({ index, record: read.record });
    else whole.recordSkips.push({ record: index, reason: read.skip });
  });
  return whole;
}

export const CSV_OPTIONS = {
  columns: true,
  bom: true,
  relax_column_count: true,
  skip_empty_lines: true,
  delimiter: [',', '\t'],
};
