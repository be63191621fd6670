// The sample archive's records, each or as one JSON document of a wanted size: something real to measure on.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

/** Run from dist/bench. */
const SAMPLE_LOGS = fileURLToPath(new URL('../../sample-logs', import.meta.url));

/** The text of every record of sample-logs. */
export function sampleRecords(): string[] {
  const records: string[] = [];
  const files = readdirSync(SAMPLE_LOGS, { recursive: true, encoding: 'utf8' }).filter((f) =>
    f.endsWith('.json.gz'),
  );
  for (const file of files.sort()) {
    const text = gunzipSync(readFileSync(`${SAMPLE_LOGS}/${file}`)).toString();
    try {
      const list = (JSON.parse(text) as { Records?: unknown[] }).Records ?? [];
      records.push(...list.map((record) => JSON.stringify(record)));
    } catch {
      // Files that are broken on purpose.
    }
  }
  return records;
}

/** UTF-8 of `{"Records":[…]}` with records of sample-logs, over and over, just past `bytes`. */
export function sampleText(bytes: number): Buffer {
  const records = sampleRecords();
  const parts: string[] = [];
  let size = 0;
  for (let i = 0; size < bytes; i = (i + 1) % records.length) {
    const record = records[i] ?? '';
    parts.push(record);
    size += Buffer.byteLength(record) + 1;
  }
  return Buffer.from(`{"Records":[${parts.join(',')}]}`);
}
