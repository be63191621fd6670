// The swap of a role's or user's policies: what is attached, what is detached and deleted, and what brings it back.
// Managed policies are detached and stay, as others may use them; inline policies are deleted. Groups and the
// permissions boundary are left as they are.
import { parseArn } from '../../core/arn.js';
import type { Attachments } from '../../core/attachments.js';
import type { IdentityPolicy } from '../../policy/identity-policy.js';
import { managedPolicyName, type PolicyTarget, printable } from './policy-target.js';

export interface Swap {
  readonly target: PolicyTarget;
  readonly account: string;
  /** `before`: what the policy of that ARN says now, where it is attached already: of an earlier swap. */
  readonly attach: readonly {
    readonly arn: string;
    readonly name: string;
    readonly document: IdentityPolicy;
    readonly before: string | undefined;
  }[];
  /** ARNs of managed policies. */
  readonly detach: readonly string[];
  /** Inline policies. */
  readonly remove: readonly { readonly name: string; readonly text: string }[];
  readonly present: Attachments;
}

/** The swap, or why there is none: lower case, no period. What could not be brought back is not taken away. */
export function planSwap(
  target: PolicyTarget,
  documents: readonly IdentityPolicy[],
  present: Attachments,
): Swap | string {
  const unread = present.inline.filter(({ text }) => text === undefined);
  if (unread.length > 0)
    return `the export does not have inline policy ${printable(unread[0]?.name ?? '')}: it could not be brought back`;
  if (target.kind === 'role' && present.trustPolicy === undefined)
    return 'the export does not have its trust policy';
  const { partition = 'aws', account = '' } = parseArn(target.arn) ?? {};
  const attach = documents.map((document, i) => {
    const name = managedPolicyName(target, i, documents.length);
    const arn = `arn:${partition}:iam::${account}:policy/${name}`;
    return { arn, name, document, before: present.managed.find((policy) => policy.arn === arn)?.text };
  });
  return {
    target,
    account,
    attach,
    detach: present.managed.map(({ arn }) => arn).filter((arn) => attach.every((one) => one.arn !== arn)),
    remove: present.inline.map(({ name, text = '' }) => ({ name, text })),
    present,
  };
}

/** What each form of the swap says of it, one sentence each. `undone`: the path of its rollback. */
export function swapAdvice({ target, detach, remove, present }: Swap, undone: string): string[] {
  return [
    `Least privilege for ${printable(target.arn)}, from the calls in its CloudTrail logs,`,
    'in place of the policies that it has now.',
    ...detach.map((arn) => `Detaches ${printable(arn)}; the policy itself stays.`),
    ...remove.map(({ name }) => `Deletes inline policy ${printable(name)}.`),
    ...present.groups.map((name) => `What group ${printable(name)} allows stays.`),
    `To undo: ${undone}`,
  ];
}
