// The event of a scanned record: what a meaning rarely hangs on is made only when it is asked for, and that it was asked
// for is noted. It equals what `normaliseRecord` makes of the same record.
import type { EventKind, EventPrincipal, EventResource, PrincipalType, TrailEvent } from '../core/event.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../core/json.js';
import { normaliseRecord } from './normalise-record.js';
import { type EventHead, KnownHeads } from './scan/known-heads.js';
import { KnownLayouts } from './scan/known-layouts.js';
import { ListedResources } from './scan/listed-resources.js';
import { FIELD } from './scan/record-fields.js';
import type { RecordReader } from './scan/record-reader.js';
import type { TextLayout } from './scan/text-layout.js';

/** What may be noted, bit by bit. */
export const READ = {
  responseElements: 1,
  additionalEventData: 2,
  /** The principal's ARN or unique id. */
  principalArn: 4,
  /** Anything else that differs from call to call: its id, its time, the record as a whole … */
  other: 8,
} as const;

const OPEN_OBJECT = 0x7b;
const NOT_YET: JsonObject = {};
const NO_SPANS: readonly number[] = [];

// Of this thread, and bounded.
const heads = new KnownHeads();
const requests = new KnownLayouts();
const listed = new ListedResources();

/** An event whose `reads` grow with what is asked for. Ask before the bytes behind its reader change. */
export class ScannedEvent implements TrailEvent {
  /** Bits of READ. */
  reads = 0;
  readonly principal: EventPrincipal;
  readonly invokedBy: string | undefined;
  readonly errorMessage: string | undefined;
  readonly requestLayout: TextLayout | undefined;
  readonly resources: readonly EventResource[];
  readonly #reader: RecordReader;
  readonly #row: number;
  readonly #head: EventHead;
  #request: JsonObject | undefined = NOT_YET;
  #spans: readonly number[] = NO_SPANS;

  readonly #namesNoKey: boolean | undefined;

  /**
   * A bare record of the table that is an event (`normaliseRecord` would not skip it), and whose call it was. `namesNoKey`:
   * what `answerNamesNoKey` says of it, if that is known.
   */
  constructor(
    reader: RecordReader,
    row: number,
    principal: EventPrincipal,
    invokedBy: string | undefined,
    namesNoKey?: boolean,
  ) {
    this.#reader = reader;
    this.#row = row;
    this.#head = heads.of(reader, row);
    this.principal = new NotedPrincipal(principal, this);
    this.invokedBy = invokedBy;
    this.#namesNoKey = namesNoKey;
    this.errorMessage = reader.text(row, FIELD.errorMessage);
    const { eventName } = this.#head;
    this.requestLayout = reader.layoutOf(row, FIELD.requestParameters, OPEN_OBJECT, requests, eventName);
    // The layout's own are of the next request once that is looked for.
    if (this.requestLayout !== undefined) this.#spans = copied(this.requestLayout.spans);
    this.resources = listed.of(reader, row, eventName);
  }

  get kind(): EventKind {
    return this.#head.kind;
  }

  get eventSource(): string {
    return this.#head.eventSource;
  }

  get eventName(): string {
    return this.#head.eventName;
  }

  get region(): string {
    return this.#head.region;
  }

  get recipientAccountId(): string | undefined {
    return this.#head.recipientAccountId;
  }

  get errorCode(): string | undefined {
    return this.#head.errorCode;
  }

  get requestTexts(): readonly string[] {
    const made: string[] = [];
    const spans = this.#spans;
    for (let i = 0; i < spans.length; i += 2)
      made.push(this.#reader.plainText(spans[i] as number, spans[i + 1] as number));
    return made;
  }

  get requestParameters(): JsonObject | undefined {
    if (this.#request === NOT_YET) this.#request = this.#object(FIELD.requestParameters);
    return this.#request;
  }

  get answerNamesNoKey(): boolean {
    return this.#namesNoKey ?? answerNamesNoKey(this.#reader, this.#row);
  }

  get responseElements(): JsonObject | undefined {
    this.reads |= READ.responseElements;
    return this.#object(FIELD.responseElements);
  }

  get additionalEventData(): JsonObject | undefined {
    this.reads |= READ.additionalEventData;
    return this.#object(FIELD.additionalEventData);
  }

  get record(): Readonly<Record<string, JsonValue>> {
    return this.#whole().record;
  }

  get eventId(): string | undefined {
    return this.#whole().eventId;
  }

  get sharedEventId(): string | undefined {
    return this.#whole().sharedEventId;
  }

  get addendumOf(): string | undefined {
    return this.#whole().addendumOf;
  }

  get dataEvent(): boolean {
    return this.#whole().dataEvent;
  }

  get time(): number {
    return this.#whole().time;
  }

  get serviceEventDetails(): JsonObject | undefined {
    return this.#whole().serviceEventDetails;
  }

  get vpcEndpointId(): string | undefined {
    return this.#whole().vpcEndpointId;
  }

  get userAgent(): string | undefined {
    return this.#whole().userAgent;
  }

  get sourceIpAddress(): string | undefined {
    return this.#whole().sourceIpAddress;
  }

  get readOnly(): boolean | undefined {
    return this.#whole().readOnly;
  }

  #whole(): TrailEvent {
    this.reads |= READ.other;
    const normalised = normaliseRecord(this.#reader.record(this.#row));
    if ('skip' in normalised) throw new Error(`not an event: ${normalised.skip}`);
    return normalised.event;
  }

  #object(field: number): JsonObject | undefined {
    const value = this.#reader.value(this.#row, field);
    return isJsonObject(value) ? value : undefined;
  }
}

/** Array.from takes ten times as long for so few. */
function copied(spans: Int32Array): readonly number[] {
  const made: number[] = [];
  for (let i = 0; i < spans.length; i++) made.push(spans[i] as number);
  return made;
}

/** False where an answer's member may have a name with `key` in it: as it stands, or escaped. */
export function answerNamesNoKey(reader: RecordReader, row: number): boolean {
  return (
    reader.bytesOf(row, FIELD.responseElements, mayNameKey) !== true &&
    reader.bytesOf(row, FIELD.additionalEventData, mayNameKey) !== true
  );
}

const LOWER_CASE = 0x20;
const BACKSLASH = 0x5c;
const [K, E, Y] = [0x6b, 0x65, 0x79];
/** What has to be looked at: a backslash, and `k` in either case. */
const MAY_COUNT = new Uint8Array(256);
for (const byte of [BACKSLASH, K, K - LOWER_CASE]) MAY_COUNT[byte] = 1;

function mayNameKey(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    if (MAY_COUNT[byte] === 0) continue;
    if (byte === BACKSLASH) return true;
    if (((bytes[at + 1] as number) | LOWER_CASE) === E && ((bytes[at + 2] as number) | LOWER_CASE) === Y)
      return true;
  }
  return false;
}

/** Notes that its ARN or unique id was asked for. */
class NotedPrincipal implements EventPrincipal {
  readonly #principal: EventPrincipal;
  readonly #event: ScannedEvent;

  constructor(principal: EventPrincipal, event: ScannedEvent) {
    this.#principal = principal;
    this.#event = event;
  }

  get arn(): string {
    this.#event.reads |= READ.principalArn;
    return this.#principal.arn;
  }

  get uniqueId(): string | undefined {
    this.#event.reads |= READ.principalArn;
    return this.#principal.uniqueId;
  }

  get type(): PrincipalType {
    return this.#principal.type;
  }

  get partition(): string | undefined {
    return this.#principal.partition;
  }

  get accountId(): string | undefined {
    return this.#principal.accountId;
  }

  get serviceLinked(): boolean {
    return this.#principal.serviceLinked;
  }

  get permissionSet(): string | undefined {
    return this.#principal.permissionSet;
  }

  get policyHolder(): boolean {
    return this.#principal.policyHolder;
  }

  get hasSourceIdentity(): boolean {
    return this.#principal.hasSourceIdentity;
  }
}
