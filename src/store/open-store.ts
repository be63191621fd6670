// The event store: a DuckDB file, kept or temporary. One writer; nothing of DuckDB's may reach for the network.
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type DuckDBConnection, DuckDBInstance, type DuckDBType, type DuckDBValue } from '@duckdb/node-api';
import { EngineError } from '../core/error.js';

export const SCHEMA_VERSION = 5;

/** What DuckDB may hold while workers scan: a part of the sum in docs/store.md. */
export const INGEST_MEMORY_MB = 64;
/** What it may hold once they are gone and days are counted. */
export const SETTLE_MEMORY_MB = 128;
/** What it may hold to answer queries. */
export const QUERY_MEMORY_MB = 256;

export type Row = Record<string, DuckDBValue>;
/** The values of each column, by its name. */
export type Columns = Record<string, readonly DuckDBValue[]>;

export interface OpenStoreOptions {
  /** The file to keep; absent: a temporary store, removed at close and at exit. */
  path?: string;
  /** The file must be there already. */
  mustExist?: boolean;
  /** Date of the catalog that maps events, as recorded in a new store. */
  catalogDate: string;
  threads?: number;
  /** See `setMemoryLimit`. Default INGEST_MEMORY_MB. */
  memoryLimitMb?: number;
}

/** An open store. Close it; a temporary one is then gone. */
export class EventStore {
  readonly connection: DuckDBConnection;
  /** Date of the catalog that mapped the first events in it (ISO 8601). */
  catalogDate: string;
  /** The file may be read, but not written. */
  readonly isReadOnly: boolean;
  /** Threads that DuckDB may use when it has the machine to itself. */
  readonly threads: number;
  readonly #instance: DuckDBInstance;
  readonly #temporary: string | undefined;
  readonly #onExit = () => this.#remove();
  readonly #columns = new Map<string, string[]>();
  #closed = false;

  constructor(
    instance: DuckDBInstance,
    connection: DuckDBConnection,
    catalogDate: string,
    isReadOnly: boolean,
    threads: number,
    temporary: string | undefined,
  ) {
    this.#instance = instance;
    this.connection = connection;
    this.catalogDate = catalogDate;
    this.isReadOnly = isReadOnly;
    this.threads = threads;
    this.#temporary = temporary;
    if (temporary !== undefined) process.on('exit', this.#onExit);
  }

  /** Rows of a query, values as DuckDB's JS values (BIGINT as bigint). */
  async rows(
    sql: string,
    values?: Record<string, DuckDBValue>,
    types?: Record<string, DuckDBType>,
  ): Promise<Row[]> {
    return asEngineErrors(
      async () =>
        (await this.connection.runAndReadAll(sql, values, types)).getRowObjectsJS() as unknown as Row[],
    );
  }

  /** The answer by columns: of many rows it takes half the time of `rows`, and less memory. */
  async columns(
    sql: string,
    values?: Record<string, DuckDBValue>,
    types?: Record<string, DuckDBType>,
  ): Promise<Columns> {
    return asEngineErrors(
      async () =>
        (await this.connection.runAndReadAll(sql, values, types)).getColumnsObjectJS() as unknown as Columns,
    );
  }

  async run(
    sql: string,
    values?: Record<string, DuckDBValue>,
    types?: Record<string, DuckDBType>,
  ): Promise<void> {
    await asEngineErrors(() => this.connection.run(sql, values, types));
  }

  /** Memory that DuckDB may take before it spills to disk, in MB. */
  async setMemoryLimit(mb: number): Promise<void> {
    await this.run(`SET memory_limit = '${mb}MB'`);
  }

  /** Threads that DuckDB uses from now on, at most `threads`. */
  async useThreads(count: number): Promise<void> {
    await this.run(`SET threads = ${Math.min(count, this.threads)}`);
  }

  /** Names of a table's columns, in its order. */
  async columnsOf(table: string): Promise<readonly string[]> {
    let names = this.#columns.get(table);
    if (names === undefined) {
      const rows = await this.rows(
        'SELECT column_name FROM duckdb_columns() WHERE table_name = $table ORDER BY column_index',
        { table },
      );
      names = rows.map((r) => String(r.column_name));
      this.#columns.set(table, names);
    }
    return names;
  }

  /** Runs `body` in one transaction: all of it stays, or none. */
  async transaction(body: () => Promise<void>): Promise<void> {
    await this.run('BEGIN');
    try {
      await body();
      await this.run('COMMIT');
    } catch (error) {
      await this.connection.run('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.connection.closeSync();
    this.#instance.closeSync();
    process.off('exit', this.#onExit);
    this.#remove();
  }

  #remove(): void {
    if (this.#temporary !== undefined) rmSync(this.#temporary, { recursive: true, force: true });
  }
}

/**
 * Opens or makes a store.
 * @throws EngineError `not-found`, `conflict` (another process has it open), `invalid-input` (no store, or a newer one).
 */
export async function openStore(options: OpenStoreOptions): Promise<EventStore> {
  const temporary = options.path === undefined ? temporaryFolder() : undefined;
  const path = resolve(options.path ?? join(temporary ?? '', 'events.duckdb'));
  const isNew = !existsSync(path);
  if (isNew && options.mustExist) {
    throw new EngineError('not-found', 'no-such-store', `there is no store \`${options.path}\``, {
      help: 'make one with `trailwright ingest <path…> --store FILE`',
    });
  }
  // DuckDB opens a JSON or CSV file as a database of its rows; that is no store.
  if (!isNew && !isDatabase(path)) throw openError(options.path ?? path, new Error('no DuckDB file'));
  const isReadOnly = !isNew && options.mustExist === true && !isWritable(path);
  const threads = options.threads ?? 2;
  let instance: DuckDBInstance;
  try {
    instance = await DuckDBInstance.create(path, {
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      threads: String(threads),
      memory_limit: `${options.memoryLimitMb ?? INGEST_MEMORY_MB}MB`,
      temp_directory: isReadOnly ? join(tmpdir(), 'trailwright.tmp') : `${path}.tmp`,
      access_mode: isReadOnly ? 'READ_ONLY' : 'AUTOMATIC',
    });
  } catch (error) {
    if (temporary !== undefined) rmSync(temporary, { recursive: true, force: true });
    throw openError(options.path ?? path, error as Error);
  }
  const store = new EventStore(
    instance,
    await instance.connect(),
    options.catalogDate,
    isReadOnly,
    threads,
    temporary,
  );
  try {
    // A process that was killed before its first commit leaves a database without tables.
    const isEmpty = (await store.rows('SELECT 1 FROM duckdb_tables() LIMIT 1')).length === 0;
    if (isNew || isEmpty) await createSchema(store, options.catalogDate);
    else store.catalogDate = await checkSchema(store, options.path ?? path);
  } catch (error) {
    store.close();
    throw error;
  }
  return store;
}

async function createSchema(store: EventStore, catalogDate: string): Promise<void> {
  await store.transaction(async () => {
    await store.run(readFileSync(new URL('./schema.sql', import.meta.url), 'utf8'));
    await store.run(
      `INSERT INTO meta VALUES
       ('schema_version', $version), ('catalog_date', $date), ('created_by', 'trailwright'), ('settled_chunk', '0')`,
      { version: String(SCHEMA_VERSION), date: catalogDate },
    );
  });
}

/** Date of the catalog that mapped what is in the store. */
async function checkSchema(store: EventStore, path: string): Promise<string> {
  const found = await store
    .rows(`SELECT key, value FROM meta WHERE key IN ('schema_version', 'catalog_date') ORDER BY key`)
    .catch(() => []);
  const [date, version] = found.map((row) => String(row.value));
  if (date === undefined || version === undefined) {
    throw new EngineError('invalid-input', 'no-store', `\`${path}\` is a database, but no event store`, {
      help: 'give a file that `trailwright ingest` made, or a new name',
    });
  }
  if (Number(version) === SCHEMA_VERSION) return date;
  const newer = Number(version) > SCHEMA_VERSION;
  throw new EngineError(
    'unsupported',
    'store-version',
    `\`${path}\` has schema ${version}, this program has ${SCHEMA_VERSION}`,
    {
      help: newer
        ? 'use the version of trailwright that made it'
        : 'no released version made it: ingest into a new store',
    },
  );
}

/** True for a DuckDB file, and for an empty one. https://duckdb.org/docs/stable/internals/storage.html */
function isDatabase(path: string): boolean {
  const head = Buffer.alloc(12);
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    return readSync(file, head, 0, head.length, 0) === 0 || head.toString('latin1', 8) === 'DUCK';
  } catch {
    return false;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function temporaryFolder(): string {
  try {
    return mkdtempSync(join(tmpdir(), 'trailwright-store-'));
  } catch (cause) {
    throw new EngineError('invalid-input', 'no-temporary-folder', `cannot make a folder in \`${tmpdir()}\``, {
      help: 'let TMPDIR name a folder that can be written, or give --store FILE',
      cause,
    });
  }
}

function openError(path: string, error: Error): EngineError {
  const pid = /PID (\d+)/i.exec(error.message)?.[1];
  if (/could not set lock|conflicting lock/i.test(error.message)) {
    const by = pid === undefined ? 'another process' : `process ${pid}`;
    return new EngineError('conflict', 'store-in-use', `\`${path}\` is in use by ${by}`, {
      help: 'wait for it to end, or use another store',
      cause: error,
    });
  }
  if (/corrupt/i.test(error.message)) {
    return new EngineError(
      'invalid-input',
      'corrupt-store',
      `\`${path}\` is damaged: its checksums do not match`,
      {
        help: 'ingest the archive into a new store',
        cause: error,
      },
    );
  }
  return new EngineError('invalid-input', 'cannot-open-store', `cannot open \`${path}\` as an event store`, {
    help: 'give a file that `trailwright ingest` made, or a new name in a folder that can be written',
    cause: error,
  });
}

async function asEngineErrors<T>(body: () => Promise<T>): Promise<T> {
  try {
    return await body();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (/No space left|could not write|disk full/i.test(message)) {
      throw new EngineError('limit', 'disk-full', 'no space left for the event store', {
        help: 'free some space and run again: what was committed before is kept and not read again',
        cause: error,
      });
    }
    if (/^Out of Memory/i.test(message)) {
      throw new EngineError('limit', 'store-memory', 'the event store needs more memory than it may take', {
        help: 'ask for fewer principals at once with --principal, or for a shorter period',
        cause: error,
      });
    }
    throw error;
  }
}
