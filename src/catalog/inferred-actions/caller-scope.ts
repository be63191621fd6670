// Partition and account for ARNs of the caller's own account.

import { isAccountId } from '../../core/arn.js';
import type { TrailEvent } from '../../core/event.js';
import { partitionOfRegion } from '../../core/partition.js';

/** The caller's partition and account; undefined where the record does not tell the account. */
export function callerScope(event: TrailEvent): { partition: string; account: string } | undefined {
  const { partition, accountId } = event.principal;
  const account = accountId ?? event.recipientAccountId;
  if (account === undefined || !isAccountId(account)) return undefined;
  return { partition: partition ?? partitionOfRegion(event.region), account };
}
