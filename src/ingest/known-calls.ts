// Who called and what it means, of scanned records: made once for all records that have the same bytes where it counts.
// This is how known-rows.ts works, record by record and in JavaScript: for what does not lie in WebAssembly's memory.
import { identityParts } from '../trail/scan/identity-parts.js';
import { FIELD } from '../trail/scan/record-fields.js';
import type { RecordReader } from '../trail/scan/record-reader.js';
import { answerNamesNoKey, READ } from '../trail/scanned-event.js';
import { ByteMap, KeyBuffer } from './byte-map.js';
import { type CallMaker, KEY_FIELDS, type MadeMeaning, type MadePrincipal } from './call-maker.js';
import type { StoredCall } from './stored-call.js';

/** No JSON text has it: it stands between the parts of a key. */
const SEPARATOR = 0;
/** Of records with more to tell nothing is kept. */
const LONGEST_KEY_BYTES = 16 * 1024;
/** What is kept: a principal or meaning takes about 500 bytes beside its key. */
const MOST_PRINCIPALS = 4096;
const MOST_MEANINGS = 8192;
const AVERAGE_KEY_BYTES = 256;

export interface KnownCall extends StoredCall {
  isOwnCopy: boolean;
}

/** One for each thread. Bounded: what it knows it forgets when there is too much of it. */
export class KnownCalls {
  readonly #maker: CallMaker;
  readonly #principals = new ByteMap<MadePrincipal>(MOST_PRINCIPALS, MOST_PRINCIPALS * AVERAGE_KEY_BYTES);
  /** Meanings by key; a number is what else has to be in it (bits of READ). */
  readonly #meanings = new ByteMap<MadeMeaning | number>(MOST_MEANINGS, MOST_MEANINGS * AVERAGE_KEY_BYTES);
  readonly #key = new KeyBuffer(LONGEST_KEY_BYTES);

  constructor(maker: CallMaker) {
    this.#maker = maker;
  }

  /** Of a row that is an event with an id of its own (see ScannedEvent). */
  callOf(reader: RecordReader, row: number): KnownCall {
    const known = this.#principalOf(reader, row);
    const { meaning, isOwnCopy } = this.#meaningOf(reader, row, known);
    return { principal: known.stored, meaning, isOwnCopy };
  }

  #principalOf(reader: RecordReader, row: number): MadePrincipal {
    const key = this.#key;
    key.length = 0;
    this.#putField(reader, row, FIELD.awsRegion);
    reader.bytesOf(row, FIELD.userIdentity, this.#putIdentity);
    if (key.isTooLong) return this.#maker.principal(reader, row);
    let known = this.#principals.get(key);
    if (known === undefined) {
      known = this.#maker.principal(reader, row);
      this.#principals.set(key, known);
    }
    return known;
  }

  readonly #putIdentity = (bytes: Uint8Array, start: number, end: number): void => {
    const isSession = identityParts(bytes, start, end, this.#putPart);
    this.#key.putByte(Number(isSession));
  };

  readonly #putPart = (bytes: Uint8Array, start: number, end: number): void => {
    this.#key.put(bytes, start, end);
    this.#key.putByte(SEPARATOR);
  };

  #meaningOf(reader: RecordReader, row: number, known: MadePrincipal): MadeMeaning {
    const key = this.#key;
    key.length = 0;
    key.putNumber(known.kind);
    const namesNoKey = answerNamesNoKey(reader, row);
    key.putByte(Number(namesNoKey));
    for (const field of KEY_FIELDS) this.#putField(reader, row, field);
    if (key.isTooLong) return this.#maker.meaning(reader, row, known, namesNoKey);
    const baseLength = key.length;
    const found = this.#meanings.get(key) ?? 0;
    if (typeof found === 'object') return found;
    if (found !== 0 && this.#putReads(found, reader, row, known)) {
      const again = this.#meanings.get(key);
      if (typeof again === 'object') return again;
    }
    const made = this.#maker.meaning(reader, row, known, namesNoKey);
    if (made.reads === undefined) return made;
    const all = found | made.reads;
    key.length = baseLength;
    if (all !== 0) {
      this.#meanings.set(key, all);
      if (!this.#putReads(all, reader, row, known)) return made;
    }
    this.#meanings.set(key, made);
    return made;
  }

  /** Adds what `reads` has to the key; false where that is too long to be kept. */
  #putReads(reads: number, reader: RecordReader, row: number, known: MadePrincipal): boolean {
    this.#key.putByte(reads);
    if ((reads & READ.principalArn) !== 0) this.#key.putNumber(known.own);
    if ((reads & READ.responseElements) !== 0) this.#putField(reader, row, FIELD.responseElements);
    if ((reads & READ.additionalEventData) !== 0) this.#putField(reader, row, FIELD.additionalEventData);
    return !this.#key.isTooLong;
  }

  #putField(reader: RecordReader, row: number, field: number): void {
    reader.bytesOf(row, field, this.#put);
    this.#key.putByte(SEPARATOR);
  }

  readonly #put = (bytes: Uint8Array, start: number, end: number): void => this.#key.put(bytes, start, end);
}
