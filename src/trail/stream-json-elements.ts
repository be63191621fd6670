// One JSON document of any size, read in constant memory: the elements of its array of records, one at a time.
// The parser is fed pieces that end where records do, so that all records before a syntax error are out before it.

import Assembler from 'stream-json/assembler.js';
import { jsonParser } from 'stream-json/core/parser.js';
import type { JsonValue } from '../core/json.js';
import { ENVELOPES } from './records-of-value.js';

interface Token {
  name: string;
  value?: unknown;
}

/** A JSON value may nest this deep; deeper is damage. */
export const DEEPEST_VALUE = 512;

/** A top-level object with more fields is no record: the rest is let go, so that memory stays bounded. */
const MOST_FIELDS = 1000;

/**
 * Takes text piece by piece with `write`, which gives the elements that became whole: those of a top-level array, or
 * of `Records`, `Events` or `logEvents`, or a top-level object without such a list itself (also of several documents
 * in a row, as `jq '.Records[]'` prints them). Throws SyntaxError at damage; what was
 * given before it stands.
 */
export class JsonElements {
  readonly #parse = jsonParser({ packValues: true, streamValues: false, jsonStreaming: true });
  #assembler: InstanceType<typeof Assembler> | undefined;
  /** Depth in the document, outside of the element being assembled. */
  #depth = 0;
  #inList = false;
  /** The top-level object had a list of records: its other fields are no record. */
  #hasList = false;
  readonly #fields = new Map<string, JsonValue>();
  #key = '';
  #nested = 0;

  *write(text: string): Generator<JsonValue> {
    let from = 0;
    for (let at = text.indexOf('},'); at >= 0; at = text.indexOf('},', from)) {
      yield* this.#feed(text.slice(from, at + 2));
      from = at + 2;
    }
    if (from < text.length) yield* this.#feed(text.slice(from));
  }

  /** Throws SyntaxError where a value is still open. */
  end(): void {
    if (this.#depth > 0 || this.#assembler !== undefined)
      throw new SyntaxError('the text ends inside a JSON value');
  }

  *#feed(piece: string): Generator<JsonValue> {
    let tokens: Iterable<Token>;
    try {
      tokens = tokensOf(this.#parse(piece));
    } catch (error) {
      throw new SyntaxError((error as Error).message.replace(/^Parser cannot parse input: /, ''));
    }
    for (const token of tokens) yield* this.#consume(token);
  }

  *#consume(token: Token): Generator<JsonValue> {
    const opens = token.name === 'startObject' || token.name === 'startArray';
    const closes = token.name === 'endObject' || token.name === 'endArray';
    if (this.#assembler !== undefined) {
      this.#nested += opens ? 1 : closes ? -1 : 0;
      if (this.#nested > DEEPEST_VALUE)
        throw new SyntaxError(`a value nests deeper than ${DEEPEST_VALUE} levels`);
      this.#assembler.consume(token as never);
      if (this.#nested === 0) {
        const value = this.#assembler.current as JsonValue;
        this.#assembler = undefined;
        if (this.#inList) yield value;
        else this.#keep(value);
      }
      return;
    }
    if (token.name === 'keyValue') {
      this.#key = String(token.value);
      return;
    }
    if (closes) {
      this.#depth--;
      if (this.#inList) this.#inList = false;
      else if (!this.#hasList) yield Object.fromEntries(this.#fields);
      return;
    }
    const startsList =
      token.name === 'startArray' &&
      !this.#inList &&
      (this.#depth === 0 || (this.#depth === 1 && (ENVELOPES as readonly string[]).includes(this.#key)));
    if (startsList) {
      this.#inList = true;
      this.#hasList = true;
      this.#fields.clear();
      this.#depth++;
      return;
    }
    if (token.name === 'startObject' && this.#depth === 0) {
      this.#depth = 1;
      this.#hasList = false;
      this.#fields.clear();
      return;
    }
    if (opens) {
      this.#assembler = new Assembler();
      this.#nested = 1;
      this.#assembler.consume(token as never);
      return;
    }
    if (!token.name.endsWith('Value')) return;
    const value = token.name === 'numberValue' ? Number(token.value) : (token.value as JsonValue);
    if (this.#inList || this.#depth === 0) yield value;
    else this.#keep(value);
  }

  /** A field of a top-level object, which may turn out to be a record by itself. */
  #keep(value: JsonValue): void {
    if (!this.#hasList && this.#fields.size < MOST_FIELDS) this.#fields.set(this.#key, value);
  }
}

/** stream-chain's `many` is an object around an array; a single token comes bare. */
function tokensOf(result: unknown): Iterable<Token> {
  if (result !== null && typeof result === 'object') {
    if ('values' in result && Array.isArray(result.values)) return result.values as Token[];
    if ('name' in result) return [result as Token];
  }
  return [];
}
