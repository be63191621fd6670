// Which policies are swapped under --replace, and what the summary says of each.
import type { AccountSnapshot } from '../account/read-account.js';
import type { PolicyTarget } from '../generation/output/policy-target.js';
import { planSwap, type Swap } from '../generation/output/swap.js';
import { isProven } from '../proof/proof.js';
import type { PrincipalFiles } from '../report/policy-files.js';
import type { PrincipalResult, Replacement } from '../report/summary.js';

/** The swap of a principal, why there is none, or undefined for a principal that got no policy. */
export type Swapping = (
  target: PolicyTarget | undefined,
  result: PrincipalResult,
) => Swap | string | undefined;

/** `account`: what the principals have now. */
export function swappingOf(account: AccountSnapshot): Swapping {
  return (target, { usage, generated, proof }) => {
    if (generated.documents.length === 0 || target === undefined) return undefined;
    const present = account.get(usage.principalArn);
    if (present === undefined) return 'the export does not have it';
    if (proof === null || !isProven(proof)) return 'its policy is not proven';
    if (proof.grade === 'insufficient') return `its grade is insufficient: ${proof.reasons[0]}`;
    return planSwap(target, generated.documents, present.attachments);
  };
}

/** For roles of permission sets, which are not edited themselves. */
export const NO_SWAP_OF_SET: Replacement = {
  reason: 'a role of a permission set: the set is where the policy belongs',
};

export function replacementOf(swap: Swap | string, { swaps }: PrincipalFiles): Replacement {
  if (typeof swap === 'string') return { reason: swap };
  return {
    attaches: swap.attach.map(({ arn }) => arn),
    detaches: swap.detach,
    deletes: swap.remove.map(({ name }) => name),
    keeps: swap.present.groups.map((name) => `group ${name}`),
    files: swaps.map(({ path }) => path),
  };
}
