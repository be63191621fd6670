// A large object or array assembled as its text passes, by stream-json, so that the text itself need not be held.
import { jsonParser } from 'stream-json/core/parser.js';
import type { JsonValue } from '../core/json.js';

interface Token {
  name: string;
  value?: unknown;
}

/** An object or array that is still open. */
type Open = { entries: [string, JsonValue][]; key: string } | { items: JsonValue[] };

/** Takes the text of one object or array in pieces that end between tokens. */
export class StreamedValue {
  /** Characters taken. */
  length = 0;
  readonly #parse = jsonParser({ packValues: true, streamValues: false });
  readonly #open: Open[] = [];
  #value: JsonValue | undefined;

  /** Throws SyntaxError where the text is no JSON. */
  write(text: string): void {
    this.length += text.length;
    let tokens: Iterable<Token>;
    try {
      tokens = tokensOf(this.#parse(text));
    } catch (error) {
      throw new SyntaxError((error as Error).message);
    }
    for (const token of tokens) this.#take(token);
  }

  /** The value, once its last character was written. Throws SyntaxError where it is not whole. */
  end(): JsonValue {
    if (this.#value === undefined) throw new SyntaxError('the value is not whole');
    return this.#value;
  }

  #take({ name, value }: Token): void {
    switch (name) {
      case 'startObject':
        this.#open.push({ entries: [], key: '' });
        break;
      case 'startArray':
        this.#open.push({ items: [] });
        break;
      case 'endObject':
      case 'endArray': {
        const closed = this.#open.pop();
        // fromEntries: a key `__proto__` is a key like any other.
        if (closed !== undefined)
          this.#add('items' in closed ? closed.items : Object.fromEntries(closed.entries));
        break;
      }
      case 'keyValue': {
        const object = this.#open.at(-1);
        if (object !== undefined && 'key' in object) object.key = String(value);
        break;
      }
      default:
        if (name.endsWith('Value')) this.#add(name === 'numberValue' ? Number(value) : (value as JsonValue));
    }
  }

  #add(value: JsonValue): void {
    const parent = this.#open.at(-1);
    if (parent === undefined) this.#value = value;
    else if ('items' in parent) parent.items.push(value);
    else parent.entries.push([parent.key, value]);
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
