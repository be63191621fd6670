// Records as nearly all are, from the rows of a table: time, identity, and the numbers of who called and of what it means,
// where the host has told these for the same bytes before. At the first row of which it has not, the host is asked.
import { clearMap, findEntry, hashOfKey, mapBytes, newMap, numberOf, setNumber } from './byte-map';
import { isEqual } from './bytes';
import { hasKnownLayout, roleEnd, roleStart } from './identity-layout';
import { cutKey, isTooLong, keyEnd, putNumber, putPart, startKey } from './key';
import { readNetwork } from './network';
import { OTHER_DAY, readTime, readUuid, TIME } from './plain-fields';

/** Why knowRows stopped before a row, or that all are known. */
export const ALL_KNOWN: i32 = 0;
/** There is no room for its result. */
export const RESULTS_FULL: i32 = 1;
/** It is not plain, or is too long. */
export const NOT_PLAIN: i32 = 2;
export const NEW_DAY: i32 = 3;
/** Nothing is known of its userIdentity: no layout fits, or one does. */
export const NEW_IDENTITY: i32 = 4;
export const NEW_SESSION: i32 = 5;
export const NEW_MEANING: i32 = 6;

export const MOST_PRINCIPALS: usize = 4096;
export const MOST_MEANINGS: usize = 8192;
const AVERAGE_KEY_BYTES: usize = 256;
export const MOST_RESULTS: i32 = 512;
/**
 * A result: day, second of the day, principal and meaning, 4 bytes each; the UUID, two words of 8; the network in 4 of 8.
 * One more is begun.
 */
const RESULT_BYTES: usize = 40;
const results = memory.data(513 * 40, 16);
let resultCount: i32 = 0;

const principals: usize = (__heap_base + 15) & ~15;
const principalKinds: usize = principals + mapBytes(MOST_PRINCIPALS, MOST_PRINCIPALS * AVERAGE_KEY_BYTES);
const principalOwns: usize = principalKinds + MOST_PRINCIPALS * 4;
const meanings: usize = principalOwns + MOST_PRINCIPALS * 4;
export const rowsEnd: usize = meanings + mapBytes(MOST_MEANINGS, MOST_MEANINGS * AVERAGE_KEY_BYTES);

/** Places of fields that the host tells: these, in this order, then those of a meaning's key. */
const EVENT_ID: usize = 0;
const SHARED_ID: usize = 1;
const ADDENDUM: usize = 2;
const EVENT_TIME: usize = 3;
const EVENT_SOURCE: usize = 4;
const EVENT_NAME: usize = 5;
const REGION: usize = 6;
const USER_IDENTITY: usize = 7;
const RESPONSE: usize = 8;
const ADDITIONAL: usize = 9;
const ADDRESS: usize = 10;
const KEY_FIELDS: usize = 11;
const places = memory.data(32 * 4, 4);
let keyFieldCount: usize = 0;

/** Roles of a session's values (trail/scan/identity-parts.ts). */
const ISSUER_ID: usize = 4;
const ISSUER_ARN: usize = 5;
const SESSION_ARN: usize = 7;
const SESSION_PARTS: usize = 7;
/** `:assumed-role/`, and the colons of an ARN before it. */
const sessionKind = memory.data<u8>([
  0x3a, 0x61, 0x73, 0x73, 0x75, 0x6d, 0x65, 0x64, 0x2d, 0x72, 0x6f, 0x6c, 0x65, 0x2f, 0, 0, 0, 0,
]);
const SESSION_KIND_BYTES: usize = 14;
const ARN_COLONS: i32 = 5;
/** What else a meaning was made of: READ of trail/scanned-event.ts. */
const READ_RESPONSE: i32 = 1;
const READ_ADDITIONAL: i32 = 2;
const READ_ARN: i32 = 4;

let text: usize = 0;
let rows: usize = 0;
let spans: usize = 0;
/** The row that is looked at, and where its fields lie. */
let row: i32 = 0;
let fields: usize = 0;
let meaningKeyEnd: usize = 0;
let principal: i32 = 0;
let namesNoKey: bool = false;

export function resultsAddress(): usize {
  return results;
}

/** Takes the places of fields from `at`: the eleven above, and `keyFields` more. All is forgotten. */
export function configureRows(at: usize, keyFields: usize): void {
  memory.copy(places, at, (KEY_FIELDS + keyFields) << 2);
  keyFieldCount = keyFields;
  newMap(principals, MOST_PRINCIPALS, MOST_PRINCIPALS * AVERAGE_KEY_BYTES);
  newMap(meanings, MOST_MEANINGS, MOST_MEANINGS * AVERAGE_KEY_BYTES);
}

/** The table that rows are numbers in: addresses of its text, rows and spans. Results that were not taken are dropped. */
export function startRows(textStart: usize, rowsStart: usize, spansStart: usize): void {
  resultCount = 0;
  text = textStart;
  rows = rowsStart;
  spans = spansStart;
}

export function firstUnknownRow(): i32 {
  return row;
}

/** Of that row, when its meaning is new. */
export function principalOfRow(): i32 {
  return principal;
}

/** False where an answer of that row may name a key. */
export function rowNamesNoKey(): bool {
  return namesNoKey;
}

export function countOfResults(): i32 {
  return resultCount;
}

/** Begins anew, with what is known of the row at which knowRows stopped. */
export function dropResults(): void {
  memory.copy(results, results + usize(resultCount) * RESULT_BYTES, RESULT_BYTES);
  resultCount = 0;
}

/** Looks at the rows from `from` up to `to`; what becomes of them are results, up to the row at which it stops. */
export function knowRows(from: i32, to: i32): i32 {
  for (row = from; row < to; row++) {
    if (resultCount == MOST_RESULTS) return RESULTS_FULL;
    const outcome = knowRow();
    if (outcome != ALL_KNOWN) return outcome;
    resultCount++;
  }
  return ALL_KNOWN;
}

/** Gives the row at which knowRows stopped its meaning. */
export function finishRow(meaning: i32): void {
  store<i32>(results + usize(resultCount) * RESULT_BYTES, meaning, 12);
  resultCount++;
}

/** Keeps the principal of the row at which knowRows stopped; false where there is no room. */
export function keepPrincipal(number: i32, kind: u32, own: u32): bool {
  if (!setNumber(principals, number)) return false;
  store<u32>(principalKinds + (usize(number) << 2), kind);
  store<u32>(principalOwns + (usize(number) << 2), own);
  return true;
}

/** What keepMeaning answers. */
export const NO_ROOM: i32 = 0;
export const KEPT: i32 = 1;
/** With what was read its key is too long. */
export const NOT_KEPT: i32 = 2;

/** Keeps the meaning of that row, which `reads` went into. */
export function keepMeaning(number: i32, reads: i32): i32 {
  cutKey(meaningKeyEnd);
  const entry = findEntry(meanings, hashOfKey());
  const all = entry == 0 ? reads : reads | -numberOf(entry);
  if (all != 0) {
    if (!setNumber(meanings, -all)) return NO_ROOM;
    putReads(all);
    if (isTooLong) return NOT_KEPT;
  }
  return setNumber(meanings, number) ? KEPT : NO_ROOM;
}

export function forgetPrincipals(): void {
  clearMap(principals);
}

export function forgetMeanings(): void {
  clearMap(meanings);
}

function knowRow(): i32 {
  const block = load<i32>(rows + usize(row) * 12, 8);
  if (block < 0) return NOT_PLAIN;
  fields = spans + (usize(block) << 2);
  if (has(SHARED_ID) || has(ADDENDUM) || !has(EVENT_ID) || !has(EVENT_TIME)) return NOT_PLAIN;
  if (!beginsPlainly(EVENT_SOURCE) || !beginsPlainly(EVENT_NAME)) return NOT_PLAIN;
  const result = results + usize(resultCount) * RESULT_BYTES;
  if (!readUuid(startOf(EVENT_ID), endOf(EVENT_ID), result + 16)) return NOT_PLAIN;
  const time = readTime(startOf(EVENT_TIME), endOf(EVENT_TIME), result);
  if (time != TIME) return time == OTHER_DAY ? NEW_DAY : NOT_PLAIN;
  if (has(ADDRESS)) {
    if (hasBackslash(startOf(ADDRESS), endOf(ADDRESS))) return NOT_PLAIN;
    store<i32>(result, readNetwork(startOf(ADDRESS), endOf(ADDRESS)), 32);
  } else store<i32>(result, 0, 32);
  const outcome = findPrincipal();
  if (outcome != ALL_KNOWN) return outcome;
  store<i32>(result, principal, 8);
  return findMeaning(result);
}

function findPrincipal(): i32 {
  startKey();
  putField(REGION);
  if (has(USER_IDENTITY) && hasKnownLayout(startOf(USER_IDENTITY), endOf(USER_IDENTITY)) && isRoleSession()) {
    for (let part: usize = 0; part < SESSION_PARTS; part++) putPart(roleStart(part), roleEnd(part));
    if (isTooLong) return NOT_PLAIN;
    return findKey() ? ALL_KNOWN : NEW_SESSION;
  }
  // One part, where a session has several: no key can be both.
  putField(USER_IDENTITY);
  if (isTooLong) return NOT_PLAIN;
  return findKey() ? ALL_KNOWN : NEW_IDENTITY;
}

function findKey(): bool {
  const entry = findEntry(principals, hashOfKey());
  if (entry == 0) return false;
  principal = numberOf(entry);
  return true;
}

function findMeaning(result: usize): i32 {
  startKey();
  putNumber(load<u32>(principalKinds + (usize(principal) << 2)));
  namesNoKey = !mayNameKey(RESPONSE) && !mayNameKey(ADDITIONAL);
  putNumber(u32(namesNoKey));
  for (let i: usize = 0; i < keyFieldCount; i++) putField(KEY_FIELDS + i);
  if (isTooLong) return NOT_PLAIN;
  meaningKeyEnd = keyEnd;
  let entry = findEntry(meanings, hashOfKey());
  if (entry != 0 && numberOf(entry) < 0) {
    putReads(-numberOf(entry));
    entry = isTooLong ? 0 : findEntry(meanings, hashOfKey());
  }
  if (entry == 0) return NEW_MEANING;
  store<i32>(result, numberOf(entry), 12);
  return ALL_KNOWN;
}

function putReads(reads: i32): void {
  putNumber(u32(reads));
  if ((reads & READ_ARN) != 0) putNumber(load<u32>(principalOwns + (usize(principal) << 2)));
  if ((reads & READ_RESPONSE) != 0) putField(RESPONSE);
  if ((reads & READ_ADDITIONAL) != 0) putField(ADDITIONAL);
}

// @ts-ignore: decorator
@inline
function spanOf(field: usize): usize {
  return fields + (usize(load<i32>(places + (field << 2))) << 3);
}

// @ts-ignore: decorator
@inline
function has(field: usize): bool {
  return load<i32>(spanOf(field)) >= 0;
}

// @ts-ignore: decorator
@inline
function startOf(field: usize): usize {
  return text + load<i32>(spanOf(field));
}

// @ts-ignore: decorator
@inline
function endOf(field: usize): usize {
  return text + load<i32>(spanOf(field), 4);
}

// @ts-ignore: decorator
@inline
function putField(field: usize): void {
  const span = spanOf(field);
  const start = load<i32>(span);
  putPart(text + max(start, 0), text + max(load<i32>(span, 4), 0));
}

/** Names that begin so are more than white space. */
function beginsPlainly(field: usize): bool {
  return has(field) && (u32(load<u8>(startOf(field), 1)) | 0x20) - 0x61 < 26;
}

function hasBackslash(start: usize, end: usize): bool {
  for (let at = start; at < end; at++) if (load<u8>(at) == 0x5c) return true;
  return false;
}

/** True where the field's value has a backslash in it, or `key` in letters of any case. */
function mayNameKey(field: usize): bool {
  if (!has(field)) return false;
  const end = endOf(field);
  for (let at = startOf(field); at < end; at += 16) {
    const bytes = v128.load(at);
    const found = i8x16.bitmask(
      v128.or(
        i8x16.eq(v128.or(bytes, i8x16.splat(0x20)), i8x16.splat(0x6b)),
        i8x16.eq(bytes, i8x16.splat(0x5c)),
      ),
    );
    for (let left = found; left != 0; left &= left - 1) {
      const place = at + ctz(left);
      if (place >= end) break;
      if (load<u8>(place) == 0x5c) return true;
      if ((u32(load<u8>(place, 1)) | 0x20) == 0x65 && (u32(load<u8>(place, 2)) | 0x20) == 0x79) return true;
    }
  }
  return false;
}

/** The values that were found are those of a role's session, with an issuer. */
function isRoleSession(): bool {
  return isSessionArn(roleStart(SESSION_ARN), roleEnd(SESSION_ARN)) && isNonEmpty(ISSUER_ID) && isNonEmpty(ISSUER_ARN);
}

// @ts-ignore: decorator
@inline
function isNonEmpty(role: usize): bool {
  return roleEnd(role) - roleStart(role) > 2;
}

/** A string `arn:partition:service:region:account:assumed-role/…`, without escapes. */
function isSessionArn(start: usize, end: usize): bool {
  let colons = 0;
  for (let at = start + 1; at + SESSION_KIND_BYTES < end; at++) {
    const byte = load<u8>(at);
    if (byte == 0x2f) return false;
    if (byte == 0x3a && ++colons == ARN_COLONS) return isEqual(at, at + SESSION_KIND_BYTES, sessionKind);
  }
  return false;
}
