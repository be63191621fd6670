// The one inline policy of an Identity Center permission set, for Terraform and CloudFormation. The roles that Identity
// Center makes of the set cannot be edited in their accounts; the set is where the policy belongs.
// https://docs.aws.amazon.com/singlesignon/latest/userguide/permissionsetcustom.html
// https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ssoadmin_permission_set_inline_policy
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sso-permissionset.html
import type { JsonValue } from '../../core/json.js';
import type { IdentityPolicy } from '../../policy/identity-policy.js';
import { printPolicyCompact } from '../../policy/print-policy.js';
import { printTemplate } from './cloudformation.js';
import { hclString, hclValue } from './hcl.js';
import { digest, printable } from './policy-target.js';

/** Terraform: looks the set up by its name and sets its inline policy, in place of the one that it has. */
export function renderPermissionSetTerraform(name: string, document: IdentityPolicy): string {
  const label = labelOf(name);
  const instance = `data.aws_ssoadmin_instances.${label}.arns[0]`;
  return [
    ...advice(name).map((line) => `# ${line}`),
    '',
    `data "aws_ssoadmin_instances" "${label}" {}`,
    '',
    `data "aws_ssoadmin_permission_set" "${label}" {`,
    `  instance_arn = ${instance}`,
    `  name         = ${hclString(name)}`,
    '}',
    '',
    `resource "aws_ssoadmin_permission_set_inline_policy" "${label}" {`,
    `  instance_arn       = ${instance}`,
    `  permission_set_arn = data.aws_ssoadmin_permission_set.${label}.arn`,
    '',
    `  inline_policy = jsonencode(${hclValue(JSON.parse(printPolicyCompact(document)) as JsonValue, '  ')})`,
    '}',
    '',
  ].join('\n');
}

/** CloudFormation: the whole set, to be imported under its name; a stack that creates it makes a second one. */
export function renderPermissionSetCloudFormation(name: string, document: IdentityPolicy): string {
  return printTemplate({
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'Least privilege from CloudTrail logs for an Identity Center permission set: see Metadata.',
    Metadata: {
      Trailwright: {
        PermissionSet: printable(name),
        Comment: [
          ...advice(name),
          'Import the permission set that is there into the stack, then add what else it has: a stack that creates it fails on its name.',
        ],
      },
    },
    Parameters: { InstanceArn: { Type: 'String', Description: 'ARN of the IAM Identity Center instance' } },
    Resources: {
      PermissionSet: {
        Type: 'AWS::SSO::PermissionSet',
        DeletionPolicy: 'Retain',
        Properties: {
          InstanceArn: { Ref: 'InstanceArn' },
          Name: name,
          InlinePolicy: JSON.parse(printPolicyCompact(document)) as JsonValue,
        },
      },
    },
  });
}

function advice(name: string): string[] {
  return [
    `Least privilege for the permission set ${printable(name)}, from the calls of its roles in all accounts.`,
    'It takes the place of the inline policy that the set has now.',
    'Managed policies of the set still add to it: detach those that it replaces once it is tested.',
  ];
}

function labelOf(name: string): string {
  const label = name.replace(/[^A-Za-z0-9_-]/g, '_');
  return `permission_set_${label}${label === name ? '' : `_${digest(name)}`}`;
}
