// JSON documents of any size, read in constant memory: the elements of their lists of records, one at a time, each as
// soon as its last character is there. Damage is told where it is, behind all elements before it.
import type { JsonValue } from '../core/json.js';
import { ENVELOPES, isControlMessage } from './records-of-value.js';
import { StreamedValue } from './streamed-value.js';
import { DEEPEST_VALUE, isSpace, ValueScan } from './value-scan.js';

/** A top-level object with more fields is no record: the rest is let go, so that memory stays bounded. */
const MOST_FIELDS = 1000;
/** No element may be longer, in characters; a longer field beside a list is passed over. */
export const LONGEST_VALUE = 16 * 1024 * 1024;

/** An object or array that goes on behind so many characters is assembled as it passes; its text is let go. */
export const LONGEST_HELD = 256 * 1024;

/** The value goes on behind the text. */
const MORE = Symbol();

/** In the place of the start of a value: none is being scanned, or its start is no longer held. */
const NONE = -1;
const LET_GO = -2;

type State = 'document' | 'scalar' | 'first key' | 'key' | 'colon' | 'field' | 'after field' | ListState;
type ListState = 'first element' | 'element' | 'after element';

/**
 * Takes text piece by piece with `write`, which gives the elements that became whole: those of a top-level array, or
 * of `Records`, `Events` or `logEvents`, or a top-level object without such a list itself (also of several documents
 * in a row, as `jq '.Records[]'` prints them). Throws SyntaxError at damage; what was given before it stands.
 */
export class JsonElements {
  /** Values at the top level that have begun. */
  documents = 0;
  /** The element given last stood under a name of ENVELOPES. */
  inEnvelope = false;
  /** Documents that hold no records as they are messages of CloudWatch Logs itself. */
  controlMessages = 0;
  #text = '';
  #at = 0;
  /** Characters of the document before #text. */
  #passed = 0;
  #state: State = 'document';
  readonly #scan = new ValueScan();
  /** Where the value that is being scanned starts, or NONE, or LET_GO. */
  #from = NONE;
  /** The same, as a place in the document. */
  #began = 0;
  /** The large value that is being assembled, and how far it has the text. */
  #streamed: StreamedValue | undefined;
  #fed = 0;
  /** The list's elements are no records. */
  #isControl = false;
  #listInObject = false;
  #hasList = false;
  readonly #fields = new Map<string, JsonValue>();
  #key = '';

  /** To be exhausted before the next call. */
  *write(text: string): Generator<JsonValue> {
    const kept = this.#from >= 0 ? this.#from : this.#from === LET_GO ? this.#scan.at : this.#at;
    this.#text = this.#text.slice(kept) + text;
    this.#passed += kept;
    this.#at -= kept;
    this.#scan.at -= kept;
    this.#fed -= kept;
    if (this.#from >= 0) this.#from -= kept;
    yield* this.#read(false);
  }

  /** Nothing more comes. Throws SyntaxError where a value is still open. */
  *end(): Generator<JsonValue> {
    yield* this.#read(true);
    if (this.#state !== 'document' || this.#from !== NONE)
      throw new SyntaxError('the text ends inside a JSON value');
  }

  *#read(isEnd: boolean): Generator<JsonValue> {
    for (;;) {
      if (this.#from === NONE) {
        while (isSpace(this.#text.charCodeAt(this.#at))) this.#at++;
        if (this.#at >= this.#text.length) return;
      }
      const char = this.#text[this.#at] ?? '';
      switch (this.#state) {
        case 'document':
          this.#beginDocument(char);
          break;
        case 'first key':
        case 'key': {
          if (this.#state === 'first key' && char === '}') {
            yield* this.#endObject();
            break;
          }
          if (char !== '"') throw this.#broken(this.#at);
          const key = this.#value(isEnd);
          if (key === MORE) return;
          this.#key = key as string;
          this.#state = 'colon';
          break;
        }
        case 'colon':
          if (char !== ':') throw this.#broken(this.#at);
          this.#at++;
          this.#state = 'field';
          break;
        case 'field': {
          if (this.#from === NONE && char === '[' && (ENVELOPES as readonly string[]).includes(this.#key)) {
            this.#beginList(true);
            break;
          }
          const value = this.#value(isEnd);
          if (value === MORE) return;
          if (!this.#hasList && this.#fields.size < MOST_FIELDS) this.#fields.set(this.#key, value);
          this.#state = 'after field';
          break;
        }
        case 'after field':
          if (char === '}') yield* this.#endObject();
          else this.#comma(char, 'key');
          break;
        case 'scalar':
        case 'first element':
        case 'element': {
          if (this.#state === 'first element' && char === ']') {
            this.#endList();
            break;
          }
          const value = this.#value(isEnd);
          if (value === MORE) return;
          this.inEnvelope = this.#listInObject && this.#state !== 'scalar';
          this.#state = this.#state === 'scalar' ? 'document' : 'after element';
          if (!this.#isControl) yield value;
          break;
        }
        case 'after element':
          if (char === ']') this.#endList();
          else this.#comma(char, 'element');
          break;
      }
    }
  }

  #beginDocument(char: string): void {
    this.documents++;
    this.#hasList = false;
    this.#isControl = false;
    this.#fields.clear();
    if (char === '[') this.#beginList(false);
    else if (char === '{') {
      this.#at++;
      this.#state = 'first key';
    } else this.#state = 'scalar';
  }

  *#endObject(): Generator<JsonValue> {
    this.#at++;
    this.#state = 'document';
    const value = Object.fromEntries(this.#fields);
    if (this.#isControl || isControlMessage(value)) this.controlMessages++;
    else if (!this.#hasList) {
      this.inEnvelope = false;
      yield value;
    }
  }

  #beginList(inObject: boolean): void {
    this.#at++;
    this.#state = 'first element';
    this.#listInObject = inObject;
    if (inObject) {
      this.#hasList = true;
      this.#isControl ||= isControlMessage(Object.fromEntries(this.#fields));
    }
  }

  #endList(): void {
    this.#at++;
    this.#state = this.#listInObject ? 'after field' : 'document';
  }

  #comma(char: string, next: State): void {
    if (char !== ',') throw this.#broken(this.#at);
    this.#at++;
    this.#state = next;
  }

  /** The value at #at, which is behind it then. */
  #value(isEnd: boolean): JsonValue | typeof MORE {
    if (this.#from === NONE) {
      this.#from = this.#at;
      this.#began = this.#passed + this.#at;
      this.#scan.start(this.#at);
    }
    const outcome = this.#scan.scan(this.#text, isEnd);
    if (outcome === 'broken') throw this.#broken(this.#scan.at);
    if (outcome === 'too deep') throw new SyntaxError(`a value nests deeper than ${DEEPEST_VALUE} levels`);
    this.#boundLength(outcome === 'open' ? this.#text.length : this.#scan.at);
    if (outcome === 'open') {
      this.#letGo();
      return MORE;
    }
    const start = this.#from;
    const streamed = this.#streamed;
    this.#from = NONE;
    this.#streamed = undefined;
    this.#at = this.#scan.at;
    try {
      if (streamed !== undefined) {
        streamed.write(this.#text.slice(this.#fed, this.#at));
        return streamed.end();
      }
      return start === LET_GO ? null : (JSON.parse(this.#text.slice(start, this.#at)) as JsonValue);
    } catch {
      throw new SyntaxError(`the value at character ${this.#began} is no JSON`);
    }
  }

  /** What the scan has passed of a large value need not be held any longer. */
  #letGo(): void {
    const isLarge = this.#from >= 0 && this.#text.length - this.#from > LONGEST_HELD;
    if (isLarge && (this.#text[this.#from] === '{' || this.#text[this.#from] === '[')) {
      this.#streamed = new StreamedValue();
      this.#fed = this.#from;
      this.#from = LET_GO;
    }
    this.#streamed?.write(this.#text.slice(this.#fed, this.#scan.at));
    this.#fed = this.#scan.at;
  }

  /** The value being scanned reaches up to `end` at least. */
  #boundLength(end: number): void {
    const held = this.#from === LET_GO ? this.#scan.at : this.#from;
    const length = this.#streamed === undefined ? end - held : this.#streamed.length + end - this.#fed;
    if (length <= LONGEST_VALUE) return;
    if (this.#state !== 'field' || end - this.#scan.at > LONGEST_VALUE)
      throw new SyntaxError(`a value is longer than ${LONGEST_VALUE} characters`);
    this.#streamed = undefined;
    this.#from = LET_GO;
  }

  #broken(at: number): SyntaxError {
    const found = JSON.stringify(this.#text[at]).slice(1, -1);
    return new SyntaxError(`\`${found}\` at character ${this.#passed + at} cannot be there`);
  }
}
