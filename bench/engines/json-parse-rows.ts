// The obvious design: gunzipSync and JSON.parse in two worker threads, a row an event into DuckDB, grouped by SQL.
// Usage: json-parse-rows.js LIST DATABASE, where LIST has a file a line.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { EVENT_COLUMNS, eventRow, GROUPED, type LoggedRecord } from './question.js';

const WORKERS = 2;

if (isMainThread) {
  const [list = '', database = ''] = process.argv.slice(2);
  const files = readFileSync(list, 'utf8').trim().split('\n');
  const instance = await DuckDBInstance.create(database, { threads: '2' });
  const connection = await instance.connect();
  await connection.run(`CREATE TABLE event (${EVENT_COLUMNS.map((name) => `${name} VARCHAR`).join(', ')})`);
  const appender = await connection.createAppender('event');
  await Promise.all(
    Array.from({ length: WORKERS }, () => {
      const worker = new Worker(fileURLToPath(import.meta.url));
      return new Promise<void>((resolve, reject) => {
        worker.on('error', reject);
        worker.on('exit', () => resolve());
        const next = () => worker.postMessage(files.pop());
        worker.on('message', (rows: string[][]) => {
          // First the next file, so that the worker reads while rows are appended.
          next();
          for (const row of rows) {
            for (const text of row) appender.appendVarchar(text);
            appender.endRow();
          }
        });
        next();
      });
    }),
  );
  appender.closeSync();
  await connection.run(`CREATE TABLE groups AS SELECT ${GROUPED} FROM event GROUP BY ALL`);
  connection.closeSync();
  instance.closeSync();
} else {
  parentPort?.on('message', (file: string | undefined) => {
    if (file === undefined) {
      parentPort?.close();
      return;
    }
    const { Records } = JSON.parse(gunzipSync(readFileSync(file)).toString()) as { Records: LoggedRecord[] };
    parentPort?.postMessage(Records.map(eventRow));
  });
}
