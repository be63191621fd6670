// One JSON document as bytes → where its records and their fields lie. Every byte is held against the grammar (RFC
// 8259), no value is built, and nothing recurses: depth costs one bit a level. It is the readable scanner that a
// faster one must equal on any bytes.
import { isAscii } from 'node:buffer';
import { EngineError } from '../../core/error.js';
import { endOfLiteral, endOfNumber, endOfString, QUOTE } from './json-lexemes.js';
import { DEEPEST_WATCHED, RecordCollector } from './record-collector.js';
import { RecordTable, type ScanFault } from './record-table.js';
import { validUtf8End } from './valid-utf8-end.js';

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const FIRST_LEVEL_WORDS = 4;
const IN_STRING = 'the rest of a string';
/** Offsets are 32 bits with a sign. */
const LONGEST_BYTES = 2 ** 31 - 1;

const IS_SPACE = new Uint8Array(256);
for (const space of ' \t\n\r') IS_SPACE[space.charCodeAt(0)] = 1;

/**
 * Scans the text of one document: UTF-8, with or without a byte order mark. The table has a fault exactly where a
 * fatal TextDecoder or JSON.parse would throw; else its rows are, in order, the elements that `recordsOfValue` takes.
 * With a fault they are those that were whole before it: of a list, as if it had been closed there. Throws EngineError
 * `limit` for 2 GiB and more.
 */
export function scanRecords(bytes: Uint8Array, table: RecordTable = new RecordTable()): RecordTable {
  if (bytes.length > LONGEST_BYTES) {
    throw new EngineError(
      'limit',
      'document-too-large',
      `a document of ${bytes.length} bytes cannot be scanned at once`,
    );
  }
  table.clear();
  table.isAscii = isAscii(bytes);
  const end = table.isAscii ? bytes.length : validUtf8End(bytes);
  const start = BYTE_ORDER_MARK.every((byte, i) => bytes[i] === byte) ? BYTE_ORDER_MARK.length : 0;
  const collector = new RecordCollector(bytes, table);
  const fault = scanDocument(bytes, start, end, collector);
  collector.finish();
  if (end < bytes.length && (fault === undefined || fault.offset === end)) {
    table.fault = { offset: end, reason: 'the text is not valid UTF-8' };
  } else {
    table.fault = fault;
  }
  return table;
}

function scanDocument(
  bytes: Uint8Array,
  from: number,
  end: number,
  collector: RecordCollector,
): ScanFault | undefined {
  let at = from;
  // Open arrays and objects. `inObject` tells which the innermost is, `levels` which those around it are.
  let depth = 0;
  let inObject = false;
  let levels = new Uint32Array(FIRST_LEVEL_WORDS);
  let expectsKey = false;
  // What the grammar asks for at the place where the scan stops.
  let expected: string;

  document: for (;;) {
    if (expectsKey) {
      while (at < end && IS_SPACE[bytes[at] as number] === 1) at++;
      expected = 'a key';
      if (at >= end || bytes[at] !== QUOTE) break;
      const start = at + 1;
      at = endOfString(bytes, start, end);
      expected = IN_STRING;
      if (at < 0) break;
      if (depth <= DEEPEST_WATCHED) collector.key(depth, start, at - 1);
      while (at < end && IS_SPACE[bytes[at] as number] === 1) at++;
      expected = 'a colon';
      if (at >= end || bytes[at] !== COLON) break;
      at++;
    }

    while (at < end && IS_SPACE[bytes[at] as number] === 1) at++;
    expected = 'a value';
    if (at >= end) break;
    if (depth <= DEEPEST_WATCHED) collector.begin(depth, at);
    switch (bytes[at]) {
      case QUOTE:
        at = endOfString(bytes, at + 1, end);
        expected = IN_STRING;
        break;
      case OPEN_OBJECT:
      case OPEN_ARRAY: {
        const opensObject = bytes[at] === OPEN_OBJECT;
        at++;
        if (depth < DEEPEST_WATCHED) {
          if (opensObject) collector.openObject(depth + 1);
          else collector.openArray(depth + 1);
        }
        while (at < end && IS_SPACE[bytes[at] as number] === 1) at++;
        if (at < end && bytes[at] === (opensObject ? CLOSE_OBJECT : CLOSE_ARRAY)) {
          at++;
          break;
        }
        if (depth >>> 5 === levels.length) levels = twiceAsLong(levels);
        const bit = 1 << (depth & 31);
        if (inObject) levels[depth >>> 5] = (levels[depth >>> 5] as number) | bit;
        else levels[depth >>> 5] = (levels[depth >>> 5] as number) & ~bit;
        depth++;
        inObject = opensObject;
        expectsKey = opensObject;
        continue;
      }
      case 0x74:
      case 0x66:
      case 0x6e:
        at = endOfLiteral(bytes, at, end);
        expected = '`true`, `false` or `null`';
        break;
      default: {
        const start = at;
        at = endOfNumber(bytes, start, end);
        expected = at === ~start ? 'a value' : 'a digit';
      }
    }
    if (at < 0) break;

    // A value is whole: what follows it, until the next one starts.
    for (;;) {
      if (depth <= DEEPEST_WATCHED) collector.end(depth, at);
      while (at < end && IS_SPACE[bytes[at] as number] === 1) at++;
      if (depth === 0) {
        if (at === end) return undefined;
        expected = 'the end of the text';
        break document;
      }
      if (at < end && bytes[at] === COMMA) {
        at++;
        expectsKey = inObject;
        continue document;
      }
      expected = inObject ? 'a comma or `}`' : 'a comma or `]`';
      if (at >= end || bytes[at] !== (inObject ? CLOSE_OBJECT : CLOSE_ARRAY)) break document;
      at++;
      depth--;
      inObject = (((levels[depth >>> 5] as number) >>> (depth & 31)) & 1) === 1;
    }
  }
  const offset = at < 0 ? ~at : at;
  const found = offset >= end ? 'the text ends' : nameOfByte(bytes[offset] as number);
  return { offset, reason: `${found} where ${expected} must be` };
}

function nameOfByte(byte: number): string {
  return byte > 0x20 && byte < 0x7f
    ? `\`${String.fromCharCode(byte)}\``
    : `byte 0x${byte.toString(16).padStart(2, '0')}`;
}

function twiceAsLong(levels: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const longer = new Uint32Array(levels.length * 2);
  longer.set(levels);
  return longer;
}
