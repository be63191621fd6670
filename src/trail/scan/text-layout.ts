// The layout of a JSON value: all of its text but the plain strings that are values in it. Requests of one operation have
// the same few layouts over and over; of one that is known, only the strings are left to be read.
import type { RequestLayout } from '../../core/event.js';
import type { JsonObject } from '../../core/json.js';
import { endOfString, QUOTE } from './json-lexemes.js';

const BACKSLASH = 0x5c;
const COLON = 0x3a;
const SPACE = 0x20;
/** Values with more text or more strings (batches, documents) are seldom laid out alike. */
const LONGEST = 2048;
const MOST_TEXTS = 24;
/** A string past this is no name: it has no place in a layout. As RequestLayout promises. */
const LONGEST_TEXT = 2048;

export class TextLayout implements RequestLayout {
  readonly count: number;
  /** Where the strings lie in the bytes that matched last: start and end by place, without quotes. */
  readonly spans: Int32Array;
  /** What stands between the strings, one piece behind another, and where each ends there. */
  readonly #pieces: Uint8Array;
  readonly #ends: Int32Array;

  constructor(pieces: readonly Uint8Array[]) {
    this.count = pieces.length - 1;
    this.spans = new Int32Array(2 * this.count);
    this.#pieces = Uint8Array.from(pieces.flatMap((piece) => [...piece]));
    this.#ends = new Int32Array(pieces.length);
    let end = 0;
    for (const [i, piece] of pieces.entries()) {
      end += piece.length;
      this.#ends[i] = end;
    }
  }

  /** True where the valid JSON `bytes[start..end)` has this layout; `spans` then tell of it. */
  matches(bytes: Uint8Array, start: number, end: number): boolean {
    const pieces = this.#pieces;
    const { spans, count } = this;
    let at = start;
    let piece = 0;
    for (let i = 0; i <= count; i++) {
      const pieceEnd = this.#ends[i] as number;
      if (at + pieceEnd - piece > end) return false;
      // Four bytes a turn: one branch where each byte would have one.
      for (; piece <= pieceEnd - 4; piece += 4, at += 4) {
        const differs =
          ((bytes[at] as number) ^ (pieces[piece] as number)) |
          ((bytes[at + 1] as number) ^ (pieces[piece + 1] as number)) |
          ((bytes[at + 2] as number) ^ (pieces[piece + 2] as number)) |
          ((bytes[at + 3] as number) ^ (pieces[piece + 3] as number));
        if (differs !== 0) return false;
      }
      while (piece < pieceEnd) if (bytes[at++] !== pieces[piece++]) return false;
      if (i === count) break;
      const textStart = at;
      let byte = bytes[at] as number;
      while (byte !== QUOTE) {
        if (byte === BACKSLASH) return false;
        byte = bytes[++at] as number;
      }
      if (at === textStart || at - textStart > LONGEST_TEXT) return false;
      spans[2 * i] = textStart;
      spans[2 * i + 1] = at;
    }
    return at === end;
  }

  with(textAt: (place: number) => string): JsonObject {
    const decoder = new TextDecoder();
    let text = '';
    let from = 0;
    for (let i = 0; i <= this.count; i++) {
      const end = this.#ends[i] as number;
      text += decoder.decode(this.#pieces.subarray(from, end));
      // The quotes are the pieces'.
      if (i < this.count) text += JSON.stringify(textAt(i)).slice(1, -1);
      from = end;
    }
    return JSON.parse(text) as JsonObject;
  }
}

/**
 * The layout of the valid JSON `bytes[start..end)`, an object or a list. Empty strings and keys are a part of it;
 * undefined where a string has an escape, or it is too large to be worth it.
 */
export function layoutOf(bytes: Uint8Array, start: number, end: number): TextLayout | undefined {
  if (end - start > LONGEST) return undefined;
  const pieces: Uint8Array[] = [];
  let from = start;
  for (let at = start; at < end; ) {
    if (bytes[at] !== QUOTE) {
      at++;
      continue;
    }
    const behind = endOfString(bytes, at + 1, end);
    if (behind - at > 2 && !isKey(bytes, behind, end)) {
      if (behind - at - 2 > LONGEST_TEXT || bytes.subarray(at, behind).includes(BACKSLASH)) return undefined;
      pieces.push(bytes.slice(from, at + 1));
      if (pieces.length > MOST_TEXTS) return undefined;
      from = behind - 1;
    }
    at = behind;
  }
  pieces.push(bytes.slice(from, end));
  return new TextLayout(pieces);
}

function isKey(bytes: Uint8Array, behind: number, end: number): boolean {
  let at = behind;
  while (at < end && (bytes[at] as number) <= SPACE) at++;
  return bytes[at] === COLON;
}
