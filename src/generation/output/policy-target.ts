// The role or user that a written policy is attached to, and what the policy is called.
// Names: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html (IAM name requirements)
import { createHash } from 'node:crypto';
import { parseArn } from '../../core/arn.js';
import { POLICY_NAME_CHARACTERS } from '../../policy/policy-quotas.js';
import type { Widened } from '../generation-options.js';

export interface PolicyTarget {
  arn: string;
  kind: 'role' | 'user';
  /** Without the path: what attachments ask for. */
  name: string;
  /** Another one of the archive has this kind, account and name: one was deleted before the other was made. */
  isNamesake: boolean;
}

/** The role or user of that ARN; `undefined` for any other principal. */
export function policyTarget(principalArn: string): PolicyTarget | undefined {
  const arn = parseArn(principalArn);
  const match = /^(role|user)\/(?:.*\/)?([^/]+)$/s.exec(arn?.service === 'iam' ? arn.resource : '');
  const [, kind, name] = match ?? [];
  return name === undefined
    ? undefined
    : { arn: principalArn, kind: kind === 'user' ? 'user' : 'role', name, isNamesake: false };
}

/** Targets by ARN, of those that are roles or users, with namesakes told apart. */
export function policyTargets(principalArns: readonly string[]): Map<string, PolicyTarget> {
  const targets = new Map<string, PolicyTarget>();
  const byName = new Map<string, PolicyTarget[]>();
  for (const arn of new Set(principalArns)) {
    const target = policyTarget(arn);
    if (target === undefined) continue;
    targets.set(arn, target);
    // IAM's names are unique whatever their case.
    const key = `${parseArn(arn)?.account} ${target.kind} ${target.name.toLowerCase()}`;
    byName.set(key, [...(byName.get(key) ?? []), target]);
  }
  for (const same of byName.values())
    if (same.length > 1) for (const target of same) targets.set(target.arn, { ...target, isNamesake: true });
  return targets;
}

/**
 * Name of the `part`th of `parts` managed policies, unlike that of any other principal of the account: at most
 * 128 of `[\w+=,.@-]`. The number stands before the role's name, where no role's name can imitate it.
 */
export function managedPolicyName(target: PolicyTarget, part: number, parts: number): string {
  const prefix = `trailwright-${target.kind}${numberOf(part, parts)}-`;
  const allowed = target.name.replace(/[^\w+=,.@-]/g, '_');
  const room = POLICY_NAME_CHARACTERS - prefix.length;
  if (allowed === target.name && allowed.length <= room && !target.isNamesake) return prefix + allowed;
  const suffix = `-${digest(target.arn)}`;
  return prefix + allowed.slice(0, room - suffix.length) + suffix;
}

/** `role_app`, or `role2_app` of several: a Terraform label, unlike that of any other principal of the account. */
export function resourceLabel(target: PolicyTarget, part: number, parts: number): string {
  const label = target.name.replace(/[^A-Za-z0-9_-]/g, '_');
  const suffix = label === target.name && !target.isNamesake ? '' : `_${digest(target.arn)}`;
  return `${target.kind}${numberOf(part, parts)}_${label}${suffix}`;
}

/** What every format says of the policies that it attaches, one sentence each; what was widened stands with it. */
export function adviceFor({ kind, arn }: PolicyTarget, widened: readonly Widened[]): string[] {
  return [
    `Least privilege for ${printable(arn)}, from the calls in its CloudTrail logs.`,
    `Attaching it adds only: a ${kind} may do what any of its policies allows.`,
    'Once it is tested, detach the managed policies and delete the inline policies that it replaces.',
    ...widenedAdvice(widened),
  ];
}

export function widenedAdvice(widened: readonly Widened[]): string[] {
  return widened.map(
    (w) =>
      `Widened (${w.reason}): ${w.fromCount} names seen, such as ${printable(w.from[0] ?? '')}, to ${printable(w.to)}.`,
  );
}

/** `part` is 0-based; nothing where there is only one. */
function numberOf(part: number, parts: number): string {
  return parts === 1 ? '' : String(part + 1);
}

/** Eight hex digits that tell two texts apart. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

/** Safe in a comment and in a description: whatever is not printable ASCII becomes `?`. */
export function printable(text: string): string {
  return text.replace(/[^\u0020-\u007E]/gu, '?');
}
