// A batch of log files → columns of the landing tables. Runs in a worker or in place: files in, plain data out.
import { createHash } from 'node:crypto';
import { meaningOfEvent } from '../catalog/meaning-of-event.js';
import type { TrailEvent } from '../core/event.js';
import { isJsonObject } from '../core/json.js';
import type { EventMeaning } from '../core/permission.js';
import type { Columns, ScannedBatch, ScannedFile } from '../store/scanned-batch.js';
import type { MergedCalls, SharedCopy } from '../store/settle.js';
import { compareCopies, isOwnCopy, mergeCopies, type RecordCopy } from '../trail/merge-copies.js';
import { normaliseRecord } from '../trail/normalise-record.js';
import { readLogFile } from '../trail/read-log-file.js';
import { recordIdentity } from '../trail/record-identity.js';

/** How many skipped records of one file are listed; all are counted. */
const LISTED_SKIPS = 100;

/** Fields of a record that are kept for merging: what normalising and mapping read. */
const DROPPED_FIELDS = ['tlsDetails', 'sourceIPAddress', 'requestID'];

export interface ScanTask {
  paths: readonly string[];
  /** Digests of files that the store has: a file with one of them is not read again. */
  known: readonly string[];
}

/** Reads, normalises and maps every record of the files. Never throws for what is in a file. */
export async function scanFiles(task: ScanTask): Promise<ScannedBatch> {
  const out = new BatchColumns();
  const known = new Set(task.known);
  for (const path of task.paths) await scanFile(path, known, out);
  return out.batch;
}

async function scanFile(path: string, known: Set<string>, out: BatchColumns): Promise<void> {
  const events: { event: TrailEvent; index: number }[] = [];
  const skips: { record?: number; reason: string }[] = [];
  let skipped = 0;
  const reading = await readLogFile(path, (record, index) => {
    const normalised = normaliseRecord(record);
    if ('event' in normalised) events.push({ event: normalised.event, index });
    else if (++skipped <= LISTED_SKIPS) skips.push({ record: index, reason: normalised.skip });
  });
  if (reading.digest !== '' && known.has(reading.digest)) return;
  known.add(reading.digest);
  for (const skip of reading.recordSkips) if (++skipped <= LISTED_SKIPS) skips.push(skip);
  const damage = reading.damage;
  if (damage !== undefined) skips.unshift({ reason: damage.reason });
  const dropped = damage !== undefined && !damage.kept;
  if (!dropped) for (const { event, index } of events) out.addEvent(event, reading.digest, index);
  out.addFile({
    path,
    digest: reading.digest,
    setAside: reading.setAside,
    damaged: damage !== undefined,
    records: dropped ? 0 : reading.records,
    recordsSkipped: dropped ? 0 : skipped,
    skips,
  });
}

/** The calls of identities whose copies differ, each merged and mapped once more; in order of identity. */
export function mergeShared(copies: readonly SharedCopy[]): MergedCalls {
  const groups = new Map<string, RecordCopy[]>();
  for (const { identity, digest, recordIndex, record } of copies) {
    const copy = { record: JSON.parse(record), fileDigest: digest, index: recordIndex };
    groups.set(identity, [...(groups.get(identity) ?? []), copy]);
  }
  const out = new BatchColumns();
  const merged: Columns = { identity: [], call_hash: [] };
  for (const [identity, group] of groups) {
    const normalised = normaliseRecord(mergeCopies(group.sort(compareCopies)));
    if (!('event' in normalised)) continue;
    merged.identity?.push(identity);
    merged.call_hash?.push(out.addCall(normalised.event, meaningOfEvent(normalised.event)));
  }
  return { merged, calls: out.batch.calls, permissions: out.batch.permissions };
}

const columns = (...names: string[]): Columns => Object.fromEntries(names.map((name) => [name, []]));

/** Collects rows by column, each distinct call once. Column order is the tables'. */
class BatchColumns {
  readonly #calls = new Set<string>();
  readonly batch: ScannedBatch = {
    files: [],
    records: columns('identity', 'copy_rank', 'event_id', 'digest', 'record_index', 'call_hash', 'time'),
    calls: columns(
      ...[
        'call_hash',
        'principal_arn',
        'principal_type',
        'account_id',
        'unique_id',
        'service_linked',
        'permission_set',
      ],
      ...[
        'policy_holder',
        'event_source',
        'event_name',
        'region',
        'applicable',
        'authorization_state',
        'error_code',
      ],
      ...['denial_cause', 'cross_account', 'unmapped'],
    ),
    permissions: columns(
      ...[
        'call_hash',
        'action',
        'resource',
        'raw_arn',
        'resource_type',
        'resource_reason',
        'conditions',
        'evidence',
      ],
      ...['source', 'role_kind', 'role_key'],
    ),
    roleLinks: columns('kind', 'key', 'role_arn'),
    copies: columns('identity', 'digest', 'record_index', 'record'),
  };

  addFile(file: ScannedFile): void {
    this.batch.files.push(file);
  }

  addEvent(event: TrailEvent, digest: string, index: number): void {
    const meaning = meaningOfEvent(event);
    const identity = recordIdentity(event);
    const record = event.record;
    const rank = (event.addendumOf === undefined ? 2 : 0) + (isOwnCopy(record) ? 0 : 1);
    const hash = this.addCall(event, meaning);
    push(this.batch.records, [
      identity,
      rank,
      event.eventId ?? '',
      digest,
      BigInt(index),
      hash,
      BigInt(event.time),
    ]);
    if (event.sharedEventId !== undefined && isJsonObject(record)) {
      const kept = Object.fromEntries(
        Object.entries(record).filter(([name]) => !DROPPED_FIELDS.includes(name)),
      );
      push(this.batch.copies, [identity, digest, BigInt(index), JSON.stringify(kept)]);
    }
    if (meaning.authorization === 'proven') {
      for (const { kind, key, roleArn } of meaning.roleLinks)
        push(this.batch.roleLinks, [kind, key, roleArn]);
    }
  }

  /** Adds the call unless it is there; its name is the hash of all that it says. */
  addCall(event: TrailEvent, meaning: EventMeaning): string {
    const p = event.principal;
    const call = [
      ...[
        p.arn,
        p.type,
        p.accountId ?? null,
        p.uniqueId ?? null,
        p.serviceLinked,
        p.permissionSet ?? null,
        p.policyHolder,
      ],
      ...[
        event.eventSource,
        event.eventName,
        event.region,
        meaning.outcome !== 'not-applicable',
        meaning.authorization,
      ],
      ...[
        event.errorCode ?? null,
        meaning.denial?.cause ?? null,
        meaning.denial?.crossAccount ?? false,
        meaning.unmapped,
      ],
    ];
    const rows = meaning.permissions.flatMap((permission) => {
      const reference = permission.roleReference;
      const resources = permission.resources.length > 0 ? permission.resources : [undefined];
      return resources.map((r) => [
        ...[permission.action, r?.arn ?? '', r?.rawArn ?? null, r?.type ?? null, r?.reason ?? null],
        ...[JSON.stringify(permission.conditions), permission.evidence, permission.source],
        ...[reference?.kind ?? null, reference?.key ?? null],
      ]);
    });
    const hash = createHash('sha256')
      .update(JSON.stringify([call, rows]))
      .digest('hex')
      .slice(0, 32);
    if (!this.#calls.has(hash)) {
      this.#calls.add(hash);
      push(this.batch.calls, [hash, ...call]);
      for (const row of rows) push(this.batch.permissions, [hash, ...row]);
    }
    return hash;
  }
}

function push(table: Columns, row: readonly (string | number | bigint | boolean | null)[]): void {
  let i = 0;
  for (const column of Object.values(table)) column.push(row[i++] ?? null);
}
