// A policy written as text inside a string of a file: where its offsets lie in the file. The string may be JSON's, with
// escapes, or any of YAML's; the way back is found by walking both texts side by side, and given up where they part.
import type { Extent } from '../core/span.js';

/** For each offset of the inner text, its end included, one of the file. */
export type OffsetMap = Uint32Array;

export class EmbeddedText {
  /** The string in the file. */
  readonly extent: Extent;
  readonly #make: () => OffsetMap | undefined;
  #map: OffsetMap | undefined;
  #isMade = false;

  /** `make` is called when an offset is first asked for. */
  constructor(extent: Extent, make: () => OffsetMap | undefined) {
    this.extent = extent;
    this.#make = make;
  }

  /** The file's offset of one of the inner text; undefined where the string cannot be followed. */
  outerOffset(inner: number): number | undefined {
    if (!this.#isMade) {
      this.#map = this.#make();
      this.#isMade = true;
    }
    const map = this.#map;
    return map?.[Math.max(0, Math.min(inner, map.length - 1))];
  }

  /** The file's extent of one of the inner text; the whole string where it cannot be followed. */
  outerExtent(inner: Extent): Extent {
    const start = this.outerOffset(inner.start);
    const end = this.outerOffset(inner.end);
    return start === undefined || end === undefined ? this.extent : { start, end: Math.max(start, end) };
  }
}

const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const BACKSLASH = 0x5c;
const LF = 0x0a;

/** The map of a string's value onto the text that it was read from. */
export function mapOfString(text: string, token: Extent, value: string): OffsetMap | undefined {
  return text.charCodeAt(token.start) === QUOTE
    ? (mapOfJsonString(text, token, value) ?? mapBySight(text, token, value))
    : mapBySight(text, token, value);
}

/** The map of a percent-encoded text decoded, onto the encoded text: one offset for each unit of `decoded`. */
export function mapOfDecoded(encoded: string, decoded: string): OffsetMap {
  const map = new Uint32Array(decoded.length + 1);
  let at = 0;
  for (let i = 0; i < decoded.length; i++) {
    map[i] = at;
    const code = decoded.codePointAt(i) as number;
    const isPair = code > 0xffff;
    if (isPair) map[++i] = at;
    at += encoded.charCodeAt(at) === 0x25 ? 3 * utf8Bytes(code) : isPair ? 2 : 1;
  }
  map[decoded.length] = encoded.length;
  return map;
}

/** First `inner`, then `outer`: the map through both. */
export function mapThrough(inner: OffsetMap, outer: OffsetMap | undefined): OffsetMap | undefined {
  return outer && inner.map((offset) => outer[Math.min(offset, outer.length - 1)] as number);
}

function utf8Bytes(code: number): number {
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

/** Exact, escapes counted; undefined if the value is not what the escapes say. */
function mapOfJsonString(text: string, token: Extent, value: string): OffsetMap | undefined {
  const map = new Uint32Array(value.length + 1);
  let at = token.start + 1;
  for (let i = 0; i < value.length; i++) {
    if (at >= token.end) return undefined;
    map[i] = at;
    const code = text.charCodeAt(at);
    if (code !== BACKSLASH) {
      if (code !== value.charCodeAt(i)) return undefined;
      at++;
    } else {
      at += text[at + 1] === 'u' ? 6 : 2;
    }
  }
  map[value.length] = at;
  return at <= token.end ? map : undefined;
}

/**
 * Each visible character of the value at the next equal one of the text; white space, backslashes and doubled
 * apostrophes are passed over. Undefined where something else stands between.
 */
function mapBySight(text: string, token: Extent, value: string): OffsetMap | undefined {
  const map = new Uint32Array(value.length + 1);
  let at = contentStart(text, token);
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if (isSpace(code)) {
      map[i] = Math.min(at, token.end);
      if (at < token.end && isSpace(text.charCodeAt(at))) at++;
      else if (text.charCodeAt(at) === BACKSLASH) at += 2;
      continue;
    }
    while (at < token.end && text.charCodeAt(at) !== code && isPassedOver(text.charCodeAt(at))) at++;
    if (at >= token.end || text.charCodeAt(at) !== code) return undefined;
    map[i] = at++;
  }
  map[value.length] = Math.min(at, token.end);
  return map;
}

function contentStart(text: string, token: Extent): number {
  const first = text[token.start];
  if (first === '|' || first === '>') {
    const line = text.indexOf('\n', token.start);
    return line < 0 || line >= token.end ? token.end : line + 1;
  }
  return first === '"' || first === "'" ? token.start + 1 : token.start;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === LF || code === 0x0d;
}

function isPassedOver(code: number): boolean {
  return isSpace(code) || code === BACKSLASH || code === APOSTROPHE;
}
