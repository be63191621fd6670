// What an account's users and roles may do now, out of `aws iam get-account-authorization-details`: one document or several,
// such as pages, in any form of json-documents.ts. Policies are objects, as the CLI prints them, or percent-encoded JSON text, as the API returns.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
import { parseArn } from '../core/arn.js';
import type { Attachments } from '../core/attachments.js';
import { EngineError } from '../core/error.js';
import { isJsonObject, type JsonObject, type JsonValue, own, ownString } from '../core/json.js';
import { parsePolicy } from '../policy/parse-policy.js';
import type { PolicyDocument } from '../policy/policy-document.js';
import { jsonDocuments } from './json-documents.js';

export interface NamedPolicy {
  /** `managed policy Deploy`, `inline policy app`; of a group with its name. */
  readonly name: string;
  readonly document: PolicyDocument;
  /** When its default version was made, in seconds since the epoch; undefined for inline policies. */
  readonly madeAt: number | undefined;
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

export interface AccountExport {
  readonly text: string;
  readonly file: string;
}

const PRINCIPAL_LISTS = ['RoleDetailList', 'UserDetailList'];
const LISTS = [...PRINCIPAL_LISTS, 'GroupDetailList', 'Policies'];

/**
 * All exports together: of one account or of several.
 * @throws EngineError `invalid-input` for a text that has anything but such exports.
 */
export function readAccount(exports: readonly AccountExport[]): AccountSnapshot {
  const pages = exports.flatMap(pagesOf);
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
    groups.set(groupKey(group, name), attachedTo(group, 'GroupPolicyList', managed, `group ${name}: `));
  }
  const snapshot = new Map<string, PrincipalPolicies>();
  for (const user of pages.flatMap((page) => objectsOf(page, 'UserDetailList'))) {
    const direct = attachedTo(user, 'UserPolicyList', managed, '');
    const names = own(user, 'GroupList');
    const of = (Array.isArray(names) ? names : []).flatMap(
      (name) => groups.get(groupKey(user, String(name))) ?? [],
    );
    add(snapshot, user, managed, [direct, ...of]);
  }
  for (const role of pages.flatMap((page) => objectsOf(page, 'RoleDetailList')))
    add(snapshot, role, managed, [attachedTo(role, 'RolePolicyList', managed, '')]);
  return snapshot;
}

/** Groups of one name are one per account; `member` has an ARN of that account. */
function groupKey(member: JsonObject, name: string): string {
  return `${parseArn(ownString(member, 'Arn') ?? '')?.account ?? ''} ${name}`;
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

function pagesOf({ text, file }: AccountExport): JsonObject[] {
  const pages = jsonDocuments(text).map((page, i, all) => {
    if (isJsonObject(page) && LISTS.some((list) => Object.hasOwn(page, list))) return page;
    throw noExport(
      file,
      all.length === 1 ? 'this is no export of an account' : `document ${i + 1} is no export of an account`,
    );
  });
  if (pages.some((page) => PRINCIPAL_LISTS.some((list) => Object.hasOwn(page, list)))) return pages;
  throw noExport(file, 'this is no export of an account');
}

function noExport(file: string, message: string): EngineError {
  return new EngineError('invalid-input', 'no-account-export', message, { location: file, help: HELP });
}
