// Who called and what it means, of scanned records: made once for all records that have the same bytes where it counts.
// A meaning hangs on the fields in KEY_FIELDS, on what kind of principal called, and on what its making asked for besides,
// which ScannedEvent notes. So the same key, with the same of what was asked for, has the same meaning.
import { meaningOfEvent } from '../catalog/meaning-of-event.js';
import type { EventPrincipal } from '../core/event.js';
import { isJsonObject, ownString } from '../core/json.js';
import { principalOfEvent } from '../trail/principal-of-event.js';
import { identityParts } from '../trail/scan/identity-parts.js';
import { FIELD } from '../trail/scan/record-fields.js';
import type { RecordReader } from '../trail/scan/record-reader.js';
import { answerNamesNoKey, READ, ScannedEvent } from '../trail/scanned-event.js';
import { ByteMap, KeyBuffer } from './byte-map.js';
import {
  type StoredCall,
  type StoredMeaning,
  type StoredPrincipal,
  storedMeaning,
  storedPrincipal,
} from './stored-call.js';

const KEY_FIELDS = [
  FIELD.eventType,
  FIELD.eventCategory,
  FIELD.eventSource,
  FIELD.eventName,
  FIELD.awsRegion,
  FIELD.recipientAccountId,
  FIELD.errorCode,
  FIELD.errorMessage,
  FIELD.requestParameters,
  FIELD.resources,
];
/** No JSON text has it: it stands between the parts of a key. */
const SEPARATOR = 0;
/** Of records with more to tell nothing is kept. */
const LONGEST_KEY_BYTES = 16 * 1024;
/** What is kept: a principal or meaning takes about 500 bytes beside its key. */
const MOST_PRINCIPALS = 4096;
const MOST_MEANINGS = 8192;
const AVERAGE_KEY_BYTES = 256;
/** Numbers of texts are kept up to here; then they are counted on. */
const MOST_NUMBERS = 100_000;

interface KnownPrincipal {
  principal: EventPrincipal;
  invokedBy: string | undefined;
  stored: StoredPrincipal;
  /** Numbers for keys: of all that a meaning may read without its being noted, and of the principal as such. */
  kind: number;
  own: number;
}

/** What hangs on the bytes of a key. `isOwnCopy`: as merge-copies has it. */
interface KnownMeaning {
  meaning: StoredMeaning;
  isOwnCopy: boolean;
}

export interface KnownCall extends StoredCall, KnownMeaning {}

/** One for each thread. Bounded: what it knows it forgets when there is too much of it. */
export class KnownCalls {
  readonly #principals = new ByteMap<KnownPrincipal>(MOST_PRINCIPALS, MOST_PRINCIPALS * AVERAGE_KEY_BYTES);
  /** Meanings by key; a number is what else has to be in it (bits of READ). */
  readonly #meanings = new ByteMap<KnownMeaning | number>(MOST_MEANINGS, MOST_MEANINGS * AVERAGE_KEY_BYTES);
  readonly #numbers = new Map<string, number>();
  #nextNumber = 0;
  readonly #key = new KeyBuffer(LONGEST_KEY_BYTES);

  /** Of a row that is an event with an id of its own (see ScannedEvent). */
  callOf(reader: RecordReader, row: number): KnownCall {
    const known = this.#principalOf(reader, row);
    const { meaning, isOwnCopy } = this.#meaningOf(reader, row, known);
    return { principal: known.stored, meaning, isOwnCopy };
  }

  #principalOf(reader: RecordReader, row: number): KnownPrincipal {
    const key = this.#key;
    key.length = 0;
    this.#putField(reader, row, FIELD.awsRegion);
    reader.bytesOf(row, FIELD.userIdentity, this.#putIdentity);
    if (key.isTooLong) return this.#makePrincipal(reader, row);
    let known = this.#principals.get(key);
    if (known === undefined) {
      known = this.#makePrincipal(reader, row);
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

  #makePrincipal(reader: RecordReader, row: number): KnownPrincipal {
    const userIdentity = reader.value(row, FIELD.userIdentity);
    const region = reader.text(row, FIELD.awsRegion) ?? '';
    const principal = principalOfEvent(userIdentity === undefined ? {} : { userIdentity }, region);
    const invokedBy = isJsonObject(userIdentity) ? ownString(userIdentity, 'invokedBy') : undefined;
    const stored = storedPrincipal(principal);
    const { arn, uniqueId, ...kind } = principal;
    return {
      ...{ principal, invokedBy, stored },
      kind: this.#numberOf(JSON.stringify([kind, invokedBy])),
      own: this.#numberOf(stored.key),
    };
  }

  #meaningOf(reader: RecordReader, row: number, known: KnownPrincipal): KnownMeaning {
    const key = this.#key;
    key.length = 0;
    key.putNumber(known.kind);
    const namesNoKey = answerNamesNoKey(reader, row);
    key.putByte(Number(namesNoKey));
    for (const field of KEY_FIELDS) this.#putField(reader, row, field);
    if (key.isTooLong) return this.#make(reader, row, known, namesNoKey).made;
    const baseLength = key.length;
    const found = this.#meanings.get(key) ?? 0;
    if (typeof found === 'object') return found;
    if (found !== 0 && this.#putReads(found, reader, row, known)) {
      const again = this.#meanings.get(key);
      if (typeof again === 'object') return again;
    }
    const { made, reads } = this.#make(reader, row, known, namesNoKey);
    const all = found | reads;
    key.length = baseLength;
    if (all !== 0) {
      if ((all & READ.other) !== 0) return made;
      this.#meanings.set(key, all);
      if (!this.#putReads(all, reader, row, known)) return made;
    }
    this.#meanings.set(key, made);
    return made;
  }

  #make(
    reader: RecordReader,
    row: number,
    { principal, invokedBy }: KnownPrincipal,
    namesNoKey: boolean,
  ): {
    made: KnownMeaning;
    reads: number;
  } {
    const event = new ScannedEvent(reader, row, principal, invokedBy, namesNoKey);
    const meaning = storedMeaning(event, meaningOfEvent(event));
    const { recipientAccountId } = event;
    const isOwnCopy = recipientAccountId !== undefined && recipientAccountId === principal.accountId;
    return { made: { meaning, isOwnCopy }, reads: event.reads };
  }

  /** Adds what `reads` has to the key; false where that is too long to be kept. */
  #putReads(reads: number, reader: RecordReader, row: number, known: KnownPrincipal): boolean {
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

  #numberOf(text: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      if (this.#numbers.size === MOST_NUMBERS) this.#numbers.clear();
      // Counted on when texts are forgotten: no key may mean two things.
      number = this.#nextNumber++;
      this.#numbers.set(text, number);
    }
    return number;
  }
}
