// CloudFormation: one JSON template for a role's or user's policies, attached to it.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-managedpolicy.html
// `${…}` outside of Fn::Sub is text, as the policy language wants it.
import type { JsonValue } from '../../core/json.js';
import type { IdentityPolicy } from '../../policy/identity-policy.js';
import { printPolicyCompact } from '../../policy/print-policy.js';
import type { Widened } from '../generation-options.js';
import { adviceFor, managedPolicyName, type PolicyTarget } from './policy-target.js';

/** Two spaces of indentation, a final line feed. To be created with `CAPABILITY_NAMED_IAM`. */
export function renderCloudFormation(
  target: PolicyTarget,
  documents: readonly IdentityPolicy[],
  widened: readonly Widened[] = [],
): string {
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description:
      'Least privilege from CloudTrail logs. Attaching adds only: see Metadata for what to detach.',
    Metadata: {
      Trailwright: {
        PrincipalArn: target.arn,
        Comment: adviceFor(target, widened),
        Capability: 'CAPABILITY_NAMED_IAM',
      },
    },
    Resources: Object.fromEntries(
      documents.map((document, i) => [
        `Policy${documents.length === 1 ? '' : i + 1}`,
        {
          Type: 'AWS::IAM::ManagedPolicy',
          Properties: {
            ManagedPolicyName: managedPolicyName(target, i, documents.length),
            Description: 'Least privilege from CloudTrail logs; attaching adds only',
            PolicyDocument: JSON.parse(printPolicyCompact(document)) as JsonValue,
            [target.kind === 'role' ? 'Roles' : 'Users']: [target.name],
          },
        },
      ]),
    ),
  };
  return printTemplate(template);
}

/** The template as text: two spaces of indentation, a final line feed, no string that CloudFormation would replace. */
export function printTemplate(template: Readonly<Record<string, unknown>>): string {
  return `${withoutDynamicReferences(JSON.stringify(template, null, 2))}\n`;
}

/**
 * CloudFormation replaces `{{resolve:service:key}}` in any string by what it names, and documents no escape. IAM's
 * one-character wildcard in place of the second brace keeps a logged name text, and still matches it.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
function withoutDynamicReferences(template: string): string {
  return template.replaceAll('{{resolve:', '{?resolve:');
}
