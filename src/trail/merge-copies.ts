// Several records of one call (two trails, two accounts) → one. The result never hangs on the order of reading.
import { isJsonObject, type JsonObject, type JsonValue, ownObject, ownString } from '../core/json.js';
import { principalOfEvent } from './principal-of-event.js';

export interface RecordCopy {
  record: JsonObject;
  fileDigest: string;
  /** 0-based place in its file. */
  index: number;
}

/** Least is best: an addendum, then the copy in the principal's own account, then eventID, file digest, place. */
export function compareCopies(a: RecordCopy, b: RecordCopy): number {
  const rank = ({ record }: RecordCopy) =>
    (ownString(ownObject(record, 'addendum'), 'originalEventID') === undefined ? 2 : 0) +
    (isOwnCopy(record) ? 0 : 1);
  const text = (x: string | undefined, y: string | undefined) =>
    (x ?? '') < (y ?? '') ? -1 : (x ?? '') > (y ?? '') ? 1 : 0;
  return (
    rank(a) - rank(b) ||
    text(ownString(a.record, 'eventID'), ownString(b.record, 'eventID')) ||
    text(a.fileDigest, b.fileDigest) ||
    a.index - b.index
  );
}

/** True where the record was delivered to the account of the principal that made the call. */
export function isOwnCopy(record: JsonObject): boolean {
  const recipient = ownString(record, 'recipientAccountId');
  return recipient !== undefined && principalOfEvent(record, '').accountId === recipient;
}

/** Per merged record, who received its copies: no field of a record, so that none can claim it. */
const peers = new WeakMap<JsonObject, readonly string[]>();

/** Accounts other than the caller's own that received copies of a merged record, sorted; none for any other record. */
export function peerAccountIdsOf(record: JsonObject): readonly string[] {
  return peers.get(record) ?? [];
}

/**
 * The winner of `copies` (at least one), with the identity of the copy that names its principal's ARN and the
 * resources of all of them, each with the account that its copy gives it. `peerAccountIdsOf` knows who received them.
 */
export function mergeCopies(copies: readonly RecordCopy[]): JsonObject {
  const sorted = [...copies].sort(compareCopies);
  const winner = sorted[0]?.record ?? {};
  const named =
    sorted.find((c) => ownString(ownObject(c.record, 'userIdentity'), 'arn') !== undefined)?.record ?? winner;
  const resources = new Map<string, JsonValue>();
  for (const { record } of sorted) {
    for (const resource of Array.isArray(record.resources) ? record.resources : []) {
      const key = isJsonObject(resource)
        ? (ownString(resource, 'ARN') ?? ownString(resource, 'arn') ?? JSON.stringify(resource))
        : JSON.stringify(resource);
      if (!resources.has(key)) resources.set(key, resource);
    }
  }
  const merged = {
    ...winner,
    ...(named.userIdentity === undefined ? {} : { userIdentity: named.userIdentity }),
    ...(resources.size === 0 ? {} : { resources: [...resources.values()] }),
  };
  peers.set(merged, peersAmong(sorted, principalOfEvent(named, '').accountId));
  return merged;
}

function peersAmong(copies: readonly RecordCopy[], own: string | undefined): readonly string[] {
  const recipients = new Set(copies.flatMap(({ record }) => ownString(record, 'recipientAccountId') ?? []));
  if (own === undefined) return [];
  recipients.delete(own);
  return [...recipients].sort();
}
