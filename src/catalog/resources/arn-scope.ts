// Partition, Region and account of a resource that is named without them: an ARN in the record tells, or the caller does.
import { parseArn } from '../../core/arn.js';
import type { TrailEvent } from '../../core/event.js';
import { partitionOfRegion } from '../../core/partition.js';
import type { ArnScope } from './arn-format.js';
import { normaliseName, type RequestIndex } from './request-index.js';
import { accountParameters } from './resource-tables.js';

const ACCOUNT_ID = /^\d{12}$/;

/**
 * The scope of resources of `service` that `event` names. Partition: of any ARN of the record, else of the Region.
 * Account: of owner ids in the parameters, else `resources[].accountId`, else the one other account that received
 * a copy of the call, else the caller's own; an ARN or queue URL in the parameters comes before all of these and is
 * read with the value itself.
 */
export function scopeOf(service: string, event: TrailEvent, index: RequestIndex): ArnScope {
  return {
    partition: partitionOf(event, index),
    region: event.region === '' ? undefined : event.region,
    account: ownerIn(service, index) ?? resourceAccount(event) ?? onlyPeer(event) ?? callerAccount(event),
  };
}

/** The caller's account, or who received the record. */
export function callerAccount(event: TrailEvent): string | undefined {
  const account = event.principal.accountId ?? event.recipientAccountId;
  return account !== undefined && ACCOUNT_ID.test(account) ? account : undefined;
}

function partitionOf(event: TrailEvent, index: RequestIndex): string {
  for (const partition of partitionsOf(event, index)) {
    if (partition !== undefined && /^aws(?:-[a-z]+)*$/.test(partition)) return partition;
  }
  return partitionOfRegion(event.region);
}

function* partitionsOf(event: TrailEvent, index: RequestIndex): Generator<string | undefined> {
  yield event.principal.partition;
  for (const { arn = '' } of event.resources) yield parseArn(arn)?.partition;
  for (const { value } of index.arns) yield parseArn(value)?.partition;
}

function ownerIn(service: string, index: RequestIndex): string | undefined {
  for (const parameter of accountParameters(service)) {
    const leaf = index.byName.get(normaliseName(parameter))?.[0];
    if (leaf !== undefined && ACCOUNT_ID.test(leaf.value)) return leaf.value;
  }
  return undefined;
}

/** The one account that entries without an ARN name; entries with one are read as ARNs. */
function resourceAccount(event: TrailEvent): string | undefined {
  const accounts = new Set<string>();
  for (const { arn, accountId } of event.resources) {
    if (arn === undefined && accountId !== undefined && ACCOUNT_ID.test(accountId)) accounts.add(accountId);
  }
  return accounts.size === 1 ? [...accounts][0] : undefined;
}

/** With several, which of them owns what the call is about is not told. */
function onlyPeer({ peerAccountIds = [] }: TrailEvent): string | undefined {
  const [peer, ...more] = peerAccountIds;
  return peer !== undefined && more.length === 0 && ACCOUNT_ID.test(peer) ? peer : undefined;
}
