// Who called and what it means, of scanned records: made once for all records that have the same bytes where it counts.
// A meaning hangs on the fields in KEY_FIELDS, on what kind of principal called, and on what its making asked for besides,
// which ScannedEvent notes. So the same key, with the same of what was asked for, has the same meaning.
import { meaningOfEvent } from '../catalog/meaning-of-event.js';
import type { EventPrincipal } from '../core/event.js';
import { isJsonObject, ownString } from '../core/json.js';
import { principalOfEvent } from '../trail/principal-of-event.js';
import { identityKey } from '../trail/scan/identity-key.js';
import { FIELD } from '../trail/scan/record-fields.js';
import type { RecordReader } from '../trail/scan/record-reader.js';
import { answerNamesNoKey, READ, ScannedEvent } from '../trail/scanned-event.js';
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
/** What may be kept, and what an entry takes beside its key, about. */
const BUDGET_BYTES = 12 * 1024 * 1024;
const ENTRY_BYTES = 600;

interface KnownPrincipal {
  principal: EventPrincipal;
  invokedBy: string | undefined;
  stored: StoredPrincipal;
  /** Texts for keys: all that a meaning may read without its being noted, and the principal as such. */
  kindKey: string;
  ownKey: string;
}

/** One for each thread. Bounded: it forgets everything when it is full. */
export class KnownCalls {
  readonly #principals = new Map<string, KnownPrincipal>();
  readonly #numbers = new Map<string, number>();
  /** Meanings by key; a number is what else has to be in it (bits of READ). */
  readonly #meanings = new Map<string, StoredMeaning | number>();
  readonly #key = Buffer.alloc(LONGEST_KEY_BYTES);
  #bytes = 0;
  #nextNumber = 0;

  /** Of a row that is an event with an id of its own (see ScannedEvent). `isOwnCopy`: as merge-copies has it. */
  callOf(reader: RecordReader, row: number): StoredCall & { isOwnCopy: boolean } {
    const known = this.#principalOf(reader, row);
    const { principal, stored } = known;
    const meaning = this.#meaningOf(reader, row, known);
    const isOwnCopy =
      principal.accountId !== undefined && principal.accountId === reader.text(row, FIELD.recipientAccountId);
    return { principal: stored, meaning, isOwnCopy };
  }

  #principalOf(reader: RecordReader, row: number): KnownPrincipal {
    const region = reader.text(row, FIELD.awsRegion) ?? '';
    const key = `${region}\0${reader.bytesOf(row, FIELD.userIdentity, identityKey) ?? ''}`;
    let known = this.#principals.get(key);
    if (known === undefined) {
      const userIdentity = reader.value(row, FIELD.userIdentity);
      const principal = principalOfEvent(userIdentity === undefined ? {} : { userIdentity }, region);
      const invokedBy = isJsonObject(userIdentity) ? ownString(userIdentity, 'invokedBy') : undefined;
      known = this.#knownPrincipal(principal, invokedBy);
      this.#spend(key.length);
      this.#principals.set(key, known);
    }
    return known;
  }

  #knownPrincipal(principal: EventPrincipal, invokedBy: string | undefined): KnownPrincipal {
    const { arn, uniqueId, ...kind } = principal;
    const stored = storedPrincipal(principal);
    return {
      ...{ principal, invokedBy, stored },
      kindKey: this.#numberOf(JSON.stringify([kind, invokedBy])),
      ownKey: this.#numberOf(stored.key),
    };
  }

  #meaningOf(reader: RecordReader, row: number, known: KnownPrincipal): StoredMeaning {
    let end = this.#append(0, known.kindKey);
    end = this.#append(end, answerNamesNoKey(reader, row) ? 'n' : 'y');
    for (const field of KEY_FIELDS) end = this.#appendField(end, reader, row, field);
    if (end > LONGEST_KEY_BYTES) return this.#make(reader, row, known).meaning;
    const base = this.#key.toString('latin1', 0, end);
    const found = this.#meanings.get(base) ?? 0;
    if (typeof found !== 'number') return found;
    const key = this.#withReads(base, end, found, reader, row, known);
    const again = key === undefined ? undefined : this.#meanings.get(key);
    if (typeof again === 'object') return again;
    const { meaning, reads } = this.#make(reader, row, known);
    this.#keep(base, end, found | reads, meaning, reader, row, known);
    return meaning;
  }

  #make(reader: RecordReader, row: number, known: KnownPrincipal): { meaning: StoredMeaning; reads: number } {
    const event = new ScannedEvent(reader, row, known.principal, known.invokedBy);
    const meaning = storedMeaning(event, meaningOfEvent(event));
    return { meaning, reads: event.reads };
  }

  /** Under its key if nothing was asked for besides, else under the key with that, which the first one points to. */
  #keep(
    base: string,
    end: number,
    reads: number,
    meaning: StoredMeaning,
    reader: RecordReader,
    row: number,
    known: KnownPrincipal,
  ): void {
    const key = this.#withReads(base, end, reads, reader, row, known);
    if (key === undefined) return;
    this.#spend(base.length + key.length);
    if (reads !== 0) this.#meanings.set(base, reads);
    this.#meanings.set(key, meaning);
  }

  /** `base`, which ends at `end` in `#key`, and what `reads` has besides; `undefined` where that cannot be kept. */
  #withReads(
    base: string,
    end: number,
    reads: number,
    reader: RecordReader,
    row: number,
    known: KnownPrincipal,
  ): string | undefined {
    if (reads === 0) return base;
    if ((reads & READ.other) !== 0) return undefined;
    let to = this.#append(end, String(reads));
    if ((reads & READ.principalArn) !== 0) to = this.#append(to, known.ownKey);
    if ((reads & READ.responseElements) !== 0)
      to = this.#appendField(to, reader, row, FIELD.responseElements);
    if ((reads & READ.additionalEventData) !== 0)
      to = this.#appendField(to, reader, row, FIELD.additionalEventData);
    return to > LONGEST_KEY_BYTES ? undefined : this.#key.toString('latin1', 0, to);
  }

  #append(at: number, text: string): number {
    const end = at + text.length;
    if (end >= LONGEST_KEY_BYTES) return LONGEST_KEY_BYTES + 1;
    for (let i = 0; i < text.length; i++) this.#key[at + i] = text.charCodeAt(i);
    this.#key[end] = SEPARATOR;
    return end + 1;
  }

  #appendField(at: number, reader: RecordReader, row: number, field: number): number {
    if (at >= LONGEST_KEY_BYTES) return at;
    const end = reader.copy(row, field, this.#key, at);
    if (end >= LONGEST_KEY_BYTES) return LONGEST_KEY_BYTES + 1;
    this.#key[end] = SEPARATOR;
    return end + 1;
  }

  #numberOf(text: string): string {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      // Counted on when all is forgotten: no key may mean two things.
      number = this.#nextNumber++;
      this.#numbers.set(text, number);
    }
    return String(number);
  }

  #spend(bytes: number): void {
    this.#bytes += bytes + ENTRY_BYTES;
    if (this.#bytes < BUDGET_BYTES) return;
    this.#bytes = bytes + ENTRY_BYTES;
    this.#principals.clear();
    this.#meanings.clear();
    this.#numbers.clear();
  }
}
