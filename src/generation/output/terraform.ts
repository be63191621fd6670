// Terraform: the policies of one role or user and their attachments, formatted as `terraform fmt` has it.
// https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_policy
import type { JsonValue } from '../../core/json.js';
import type { IdentityPolicy } from '../../policy/identity-policy.js';
import { printPolicyCompact } from '../../policy/print-policy.js';
import type { Widened } from '../generation-options.js';
import { hclString, hclValue } from './hcl.js';
import { adviceFor, managedPolicyName, type PolicyTarget, resourceLabel } from './policy-target.js';

/** One `.tf` file; its labels are unlike those of other principals, so that files can share a module. */
export function renderTerraform(
  target: PolicyTarget,
  documents: readonly IdentityPolicy[],
  widened: readonly Widened[] = [],
): string {
  const comment = adviceFor(target, widened).map((line) => `# ${line}\n`);
  const blocks = documents.map((document, i) =>
    renderPolicy(target, printPolicyCompact(document), i, documents.length),
  );
  return [comment.join(''), ...blocks].join('\n');
}

/** The managed policy and its attachment. `document`: JSON. */
export function renderPolicy(target: PolicyTarget, document: string, part: number, parts: number): string {
  const label = resourceLabel(target, part, parts);
  const { kind, name } = target;
  const argument = `${kind}      `;
  return [
    `resource "aws_iam_policy" "${label}" {`,
    `  name        = ${hclString(managedPolicyName(target, part, parts))}`,
    '  description = "Least privilege from CloudTrail logs; attaching adds only"',
    '',
    `  policy = jsonencode(${hclValue(JSON.parse(document) as JsonValue, '  ')})`,
    '}',
    '',
    `resource "aws_iam_${kind}_policy_attachment" "${label}" {`,
    `  ${argument} = ${hclString(name)}`,
    `  policy_arn = aws_iam_policy.${label}.arn`,
    '}',
    '',
  ].join('\n');
}
