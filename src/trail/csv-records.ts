// Records out of CSV rows: CloudTrail Lake and Athena exports, with the event as JSON in a column or a column a field.
// Column names: https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table.html
import { isJsonObject, type JsonObject, type JsonValue } from '../core/json.js';
import { unwrapRecord } from './records-of-value.js';

/** A row by the names of its header. */
export type CsvRow = Readonly<Record<string, string>>;

export const CSV_OPTIONS = {
  columns: true,
  bom: true,
  relax_column_count: true,
  skip_empty_lines: true,
  delimiter: [',', '\t'],
};

/** CloudTrail's fields by Athena's column name; `json` cells hold JSON text. */
const FIELDS: readonly { name: string; json: boolean }[] = [
  ...['eventVersion', 'eventTime', 'eventSource', 'eventName', 'awsRegion', 'sourceIPAddress', 'userAgent'],
  ...['errorCode', 'errorMessage', 'requestID', 'eventID', 'eventType', 'apiVersion', 'recipientAccountId'],
  ...['sharedEventID', 'vpcEndpointId', 'eventCategory'],
]
  .map((name) => ({ name, json: false }))
  .concat(
    [
      ...['userIdentity', 'requestParameters', 'responseElements', 'additionalEventData', 'resources'],
      ...['serviceEventDetails', 'readOnly', 'managementEvent', 'addendum', 'tlsDetails'],
    ].map((name) => ({ name, json: true })),
  );

/** True for a first line that can be a header of such an export: names only, one of them of an event. */
export function looksLikeCsv(firstLine: string): boolean {
  return /^["\w .()-]+(?:[,\t]["\w .()-]+)*$/.test(firstLine) && /event|record|message/i.test(firstLine);
}

/** The record of one row, or why there is none. */
export function recordOfRow(row: CsvRow): { record: JsonValue } | { skip: string } {
  for (const cell of Object.values(row)) {
    if (!/^\s*\{/.test(cell) || !cell.includes('eventName')) continue;
    const record = unwrapRecord(cell);
    if (isJsonObject(record)) return { record };
  }
  const byName = new Map(
    Object.entries(row).map(([name, cell]) => [name.trim().toLowerCase().replaceAll('_', ''), cell]),
  );
  if (!byName.has('eventname') || !byName.has('eventsource')) {
    return { skip: 'no column of the row holds a CloudTrail event' };
  }
  const record: JsonObject = {};
  for (const { name, json } of FIELDS) {
    const cell = byName.get(name.toLowerCase())?.trim();
    if (cell === undefined || cell === '' || cell === 'null' || cell === '-') continue;
    if (!json) {
      record[name] = cell;
      continue;
    }
    try {
      record[name] = JSON.parse(cell) as JsonValue;
    } catch {
      if (name === 'userIdentity')
        return { skip: 'the useridentity column is no JSON: export it with CAST(useridentity AS JSON)' };
    }
  }
  return { record };
}
