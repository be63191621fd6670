// Chunks of all workers into the store, one at a time: decides whose rows count, and gives files their ids.
import {
  type LogFileRow,
  landChunk,
  landCopy,
  readContents,
  type SkipRow,
  type StoreContents,
  withdrawFile,
} from '../store/land-chunk.js';
import type { EventStore } from '../store/open-store.js';
import {
  type ChunkFile,
  type Columns,
  filterRows,
  rowCount,
  type ScannedChunk,
} from '../store/scanned-chunk.js';
import { unifyCalls } from '../store/settle.js';
import { ChunkBuilder } from './chunk-builder.js';
import { DigestSet } from './digest-set.js';
import { absolutePath, pathKey } from './path-key.js';

/** Landed meanings are unified when there are so many: bounds what a long run keeps twice. */
const UNIFY_MEANINGS = 100_000;

/** The file whose bytes count under a digest, while it is being read. */
interface Owner {
  path: string;
  fileId: number;
}

/** What became of a chunk's files. */
interface Verdict {
  fileIds: number[];
  ended: LogFileRow[];
  skips: SkipRow[];
  withdrawn: number[];
  mended: string[];
  copies: ChunkFile[];
}

/**
 * What one run lands. Of files with the same bytes the first one counts; another path is a copy, whose records are
 * duplicates; the same path again is nothing new. No two readings of one path may be under way.
 */
export class Landing {
  /** Digests that the store had when the run began. */
  readonly known: DigestSet;
  readonly #store: EventStore;
  readonly #owners = new Map<string, Owner>();
  /** Under which paths (by their keys) a digest was seen, in this run or before: mostly one. */
  readonly #places = new Map<string, string | Set<string>>();
  /** Files that this run has read whole: digests, and keys of the paths whose bytes count. */
  readonly #wholeDigests = new Set<string>();
  readonly #wholePaths = new Set<string>();
  /** Absolute paths of files that were damaged when the run began. */
  readonly #damaged: Set<string>;
  /** Copies of files that are still being read. */
  #waiting: ChunkFile[] = [];
  #nextFileId: number;
  #nextChunkId: number;
  #meanings = 0;
  #queue: Promise<unknown> = Promise.resolve();

  private constructor(store: EventStore, contents: StoreContents) {
    this.#store = store;
    this.#damaged = contents.damaged;
    this.#nextFileId = contents.nextFileId;
    this.#nextChunkId = contents.nextChunkId;
    this.known = DigestSet.of(new Set(contents.places.map(({ digest }) => digest)));
    for (const { digest, path } of contents.places) this.#addPlace(digest, pathKey(path));
  }

  static async open(store: EventStore): Promise<Landing> {
    return new Landing(store, await readContents(store));
  }

  /** Lands after all that was given before; rejects with the store's error. */
  land(chunk: ScannedChunk): Promise<void> {
    return this.#inTurn(() => this.#land(chunk));
  }

  /** Of `paths`, those that are not in the store; takes back what has landed of them. Nothing may be reading them. */
  unread(paths: readonly string[]): Promise<string[]> {
    return this.#inTurn(async () => {
      const left = new Set(paths);
      for (const [digest, { path, fileId }] of this.#owners) {
        if (!left.has(path)) continue;
        await this.#store.transaction(() => withdrawFile(this.#store, fileId));
        this.#owners.delete(digest);
      }
      return paths.filter((path) => !this.#wholePaths.has(pathKey(path)));
    });
  }

  /** Waits for all that was given; a copy of a file that never came to its end is a skip. */
  finish(): Promise<void> {
    return this.#inTurn(async () => {
      const reason = 'a file with the same bytes could not be read';
      for (const { path } of this.#waiting) await this.#land(skippedFile(path, reason));
      this.#waiting = [];
    });
  }

  async #land(chunk: ScannedChunk): Promise<void> {
    const verdict = this.#judge(chunk.files);
    const placement = { chunkId: this.#nextChunkId++, ...verdict };
    await landChunk(this.#store, ownRows(chunk, verdict.fileIds), placement);
    this.#waiting = [...this.#waiting, ...verdict.copies];
    await this.#landWaiting();
    this.#meanings += rowCount(chunk.calls.meanings);
    if (this.#meanings < UNIFY_MEANINGS) return;
    this.#meanings = 0;
    await unifyCalls(this.#store);
  }

  #judge(files: readonly ChunkFile[]): Verdict {
    const verdict: Verdict = { fileIds: [], ended: [], skips: [], withdrawn: [], mended: [], copies: [] };
    for (const file of files) {
      const { path, digest, end } = file;
      const owner = digest === '' || this.#isRead(digest) ? undefined : this.#ownerOf(digest, path);
      const isOwner = owner?.path === path;
      verdict.fileIds.push(isOwner ? owner.fileId : -1);
      if (digest === '') {
        for (const skip of end?.skips ?? []) verdict.skips.push({ ...skip, fileId: -1, path });
      } else if (!isOwner) {
        if (this.#addPlace(digest, pathKey(path))) verdict.copies.push(file);
      } else if (end !== undefined) {
        const { fileId } = owner;
        const { setAside, damaged, records, recordsSkipped } = end;
        this.#owners.delete(digest);
        this.#wholeDigests.add(digest);
        const key = pathKey(path);
        this.#wholePaths.add(key);
        this.#addPlace(digest, key);
        const place = absolutePath(path);
        verdict.ended.push({
          ...{ fileId, digest, path: place, copy: false, setAside, damaged, records, recordsSkipped },
        });
        for (const skip of end.skips) verdict.skips.push({ ...skip, fileId, path });
        if (!end.kept) verdict.withdrawn.push(fileId);
        if (!damaged && this.#damaged.delete(place)) verdict.mended.push(place);
      }
    }
    return verdict;
  }

  /** Lands the copies whose original is in the store. */
  async #landWaiting(): Promise<void> {
    const still: ChunkFile[] = [];
    for (const file of this.#waiting) {
      if (!this.#isRead(file.digest)) still.push(file);
      else
        await landCopy(this.#store, this.#nextChunkId++, this.#nextFileId++, {
          ...file,
          place: absolutePath(file.path),
        });
    }
    this.#waiting = still;
  }

  #ownerOf(digest: string, path: string): Owner {
    let owner = this.#owners.get(digest);
    if (owner === undefined) {
      owner = { path, fileId: this.#nextFileId++ };
      this.#owners.set(digest, owner);
    }
    return owner;
  }

  #isRead(digest: string): boolean {
    return this.known.has(digest) || this.#wholeDigests.has(digest);
  }

  /** False where the digest was seen under this path before. */
  #addPlace(digest: string, key: string): boolean {
    const places = this.#places.get(digest);
    if (places === undefined) this.#places.set(digest, key);
    else if (typeof places === 'string') {
      if (places === key) return false;
      this.#places.set(digest, new Set([places, key]));
    } else {
      if (places.has(key)) return false;
      places.add(key);
    }
    return true;
  }

  #inTurn<T>(body: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(body);
    this.#queue = done.catch(() => undefined);
    return done;
  }
}

/** A chunk that says of one path that it could not be read. */
export function skippedFile(path: string, reason: string): ScannedChunk {
  const end = { setAside: '', damaged: true, kept: true, records: 0, recordsSkipped: 0, skips: [{ reason }] };
  const chunk = new ChunkBuilder();
  chunk.endFile(chunk.addFile(path, ''), end);
  return chunk.take();
}

/** The chunk without the rows of files that do not count. */
function ownRows(chunk: ScannedChunk, fileIds: readonly number[]): ScannedChunk {
  if (fileIds.every((id) => id >= 0)) return chunk;
  const own = (columns: Columns): Columns => {
    const files = columns.file_id as Int32Array | undefined;
    return files === undefined
      ? columns
      : filterRows(columns, (row) => (fileIds[files[row] ?? -1] ?? -1) >= 0);
  };
  return {
    ...chunk,
    ...{ sightings: own(chunk.sightings), roleLinks: own(chunk.roleLinks), copies: own(chunk.copies) },
  };
}
