// The event store: a DuckDB file, kept or temporary. One writer; nothing of DuckDB's may reach for the network.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type DuckDBConnection, DuckDBInstance, type DuckDBType, type DuckDBValue } from '@duckdb/node-api';
import { EngineError } from '../core/error.js';

export const SCHEMA_VERSION = '1';

export type Row = Record<string, DuckDBValue>;

export interface OpenStoreOptions {
  /** The file to keep; absent: a temporary store, removed at close and at exit. */
  path?: string;
  /** The file must be there already. */
  mustExist?: boolean;
  /** Date of the catalog that maps events, as recorded in a new store. */
  catalogDate: string;
  threads?: number;
  memoryLimit?: string;
}

/** An open store. Close it; a temporary one is then gone. */
export class EventStore {
  readonly connection: DuckDBConnection;
  readonly #instance: DuckDBInstance;
  readonly #temporary: string | undefined;
  readonly #onExit = () => this.#remove();
  #closed = false;

  constructor(instance: DuckDBInstance, connection: DuckDBConnection, temporary: string | undefined) {
    this.#instance = instance;
    this.connection = connection;
    this.#temporary = temporary;
    if (temporary !== undefined) process.on('exit', this.#onExit);
  }

  /** Rows of a query, values as DuckDB's JS values (BIGINT as bigint). */
  async rows(sql: string, values?: Record<string, DuckDBValue>): Promise<Row[]> {
    return asEngineErrors(
      async () => (await this.connection.runAndReadAll(sql, values)).getRowObjectsJS() as unknown as Row[],
    );
  }

  async run(
    sql: string,
    values?: Record<string, DuckDBValue>,
    types?: Record<string, DuckDBType>,
  ): Promise<void> {
    await asEngineErrors(() => this.connection.run(sql, values, types));
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
  const temporary =
    options.path === undefined ? mkdtempSync(join(tmpdir(), 'trailwright-store-')) : undefined;
  const path = resolve(options.path ?? join(temporary ?? '', 'events.duckdb'));
  const isNew = !existsSync(path);
  if (isNew && options.mustExist) {
    throw new EngineError('not-found', 'no-such-store', `there is no store \`${options.path}\``, {
      help: 'make one with `trailwright ingest <path…> --store FILE`',
    });
  }
  let instance: DuckDBInstance;
  try {
    instance = await DuckDBInstance.create(path, {
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      threads: String(options.threads ?? 2),
      memory_limit: options.memoryLimit ?? '1GB',
      temp_directory: `${path}.tmp`,
    });
  } catch (error) {
    if (temporary !== undefined) rmSync(temporary, { recursive: true, force: true });
    throw openError(options.path ?? path, error as Error);
  }
  const store = new EventStore(instance, await instance.connect(), temporary);
  try {
    if (isNew) await createSchema(store, options.catalogDate);
    else await checkSchema(store, options.path ?? path);
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
      `INSERT INTO meta VALUES ('schema_version', $version), ('catalog_date', $date), ('created_by', 'trailwright'), ('settled', 'true')`,
      { version: SCHEMA_VERSION, date: catalogDate },
    );
  });
}

async function checkSchema(store: EventStore, path: string): Promise<void> {
  const found = await store.rows(`SELECT value FROM meta WHERE key = 'schema_version'`).catch(() => []);
  const version = found[0]?.value;
  if (version === undefined) {
    throw new EngineError('invalid-input', 'no-store', `\`${path}\` is a database, but no event store`, {
      help: 'give a file that `trailwright ingest` made, or a new name',
    });
  }
  if (version !== SCHEMA_VERSION) {
    throw new EngineError(
      'unsupported',
      'store-version',
      `\`${path}\` has schema ${String(version)}, this is ${SCHEMA_VERSION}`,
      {
        help: 'use the version of trailwright that made it, or ingest into a new store',
      },
    );
  }
}

function openError(path: string, error: Error): EngineError {
  const pid = /PID (\d+)/i.exec(error.message)?.[1];
  if (/lock/i.test(error.message)) {
    const by = pid === undefined ? 'another process' : `process ${pid}`;
    return new EngineError('conflict', 'store-in-use', `\`${path}\` is in use by ${by}`, {
      help: 'wait for it to end, or use another store',
      cause: error,
    });
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
    throw error;
  }
}
