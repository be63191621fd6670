// JSON documents one after another in one text, as one record a line or as `jq` prints them → where each lies. A line
// that is no JSON costs itself; damage inside a document of several lines cannot be got over here.
import { fastScan } from './fast-scan.js';
import { ABSENT, type RecordTable } from './record-table.js';

const LINE_FEED = 0x0a;
const GROWTH = 4;

/** A document, or a line that is none. Byte offsets into the text. */
export interface Segment {
  start: number;
  end: number;
  isDocument: boolean;
}

/** The segments of `bytes` in order; `undefined` where something is damaged that is no line by itself. */
export function scanDocuments(bytes: Uint8Array, table: RecordTable): Segment[] | undefined {
  const segments: Segment[] = [];
  let at = skipSpace(bytes, 0);
  while (at < bytes.length) {
    const end = endOfDocument(bytes, at, table);
    if (end !== undefined) segments.push({ start: at, end, isDocument: true });
    else {
      // The first one tells the form: a text that begins with damage is not one of lines.
      if (segments.length === 0 || !isBadLine(bytes, at, table)) return undefined;
      segments.push({ start: at, end: endOfLine(bytes, at), isDocument: false });
    }
    at = skipSpace(bytes, segments.at(-1)?.end ?? bytes.length);
  }
  return segments;
}

/** The document may be larger than its first line: looks at more of the text until it ends or is at fault. */
function endOfDocument(bytes: Uint8Array, start: number, table: RecordTable): number | undefined {
  for (let to = endOfLine(bytes, start); ; to = characterEnd(bytes, start + (to - start + 1) * GROWTH)) {
    fastScan(bytes.subarray(start, to), table);
    if (table.documentEnd !== ABSENT) return start + table.documentEnd;
    if (to >= bytes.length || (table.fault?.offset ?? 0) < to - start) return undefined;
  }
}

/** True where the line at `start` is at fault by itself, or the next one stands without it. */
function isBadLine(bytes: Uint8Array, start: number, table: RecordTable): boolean {
  const end = endOfLine(bytes, start);
  if ((fastScan(bytes.subarray(start, end), table).fault?.offset ?? 0) < end - start) return true;
  const next = skipSpace(bytes, end);
  if (next >= bytes.length) return true;
  return fastScan(bytes.subarray(next, endOfLine(bytes, next)), table).fault === undefined;
}

function endOfLine(bytes: Uint8Array, from: number): number {
  const end = bytes.indexOf(LINE_FEED, from);
  return end < 0 ? bytes.length : end;
}

/** `to`, or a little further where it would cut a character. */
function characterEnd(bytes: Uint8Array, to: number): number {
  let end = Math.min(to, bytes.length);
  while (end < bytes.length && ((bytes[end] as number) & 0xc0) === 0x80) end++;
  return end;
}

/** The first byte from `from` on that is no white space. */
export function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  for (; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte !== 0x20 && (byte < 0x09 || byte > 0x0d)) break;
  }
  return at;
}
