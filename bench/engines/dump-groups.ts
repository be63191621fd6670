// The check of engines that answer into a DuckDB file: the rows of a query, each one text, as lines.
// Usage: dump-groups.js DATABASE QUERY_FILE ANSWER.
import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const [database = '', queryFile = '', answer = ''] = process.argv.slice(2);
const query = readFileSync(queryFile, 'utf8').trim().replace(/;$/, '');
const instance = await DuckDBInstance.create(database, { access_mode: 'READ_ONLY' });
const connection = await instance.connect();
// A delimiter that no text has, so that nothing is quoted.
await connection.run(`
  COPY (${query}) TO '${answer.replaceAll("'", "''")}'
  (FORMAT csv, HEADER false, DELIMITER '\\x01', QUOTE '', ESCAPE '')`);
connection.closeSync();
instance.closeSync();
