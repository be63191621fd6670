// Where one JSON value ends in text that comes piece by piece. Structure is held to the grammar, so that damage shows
// where it is; what is inside of strings, numbers and literals is left to JSON.parse, which has to have the value next.

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** A JSON value may nest this deep; deeper is damage. */
export const DEEPEST_VALUE = 512;

/** What the grammar asks for next. */
const VALUE = 0;
const VALUE_OR_END = 1;
const KEY = 2;
const KEY_OR_END = 3;
const AFTER_KEY = 4;
const AFTER_VALUE = 5;

const IN_SCALAR = new Uint8Array(128);
for (const letter of '+-.0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ')
  IN_SCALAR[letter.charCodeAt(0)] = 1;

/** `whole`: `at` is behind the value; `open`: it goes on behind the text; `broken`: no JSON has what is at `at`. */
export type ScanOutcome = 'whole' | 'open' | 'broken' | 'too deep';

/** One value at a time: `start`, then `scan` with ever more of the text. */
export class ValueScan {
  /** Where the scan stands in the text. */
  at = 0;
  #expects = VALUE;
  #depth = 0;
  readonly #inObject = new Uint8Array(DEEPEST_VALUE + 1);

  start(at: number): void {
    this.at = at;
    this.#expects = VALUE;
    this.#depth = 0;
  }

  /** `text` is what it was in the call before, with more behind it. With `isEnd` nothing more follows. */
  scan(text: string, isEnd: boolean): ScanOutcome {
    let { at } = this;
    let depth = this.#depth;
    let expects = this.#expects;
    let outcome: ScanOutcome = 'open';
    const inObject = this.#inObject;
    const end = text.length;
    for (;;) {
      let code = 0;
      while (at < end) {
        code = text.charCodeAt(at);
        if (!isSpace(code)) break;
        at++;
      }
      if (at >= end) break;
      if (expects === AFTER_VALUE) {
        if (code === COMMA) {
          at++;
          expects = inObject[depth] === 1 ? KEY : VALUE;
          continue;
        }
        if (code !== (inObject[depth] === 1 ? CLOSE_OBJECT : CLOSE_ARRAY)) {
          outcome = 'broken';
          break;
        }
        at++;
        depth--;
      } else if (expects === AFTER_KEY) {
        if (code !== COLON) {
          outcome = 'broken';
          break;
        }
        at++;
        expects = VALUE;
        continue;
      } else if (code === QUOTE) {
        const close = endOfString(text, at + 1);
        if (close < 0) break;
        at = close + 1;
        if (expects === KEY || expects === KEY_OR_END) {
          expects = AFTER_KEY;
          continue;
        }
      } else if (expects === KEY || expects === KEY_OR_END) {
        if (expects === KEY || code !== CLOSE_OBJECT) {
          outcome = 'broken';
          break;
        }
        at++;
        depth--;
      } else if (code === OPEN_OBJECT || code === OPEN_ARRAY) {
        if (depth === DEEPEST_VALUE) {
          outcome = 'too deep';
          break;
        }
        at++;
        depth++;
        inObject[depth] = code === OPEN_OBJECT ? 1 : 0;
        expects = code === OPEN_OBJECT ? KEY_OR_END : VALUE_OR_END;
        continue;
      } else if (expects === VALUE_OR_END && code === CLOSE_ARRAY) {
        at++;
        depth--;
      } else {
        let to = at;
        while (to < end && IN_SCALAR[text.charCodeAt(to)] === 1) to++;
        if (to === at) {
          outcome = 'broken';
          break;
        }
        if (to === end && !isEnd) break;
        at = to;
      }
      // A value has ended.
      if (depth === 0) {
        outcome = 'whole';
        break;
      }
      expects = AFTER_VALUE;
    }
    this.at = at;
    this.#depth = depth;
    this.#expects = expects;
    return outcome;
  }
}

/** White space of JSON: tab, line feed, carriage return, space. */
export function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/** The place of the quote that ends the string with its first character at `from`; -1 where the text ends before it. */
function endOfString(text: string, from: number): number {
  for (let close = text.indexOf('"', from); close >= 0; close = text.indexOf('"', close + 1)) {
    let escapes = close;
    while (escapes > from && text.charCodeAt(escapes - 1) === BACKSLASH) escapes--;
    if ((close - escapes) % 2 === 0) return close;
  }
  return -1;
}
