// Who called and what it means, of a row of scanned records: made anew. What a meaning hangs on besides KEY_FIELDS and the
// kind of its principal, the making tells.
import { meaningOfEvent } from '../catalog/meaning-of-event.js';
import type { EventPrincipal } from '../core/event.js';
import { isJsonObject, ownString } from '../core/json.js';
import { principalOfEvent } from '../trail/principal-of-event.js';
import { FIELD } from '../trail/scan/record-fields.js';
import type { RecordReader } from '../trail/scan/record-reader.js';
import { READ, ScannedEvent } from '../trail/scanned-event.js';
import { type StoredMeaning, type StoredPrincipal, storedMeaning, storedPrincipal } from './stored-call.js';

/** What every meaning may hang on; so the same bytes of these, and of what else was read, have the same meaning. */
export const KEY_FIELDS = [
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
/** Numbers of texts are kept up to here; then they are counted on. */
const MOST_NUMBERS = 100_000;

export interface MadePrincipal {
  principal: EventPrincipal;
  invokedBy: string | undefined;
  stored: StoredPrincipal;
  /** Numbers for keys: of all that a meaning may read without its being noted, and of the principal as such. */
  kind: number;
  own: number;
}

export interface MadeMeaning {
  meaning: StoredMeaning;
  /** As merge-copies has it. */
  isOwnCopy: boolean;
  /** What else it hangs on, bits of READ; `undefined` for what no other record has. */
  reads: number | undefined;
}

/** One for each thread: its numbers name principals in keys. */
export class CallMaker {
  readonly #numbers = new Map<string, number>();
  #nextNumber = 0;

  /** Of a row that is an event with an id of its own (see ScannedEvent), as `meaning` too. */
  principal(reader: RecordReader, row: number): MadePrincipal {
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

  /** `namesNoKey`: what answerNamesNoKey says of the row. */
  meaning(
    reader: RecordReader,
    row: number,
    { principal, invokedBy }: MadePrincipal,
    namesNoKey: boolean,
  ): MadeMeaning {
    const event = new ScannedEvent(reader, row, principal, invokedBy, namesNoKey);
    const meaning = storedMeaning(event, meaningOfEvent(event));
    const { recipientAccountId, reads } = event;
    const isOwnCopy = recipientAccountId !== undefined && recipientAccountId === principal.accountId;
    return { meaning, isOwnCopy, reads: (reads & READ.other) === 0 ? reads : undefined };
  }

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
