// AWS Regions and partitions, of data/regions.tsv.
import { readTable } from './resources/read-table.js';

let partitions: ReadonlyMap<string, string> | undefined;
let partitionNames: readonly string[] | undefined;

/** The partition of a Region that exists (`cn-north-1`: `aws-cn`), or undefined. Case counts. */
export function partitionOfKnownRegion(region: string): string | undefined {
  return regions().get(region);
}

/** True if there is a partition of that name: `aws`, `aws-us-gov`. Case counts. */
export function isKnownPartition(partition: string): boolean {
  return knownPartitions().includes(partition);
}

/** Every partition, `aws` first. */
export function knownPartitions(): readonly string[] {
  partitionNames ??= [...new Set(regions().values())];
  return partitionNames;
}

function regions(): ReadonlyMap<string, string> {
  partitions ??= new Map(
    readTable('regions.tsv')
      .filter((row) => row.kind === 'region')
      .map((row) => [row.region ?? '', row.partition ?? '']),
  );
  return partitions;
}
