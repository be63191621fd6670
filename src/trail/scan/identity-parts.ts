// The userIdentity of a record → those of its bytes that its principal hangs on. Sessions of one role differ in name,
// keys and times, of which a principal has nothing: without these, all sessions of a role have the same parts.
import { IdentityLayout } from './identity-layout.js';
import { endOfString, QUOTE } from './json-lexemes.js';
import { type NameLookup, NO_NAME, nameLookup } from './name-lookup.js';

const ABSENT = -1;
const BACKSLASH = 0x5c;
const SLASH = 0x2f;
const COLON = 0x3a;
const COMMA = 0x2c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const ASSUMED_ROLE = Buffer.from('"AssumedRole"', 'latin1');
const SESSION_KIND = Buffer.from(':assumed-role/', 'latin1');
/** Colons before an ARN's resource. */
const ARN_COLONS = 5;

/** Some members of an object, with start and end of each one's value. */
class Members {
  readonly spans: Int32Array;
  readonly #placeOf: NameLookup;

  constructor(names: readonly string[]) {
    this.spans = new Int32Array(2 * names.length);
    this.#placeOf = nameLookup(names);
  }

  /** Finds them in the object at `at` of a valid document; false where no object is. Of equal names the last counts. */
  find(bytes: Uint8Array, at: number): boolean {
    this.spans.fill(ABSENT);
    if (bytes[at] !== OPEN_OBJECT) return false;
    let next = pastSpace(bytes, at + 1);
    while (bytes[next] === QUOTE) {
      const keyEnd = endOfString(bytes, next + 1, bytes.length);
      const place = this.#placeOf(bytes, next + 1, keyEnd - 1);
      const start = pastSpace(bytes, pastSpace(bytes, keyEnd) + 1);
      const end = endOfValue(bytes, start);
      if (place !== NO_NAME) {
        this.spans[2 * place] = start;
        this.spans[2 * place + 1] = end;
      }
      next = pastSpace(bytes, end);
      if (bytes[next] === COMMA) next = pastSpace(bytes, next + 1);
    }
    return true;
  }

  start(place: number): number {
    return this.spans[2 * place] as number;
  }

  /** Gives the value's place on; an empty one where there is none. */
  give(bytes: Uint8Array, place: number, put: PutPart): void {
    const start = this.start(place);
    put(bytes, Math.max(start, 0), start === ABSENT ? 0 : (this.spans[2 * place + 1] as number));
  }

  isNonEmptyString(bytes: Uint8Array, place: number): boolean {
    const start = this.start(place);
    return start !== ABSENT && bytes[start] === QUOTE && (this.spans[2 * place + 1] as number) - start > 2;
  }
}

const identity = new Members(['type', 'arn', 'accountId', 'invokedBy', 'sessionContext']);
const context = new Members(['sessionIssuer', 'sourceIdentity']);
const issuer = new Members(['type', 'principalId', 'arn', 'accountId']);
/** What a session's principal hangs on, in the order in which it is given on; behind these the session's own ARN. */
const PARTS = [
  [identity, 2],
  [identity, 3],
  [context, 1],
  [issuer, 0],
  [issuer, 1],
  [issuer, 2],
  [issuer, 3],
] as const;
const [ISSUER_ID, ISSUER_ARN, SESSION_ARN] = [4, 5, PARTS.length];
/** Layouts of sessions: they differ in `invokedBy`, in attributes, by the years. */
const layouts = Array.from({ length: 4 }, () => new IdentityLayout(PARTS.length + 1));
let oldest = 0;

/** Takes the bytes from `start` up to `end`: a part. */
export type PutPart = (bytes: Uint8Array, start: number, end: number) => void;

/**
 * Gives the parts on, of userIdentity's value `bytes[start..end)` in a valid document: true for those of a role's
 * session, false for all of it as one part. Equal answers and parts, equal principals, as far as these hang on
 * userIdentity: it reads what `principalOfEvent` reads of an assumed role with its issuer.
 */
export function identityParts(bytes: Uint8Array, start: number, end: number, put: PutPart): boolean {
  for (const layout of layouts) {
    const { spans } = layout;
    const isRoleSession =
      layout.matches(bytes, start, end) &&
      isSessionArn(bytes, spans[2 * SESSION_ARN] as number) &&
      isNonEmpty(spans, ISSUER_ID) &&
      isNonEmpty(spans, ISSUER_ARN);
    if (!isRoleSession) continue;
    for (let part = 0; part < PARTS.length; part++)
      put(bytes, spans[2 * part] as number, spans[2 * part + 1] as number);
    return true;
  }
  if (!findSession(bytes, start)) {
    put(bytes, start, end);
    return false;
  }
  for (const [members, place] of PARTS) members.give(bytes, place, put);
  if (learn(layouts[oldest] as IdentityLayout, bytes, start, end)) oldest = (oldest + 1) % layouts.length;
  return true;
}

/** The layout of userIdentity's value `bytes[start..end)`, if it is that of a role's session and all parts are strings. */
export function sessionLayout(bytes: Uint8Array, start: number, end: number): IdentityLayout | undefined {
  const layout = new IdentityLayout(PARTS.length + 1);
  return findSession(bytes, start) && learn(layout, bytes, start, end) ? layout : undefined;
}

/** Finds the members; true for a role's session. */
function findSession(bytes: Uint8Array, start: number): boolean {
  return (
    identity.find(bytes, start) &&
    isEqual(bytes, identity.start(0), ASSUMED_ROLE) &&
    isSessionArn(bytes, identity.start(1)) &&
    context.find(bytes, identity.start(4)) &&
    issuer.find(bytes, context.start(0)) &&
    issuer.isNonEmptyString(bytes, 1) &&
    issuer.isNonEmptyString(bytes, 2)
  );
}

/** Of what was found just now; false where not all parts are strings. */
function learn(layout: IdentityLayout, bytes: Uint8Array, start: number, end: number): boolean {
  const roleAt = new Map<number, number>([[identity.start(1), SESSION_ARN]]);
  for (const [part, [members, place]] of PARTS.entries()) {
    const at = members.start(place);
    if (at !== ABSENT && bytes[at] !== QUOTE) return false;
    roleAt.set(at, part);
  }
  layout.learn(bytes, start, end, roleAt, identity.start(0));
  return true;
}

function isNonEmpty(spans: Int32Array, part: number): boolean {
  return (spans[2 * part + 1] as number) - (spans[2 * part] as number) > 2;
}

/** A string `arn:partition:service:region:account:assumed-role/…`, with nothing escaped in that part. */
function isSessionArn(bytes: Uint8Array, start: number): boolean {
  if (start === ABSENT || bytes[start] !== QUOTE) return false;
  let colons = 0;
  for (let at = start + 1; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === BACKSLASH || byte === QUOTE || byte === SLASH) return false;
    if (byte === COLON && ++colons === ARN_COLONS) return isEqual(bytes, at, SESSION_KIND);
  }
  return false;
}

function isEqual(bytes: Uint8Array, start: number, wanted: Uint8Array): boolean {
  if (start === ABSENT) return false;
  for (let i = 0; i < wanted.length; i++) if (bytes[start + i] !== wanted[i]) return false;
  return true;
}

/** Behind the value at `at`. */
function endOfValue(bytes: Uint8Array, at: number): number {
  let depth = 0;
  for (let next = at; next < bytes.length; ) {
    const byte = bytes[next];
    if (byte === QUOTE) {
      next = endOfString(bytes, next + 1, bytes.length);
      if (depth === 0) return next;
    } else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
      depth++;
      next++;
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
      if (depth === 0) return next;
      next++;
      if (--depth === 0) return next;
    } else if (depth === 0 && (byte === COMMA || isSpace(byte))) return next;
    else next++;
  }
  return bytes.length;
}

function pastSpace(bytes: Uint8Array, at: number): number {
  let next = at;
  while (isSpace(bytes[next])) next++;
  return next;
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
