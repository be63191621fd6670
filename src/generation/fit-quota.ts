// Grants → documents within the quota, by the least change that does it: as they are; in fewer characters that
// say the same; over several documents; with names that vary generalised; else a limit that the user decides on.
import type { IdentityPolicy } from '../policy/identity-policy.js';
import {
  MANAGED_POLICIES_PER_PRINCIPAL,
  MANAGED_POLICY_CHARACTERS,
  PERMISSION_SET_INLINE_CHARACTERS,
} from '../policy/policy-quotas.js';
import { policySize } from '../policy/print-policy.js';
import { isProtected } from './catalog-facts.js';
import { compressBlocks } from './compress-blocks.js';
import { applyGeneralizations, type Generalization, generalizeNames } from './generalize-names.js';
import type { Fit, Widened } from './generation-options.js';
import { type Grant, groupBy, serviceOf } from './grant.js';
import { packBlocks } from './pack-blocks.js';
import { policyOfBlocks } from './policy-of-blocks.js';
import { describeMoves, dropCovered } from './scope-resources.js';
import { blocksOfGrants, type StatementBlock } from './statement-block.js';
import type { ResourceTypes } from './statement-id.js';

export interface PolicyQuota {
  /** Of one document, without white space. */
  characters: number;
  documents: number;
  /** `10 managed policies of 6,144 characters each`, for messages. */
  description: string;
}

/** What a role or user can carry. Policies that are attached already count as well: unknown here. */
export const MANAGED_QUOTA: PolicyQuota = {
  characters: MANAGED_POLICY_CHARACTERS,
  documents: MANAGED_POLICIES_PER_PRINCIPAL,
  description: '10 managed policies of 6,144 characters each',
};

/** What a permission set can carry: one inline policy. */
export const PERMISSION_SET_QUOTA: PolicyQuota = {
  characters: PERMISSION_SET_INLINE_CHARACTERS,
  documents: 1,
  description: 'the one inline policy of a permission set, 32,768 characters',
};

export interface Fitted {
  /** Empty with `limit`. */
  documents: IdentityPolicy[];
  fit: Fit;
  /** By size pressure alone. */
  widened: Widened[];
  limit?: { message: string; help: string };
}

/** Pure. `mayGeneralize`: names that vary may be merged as the last resort. `grants` has at least one. */
export function fitQuota(grants: readonly Grant[], quota: PolicyQuota, mayGeneralize: boolean): Fitted {
  const fitted = fitAsTheyAre(grants, quota);
  if (fitted !== undefined) return { ...fitted, widened: [] };
  const generalised = mayGeneralize ? fitGeneralised(grants, quota) : undefined;
  return generalised ?? { documents: [], fit: 'exact', widened: [], limit: limitOf(grants, quota) };
}

function fitAsTheyAre(
  grants: readonly Grant[],
  { characters, documents }: PolicyQuota,
): { documents: IdentityPolicy[]; fit: Fit } | undefined {
  const types = resourceTypesOf(grants);
  const exact = blocksOfGrants(grants);
  const whole = policyOfBlocks(exact, types);
  if (policySize(whole) <= characters) return { documents: [whole], fit: 'exact' };
  const compressed = compressBlocks(exact);
  const compressedWhole = policyOfBlocks(compressed, types);
  if (policySize(compressedWhole) <= characters) return { documents: [compressedWhole], fit: 'compressed' };
  if (documents === 1) return undefined;
  // Of two divisions with as many documents, the one that keeps a statement per service reads better.
  const packs = [exact, compressed]
    .map((blocks) => packBlocks(blocks, types, characters, documents))
    .filter((pack) => pack !== undefined);
  const fewest = packs.sort((a, b) => a.length - b.length)[0];
  return fewest && { documents: fewest.map((blocks) => policyOfBlocks(blocks, types)), fit: 'split' };
}

/** With as few generalizations as it takes, those that save most first. */
function fitGeneralised(grants: readonly Grant[], quota: PolicyQuota): Fitted | undefined {
  const candidates = generalizeNames(grants);
  const fitWith = (count: number): Fitted | undefined => {
    const chosen: Generalization[] = candidates.slice(0, count);
    const applied = applyGeneralizations(grants, chosen);
    const kept = dropCovered(applied.grants);
    const fitted = fitAsTheyAre(kept, quota);
    return (
      fitted && {
        documents: fitted.documents,
        fit: 'generalised',
        widened: describeMoves(applied.moves, kept),
      }
    );
  };
  let best = candidates.length === 0 ? undefined : fitWith(candidates.length);
  if (best === undefined) return undefined;
  let low = 1;
  let high = candidates.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const fitted = fitWith(middle);
    if (fitted === undefined) low = middle + 1;
    else {
      best = fitted;
      high = middle;
    }
  }
  return best;
}

function limitOf(grants: readonly Grant[], quota: PolicyQuota): { message: string; help: string } {
  const blocks: StatementBlock[] = compressBlocks(blocksOfGrants(grants));
  const size = policySize(policyOfBlocks(blocks, resourceTypesOf(grants)));
  const [service = '', largest = []] =
    [...groupBy(grants, (grant) => serviceOf(grant.action))].sort(([, a], [, b]) => b.length - a.length)[0] ??
    [];
  const resources = new Set(largest.map((grant) => grant.resource)).size;
  const mayWiden = largest.some((grant) => !isProtected(grant.action, grant.resource));
  return {
    message: `${size.toLocaleString('en-US')} characters of permissions do not fit ${quota.description}`,
    help:
      `\`${service}\` has the most, ${resources.toLocaleString('en-US')} distinct resources: divide the work over ` +
      `more roles, or ${mayWiden ? 'use `--granularity action`' : 'write a wildcard yourself: none is generated there'}`,
  };
}

function resourceTypesOf(grants: readonly Grant[]): ResourceTypes {
  return new Map(
    grants.flatMap((g) => (g.resourceType === undefined ? [] : [[g.resource, g.resourceType] as const])),
  );
}
