// Condition keys that keep the public out where they are held against fixed values: what the caller cannot choose.
// Sources: [filter] https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-filter-keys.html
//          [s3] https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
//          [efs] https://docs.aws.amazon.com/efs/latest/ug/access-control-block-public-access.html
//          [global] https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html

/**
 * When a value is fixed. `exact`: without wildcards. `arn`: its account, or where it has none its name, is without
 * wildcards. `organization`: the organization's id is. `range`: no more than a /8 of IPv4 or a /32 of IPv6 ([s3]).
 * `true`: the value is `true`, which no outside caller brings about. `service`: the key is there for AWS services only.
 */
export type FixedForm = 'exact' | 'arn' | 'organization' | 'range' | 'true' | 'service';

export interface RestrictingKey {
  /** In lower case. */
  readonly key: string;
  readonly form: FixedForm;
  readonly source: 'filter' | 's3' | 'efs' | 'global';
}

const ROWS: readonly (readonly [key: string, form: FixedForm, source: RestrictingKey['source']])[] = [
  ['aws:principalarn', 'arn', 'filter'],
  ['aws:principalorgid', 'exact', 'filter'],
  ['aws:principalorgpaths', 'organization', 'filter'],
  ['aws:principalaccount', 'exact', 'global'],
  ['aws:sourceaccount', 'exact', 'filter'],
  ['aws:sourcearn', 'arn', 'filter'],
  ['aws:sourceip', 'range', 'filter'],
  ['aws:sourceorgid', 'exact', 'filter'],
  ['aws:sourceorgpaths', 'organization', 'filter'],
  ['aws:sourceowner', 'exact', 's3'],
  ['aws:sourcevpc', 'exact', 'filter'],
  ['aws:sourcevpcarn', 'arn', 'filter'],
  ['aws:sourcevpce', 'exact', 'filter'],
  ['aws:vpceaccount', 'exact', 'filter'],
  ['aws:vpceorgid', 'exact', 'filter'],
  ['aws:vpceorgpaths', 'organization', 'filter'],
  // "aws:userid, outside the pattern AROLEID:*"
  ['aws:userid', 'exact', 's3'],
  ['s3:x-amz-server-side-encryption-aws-kms-key-id', 'arn', 's3'],
  ['s3:dataaccesspointarn', 'arn', 's3'],
  ['s3:dataaccesspointaccount', 'exact', 's3'],
  ['kms:calleraccount', 'exact', 'filter'],
  ['lambda:eventsourcetoken', 'exact', 'filter'],
  ['accounts.google.com:aud', 'exact', 'filter'],
  ['cognito-identity.amazonaws.com:aud', 'exact', 'filter'],
  ['graph.facebook.com:app_id', 'exact', 'filter'],
  ['www.amazon.com:app_id', 'exact', 'filter'],
  ['elasticfilesystem:accessedviamounttarget', 'true', 'efs'],
  ['aws:principalisawsservice', 'true', 'global'],
  ['aws:principalservicename', 'service', 'global'],
  ['aws:principalservicenameslist', 'service', 'global'],
];

export const RESTRICTING_KEYS: ReadonlyMap<string, RestrictingKey> = new Map(
  ROWS.map(([key, form, source]) => [key, { key, form, source }]),
);

/** Keys of the resource's own side: what is held against them is fixed. */
export const OWNER_KEYS: ReadonlySet<string> = new Set([
  'aws:resourceaccount',
  'aws:resourceorgid',
  'aws:resourceorgpaths',
]);

/** Identity providers that all the world has in common. */
export const SHARED_PROVIDERS: ReadonlySet<string> = new Set([
  'accounts.google.com',
  'cognito-identity.amazonaws.com',
  'graph.facebook.com',
  'www.amazon.com',
]);
