// What of a JSON document is a record: told of each key and value near the top while a scanner walks the bytes, it
// puts the elements that `recordsOfValue` would take, and the fields of those that are bare records, into the table.
import { QUOTE } from './json-lexemes.js';
import { NO_NAME, nameLookup } from './name-lookup.js';
import { FIELD, RECORD_FIELDS } from './record-fields.js';
import { ABSENT, type DocumentForm, OTHER, type RecordTable } from './record-table.js';

/**
 * Lists of elements: the array under one of these keys of a top-level object, the first of them that has one, or the
 * array that the document is.
 */
export const LISTS = ['Records', 'Events', 'logEvents', 'array'] as const satisfies DocumentForm[];
const ARRAY = LISTS.indexOf('array');
/** Keys that the top level of a CloudTrail digest file has, both of them. */
export const DIGEST_MARKS = ['digestStartTime', 'logFiles'];
const BOTH_MARKS = 0b11;

/** Keys that are looked up. */
export const WATCHED_NAMES: readonly string[] = [...RECORD_FIELDS, ...LISTS.slice(0, ARRAY), ...DIGEST_MARKS];
const FIRST_LIST = RECORD_FIELDS.length;
const FIRST_MARK = FIRST_LIST + ARRAY;
const placeOfKey = nameLookup(WATCHED_NAMES);

const NO_DEPTH = -1;
/** Nothing deeper is of interest: at most the fields of an element of a list in the top-level object. */
export const DEEPEST_WATCHED = 3;

/** Collects one document. Depths count the open arrays and objects around a key or value. */
export class RecordCollector {
  readonly #bytes: Uint8Array;
  readonly #table: RecordTable;
  #documentStart = 0;
  #documentBlock = OTHER;
  /** Depth of the list's elements; NO_DEPTH outside of a list. */
  #listDepth = NO_DEPTH;
  #elementStart = 0;
  #elementBlock = OTHER;
  /** Depth of the keys that are looked up: those of the top-level object or, inside a list, of its elements. */
  #watchedDepth = 1;
  /** Where the fields of that object go. */
  #block = OTHER;
  /** The last key there that was found, until its value is whole; then NO_NAME. */
  #name = NO_NAME;
  #valueStart = 0;
  /** For each of LISTS the rows of its elements: `from` ABSENT where there is no such list, `to` while it is open. */
  readonly #lists = LISTS.map(() => ({ from: ABSENT, to: ABSENT }));
  #openList = ARRAY;
  #marks = 0;

  constructor(bytes: Uint8Array, table: RecordTable) {
    this.#bytes = bytes;
    this.#table = table;
  }

  /** A key, whose characters are `[start, end)`. */
  key(depth: number, start: number, end: number): void {
    if (depth !== this.#watchedDepth) return;
    const place = placeOfKey(this.#bytes, start, end);
    this.#name = place >= FIRST_LIST && this.#listDepth !== NO_DEPTH ? NO_NAME : place;
  }

  /** A value starts. */
  begin(depth: number, at: number): void {
    if (depth === this.#watchedDepth) {
      this.#valueStart = at;
    } else if (depth === this.#listDepth) {
      this.#elementStart = at;
      this.#elementBlock = OTHER;
    } else if (depth === 0) {
      this.#documentStart = at;
    }
  }

  /** That value is an object; `depth` is inside of it. */
  openObject(depth: number): void {
    if (depth !== this.#watchedDepth) return;
    this.#block = this.#table.openBlock();
    if (this.#listDepth === NO_DEPTH) this.#documentBlock = this.#block;
    else this.#elementBlock = this.#block;
  }

  /** That value is an array; `depth` is inside of it. */
  openArray(depth: number): void {
    if (this.#listDepth !== NO_DEPTH) return;
    const list = this.#name - FIRST_LIST;
    if (depth === 1) this.#openList = ARRAY;
    else if (depth === 2 && list >= 0 && list < ARRAY) this.#openList = list;
    else return;
    this.#lists[this.#openList] = { from: this.#table.count, to: ABSENT };
    this.#listDepth = depth;
    this.#watchedDepth = depth + 1;
    this.#name = NO_NAME;
  }

  /** The last value at `depth` is whole and ends before `at`. */
  end(depth: number, at: number): void {
    if (depth === this.#watchedDepth) this.#endOfField(at);
    else if (depth === this.#listDepth) this.#endOfElement(at);
    else if (depth < this.#listDepth) this.#endOfList();
    if (depth === 0) this.#table.documentEnd = at;
  }

  /** No more comes: settles which rows the table keeps. */
  finish(): void {
    const table = this.#table;
    table.isDigest = this.#marks === BOTH_MARKS;
    const place = this.#lists.findIndex(({ from }) => from !== ABSENT);
    const list = this.#lists[place];
    if (list !== undefined) {
      table.form = LISTS[place] ?? 'array';
      table.keepRows(list.from, list.to === ABSENT ? table.count : list.to);
    } else {
      table.keepRows(0, 0);
      if (table.documentEnd === ABSENT) return;
      table.addRow(this.#documentStart, table.documentEnd, this.#ifRecord(this.#documentBlock));
    }
  }

  /** Of several equal keys the last one's value stays. */
  #endOfField(at: number): void {
    const name = this.#name;
    if (name === NO_NAME) return;
    this.#name = NO_NAME;
    if (name < FIRST_LIST) {
      const place = this.#block + 2 * name;
      this.#table.spans[place] = this.#valueStart;
      this.#table.spans[place + 1] = at;
    } else if (name < FIRST_MARK) {
      this.#lists[name - FIRST_LIST] = { from: ABSENT, to: ABSENT };
    } else {
      this.#marks |= 1 << (name - FIRST_MARK);
    }
  }

  #endOfElement(at: number): void {
    const block = this.#ifRecord(this.#elementBlock);
    if (block === OTHER && this.#elementBlock !== OTHER) this.#table.spanInts = this.#elementBlock;
    this.#table.addRow(this.#elementStart, at, block);
  }

  #endOfList(): void {
    const list = this.#lists[this.#openList];
    if (list !== undefined) list.to = this.#table.count;
    this.#listDepth = NO_DEPTH;
    this.#watchedDepth = 1;
    this.#block = this.#documentBlock;
  }

  /** `block` where it has what makes an object a record; else OTHER. */
  #ifRecord(block: number): number {
    if (block === OTHER) return OTHER;
    return this.#isNonEmptyString(block + 2 * FIELD.eventName) &&
      this.#isNonEmptyString(block + 2 * FIELD.eventSource)
      ? block
      : OTHER;
  }

  #isNonEmptyString(place: number): boolean {
    const { spans } = this.#table;
    const start = spans[place] as number;
    return start !== ABSENT && this.#bytes[start] === QUOTE && (spans[place + 1] as number) - start > 2;
  }
}
