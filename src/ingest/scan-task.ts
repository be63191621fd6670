// A batch of log files → chunks of the store's columns. Runs in a worker or in place: paths in, plain data out.
import type { ScannedChunk } from '../store/scanned-chunk.js';
import type { CallRows, MergedCalls, SharedCopy } from '../store/settle.js';
import { compareCopies, mergeCopies, type RecordCopy } from '../trail/merge-copies.js';
import { normaliseRecord } from '../trail/normalise-record.js';
import { readScannedFile } from '../trail/read-scanned-file.js';
import { ChunkBuilder } from './chunk-builder.js';
import { DigestSet } from './digest-set.js';
import { PlainRecords } from './plain-records.js';
import { storedCall } from './stored-call.js';

/** What this thread knows of calls. */
const plain = new PlainRecords();

/** How many skipped records of one file are listed; all are counted. */
const LISTED_SKIPS = 100;
/** A chunk is handed over when it takes this much: bounds a worker's memory whatever a file holds. */
export const CHUNK_BYTES = 8 * 1024 * 1024;

export interface ScanTask {
  paths: readonly string[];
  /** Digests of files that the store has (DigestSet): such a file is told by its digest alone. */
  known: SharedArrayBuffer;
  /** Default CHUNK_BYTES. */
  chunkBytes?: number;
}

/** Takes a full chunk; resolves when the next one may be built. */
export type DeliverChunk = (chunk: ScannedChunk) => Promise<void>;

/**
 * Reads, normalises and maps every record of the files. Full chunks go to `deliver`, in order; the last one is the
 * result. Never throws for what is in a file.
 */
export async function scanFiles(task: ScanTask, deliver: DeliverChunk): Promise<ScannedChunk> {
  const known = new DigestSet(task.known);
  const chunkBytes = task.chunkBytes ?? CHUNK_BYTES;
  let chunk = new ChunkBuilder();
  for (const path of task.paths) {
    if (chunk.bytes >= chunkBytes) {
      await deliver(chunk.take());
      chunk = new ChunkBuilder();
    }
    chunk = await scanFile(path, known, chunk, chunkBytes, deliver);
  }
  return chunk.take();
}

/** Adds one file to `chunk`; gives the chunk that goes on. */
async function scanFile(
  path: string,
  known: DigestSet,
  chunk: ChunkBuilder,
  chunkBytes: number,
  deliver: DeliverChunk,
): Promise<ChunkBuilder> {
  let current = chunk;
  let file = -1;
  let digest = '';
  const skips: { record?: number; reason: string }[] = [];
  let skipped = 0;
  const skip = (record: number, reason: string) => {
    if (++skipped <= LISTED_SKIPS) skips.push({ record, reason });
  };
  const flush = async () => {
    await deliver(current.take());
    current = new ChunkBuilder();
    file = current.addFile(path, digest);
  };
  const reading = await readScannedFile(
    path,
    (reader, row, index) => {
      const taken = plain.take(reader, row, { chunk: current, file, index, chunkBytes });
      return current.bytes >= chunkBytes ? flush().then(() => taken) : taken;
    },
    (record, index) => {
      const normalised = normaliseRecord(record);
      if ('skip' in normalised) return skip(index, normalised.skip);
      const { event } = normalised;
      current.addEvent(event, storedCall(event), { file, index });
      return current.bytes >= chunkBytes ? flush() : undefined;
    },
    {
      begin: (of) => {
        digest = of;
        file = current.addFile(path, of);
        return !known.has(of);
      },
    },
  );
  if (reading.digest === '') file = current.addFile(path, '');
  if (reading.passedOver === true) return current;
  for (const { record, reason } of reading.recordSkips) skip(record, reason);
  const { damage, setAside = '' } = reading;
  const kept = damage?.kept !== false;
  current.endFile(file, {
    setAside,
    damaged: damage !== undefined,
    kept,
    records: kept ? reading.records : 0,
    recordsSkipped: kept ? skipped : 0,
    skips: damage === undefined ? skips : [{ reason: damage.reason }, ...(kept ? skips : [])],
  });
  return current;
}

/** The calls of identities whose copies differ, each merged and mapped once more. */
export function mergeShared(copies: readonly SharedCopy[]): MergedCalls {
  const groups = new Map<string, RecordCopy[]>();
  for (const { identity, digest, recordIndex, record } of copies) {
    const copy = { record: JSON.parse(record), fileDigest: digest, index: recordIndex };
    const group = groups.get(identity);
    if (group === undefined) groups.set(identity, [copy]);
    else group.push(copy);
  }
  const chunk = new ChunkBuilder();
  const identities = new Map<string, CallRows>();
  for (const [identity, group] of groups) {
    const normalised = normaliseRecord(mergeCopies(group.sort(compareCopies)));
    if ('event' in normalised) identities.set(identity, chunk.addCall(storedCall(normalised.event)));
  }
  return { identities, calls: chunk.takeCalls() };
}
