// Partition, Region and account of a resource that is named without them: an ARN in the record tells, or the caller does.
import { isAccountId, partitionOfArn } from '../../core/arn.js';
import type { TrailEvent } from '../../core/event.js';
import { partitionOfRegion } from '../../core/partition.js';
import type { ArnScope } from './arn-format.js';
import type { BoundPlan } from './bound-plan.js';
import type { RequestReading } from './request-reading.js';

/**
 * The scope of resources that `reading` names. Partition: of any ARN of the record, else of the Region.
 * Account: of owner ids in the parameters, else `resources[].accountId`, else the one other account that received
 * a copy of the call, else the caller's own; an ARN or queue URL in the parameters comes before all of these and is
 * read with the value itself.
 */
export function scopeOf(bound: BoundPlan, reading: RequestReading): ArnScope {
  const { event } = reading;
  return {
    partition: partitionOf(reading),
    region: event.region === '' ? undefined : event.region,
    account: ownerIn(bound, reading) ?? resourceAccount(event) ?? onlyPeer(event) ?? callerAccount(event),
  };
}

/** The caller's account, or who received the record. */
export function callerAccount({ principal, recipientAccountId }: TrailEvent): string | undefined {
  const account = principal.accountId ?? recipientAccountId;
  return account !== undefined && isAccountId(account) ? account : undefined;
}

function partitionOf(reading: RequestReading): string {
  const { event } = reading;
  return (
    knownPartition(event.principal.partition) ??
    firstPartition(event.resources.map(({ arn }) => arn)) ??
    firstPartition(reading.arns) ??
    partitionOfRegion(event.region)
  );
}

function firstPartition(arns: readonly (string | undefined)[]): string | undefined {
  for (const arn of arns) {
    const partition = arn === undefined ? undefined : knownPartition(partitionOfArn(arn));
    if (partition !== undefined) return partition;
  }
  return undefined;
}

function knownPartition(partition: string | undefined): string | undefined {
  return partition === 'aws' || (partition !== undefined && /^aws(?:-[a-z]+)*$/.test(partition))
    ? partition
    : undefined;
}

function ownerIn({ accounts }: BoundPlan, { request }: RequestReading): string | undefined {
  for (const at of accounts) {
    const value = request.values[at];
    if (value !== undefined && isAccountId(value)) return value;
  }
  return undefined;
}

/** The one account that entries without an ARN name; entries with one are read as ARNs. */
function resourceAccount(event: TrailEvent): string | undefined {
  let only: string | undefined;
  for (const { arn, accountId } of event.resources) {
    if (arn !== undefined || accountId === undefined || !isAccountId(accountId)) continue;
    if (only !== undefined && accountId !== only) return undefined;
    only = accountId;
  }
  return only;
}

/** With several, which of them owns what the call is about is not told. */
function onlyPeer({ peerAccountIds }: TrailEvent): string | undefined {
  const peer = peerAccountIds?.length === 1 ? peerAccountIds[0] : undefined;
  return peer !== undefined && isAccountId(peer) ? peer : undefined;
}
