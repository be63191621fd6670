// A swap and its rollback for Terraform: exclusive attachments, which detach and delete whatever they do not name.
// https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role_policy_attachments_exclusive
// https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role_policies_exclusive
import type { JsonValue } from '../../core/json.js';
import { printPolicyCompact } from '../../policy/print-policy.js';
import type { Widened } from '../generation-options.js';
import { hclString, hclValue } from './hcl.js';
import { digest, resourceLabel, widenedAdvice } from './policy-target.js';
import { type Swap, swapAdvice } from './swap.js';
import { renderPolicy } from './terraform.js';

/** `undone`: the path of the rollback. */
export function renderSwapTerraform(swap: Swap, widened: readonly Widened[], undone: string): string {
  const { target, attach } = swap;
  const advice = [...swapAdvice(swap, `put ${undone} in the place of this file, then apply.`)];
  return [
    comment([...advice, ...widenedAdvice(widened)]),
    ...attach.map(({ document }, i) => renderPolicy(target, printPolicyCompact(document), i, attach.length)),
    attachmentsExclusive(swap, ownAttachments(swap), ''),
    policiesExclusive(swap, [], `aws_iam_${target.kind}_policy_attachments_exclusive`),
  ].join('\n');
}

/** The present policies, under the same labels: put in the place of the swap's file, it undoes it. */
export function renderRollbackTerraform(swap: Swap): string {
  const { target, attach, detach, remove } = swap;
  const again = attach.flatMap(({ before }, i) => (before === undefined ? [] : [{ before, i }]));
  const inline = remove.map(({ name, text }) => ({ name, text, label: inlineLabel(swap, name) }));
  return [
    comment([
      'Brings back the policies that were there before the swap: put it in the place of the swap’s file.',
    ]),
    ...again.map(({ before, i }) => renderPolicy(target, before, i, attach.length)),
    ...inline.map(({ name, text, label }) =>
      [
        `resource "aws_iam_${target.kind}_policy" "${label}" {`,
        `  name = ${hclString(name)}`,
        `  ${target.kind} = ${hclString(target.name)}`,
        '',
        `  policy = jsonencode(${hclValue(JSON.parse(text) as JsonValue, '  ')})`,
        '}',
        '',
      ].join('\n'),
    ),
    policiesExclusive(
      swap,
      inline.map(({ label }) => `aws_iam_${target.kind}_policy.${label}.name`),
      '',
    ),
    attachmentsExclusive(
      swap,
      [...again.map(({ i }) => ownAttachments(swap)[i] ?? ''), ...detach.map(hclString)],
      `aws_iam_${target.kind}_policies_exclusive`,
    ),
  ].join('\n');
}

/** References to the attachments: what is not named is detached once they are made. */
function ownAttachments({ target, attach }: Swap): string[] {
  return attach.map(
    (_, i) =>
      `aws_iam_${target.kind}_policy_attachment.${resourceLabel(target, i, attach.length)}.policy_arn`,
  );
}

/** `after`: the type of the resource that comes first, '' for none. What is new is there before what is old goes. */
function attachmentsExclusive(swap: Swap, policyArns: readonly string[], after: string): string {
  return exclusive(swap, 'policy_attachments_exclusive', 'policy_arns', policyArns, after);
}

function policiesExclusive(swap: Swap, policyNames: readonly string[], after: string): string {
  return exclusive(swap, 'policies_exclusive', 'policy_names', policyNames, after);
}

function exclusive(
  { target }: Swap,
  type: string,
  argument: string,
  items: readonly string[],
  after: string,
): string {
  const label = resourceLabel(target, 0, 1);
  return [
    `resource "aws_iam_${target.kind}_${type}" "${label}" {`,
    `  ${`${target.kind}_name`.padEnd(items.length > 1 ? 0 : argument.length)} = ${hclString(target.name)}`,
    `  ${argument} = ${expressions(items)}`,
    ...(after === '' ? [] : ['', `  depends_on = [${after}.${label}]`]),
    '}',
    '',
  ].join('\n');
}

function expressions(items: readonly string[]): string {
  if (items.length <= 1) return `[${items.join('')}]`;
  return `[\n${items.map((item) => `    ${item},\n`).join('')}  ]`;
}

function inlineLabel({ target }: Swap, name: string): string {
  return `${resourceLabel(target, 0, 1)}_inline_${digest(name)}`;
}

function comment(lines: readonly string[]): string {
  return lines.map((line) => `# ${line}\n`).join('');
}
