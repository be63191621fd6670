// DuckDB alone: its own reader of gzipped JSON, with the fields that the question needs, grouped by SQL.
// Usage: duckdb-read-json.js ARCHIVE DATABASE.
import { DuckDBInstance } from '@duckdb/node-api';
import { GROUPED } from './question.js';

const PARAMETERS = [
  'bucketName',
  '"key"',
  'tableName',
  'keyId',
  'queueUrl',
  'functionName',
  'logGroupName',
  'logStreamName',
];
const TEXTS = ['eventID', 'eventTime', 'eventSource', 'eventName', 'awsRegion', 'errorCode'];
const fields = (names: string[]) => names.map((name) => `${name} VARCHAR`).join(', ');
const RECORD = `STRUCT(
  ${fields(TEXTS)},
  userIdentity STRUCT(sessionContext STRUCT(sessionIssuer STRUCT(arn VARCHAR))),
  requestParameters STRUCT(${fields(PARAMETERS)})
)`;
const LARGEST_FILE = 256 * 1024 * 1024;

const [archive = '', database = ''] = process.argv.slice(2);
const instance = await DuckDBInstance.create(database, {
  threads: '2',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
});
const connection = await instance.connect();
const files = `${archive.replaceAll("'", "''")}/**/*.json.gz`;
await connection.run(`
  CREATE TABLE groups AS
  SELECT ${GROUPED}
  FROM (
    SELECT
      r.userIdentity.sessionContext.sessionIssuer.arn AS role,
      r.eventSource AS source, r.eventName AS name, r.awsRegion AS region, coalesce(r.errorCode, '') AS error,
      coalesce(
        p.bucketName || '/' || p."key", p.tableName, p.keyId, p.queueUrl, p.functionName,
        p.logGroupName || ':' || p.logStreamName, ''
      ) AS resource,
      r.eventID AS id, r.eventTime AS time
    FROM (
      SELECT r, r.requestParameters AS p
      FROM (
        SELECT unnest(Records) AS r
        FROM read_json(
          '${files}', columns = {Records: '${RECORD}[]'}, format = 'unstructured', maximum_object_size = ${LARGEST_FILE}
        )
      )
    )
  )
  GROUP BY ALL`);
connection.closeSync();
instance.closeSync();
