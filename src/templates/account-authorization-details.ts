// The policies of `aws iam get-account-authorization-details`: documents as objects, as the CLI prints them, or as the
// percent-encoded JSON text that the API returns.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
import { type JsonNode, type JsonObjectNode, memberOf } from '../policy/json-node.js';
import type { PolicyType } from '../policy/policy-type.js';
import { mapOfDecoded, mapOfString, mapThrough } from './embedded-text.js';
import type { FoundPolicy, Unresolved, ValidatedResourceType } from './found-policy.js';
import { type FileReading, policyAt } from './policy-in-file.js';

const LISTS = ['UserDetailList', 'GroupDetailList', 'RoleDetailList'];

/** List, then what an entry is, its name's member and its inline policies' member. */
const ENTITIES = [
  { list: 'UserDetailList', what: 'user', name: 'UserName', policies: 'UserPolicyList' },
  { list: 'GroupDetailList', what: 'group', name: 'GroupName', policies: 'GroupPolicyList' },
  { list: 'RoleDetailList', what: 'role', name: 'RoleName', policies: 'RolePolicyList' },
] as const;

export function isAccountAuthorizationDetails(root: JsonObjectNode): boolean {
  if (LISTS.some((list) => memberOf(root, list)?.value.kind === 'array')) return true;
  return itemsOf(root, 'Policies').some((policy) => member(policy, 'PolicyVersionList') !== undefined);
}

export function policiesOfAccount(
  file: FileReading,
  root: JsonObjectNode,
): { readonly policies: readonly FoundPolicy[]; readonly unresolved: readonly Unresolved[] } {
  const policies: FoundPolicy[] = [];
  const unresolved: Unresolved[] = [];
  const add = (
    name: string,
    node: JsonNode | undefined,
    policyType: PolicyType,
    more: { resourceType?: ValidatedResourceType; isAwsManaged?: true } = {},
  ): void => {
    if (node === undefined || node.kind === 'null') return;
    policies.push({ name, ...documentAt(file, node), policyType, ...more });
  };
  for (const { list, what, name, policies: inline } of ENTITIES) {
    for (const entity of itemsOf(root, list)) {
      const owner = `${what} ${textOf(entity, name)}`;
      add(`${owner}: trust policy`, member(entity, 'AssumeRolePolicyDocument'), 'RESOURCE_POLICY', {
        resourceType: 'AWS::IAM::AssumeRolePolicyDocument',
      });
      for (const policy of itemsOf(entity, inline)) {
        const inlineName = `${owner}: inline policy ${textOf(policy, 'PolicyName')}`;
        add(inlineName, member(policy, 'PolicyDocument'), 'IDENTITY_POLICY');
      }
    }
  }
  for (const policy of itemsOf(root, 'Policies')) {
    const name = `managed policy ${textOf(policy, 'PolicyName')}`;
    const version = defaultVersion(policy);
    const isAwsManaged = /^arn:[^:]+:iam::aws:/.test(textOf(policy, 'Arn'));
    if (version === undefined) {
      const reason = 'the default version is not in the file: the policy is left out of the checks';
      unresolved.push({
        name,
        extent: { start: policy.start, end: policy.end },
        reason,
        outcome: 'left-out',
      });
    } else {
      add(name, member(version, 'Document'), 'IDENTITY_POLICY', isAwsManaged ? { isAwsManaged } : {});
    }
  }
  policies.sort((a, b) => a.extent.start - b.extent.start);
  return { policies, unresolved };
}

function defaultVersion(policy: JsonNode): JsonNode | undefined {
  const versions = itemsOf(policy, 'PolicyVersionList');
  const id = textOf(policy, 'DefaultVersionId');
  return (
    versions.find((version) => {
      const isDefault = member(version, 'IsDefaultVersion');
      return isDefault?.kind === 'boolean' && isDefault.value;
    }) ?? versions.find((version) => id !== '' && textOf(version, 'VersionId') === id)
  );
}

function documentAt(file: FileReading, node: JsonNode) {
  if (node.kind !== 'string' || !node.value.includes('%') || /^\s*\{/.test(node.value))
    return policyAt(file, node);
  const decoded = percentDecoded(node.value);
  if (decoded === undefined) return policyAt(file, node);
  const map = () => mapThrough(mapOfDecoded(node.value, decoded), mapOfString(file.text, node, node.value));
  return policyAt(file, { ...node, value: decoded }, map);
}

/** RFC 3986; undefined where an escape is none. */
function percentDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function member(node: JsonNode, key: string): JsonNode | undefined {
  return node.kind === 'object' ? memberOf(node, key)?.value : undefined;
}

function textOf(node: JsonNode, key: string): string {
  const value = member(node, key);
  return value?.kind === 'string' ? value.value : '';
}

function itemsOf(node: JsonNode, key: string): readonly JsonNode[] {
  const value = member(node, key);
  return value?.kind === 'array' ? value.items : [];
}
