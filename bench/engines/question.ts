// The question that every engine answers, as SQL over what DuckDB makes of a record: events by role, source, name, Region,
// error and the first resource that the request names; distinct event ids, first and last time.

/** Columns of a table of groups. */
export const GROUPED = `
  role, source, name, region, error, resource,
  count(DISTINCT id) AS count, min(time) AS first, max(time) AS last`;

/** Columns of a table of events. */
export const EVENT_COLUMNS = ['role', 'source', 'name', 'region', 'error', 'resource', 'id', 'time'] as const;

/** What of a record's requestParameters can name its resource. */
export interface RequestParameters {
  bucketName?: string;
  key?: unknown;
  tableName?: string;
  keyId?: string;
  queueUrl?: string;
  functionName?: string;
  logGroupName?: string;
  logStreamName?: string;
}

export interface LoggedRecord {
  eventID: string;
  eventTime: string;
  eventSource: string;
  eventName: string;
  awsRegion: string;
  errorCode?: string;
  userIdentity?: { sessionContext?: { sessionIssuer?: { arn?: string } } };
  requestParameters?: RequestParameters | null;
}

/** An event's columns, in the order of EVENT_COLUMNS. */
export function eventRow(record: LoggedRecord): string[] {
  const p = record.requestParameters ?? {};
  const resource =
    p.bucketName !== undefined
      ? `${p.bucketName}/${p.key}`
      : (p.tableName ??
        p.keyId ??
        p.queueUrl ??
        p.functionName ??
        (p.logGroupName === undefined ? '' : `${p.logGroupName}:${p.logStreamName}`));
  return [
    record.userIdentity?.sessionContext?.sessionIssuer?.arn ?? '',
    record.eventSource,
    record.eventName,
    record.awsRegion,
    record.errorCode ?? '',
    resource,
    record.eventID,
    record.eventTime,
  ];
}
