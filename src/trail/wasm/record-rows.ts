// Rows and fields of the records, as RecordTable has them: what record-collector.ts does, for documents with one list.
// Places are addresses here, and offsets from the text's start in what is written.
import { isSpace, skipSpace } from './lexemes';
import { FULL, REFUSED, TAKEN } from './outcome';
import { NO_NAME, placeOfName } from './watched-names';

const ABSENT: i32 = -1;
const OTHER: i32 = -1;
const ROW_BYTES: usize = 12;
const COMMA: u32 = 0x2c;
const QUOTE: u32 = 0x22;
const BACKSLASH: u32 = 0x5c;
/** Of an object or array that is no list: its own depth. */
const NO_DEPTH: i32 = -1;

/** Places of the names, told by the host: fields, then lists, then marks of a digest. */
let fieldCount: i32 = 0;
let listCount: i32 = 0;
let eventName: i32 = 0;
let eventSource: i32 = 0;

/** What the host reads when a document was taken: five ints, see `finish`. */
const result = memory.data(20, 16);

let text: usize = 0;
let rows: usize = 0;
let rowsEnd: usize = 0;
let spans: usize = 0;
let spansEnd: usize = 0;
let nextRow: usize = 0;
let nextBlock: usize = 0;
/** The list: its place among the lists, listCount for an array that is the document, or one more for none. */
let form: i32 = 0;
let marks: i32 = 0;
/** Depth of the keys that are looked up. */
export let watchedDepth: i32 = 1;
/** Depth of the list's elements, while it is open. */
export let listDepth: i32 = NO_DEPTH;
let elementStart: usize = 0;
/** Address of the fields of the object that is watched. */
let block: usize = 0;
/** The last key that was found, and where its value starts, until that is whole. */
let name: i32 = NO_NAME;
let valueStart: usize = 0;

export function configure(fields: i32, lists: i32, eventNamePlace: i32, eventSourcePlace: i32): void {
  fieldCount = fields;
  listCount = lists;
  eventName = eventNamePlace;
  eventSource = eventSourcePlace;
}

export function resultAddress(): usize {
  return result;
}

export function start(textStart: usize, rowsStart: usize, rowsStop: usize, spansStart: usize, spansStop: usize): void {
  text = textStart;
  rows = nextRow = rowsStart;
  rowsEnd = rowsStop;
  spans = nextBlock = block = spansStart;
  spansEnd = spansStop;
  form = listCount + 1;
  marks = 0;
  watchedDepth = 1;
  listDepth = NO_DEPTH;
  name = NO_NAME;
}

/** A key between two quotes in the watched object. `mayBeEscaped` false: there is no backslash in it. */
export function key(open: usize, close: usize, colon: usize, end: usize, mayBeEscaped: bool): i32 {
  if (name != NO_NAME) {
    let comma = open - 1;
    while (load<u8>(comma) != COMMA) comma--;
    if (!endOfField(comma)) return REFUSED;
  }
  if (mayBeEscaped) for (let at = open; at < close; at++) if (load<u8>(at) == BACKSLASH) return REFUSED;
  const place = placeOfName(open + 1, close);
  if (place == NO_NAME || (place >= fieldCount && listDepth != NO_DEPTH)) return TAKEN;
  // Of several lists the order of their names and repetitions decide.
  if (place >= fieldCount && place < fieldCount + listCount && form <= listCount) return REFUSED;
  name = place;
  valueStart = colon + 1 < end && load<u8>(colon, 1) <= 0x20 ? skipSpace(colon + 1, end) : colon + 1;
  return TAKEN;
}

/** An object or array opens, `depth` is outside of it. */
export function open(depth: i32, at: usize, isObject: bool): i32 {
  if (depth == watchedDepth - 1) {
    if (isObject) return openElement(at);
    if (depth != 0) return REFUSED;
    openList(1, listCount);
  } else if (depth == 1 && watchedDepth == 1 && !isObject && name >= fieldCount && name < fieldCount + listCount) {
    openList(2, name - fieldCount);
  }
  return TAKEN;
}

function openElement(at: usize): i32 {
  const blockBytes = usize(fieldCount) << 3;
  if (nextBlock + blockBytes > spansEnd) return FULL;
  block = nextBlock;
  nextBlock += blockBytes;
  for (let place = block; place < nextBlock; place += 8) store<i64>(place, -1);
  elementStart = at;
  return TAKEN;
}

// @ts-ignore: decorator
@inline
function openList(depth: i32, place: i32): void {
  form = place;
  listDepth = depth;
  watchedDepth = depth + 1;
  name = NO_NAME;
}

/** One closes before `at`, `depth` is inside of it. */
export function close(depth: i32, at: usize): i32 {
  if (depth == watchedDepth) {
    if (!endOfField(at - 1)) return REFUSED;
    if (listDepth != NO_DEPTH) {
      if (isRecord()) return addRow(elementStart, at, i32((block - spans) >> 2));
      nextBlock = block;
      return addRow(elementStart, at, OTHER);
    }
  } else if (depth == listDepth) {
    listDepth = NO_DEPTH;
    watchedDepth = 1;
    block = spans;
  }
  return TAKEN;
}

/** The document is whole: `[from, to)`. */
export function finish(from: usize, to: usize): i32 {
  if (form > listCount) {
    const outcome = addRow(from, to, isRecord() ? 0 : OTHER);
    if (outcome != TAKEN) return outcome;
  }
  store<i32>(result, i32((nextRow - rows) / ROW_BYTES));
  store<i32>(result, form, 4);
  store<i32>(result, marks, 8);
  store<i32>(result, i32(to - text), 12);
  store<i32>(result, i32((nextBlock - spans) >> 2), 16);
  return TAKEN;
}

/** The value behind the last key ends at `at`, or before white space there. False for a list that is no array. */
function endOfField(at: usize): bool {
  if (name == NO_NAME) return true;
  while (isSpace(load<u8>(at - 1))) at--;
  if (name < fieldCount) {
    const span = block + (usize(name) << 3);
    store<i32>(span, i32(valueStart - text));
    store<i32>(span, i32(at - text), 4);
  } else if (name < fieldCount + listCount) {
    return false;
  } else {
    marks |= 1 << (name - fieldCount - listCount);
  }
  name = NO_NAME;
  return true;
}

function addRow(from: usize, to: usize, fields: i32): i32 {
  if (nextRow + ROW_BYTES > rowsEnd) return FULL;
  store<i32>(nextRow, i32(from - text));
  store<i32>(nextRow, i32(to - text), 4);
  store<i32>(nextRow, fields, 8);
  nextRow += ROW_BYTES;
  return TAKEN;
}

function isRecord(): bool {
  return isNonEmptyString(eventName) && isNonEmptyString(eventSource);
}

function isNonEmptyString(field: i32): bool {
  const span = block + (usize(field) << 3);
  const from = load<i32>(span);
  return from != ABSENT && load<u8>(text + from) == QUOTE && load<i32>(span, 4) - from > 2;
}
