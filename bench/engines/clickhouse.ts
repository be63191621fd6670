// ClickHouse in this process (chdb): its own reader of gzipped JSON, with the fields that the question needs.
// Usage: clickhouse.js ARCHIVE ANSWER.
import { createRequire } from 'node:module';

interface Chdb {
  query(sql: string, format?: string): string;
}

/** chdb is installed in bench/, not in the project. */
const { query } = createRequire(new URL('../../../bench/package.json', import.meta.url))('chdb') as Chdb;

const TEXTS = ['eventID', 'eventTime', 'eventSource', 'eventName', 'awsRegion', 'errorCode'];
const PARAMETERS = [
  'bucketName',
  'key',
  'tableName',
  'keyId',
  'queueUrl',
  'functionName',
  'logGroupName',
  'logStreamName',
];
const fields = (names: string[]) => names.map((name) => `${name} String`).join(', ');
const RECORD = `Tuple(
  ${fields(TEXTS)},
  userIdentity Tuple(sessionContext Tuple(sessionIssuer Tuple(arn String))),
  requestParameters Tuple(${fields(PARAMETERS)})
)`;

const [archive = '', answer = ''] = process.argv.slice(2);
const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
query(`
  INSERT INTO FUNCTION file(${quoted(answer)}, 'TSVRaw')
  SELECT role, source, name, region, error, resource, uniqExact(id), min(time), max(time)
  FROM (
    SELECT
      r.userIdentity.sessionContext.sessionIssuer.arn AS role,
      r.eventSource AS source, r.eventName AS name, r.awsRegion AS region, r.errorCode AS error,
      r.requestParameters AS p,
      multiIf(
        p.bucketName != '', p.bucketName || '/' || p.key, p.tableName != '', p.tableName, p.keyId != '', p.keyId,
        p.queueUrl != '', p.queueUrl, p.functionName != '', p.functionName,
        p.logGroupName != '', p.logGroupName || ':' || p.logStreamName, ''
      ) AS resource,
      r.eventID AS id, r.eventTime AS time
    FROM (
      SELECT arrayJoin(Records) AS r
      FROM file(${quoted(`${archive}/**/*.json.gz`)}, 'JSONEachRow', ${quoted(`Records Array(${RECORD})`)})
    )
  )
  GROUP BY role, source, name, region, error, resource
  SETTINGS max_threads = 2`);
