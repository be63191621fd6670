// The policies of all principals: made, proven and written down as texts, one principal after another.
import { generatePolicies } from '../generation/generate-policies.js';
import type { GeneratedPrincipal, GenerationOptions } from '../generation/generation-options.js';
import { mergePermissionSet } from '../generation/merge-permission-set.js';
import { policyTargets } from '../generation/output/policy-target.js';
import type { Held, HeldBack } from '../proof/held-back.js';
import {
  type OutputFormat,
  type PolicyFile,
  permissionSetFiles,
  policyFiles,
} from '../report/policy-files.js';
import { DistinctPaths } from '../report/policy-path.js';
import type { PrincipalResult } from '../report/summary.js';
import type { NewNetworks } from '../store/read-new-networks.js';
import type { PermissionUsage, PrincipalSummary, PrincipalUsage } from '../store/usage.js';
import type { Proving } from './proving.js';
import { NO_SWAP_OF_SET, replacementOf, type Swapping } from './swapping.js';

/** Also of permission sets: each account has a role of its own. */
const NONE_NEW: NewNetworks = new Map();

export interface Making {
  readonly options: GenerationOptions;
  readonly formats: readonly OutputFormat[];
  readonly hold: (permissions: readonly PermissionUsage[], newNetworks: NewNetworks) => Held;
  /** By principal ARN. */
  readonly newNetworks: ReadonlyMap<string, NewNetworks>;
  /** Undefined where nothing is to be proven. */
  readonly proving: Proving | undefined;
  /** Undefined where policies are written beside those that are there. */
  readonly swapping: Swapping | undefined;
  readonly signal: AbortSignal;
}

/**
 * Policies of every principal, in order; the roles of one permission set share the one inline policy of the set. What a
 * principal used is let go when its policy is made.
 */
export async function generateAll(
  principals: readonly PrincipalSummary[],
  usages: AsyncIterable<PrincipalUsage>,
  { options, formats, hold, newNetworks, proving, swapping, signal }: Making,
): Promise<{ results: PrincipalResult[]; files: PolicyFile[] }> {
  const paths = new DistinctPaths();
  paths.take('summary', '.json');
  const files: PolicyFile[] = [];
  const targets = policyTargets(principals.map((p) => p.principalArn));
  const results: PrincipalResult[] = [];
  const sets = new Map<string, PrincipalUsage[]>();
  for await (const { permissions, ...summary } of usages) {
    await breathe(signal);
    const networks = newNetworks.get(summary.principalArn) ?? NONE_NEW;
    const { kept, heldBack } = hold(permissions, networks);
    const usage = { ...summary, permissions: kept };
    const generated = withHeldBack(generatePolicies(usage, options), heldBack);
    const result: PrincipalResult = { usage: summary, generated, policyFiles: [], heldBack, proof: null };
    results.push(result);
    proving?.backtest(usage, options, generated);
    const name = usage.permissionSet;
    if (name !== undefined) {
      sets.set(name, [...(sets.get(name) ?? []), usage]);
      continue;
    }
    const arn = usage.principalArn;
    proving?.prove(arn, usage, generated, networks);
    result.proof = proving?.proofOf(arn, result) ?? null;
    const target = targets.get(arn);
    const swap = swapping?.(target, result);
    const written = policyFiles(
      arn,
      target,
      generated,
      formats,
      paths,
      typeof swap === 'object' ? swap : undefined,
    );
    files.push(...written.policies, ...written.swaps);
    result.policyFiles = written.policies.map(({ path }) => path);
    if (swap !== undefined) result.replacement = replacementOf(swap, written);
  }
  for (const [name, members] of sets) {
    await breathe(signal);
    const merged = mergePermissionSet(members);
    const generated = generatePolicies(merged, options);
    proving?.prove(
      name,
      { ...merged, principalArn: members[0]?.principalArn ?? merged.principalArn },
      generated,
      NONE_NEW,
      members.map(({ principalArn }) => principalArn),
    );
    const written = permissionSetFiles(name, generated, formats, paths);
    files.push(...written);
    for (const result of results) {
      if (result.usage.permissionSet !== name) continue;
      result.policyFiles = written.map(({ path }) => path);
      if (swapping !== undefined && written.length > 0) result.replacement = NO_SWAP_OF_SET;
      result.proof = proving?.proofOf(name, result) ?? null;
    }
  }
  return { results, files };
}

/** What was held back is not in the policy: it has not all that the logs name. */
function withHeldBack(generated: GeneratedPrincipal, heldBack: readonly HeldBack[]): GeneratedPrincipal {
  return heldBack.length === 0 ? generated : { ...generated, isComplete: false };
}

/** Lets signals in between two pieces of work, and ends the work where one came. */
export async function breathe(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  signal.throwIfAborted();
}
