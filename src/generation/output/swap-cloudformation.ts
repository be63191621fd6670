// A swap and its rollback for CloudFormation: the whole role or user as a resource that is imported as it is and then
// updated, since a stack detaches nothing from what it does not own.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/import-resources-manually.html
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html
import type { JsonValue } from '../../core/json.js';
import { printPolicyCompact } from '../../policy/print-policy.js';
import type { Widened } from '../generation-options.js';
import { printTemplate } from './cloudformation.js';
import { widenedAdvice } from './policy-target.js';
import { type Swap, swapAdvice } from './swap.js';

/** The principal with the new policies alone. `undone`: the path of the rollback. */
export function renderSwapCloudFormation(swap: Swap, widened: readonly Widened[], undone: string): string {
  const own = swap.attach.map(({ name, document }, i) => ({
    id: policyId(swap, i),
    name,
    document: printPolicyCompact(document),
  }));
  return template(swap, [...swapAdvice(swap, undone), ...widenedAdvice(widened)], own, [], {});
}

/** The principal as it is now: what is imported first, and what a stack is updated to for undoing the swap. */
export function renderRollbackCloudFormation(swap: Swap): string {
  const again = swap.attach.flatMap(({ name, before }, i) =>
    before === undefined ? [] : [{ id: policyId(swap, i), name, document: before }],
  );
  const Policies = swap.remove.map(({ name, text }) => ({
    PolicyName: name,
    PolicyDocument: JSON.parse(text) as JsonValue,
  }));
  return template(
    swap,
    ['The policies that were there before the swap.'],
    again,
    swap.detach,
    Policies.length === 0 ? {} : { Policies },
  );
}

interface OwnPolicy {
  readonly id: string;
  readonly name: string;
  /** JSON. */
  readonly document: string;
}

function policyId({ attach }: Swap, part: number): string {
  return `Policy${attach.length === 1 ? '' : part + 1}`;
}

function template(
  swap: Swap,
  about: readonly string[],
  own: readonly OwnPolicy[],
  managed: readonly string[],
  inline: Readonly<Record<string, unknown>>,
): string {
  const { target, present } = swap;
  const logicalId = target.kind === 'role' ? 'Role' : 'User';
  const nameKey = `${logicalId}Name`;
  return printTemplate({
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'Least privilege from CloudTrail logs, in place of what was there: see Metadata.',
    Metadata: {
      Trailwright: {
        PrincipalArn: target.arn,
        Comment: [
          ...about,
          'Import the principal into a stack with the rollback template (change set type IMPORT), then update the stack to this one.',
          'An export of the account has neither description nor maximum session duration: add them to both templates where they are set.',
          'Where a stack owns the principal already, take over these properties there instead.',
        ],
        ResourcesToImport: [
          {
            ResourceType: `AWS::IAM::${logicalId}`,
            LogicalResourceId: logicalId,
            ResourceIdentifier: { [nameKey]: target.name },
          },
        ],
        Capability: 'CAPABILITY_NAMED_IAM',
      },
    },
    Resources: {
      [logicalId]: {
        Type: `AWS::IAM::${logicalId}`,
        DeletionPolicy: 'Retain',
        UpdateReplacePolicy: 'Retain',
        Properties: {
          [nameKey]: target.name,
          Path: present.path,
          ...(present.trustPolicy === undefined
            ? {}
            : { AssumeRolePolicyDocument: JSON.parse(present.trustPolicy) as JsonValue }),
          ...(present.permissionsBoundary === undefined
            ? {}
            : { PermissionsBoundary: present.permissionsBoundary }),
          ...(present.groups.length === 0 ? {} : { Groups: present.groups }),
          ManagedPolicyArns: [...own.map(({ id }) => ({ Ref: id })), ...managed],
          ...inline,
          ...(present.tags.length === 0 ? {} : { Tags: present.tags }),
        },
      },
      ...Object.fromEntries(
        own.map(({ id, name, document }) => [
          id,
          {
            Type: 'AWS::IAM::ManagedPolicy',
            Properties: {
              ManagedPolicyName: name,
              Description: 'Least privilege from CloudTrail logs',
              PolicyDocument: JSON.parse(document) as JsonValue,
            },
          },
        ]),
      ),
    },
  });
}
