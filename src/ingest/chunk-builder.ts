// Events → the columns of one chunk: a row a sighting, who and what each once, with a running measure of its bytes.
import type { TrailEvent } from '../core/event.js';
import type { JsonObject } from '../core/json.js';
import { networkOf } from '../core/network.js';
import type { RoleLink } from '../core/permission.js';
import type { CallColumns, ChunkFile, FileEnd, ScannedChunk } from '../store/scanned-chunk.js';
import type { CallRows } from '../store/settle.js';
import { isOwnCopy } from '../trail/merge-copies.js';
import { type RecordIdentity, recordIdentity } from '../trail/record-identity.js';
import { COPY, MAPPING, OPERATION, PRINCIPAL, ROLE_LINK } from './chunk-shapes.js';
import { MeaningColumns, PermissionColumns } from './meaning-columns.js';
import { DistinctRows, Ids, Rows, wordsOfHex } from './rows-by-column.js';
import { ID_SPACES, SightingColumns, UUID_SPACE } from './sighting-columns.js';
import type { StoredCall, StoredMeaning, StoredPrincipal } from './stored-call.js';

const DAY_SECONDS = 86_400;
/** Fields of a record that neither normalising nor mapping nor merging reads. */
const DROPPED_FIELDS: ReadonlySet<string> = new Set([
  'tlsDetails',
  'sourceIPAddress',
  'requestID',
  'userAgent',
]);
const ID_BYTES = 32;

/** Where a record stands: its file's place in the chunk, and its own in the file. */
export interface RecordPlace {
  file: number;
  index: number;
}

/** Collects what one chunk holds. */
export class ChunkBuilder {
  readonly #files: ChunkFile[] = [];
  readonly #sightings = new SightingColumns();
  readonly #principals = new DistinctRows(PRINCIPAL);
  readonly #operations = new DistinctRows(OPERATION);
  readonly #mappings = new DistinctRows(MAPPING);
  readonly #meanings = new MeaningColumns();
  readonly #permissions = new PermissionColumns();
  readonly #roleLinks = new Rows(ROLE_LINK);
  readonly #copies = new Rows(COPY);
  readonly #copyIds = new Ids();
  #otherBytes = 0;

  /** About what the chunk takes in memory. */
  get bytes(): number {
    return (
      this.#sightings.bytes +
      this.#principals.bytes +
      this.#operations.bytes +
      this.#mappings.bytes +
      this.#meanings.bytes +
      this.#permissions.bytes +
      this.#roleLinks.bytes +
      this.#copies.bytes +
      this.#otherBytes
    );
  }

  /** The file's place in this chunk. */
  addFile(path: string, digest: string): number {
    this.#otherBytes += 2 * path.length;
    return this.#files.push({ path, digest }) - 1;
  }

  endFile(file: number, end: FileEnd): void {
    const entry = this.#files[file];
    if (entry !== undefined) entry.end = end;
    for (const { reason } of end.skips) this.#otherBytes += 2 * reason.length;
  }

  /** Adds an event of any kind. */
  addEvent(event: TrailEvent, call: StoredCall, place: RecordPlace): void {
    const identity = recordIdentity(event);
    const isOwnId = event.addendumOf === undefined && event.sharedEventId === undefined;
    const rank = (event.addendumOf === undefined ? 2 : 0) + (isOwnCopy(event.record) ? 0 : 1);
    this.#sightings.pushId(idSpaceOf(identity), wordsOfHex(identity.slice(1)));
    const network = networkOf(event.sourceIpAddress);
    this.#addSighting(event.time, network, rank, isOwnId ? '' : (event.eventId ?? ''), call, place);
    if (event.sharedEventId !== undefined) this.#addCopy(event.record, identity, place);
  }

  /**
   * Adds an event whose identity is its own eventID, a UUID of these four words. `time`: seconds since the epoch;
   * `network`: as networkOf has it.
   */
  addOwn(
    uuid: Uint32Array,
    time: number,
    network: number,
    isOwnCopy: boolean,
    call: StoredCall,
    place: RecordPlace,
  ): void {
    this.#sightings.pushId(UUID_SPACE, uuid);
    this.#addSighting(time, network, isOwnCopy ? 2 : 3, '', call, place);
  }

  /** As addOwn, of an event as SightingColumns.pushResult takes it, whose principal and meaning have rows. */
  addResult(
    ints: Int32Array,
    at: number,
    isOwnCopy: boolean,
    principal: number,
    meaning: number,
    file: number,
    index: number,
  ): void {
    this.#sightings.pushResult(ints, at, file, index, principal, meaning, isOwnCopy ? 2 : 3);
  }

  /** The rows of the call's principal and meaning, new or not. */
  addCall({ principal, meaning }: StoredCall): CallRows {
    return { principal: this.principalRow(principal), meaning: this.meaningRow(meaning) };
  }

  principalRow(principal: StoredPrincipal): number {
    return this.#principals.intern(principal);
  }

  /** An event of `file` showed what these roles stand for. */
  addRoleLinks(file: number, links: readonly RoleLink[]): void {
    for (const { kind, key, roleArn } of links)
      this.#roleLinks.push({ file_id: file, kind, key, role_arn: roleArn });
  }

  /** The chunk; the builder must not be used again. */
  take(): ScannedChunk {
    return {
      files: this.#files,
      sightings: this.#sightings.columns(),
      calls: this.takeCalls(),
      roleLinks: this.#roleLinks.columns(),
      copies: { ...this.#copies.columns(), ...this.#copyIds.columns('id_high', 'id_low') },
    };
  }

  /** The calls alone. */
  takeCalls(): CallColumns {
    return {
      principals: this.#principals.columns(),
      operations: this.#operations.columns(),
      mappings: this.#mappings.columns(),
      meanings: this.#meanings.columns(),
      permissions: this.#permissions.columns(),
    };
  }

  /** Behind pushId. */
  #addSighting(
    time: number,
    network: number,
    rank: number,
    eventId: string,
    call: StoredCall,
    { file, index }: RecordPlace,
  ): void {
    const day = Math.floor(time / DAY_SECONDS);
    const { principal, meaning } = this.addCall(call);
    const second = time - day * DAY_SECONDS;
    this.#sightings.push(day, second, file, index, principal, meaning, network, rank, eventId);
    this.addRoleLinks(file, call.meaning.roleLinks);
  }

  meaningRow({ name, operation, grants }: StoredMeaning): number {
    const known = this.#meanings.find(name);
    if (known >= 0) return known;
    const row = this.#meanings.push(name, this.#operations.intern(operation));
    for (const { mapping, resource, rawArn, roleKey } of grants)
      this.#permissions.push(row, this.#mappings.intern(mapping), resource, rawArn, roleKey);
    return row;
  }

  #addCopy(record: JsonObject, identity: RecordIdentity, { file, index }: RecordPlace): void {
    const kept = Object.entries(record).filter(([name]) => !DROPPED_FIELDS.has(name));
    const text = JSON.stringify(Object.fromEntries(kept));
    this.#copyIds.pushWords(wordsOfHex(identity.slice(1)));
    this.#copies.push({ id_space: idSpaceOf(identity), file_id: file, record_index: index, record: text });
    this.#otherBytes += ID_BYTES;
  }
}

function idSpaceOf(identity: RecordIdentity): number {
  return ID_SPACES.indexOf(identity[0] ?? '');
}
