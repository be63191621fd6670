// Events → the columns of one chunk: a row a sighting, each distinct call once, with a running measure of its bytes.
import { createHash } from 'node:crypto';
import type { TrailEvent } from '../core/event.js';
import type { JsonObject } from '../core/json.js';
import type { EventMeaning } from '../core/permission.js';
import type { ChunkFile, FileEnd, ScannedChunk } from '../store/scanned-chunk.js';
import { isOwnCopy } from '../trail/merge-copies.js';
import { type RecordIdentity, recordIdentity } from '../trail/record-identity.js';
import { Ids, Rows } from './rows-by-column.js';

const DAY_SECONDS = 86_400;
/** Name spaces of identities, by their letter. */
const ID_SPACES = 'utc';
/** Fields of a record that neither normalising nor mapping nor merging reads. */
const DROPPED_FIELDS: ReadonlySet<string> = new Set([
  'tlsDetails',
  'sourceIPAddress',
  'requestID',
  'userAgent',
]);
/** A row of the table's numbers, and what a text takes beside its characters. */
const SIGHTING_BYTES = 48;
const TEXT_BYTES = 16;

// Names and order are those of src/store/schema.sql; ids and hashes are kept apart, as Ids.
const SIGHTING = {
  day: 'integer',
  second: 'integer',
  id_space: 'byte',
  copy_rank: 'byte',
  event_id: 'text',
  file_id: 'integer',
  record_index: 'integer',
  call: 'integer',
} as const;
const CALL = {
  principal_arn: 'text',
  principal_type: 'text',
  account_id: 'text',
  unique_id: 'text',
  service_linked: 'byte',
  permission_set: 'text',
  policy_holder: 'byte',
  event_source: 'text',
  event_name: 'text',
  region: 'text',
  applicable: 'byte',
  authorization_state: 'text',
  error_code: 'text',
  denial_cause: 'text',
  cross_account: 'byte',
  unmapped: 'byte',
} as const;
const PERMISSION = {
  call: 'integer',
  action: 'text',
  resource: 'text',
  raw_arn: 'text',
  resource_type: 'text',
  resource_reason: 'text',
  conditions: 'text',
  evidence: 'text',
  source: 'text',
  role_kind: 'text',
  role_key: 'text',
} as const;
const ROLE_LINK = {
  file_id: 'integer',
  kind: 'text',
  key: 'text',
  role_arn: 'text',
} as const;
const COPY = {
  id_space: 'byte',
  file_id: 'integer',
  record_index: 'integer',
  record: 'text',
} as const;

/** Collects what one chunk holds. */
export class ChunkBuilder {
  readonly #files: ChunkFile[] = [];
  readonly #sightings = new Rows(SIGHTING);
  readonly #sightingIds = new Ids();
  readonly #calls = new Rows(CALL);
  readonly #callHashes = new Ids();
  readonly #callRows = new Map<string, number>();
  readonly #permissions = new Rows(PERMISSION);
  readonly #roleLinks = new Rows(ROLE_LINK);
  readonly #copies = new Rows(COPY);
  readonly #copyIds = new Ids();
  #bytes = 0;

  /** About what the chunk takes in memory. */
  get bytes(): number {
    return this.#bytes;
  }

  get isEmpty(): boolean {
    return this.#files.length === 0;
  }

  /** The file's place in this chunk. */
  addFile(path: string, digest: string): number {
    this.#bytes += 2 * path.length + TEXT_BYTES;
    return this.#files.push({ path, digest }) - 1;
  }

  endFile(file: number, end: FileEnd): void {
    const entry = this.#files[file];
    if (entry !== undefined) entry.end = end;
    for (const { reason } of end.skips) this.#bytes += 2 * reason.length + TEXT_BYTES;
  }

  addEvent(event: TrailEvent, meaning: EventMeaning, file: number, index: number): void {
    const identity = recordIdentity(event);
    const own = event.addendumOf === undefined && event.sharedEventId === undefined;
    this.#sightingIds.push(identity.slice(1));
    const eventId = own ? '' : (event.eventId ?? '');
    this.#sightings.push({
      day: Math.floor(event.time / DAY_SECONDS),
      second: event.time % DAY_SECONDS,
      id_space: idSpaceOf(identity),
      copy_rank: (event.addendumOf === undefined ? 2 : 0) + (isOwnCopy(event.record) ? 0 : 1),
      event_id: eventId,
      file_id: file,
      record_index: index,
      call: this.addCall(event, meaning),
    });
    this.#bytes += SIGHTING_BYTES + 2 * eventId.length;
    if (event.sharedEventId !== undefined) this.#addCopy(event.record, identity, file, index);
    if (meaning.authorization === 'proven') {
      for (const { kind, key, roleArn } of meaning.roleLinks) {
        this.#roleLinks.push({ file_id: file, kind, key, role_arn: roleArn });
        this.#bytes += 2 * (key.length + roleArn.length) + 2 * TEXT_BYTES;
      }
    }
  }

  /** The row of the call in `calls`: all of an event but its identity and time, with what it means. */
  addCall(event: TrailEvent, meaning: EventMeaning): number {
    const principal = event.principal;
    const call = {
      principal_arn: principal.arn,
      principal_type: principal.type,
      account_id: principal.accountId ?? '',
      unique_id: principal.uniqueId ?? '',
      service_linked: Number(principal.serviceLinked),
      permission_set: principal.permissionSet ?? '',
      policy_holder: Number(principal.policyHolder),
      event_source: event.eventSource,
      event_name: event.eventName,
      region: event.region,
      applicable: Number(meaning.outcome !== 'not-applicable'),
      authorization_state: meaning.authorization,
      error_code: event.errorCode ?? '',
      denial_cause: meaning.denial?.cause ?? '',
      cross_account: Number(meaning.denial?.crossAccount ?? false),
      unmapped: Number(meaning.unmapped),
    };
    const permissions = meaning.permissions.flatMap(({ roleReference, resources, ...permission }) =>
      (resources.length > 0 ? resources : [undefined]).map((resource) => ({
        action: permission.action,
        resource: resource?.arn ?? '',
        raw_arn: resource?.rawArn ?? '',
        resource_type: resource?.type ?? '',
        resource_reason: resource?.reason ?? '',
        conditions: JSON.stringify(permission.conditions),
        evidence: permission.evidence,
        source: permission.source,
        role_kind: roleReference?.kind ?? '',
        role_key: roleReference?.key ?? '',
      })),
    );
    const content = JSON.stringify([Object.values(call), permissions.map((p) => Object.values(p))]);
    const found = this.#callRows.get(content);
    if (found !== undefined) return found;
    const row = this.#calls.count;
    this.#callRows.set(content, row);
    this.#callHashes.push(createHash('sha256').update(content).digest('hex').slice(0, 32));
    this.#calls.push(call);
    for (const permission of permissions) this.#permissions.push({ call: row, ...permission });
    // The content is held twice: by column, and as the key of the map.
    this.#bytes += 4 * content.length + TEXT_BYTES * (8 + 9 * permissions.length);
    return row;
  }

  /** The chunk; the builder must not be used again. */
  take(): ScannedChunk {
    const sightings = {
      ...this.#sightings.columns(),
      ...this.#sightingIds.columns('id_high', 'id_low'),
    };
    const calls = { ...this.#calls.columns(), ...this.#callHashes.columns('hash_high', 'hash_low') };
    const copies = { ...this.#copies.columns(), ...this.#copyIds.columns('id_high', 'id_low') };
    const permissions = this.#permissions.columns();
    return {
      files: this.#files,
      sightings,
      calls,
      permissions,
      roleLinks: this.#roleLinks.columns(),
      copies,
    };
  }

  #addCopy(record: JsonObject, identity: RecordIdentity, file: number, index: number): void {
    const kept = Object.entries(record).filter(([name]) => !DROPPED_FIELDS.has(name));
    const text = JSON.stringify(Object.fromEntries(kept));
    this.#copyIds.push(identity.slice(1));
    this.#copies.push({ id_space: idSpaceOf(identity), file_id: file, record_index: index, record: text });
    this.#bytes += SIGHTING_BYTES + 2 * text.length;
  }
}

function idSpaceOf(identity: RecordIdentity): number {
  return ID_SPACES.indexOf(identity[0] ?? '');
}
