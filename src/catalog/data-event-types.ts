// Which data events there are of a service, by the resource types that trails log them by. Table: data/service-logging.tsv.
import { readTable } from './resources/read-table.js';

let table: ReadonlyMap<string, string> | undefined;

/**
 * The resource type of a service's data events (`AWS::S3::Object`) or, where it has several, what all begin with
 * (`AWS::SNS::`). `service`: an IAM prefix. Undefined where no data events of it are known.
 */
export function dataEventType(service: string): string | undefined {
  table ??= new Map(
    readTable('service-logging.tsv')
      .filter(({ kind }) => kind === 'data')
      .map((row) => [row.service ?? '', row.resourceTypes ?? '']),
  );
  return table.get(service);
}

/** True if a trail's resource type is one of those that `dataEventType` gave. */
export function isOfDataEventType(resourceType: string, known: string): boolean {
  return known.endsWith('::') ? resourceType.startsWith(known) : resourceType === known;
}
