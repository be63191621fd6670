// Partition and account for ARNs of the caller's own account.

import { isAccountId, parseArn } from '../../core/arn.js';
import type { TrailEvent } from '../../core/event.js';
import { partitionOfRegion } from '../../core/partition.js';

/** The caller's partition and account; undefined where the record does not tell the account. */
export function callerScope(event: TrailEvent): { partition: string; account: string } | undefined {
  const arn = parseArn(event.principal.arn);
  const account = event.principal.accountId ?? arn?.account ?? event.recipientAccountId;
  if (account === undefined || !isAccountId(account)) return undefined;
  return { partition: arn?.partition ?? partitionOfRegion(event.region), account };
}
