// What an account's users and roles may do now, out of `aws iam get-account-authorization-details`: one document, an array of
// pages, or a page a line. Policies are objects, as the CLI prints them, or percent-encoded JSON text, as the API returns.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
import { EngineError } from '../core/error.js';
import { isJsonObject, type JsonObject, type JsonValue, own, ownString } from '../core/json.js';
import { parsePolicy } from '../policy/parse-policy.js';
import type { PolicyDocument } from '../policy/policy-document.js';

export interface NamedPolicy {
  /** `managed policy Deploy`, `inline policy app`; of a group with its name. */
  readonly name: string;
  readonly document: PolicyDocument;
  /** When its default version was made, in seconds since the epoch; undefined for inline policies. */
  readonly madeAt: number | undefined;
}

/** What is attached to a principal itself: what a swap of its policies takes away, and what brings it back. */
export interface Attachments {
  /** `text`: JSON of the default version; undefined where the export does not have it. */
  readonly managed: readonly { readonly arn: string; readonly text: string | undefined }[];
  readonly inline: readonly { readonly name: string; readonly text: string | undefined }[];
  /** Names of a user's groups. */
  readonly groups: readonly string[];
  readonly path: string;
  readonly permissionsBoundary: string | undefined;
  /** JSON of a role's trust policy. */
  readonly trustPolicy: string | undefined;
  readonly tags: readonly { readonly Key: string; readonly Value: string }[];
}

export interface PrincipalPolicies {
  readonly arn: string;
  readonly attachments: Attachments;
  /** Attached and inline, of its groups too. */
  readonly policies: readonly NamedPolicy[];
  readonly permissionsBoundary: NamedPolicy | undefined;
  /** Names of policies that are attached and whose documents the export does not have. */
  readonly missing: readonly string[];
}

/** Users and roles by ARN. */
export type AccountSnapshot = ReadonlyMap<string, PrincipalPolicies>;

const HELP = 'give the output of `aws iam get-account-authorization-details`';

/** @throws EngineError `invalid-input` for a text that is no such export. */
export function readAccount(text: string, file: string): AccountSnapshot {
  const pages = pagesOf(text, file);
  const managed = new Map<string, NamedPolicy>();
  for (const policy of pages.flatMap((page) => objectsOf(page, 'Policies'))) {
    const arn = ownString(policy, 'Arn');
    const version = defaultVersion(policy);
    const document = documentOf(own(version, 'Document'));
    if (arn === undefined || document === undefined) continue;
    const madeAt = Date.parse(ownString(version, 'CreateDate') ?? '') / 1000;
    const name = `managed policy ${ownString(policy, 'PolicyName') ?? arn}`;
    managed.set(arn, { name, document, madeAt: Number.isNaN(madeAt) ? undefined : madeAt });
  }
  const groups = new Map<string, Attached>();
  for (const group of pages.flatMap((page) => objectsOf(page, 'GroupDetailList'))) {
    const name = ownString(group, 'GroupName') ?? '';
    groups.set(name, attachedTo(group, 'GroupPolicyList', managed, `group ${name}: `));
  }
  const snapshot = new Map<string, PrincipalPolicies>();
  for (const user of pages.flatMap((page) => objectsOf(page, 'UserDetailList'))) {
    const direct = attachedTo(user, 'UserPolicyList', managed, '');
    const names = own(user, 'GroupList');
    const of = (Array.isArray(names) ? names : []).flatMap((name) => groups.get(String(name)) ?? []);
    add(snapshot, user, managed, [direct, ...of]);
  }
  for (const role of pages.flatMap((page) => objectsOf(page, 'RoleDetailList')))
    add(snapshot, role, managed, [attachedTo(role, 'RolePolicyList', managed, '')]);
  return snapshot;
}

interface Attached {
  readonly policies: readonly NamedPolicy[];
  readonly missing: readonly string[];
}

function add(
  snapshot: Map<string, PrincipalPolicies>,
  entity: JsonObject,
  managed: ReadonlyMap<string, NamedPolicy>,
  attached: readonly Attached[],
): void {
  const arn = ownString(entity, 'Arn');
  if (arn === undefined) return;
  const boundary = own(entity, 'PermissionsBoundary');
  const boundaryArn = isJsonObject(boundary) ? ownString(boundary, 'PermissionsBoundaryArn') : undefined;
  const permissionsBoundary = boundaryArn === undefined ? undefined : managed.get(boundaryArn);
  const missing = attached.flatMap((one) => one.missing);
  snapshot.set(arn, {
    arn,
    attachments: attachmentsOf(entity, managed, boundaryArn),
    policies: attached.flatMap(({ policies }) => policies),
    permissionsBoundary,
    missing:
      boundaryArn !== undefined && permissionsBoundary === undefined
        ? [...missing, `permissions boundary ${boundaryArn}`]
        : missing,
  });
}

function attachmentsOf(
  entity: JsonObject,
  managed: ReadonlyMap<string, NamedPolicy>,
  permissionsBoundary: string | undefined,
): Attachments {
  const inline = [...objectsOf(entity, 'RolePolicyList'), ...objectsOf(entity, 'UserPolicyList')];
  const groups = own(entity, 'GroupList');
  return {
    managed: objectsOf(entity, 'AttachedManagedPolicies').map((policy) => {
      const arn = ownString(policy, 'PolicyArn') ?? '';
      return { arn, text: managed.get(arn)?.document.text };
    }),
    inline: inline.map((policy) => ({
      name: ownString(policy, 'PolicyName') ?? '',
      text: documentOf(own(policy, 'PolicyDocument'))?.text,
    })),
    groups: Array.isArray(groups) ? groups.filter((name) => typeof name === 'string') : [],
    path: ownString(entity, 'Path') ?? '/',
    permissionsBoundary,
    trustPolicy: documentOf(own(entity, 'AssumeRolePolicyDocument'))?.text,
    tags: objectsOf(entity, 'Tags').map((tag) => ({
      Key: ownString(tag, 'Key') ?? '',
      Value: ownString(tag, 'Value') ?? '',
    })),
  };
}

function attachedTo(
  entity: JsonObject,
  inlineList: string,
  managed: ReadonlyMap<string, NamedPolicy>,
  prefix: string,
): Attached {
  const policies: NamedPolicy[] = [];
  const missing: string[] = [];
  for (const inline of objectsOf(entity, inlineList)) {
    const name = `${prefix}inline policy ${ownString(inline, 'PolicyName') ?? ''}`;
    const document = documentOf(own(inline, 'PolicyDocument'));
    if (document === undefined) missing.push(name);
    else policies.push({ name, document, madeAt: undefined });
  }
  for (const policy of objectsOf(entity, 'AttachedManagedPolicies')) {
    const arn = ownString(policy, 'PolicyArn') ?? '';
    const known = managed.get(arn);
    if (known === undefined) missing.push(`${prefix}managed policy ${arn}`);
    else policies.push({ ...known, name: prefix + known.name });
  }
  return { policies, missing };
}

function defaultVersion(policy: JsonObject): JsonObject | undefined {
  const versions = objectsOf(policy, 'PolicyVersionList');
  const id = ownString(policy, 'DefaultVersionId');
  return (
    versions.find((version) => own(version, 'IsDefaultVersion') === true) ??
    versions.find((version) => id !== undefined && ownString(version, 'VersionId') === id)
  );
}

function documentOf(value: JsonValue | undefined): PolicyDocument | undefined {
  if (isJsonObject(value)) return parsePolicy(JSON.stringify(value));
  if (typeof value !== 'string') return undefined;
  const document = parsePolicy(value.trimStart().startsWith('{') ? value : decoded(value));
  return document.syntaxErrors.length > 0 ? undefined : document;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function objectsOf(object: JsonObject, key: string): JsonObject[] {
  const value = own(object, key);
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function pagesOf(text: string, file: string): JsonObject[] {
  const value =
    parsed(text) ?? text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [parsed(line)]));
  const pages = (Array.isArray(value) ? value : [value]).filter(isJsonObject);
  const isExport = pages.some(
    (page) => Object.hasOwn(page, 'RoleDetailList') || Object.hasOwn(page, 'UserDetailList'),
  );
  if (isExport) return pages;
  throw new EngineError('invalid-input', 'no-account-export', 'this is no export of an account', {
    location: file,
    help: HELP,
  });
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
