// A JSON reader for texts that people write: never throws, keeps the place of each token, and goes on after an error
// with what was most likely meant, so that one run tells all of them. Linear in the text: every loop moves forward.
// RFC 8259 is the grammar; what it does not allow is an error here, even where it is understood.
import type { JsonMember, JsonNode, JsonStringNode } from './json-node.js';

/** Objects and lists within each other; a policy needs ten. What lies deeper is an error and is not read. */
export const MAX_JSON_DEPTH = 128;

export interface JsonSyntaxError {
  /** Where the text stops being JSON. */
  readonly start: number;
  /** Exclusive; greater than `start` except at the end of the text. */
  readonly end: number;
  /** What is wrong: lower case, no period. */
  readonly message: string;
}

/** A member whose key its object has already. */
export interface DuplicateKey {
  readonly first: JsonStringNode;
  readonly second: JsonStringNode;
}

export interface JsonReading {
  /** Undefined where the text has no value at all. */
  readonly root: JsonNode | undefined;
  /** In text order. Empty: the text is JSON. */
  readonly errors: readonly JsonSyntaxError[];
  /** In text order. RFC 8259 says only that names should be unique. */
  readonly duplicates: readonly DuplicateKey[];
}

const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const SLASH = 0x2f;
const ASTERISK = 0x2a;
const LF = 0x0a;
const CR = 0x0d;
const TAB = 0x09;
const SPACE = 0x20;
const BYTE_ORDER_MARK = 0xfeff;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;
/** With so many errors a text is no policy: what follows would repeat them. */
const MAX_ERRORS = 100;

/** Reads one JSON value that is the whole text. A byte order mark before it is passed over. */
export function readJson(text: string): JsonReading {
  return new Reader(text).read();
}

class Reader {
  readonly #text: string;
  readonly #errors: JsonSyntaxError[] = [];
  readonly #duplicates: DuplicateKey[] = [];
  #at = 0;
  #braces = 0;
  #brackets = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): JsonReading {
    if (this.#text.charCodeAt(0) === BYTE_ORDER_MARK) this.#at = 1;
    this.#skipSpace();
    let root: JsonNode | undefined;
    if (this.#atEnd()) {
      this.#fail(this.#at, this.#at, 'the text is empty');
    } else {
      root = this.#value();
      this.#skipSpace();
      if (!this.#atEnd()) this.#fail(this.#at, this.#text.length, 'text after the end of the document');
    }
    return { root, errors: this.#errors, duplicates: this.#duplicates };
  }

  #value(): JsonNode | undefined {
    const code = this.#text.charCodeAt(this.#at);
    if (code === QUOTE || code === APOSTROPHE) return this.#string(code);
    if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      if (this.#braces + this.#brackets >= MAX_JSON_DEPTH) return this.#tooDeep();
      return code === OPEN_BRACE ? this.#object() : this.#array();
    }
    return this.#word();
  }

  #object(): JsonNode {
    const start = this.#at++;
    this.#braces++;
    const members: JsonMember[] = [];
    const seen = new Map<string, JsonStringNode>();
    let isAfterComma = false;
    for (;;) {
      this.#skipSpace();
      if (this.#endsList(CLOSE_BRACE, start, isAfterComma, 'object')) break;
      if (members.length > 0 && !isAfterComma) this.#failHere('a comma is missing before this member');
      const key = this.#key();
      const value = key === undefined ? undefined : this.#memberValue(key);
      if (key !== undefined && value !== undefined) {
        const first = seen.get(key.value);
        if (first === undefined) seen.set(key.value, key);
        else this.#duplicates.push({ first, second: key });
        members.push({ key, value });
      }
      isAfterComma = this.#comma();
    }
    this.#braces--;
    return { kind: 'object', start, end: this.#at, members };
  }

  #array(): JsonNode {
    const start = this.#at++;
    this.#brackets++;
    const items: JsonNode[] = [];
    let isAfterComma = false;
    for (;;) {
      this.#skipSpace();
      if (this.#endsList(CLOSE_BRACKET, start, isAfterComma, 'list')) break;
      if (items.length > 0 && !isAfterComma) this.#failHere('a comma is missing before this value');
      const item = this.#value();
      if (item !== undefined) items.push(item);
      this.#skipSpace();
      if (this.#text.charCodeAt(this.#at) === COLON) {
        this.#failHere('a list has no keys');
        this.#at++;
        isAfterComma = true;
        continue;
      }
      isAfterComma = this.#comma();
    }
    this.#brackets--;
    return { kind: 'array', start, end: this.#at, items };
  }

  /** True where the object or list ends here: at its bracket, at another's (which stays), or with the text. */
  #endsList(closing: number, opened: number, isAfterComma: boolean, what: string): boolean {
    const code = this.#text.charCodeAt(this.#at);
    if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      if (code === closing) {
        if (isAfterComma) this.#failHere('a comma before the end of a list or object');
        this.#at++;
        return true;
      }
      this.#failHere(`\`${String.fromCharCode(closing)}\` was expected here`);
      // Taken for this end where no other one waits for such a bracket.
      if ((code === CLOSE_BRACE ? this.#braces : this.#brackets) === 0) this.#at++;
      return true;
    }
    if (!this.#atEnd()) return false;
    this.#fail(this.#at, this.#at, `the ${what} that begins at index ${opened} does not end`);
    return true;
  }

  #comma(): boolean {
    this.#skipSpace();
    if (this.#text.charCodeAt(this.#at) !== COMMA) return false;
    this.#at++;
    this.#skipSpace();
    while (this.#text.charCodeAt(this.#at) === COMMA) {
      this.#failHere('one comma too many');
      this.#at++;
      this.#skipSpace();
    }
    return true;
  }

  #key(): JsonStringNode | undefined {
    const code = this.#text.charCodeAt(this.#at);
    if (code === QUOTE || code === APOSTROPHE) return this.#string(code);
    if (code === COLON || code === COMMA) {
      this.#failHere('a key in double quotes was expected here');
      if (code === COMMA) return undefined;
      return { kind: 'string', start: this.#at, end: this.#at, value: '' };
    }
    if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      this.#failHere('a key in double quotes was expected here');
      this.#value();
      return undefined;
    }
    const start = this.#at;
    const word = this.#bareWord();
    this.#fail(start, this.#at, 'a key must be in double quotes');
    return { kind: 'string', start, end: this.#at, value: word };
  }

  #memberValue(key: JsonStringNode): JsonNode | undefined {
    this.#skipSpace();
    const code = this.#text.charCodeAt(this.#at);
    if (code === COLON) {
      this.#at++;
      this.#skipSpace();
    } else {
      this.#failHere(`a colon is missing after the key`);
      if (this.#atEnd() || code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET) return undefined;
    }
    const next = this.#text.charCodeAt(this.#at);
    if (this.#atEnd() || next === COMMA || next === CLOSE_BRACE || next === CLOSE_BRACKET) {
      this.#fail(this.#at, Math.min(this.#at + 1, this.#text.length), 'a value is missing after the colon');
      return { kind: 'null', start: key.end, end: this.#at };
    }
    return this.#value();
  }

  #string(quote: number): JsonStringNode {
    const start = this.#at++;
    if (quote === APOSTROPHE) this.#fail(start, start + 1, 'a string must be in double quotes');
    let from = this.#at;
    let value = '';
    for (;;) {
      if (this.#atEnd()) {
        this.#fail(start, this.#at, 'the string does not end');
        break;
      }
      const code = this.#text.charCodeAt(this.#at);
      if (code === quote) {
        value += this.#text.slice(from, this.#at++);
        return { kind: 'string', start, end: this.#at, value };
      }
      if (code === BACKSLASH) {
        value += this.#text.slice(from, this.#at) + this.#escape();
        from = this.#at;
        continue;
      }
      if (code === LF || code === CR) {
        this.#fail(start, this.#at, 'the string does not end on its line');
        break;
      }
      if (code < SPACE) this.#fail(this.#at, this.#at + 1, 'a control character must be escaped in a string');
      this.#at++;
    }
    value += this.#text.slice(from, this.#at);
    return { kind: 'string', start, end: this.#at, value };
  }

  #escape(): string {
    const start = this.#at;
    const letter = this.#text[start + 1];
    if (letter === 'u') {
      const digits = this.#text.slice(start + 2, start + 6);
      if (/^[0-9a-fA-F]{4}$/.test(digits)) {
        this.#at += 6;
        return String.fromCharCode(Number.parseInt(digits, 16));
      }
      this.#at += 2;
      this.#fail(start, this.#at, 'four hexadecimal digits were expected after `\\u`');
      return '';
    }
    const meant = letter === undefined ? undefined : ESCAPES[letter];
    if (meant === undefined) {
      this.#at++;
      this.#fail(start, this.#at, 'a backslash must be written as `\\\\`');
      return '\\';
    }
    this.#at += 2;
    return meant;
  }

  /** A number, true, false, null, or something that is none. */
  #word(): JsonNode | undefined {
    const start = this.#at;
    const code = this.#text.charCodeAt(start);
    if (code === COMMA || code === COLON || code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      this.#failHere('a value was expected here');
      // A comma or bracket stays for who called; outside of all lists and objects nobody takes it.
      if (code === COLON || this.#braces + this.#brackets === 0) this.#at++;
      return undefined;
    }
    const word = this.#bareWord();
    const end = this.#at;
    if (word === 'true' || word === 'false') return { kind: 'boolean', start, end, value: word === 'true' };
    if (word === 'null') return { kind: 'null', start, end };
    if (NUMBER.test(word)) return { kind: 'number', start, end, text: word };
    this.#fail(
      start,
      end,
      'a value must be a string in double quotes, a number, true, false, null, a list or an object',
    );
    return { kind: 'string', start, end, value: word };
  }

  /** At least one character, up to what separates or a line's end. */
  #bareWord(): string {
    const start = this.#at++;
    while (!this.#atEnd() && !endsWord(this.#text.charCodeAt(this.#at))) this.#at++;
    return this.#text.slice(start, this.#at);
  }

  /** Passes over an object or list by its brackets alone. */
  #tooDeep(): JsonNode {
    const start = this.#at;
    this.#fail(start, start + 1, `objects and lists lie more than ${MAX_JSON_DEPTH} deep`);
    let open = 0;
    do {
      const code = this.#text.charCodeAt(this.#at);
      if (code === QUOTE) {
        this.#string(code);
        continue;
      }
      if (code === OPEN_BRACE || code === OPEN_BRACKET) open++;
      if (code === CLOSE_BRACE || code === CLOSE_BRACKET) open--;
      this.#at++;
    } while (open > 0 && !this.#atEnd());
    return { kind: 'null', start, end: this.#at };
  }

  #skipSpace(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === SPACE || code === LF || code === CR || code === TAB) this.#at++;
      else if (code !== SLASH || !this.#comment()) return;
    }
  }

  #comment(): boolean {
    const start = this.#at;
    const next = this.#text.charCodeAt(start + 1);
    if (next !== SLASH && next !== ASTERISK) return false;
    const closing = next === SLASH ? '\n' : '*/';
    const found = this.#text.indexOf(closing, start + 2);
    this.#at = found < 0 ? this.#text.length : found + closing.length;
    this.#fail(start, this.#at, 'JSON has no comments');
    return true;
  }

  #atEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  #failHere(message: string): void {
    this.#fail(this.#at, Math.min(this.#at + 1, this.#text.length), message);
  }

  #fail(start: number, end: number, message: string): void {
    const last = this.#errors.at(-1);
    // One place tells one error: the first that was seen there.
    if (this.#errors.length < MAX_ERRORS && (last === undefined || last.start < start)) {
      this.#errors.push({ start, end, message });
    }
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

function endsWord(code: number): boolean {
  return (
    code === COMMA ||
    code === COLON ||
    code === CLOSE_BRACE ||
    code === CLOSE_BRACKET ||
    code === OPEN_BRACE ||
    code === OPEN_BRACKET ||
    code === QUOTE ||
    code === SPACE ||
    code === LF ||
    code === CR ||
    code === TAB
  );
}
