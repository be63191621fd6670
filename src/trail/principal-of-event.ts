// Whose call a record tells of. Never throws: every field may be missing, null or of another type.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
import { parseArn } from '../core/arn.js';
import type { EventPrincipal, PrincipalType } from '../core/event.js';
import { type JsonObject, ownObject, ownString } from '../core/json.js';
import { partitionOfRegion } from '../core/partition.js';

const LISTED: ReadonlySet<string> = new Set([
  'SAMLUser',
  'WebIdentityUser',
  'IdentityCenterUser',
  'FederatedUser',
  'AWSAccount',
  'AWSService',
  'Directory',
]);

const PERMISSION_SET = /\/aws-reserved\/sso\.amazonaws\.com\/(?:[^/]+\/)?AWSReservedSSO_(.+)_[0-9a-f]{16}$/;

/** The principal of a record; `unknown` where userIdentity says nothing. */
export function principalOfEvent(record: JsonObject, region: string): EventPrincipal {
  const identity = ownObject(record, 'userIdentity');
  const context = ownObject(identity, 'sessionContext');
  const issuer = ownObject(context, 'sessionIssuer');
  const type = ownString(identity, 'type') ?? 'Unknown';
  const accountId = ownString(identity, 'accountId') ?? ownString(issuer, 'accountId');
  const hasSourceIdentity = ownString(context, 'sourceIdentity') !== undefined;
  const of = (as: PrincipalType, arn: string | undefined, uniqueId?: string): EventPrincipal => {
    const parsed = parseArn(arn ?? '');
    const path = parsed?.resource ?? '';
    const isRole = as === 'IAMRole';
    return {
      type: as,
      arn: arn ?? 'unknown',
      partition: parsed?.partition,
      accountId: parsed?.account || accountId,
      uniqueId: uniqueId?.split(':')[0],
      serviceLinked: isRole && path.startsWith('role/aws-service-role/'),
      permissionSet: isRole ? PERMISSION_SET.exec(path)?.[1] : undefined,
      policyHolder: (isRole || as === 'IAMUser') && parsed !== undefined,
      hasSourceIdentity,
    };
  };

  const arn = ownString(identity, 'arn');
  const issuerArn = ownString(issuer, 'arn');
  const principalId = ownString(identity, 'principalId');
  const iam = (account: string, resource: string) =>
    `arn:${parseArn(arn ?? '')?.partition ?? partitionOfRegion(region)}:iam::${account}:${resource}`;
  const rootArn = () => (accountId === undefined ? arn : iam(accountId, 'root'));

  if (type === 'Root') return of('Root', rootArn());
  const assumedRoot = parseArn(arn ?? '');
  if (assumedRoot?.service === 'sts' && assumedRoot.resource.startsWith('assumed-root'))
    return of('Root', rootArn());
  if (
    type === 'AssumedRole' ||
    type === 'Role' ||
    (issuerArn !== undefined && ownString(issuer, 'type') === 'Role')
  ) {
    const role = issuerArn ?? roleOfSession(arn);
    if (role !== undefined) return of('IAMRole', role, ownString(issuer, 'principalId') ?? principalId);
  }
  if (type === 'FederatedUser' && ownString(issuer, 'type') === 'Root') return of('Root', rootArn());
  if (type === 'FederatedUser' && issuerArn !== undefined) {
    return of('IAMUser', issuerArn, ownString(issuer, 'principalId'));
  }
  if (type === 'IAMUser') {
    const name = ownString(identity, 'userName');
    const user =
      arn ?? (accountId !== undefined && name !== undefined ? iam(accountId, `user/${name}`) : undefined);
    return of('IAMUser', user ?? name, principalId);
  }
  const best =
    arn ?? ownString(identity, 'invokedBy') ?? ownString(identity, 'userName') ?? accountId ?? principalId;
  return of(LISTED.has(type) ? (type as PrincipalType) : 'Unknown', best);
}

/** The role of `arn:aws:sts::A:assumed-role/R/S`: its path is not in the session's ARN. */
function roleOfSession(arn: string | undefined): string | undefined {
  const session = parseArn(arn ?? '');
  if (session === undefined) return undefined;
  if (session.service === 'iam' && session.resource.startsWith('role/')) return arn;
  const name = /^assumed-role\/([^/]+)/.exec(session.resource)?.[1];
  return name === undefined ? undefined : `arn:${session.partition}:iam::${session.account}:role/${name}`;
}
