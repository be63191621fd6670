// Events → the columns of one chunk: a row a sighting, each distinct call once, with a running measure of its bytes.
import { createHash } from 'node:crypto';
import type { TrailEvent } from '../core/event.js';
import type { JsonObject } from '../core/json.js';
import type { EventMeaning } from '../core/permission.js';
import type { CallColumns, ChunkFile, FileEnd, ScannedChunk } from '../store/scanned-chunk.js';
import { isOwnCopy } from '../trail/merge-copies.js';
import { type RecordIdentity, recordIdentity } from '../trail/record-identity.js';
import {
  CALL,
  COPY,
  MAPPING,
  OPERATION,
  PERMISSION,
  PRINCIPAL,
  ROLE_LINK,
  SIGHTING,
} from './chunk-shapes.js';
import { type Cells, DistinctRows, Ids, Rows } from './rows-by-column.js';

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
const ID_BYTES = 32;

type Grant = Omit<Cells<typeof PERMISSION>, 'call'>;

/** Collects what one chunk holds. */
export class ChunkBuilder {
  readonly #files: ChunkFile[] = [];
  readonly #sightings = new Rows(SIGHTING);
  readonly #sightingIds = new Ids();
  readonly #principals = new DistinctRows(PRINCIPAL);
  readonly #operations = new DistinctRows(OPERATION);
  readonly #mappings = new DistinctRows(MAPPING);
  readonly #calls = new Rows(CALL);
  readonly #callHashes = new Ids();
  readonly #callRows = new Map<string, number>();
  readonly #permissions = new Rows(PERMISSION);
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
      this.#calls.bytes +
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

  addEvent(event: TrailEvent, meaning: EventMeaning, file: number, index: number): void {
    const identity = recordIdentity(event);
    const isOwnId = event.addendumOf === undefined && event.sharedEventId === undefined;
    this.#sightingIds.push(identity.slice(1));
    this.#sightings.push({
      day: Math.floor(event.time / DAY_SECONDS),
      second: event.time % DAY_SECONDS,
      id_space: idSpaceOf(identity),
      copy_rank: (event.addendumOf === undefined ? 2 : 0) + (isOwnCopy(event.record) ? 0 : 1),
      event_id: isOwnId ? '' : (event.eventId ?? ''),
      file_id: file,
      record_index: index,
      call: this.addCall(event, meaning),
    });
    this.#otherBytes += ID_BYTES;
    if (event.sharedEventId !== undefined) this.#addCopy(event.record, identity, file, index);
    if (meaning.authorization === 'proven') {
      for (const { kind, key, roleArn } of meaning.roleLinks)
        this.#roleLinks.push({ file_id: file, kind, key, role_arn: roleArn });
    }
  }

  /** The row of the call in `calls`: all of an event but its identity and time, with what it means. */
  addCall(event: TrailEvent, meaning: EventMeaning): number {
    const principal = principalOf(event);
    const operation = operationOf(event, meaning);
    const grants = this.#grantsOf(meaning);
    const principalRow = this.#principals.intern(principal);
    const operationRow = this.#operations.intern(operation);
    const key = JSON.stringify([principalRow, operationRow, grants]);
    const found = this.#callRows.get(key);
    if (found !== undefined) return found;
    const row = this.#calls.push({ principal: principalRow, operation: operationRow });
    this.#callRows.set(key, row);
    this.#otherBytes += key.length + ID_BYTES;
    for (const grant of grants) this.#permissions.push({ call: row, ...grant });
    this.#callHashes.push(hashOfCall(principal, operation, meaning));
    return row;
  }

  /** The chunk; the builder must not be used again. */
  take(): ScannedChunk {
    return {
      files: this.#files,
      sightings: { ...this.#sightings.columns(), ...this.#sightingIds.columns('id_high', 'id_low') },
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
      calls: { ...this.#calls.columns(), ...this.#callHashes.columns('hash_high', 'hash_low') },
      permissions: this.#permissions.columns(),
    };
  }

  /** One element a permission and resource, in their order. */
  #grantsOf(meaning: EventMeaning): Grant[] {
    return meaning.permissions.flatMap(({ roleReference, resources, ...permission }) =>
      (resources.length > 0 ? resources : [undefined]).map((resource) => ({
        mapping: this.#mappings.intern({
          action: permission.action,
          resource_type: resource?.type ?? '',
          resource_reason: resource?.reason ?? '',
          conditions: JSON.stringify(permission.conditions),
          evidence: permission.evidence,
          source: permission.source,
          role_kind: roleReference?.kind ?? '',
        }),
        resource: resource?.arn ?? '',
        raw_arn: resource?.rawArn ?? '',
        role_key: roleReference?.key ?? '',
      })),
    );
  }

  #addCopy(record: JsonObject, identity: RecordIdentity, file: number, index: number): void {
    const kept = Object.entries(record).filter(([name]) => !DROPPED_FIELDS.has(name));
    const text = JSON.stringify(Object.fromEntries(kept));
    this.#copyIds.push(identity.slice(1));
    this.#copies.push({ id_space: idSpaceOf(identity), file_id: file, record_index: index, record: text });
    this.#otherBytes += ID_BYTES;
  }
}

function principalOf({ principal }: TrailEvent): Cells<typeof PRINCIPAL> {
  return {
    principal_arn: principal.arn,
    principal_type: principal.type,
    account_id: principal.accountId ?? '',
    unique_id: principal.uniqueId ?? '',
    service_linked: Number(principal.serviceLinked),
    permission_set: principal.permissionSet ?? '',
    policy_holder: Number(principal.policyHolder),
  };
}

function operationOf(event: TrailEvent, meaning: EventMeaning): Cells<typeof OPERATION> {
  return {
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
}

/** Of all that a call says, so that it has the same name in every chunk. */
function hashOfCall(
  principal: Cells<typeof PRINCIPAL>,
  operation: Cells<typeof OPERATION>,
  meaning: EventMeaning,
): string {
  const content = JSON.stringify([Object.values(principal), Object.values(operation), meaning.permissions]);
  return createHash('sha256')
    .update(content)
    .digest('hex')
    .slice(0, 2 * 16);
}

function idSpaceOf(identity: RecordIdentity): number {
  return ID_SPACES.indexOf(identity[0] ?? '');
}
