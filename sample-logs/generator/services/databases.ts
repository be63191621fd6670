// Calls of DynamoDB, RDS, ElastiCache, OpenSearch and Redshift.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/understanding-ddb-log-entries.html
import { type Call, call, dataCall, type JsonFields, type Scene } from '../call.js';
import { arn, MASKED } from '../company.js';

const DYNAMODB = { apiVersion: '2012-08-10' };

/** A data event on one table: GetItem, PutItem, Query … with the item's key. */
export function item(
  scene: Scene,
  name: string,
  table: string,
  key: JsonFields,
  more: JsonFields = {},
): Call {
  return dataCall(
    'dynamodb',
    name,
    { tableName: table, key, ...more },
    [tableResource(scene, table)],
    DYNAMODB,
  );
}

/** Query on a table or on one of its indexes. */
export function query(scene: Scene, table: string, indexName?: string): Call {
  const request: JsonFields = { tableName: table, keyConditionExpression: '#pk = :pk', limit: 25 };
  if (indexName !== undefined) request.indexName = indexName;
  return dataCall('dynamodb', 'Query', request, [tableResource(scene, table)], DYNAMODB);
}

export function scan(scene: Scene, table: string): Call {
  return dataCall(
    'dynamodb',
    'Scan',
    { tableName: table, limit: 100 },
    [tableResource(scene, table)],
    DYNAMODB,
  );
}

/** BatchGetItem or BatchWriteItem over several tables. */
export function batchItems(scene: Scene, name: string, tables: readonly string[]): Call {
  const requestItems: JsonFields = {};
  for (const table of tables)
    requestItems[table] = [{ key: { pk: `customer#${scene.random.integer(1, 900)}` } }];
  const resources = tables.map((table) => tableResource(scene, table));
  return dataCall('dynamodb', name, { requestItems }, resources, DYNAMODB);
}

/** TransactWriteItems with one step of each kind. */
export function transactWrite(scene: Scene, steps: readonly { operation: string; table: string }[]): Call {
  const requestItems = steps.map(({ operation, table }) => ({
    operation,
    tableName: table,
    key: { pk: `order#${scene.random.integer(10_000, 99_999)}` },
    returnValuesOnConditionCheckFailure: 'NONE',
  }));
  const tables = [...new Set(steps.map((step) => step.table))];
  const resources = tables.map((table) => tableResource(scene, table));
  return dataCall('dynamodb', 'TransactWriteItems', { requestItems }, resources, DYNAMODB);
}

/** PartiQL: the verb of the statement says which action it is. Values that are no keys are redacted. */
export function partiql(scene: Scene, table: string, statement: string): Call {
  return dataCall('dynamodb', 'ExecuteStatement', { statement }, [tableResource(scene, table)], {
    ...DYNAMODB,
    readOnly: false,
  });
}

/** A control-plane call on a table. */
export function table(scene: Scene, name: string, tableName: string, more: JsonFields = {}): Call {
  return call(
    'dynamodb',
    name,
    { tableName, ...more },
    { ...DYNAMODB, resources: [tableResource(scene, tableName)] },
  );
}

/** Reading a table's stream. */
export function streamRecords(scene: Scene, tableName: string): Call[] {
  const streamArn = `${tableArn(scene, tableName)}/stream/2026-08-01T00:00:00.000`;
  const resources = [{ accountId: scene.account, type: 'AWS::DynamoDB::Stream', ARN: streamArn }];
  const more = { host: `streams.dynamodb.${scene.region}.amazonaws.com`, ...DYNAMODB };
  const shardId = 'shardId-00000001756684800000-1a2b3c4d';
  return [
    dataCall('dynamodb', 'DescribeStream', { streamArn }, resources, more),
    dataCall(
      'dynamodb',
      'GetShardIterator',
      { streamArn, shardId, shardIteratorType: 'LATEST' },
      resources,
      more,
    ),
    dataCall('dynamodb', 'GetRecords', { shardIterator: `${streamArn}|1|${MASKED}` }, resources, more),
  ];
}

export function rds(name: string, request: JsonFields, more: Partial<Call> = {}): Call {
  return call('rds', name, request, more);
}

/** CreateDBInstance; the password is masked. */
export function createDatabase(scene: Scene, identifier: string): Call {
  const request = {
    dBInstanceIdentifier: identifier,
    engine: 'postgres',
    dBInstanceClass: 'db.t4g.medium',
    allocatedStorage: 50,
    masterUsername: 'admin',
    masterUserPassword: MASKED,
    dBSubnetGroupName: 'private',
    storageEncrypted: true,
    tags: [{ key: 'team', value: 'platform' }],
  };
  const dBInstanceArn = arn('rds', scene.region, scene.account, `db:${identifier}`);
  return rds('CreateDBInstance', request, { response: { dBInstanceIdentifier: identifier, dBInstanceArn } });
}

/** An IAM-authenticated statement through the Redshift Data API; the SQL is masked. */
export function redshiftStatement(workgroupName: string, database: string): Call {
  const request = { workgroupName, database, sql: MASKED, statementName: 'load' };
  return call('redshift-data', 'ExecuteStatement', request, { readOnly: false });
}

export function search(name: string, domainName: string, more: JsonFields = {}): Call {
  return call('es', name, { domainName, ...more });
}

export function cache(name: string, request: JsonFields): Call {
  return call('elasticache', name, request);
}

function tableArn(scene: Scene, name: string): string {
  return arn('dynamodb', scene.region, scene.account, `table/${name}`);
}

function tableResource(scene: Scene, name: string) {
  return { accountId: scene.account, type: 'AWS::DynamoDB::Table', ARN: tableArn(scene, name) };
}
