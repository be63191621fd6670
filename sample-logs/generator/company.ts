// The fictional company: a shop with a production account and a data account, in one organization.
// Account ids, access key ids, bucket names and addresses are those that AWS's documentation uses in examples;
// addresses are from RFC 5737's blocks for documentation.

export const SEED = 20260901;

/** 2026-09-01T00:00:00Z, in seconds: the first moment of the archive. */
export const PERIOD_START = Date.UTC(2026, 8, 1) / 1000;
export const PERIOD_DAYS = 30;
export const DAY = 86_400;

export const PRODUCTION = '111122223333';
export const DATA = '444455556666';
export const ORGANIZATION = 'o-exampleorgid';
/** Day (0-based) whose records the organization's trail delivered a second time. */
export const SECOND_TRAIL_DAY = 14;

export const REGIONS = ['us-east-1', 'eu-west-1', 'eu-central-1'] as const;
export type Region = (typeof REGIONS)[number];
export const GLOBAL_REGION: Region = 'us-east-1';

export const SESSION_KEY = 'ASIAIOSFODNN7EXAMPLE';
export const USER_KEY = 'AKIAIOSFODNN7EXAMPLE';
export const MASKED = 'HIDDEN_DUE_TO_SECURITY_REASONS';

export const BUCKET = {
  assets: 'amzn-s3-demo-bucket-assets',
  artifacts: 'amzn-s3-demo-bucket-artifacts',
  invoices: 'amzn-s3-demo-bucket-invoices',
  uploads: 'amzn-s3-demo-source-bucket',
  thumbnails: 'amzn-s3-demo-destination-bucket',
  logs: 'amzn-s3-demo-logging-bucket',
  lake: 'amzn-s3-demo-bucket-lake',
  results: 'amzn-s3-demo-bucket-athena-results',
  models: 'amzn-s3-demo-bucket-models',
  partners: 'amzn-s3-demo-bucket-partners',
  state: 'amzn-s3-demo-bucket-terraform-state',
} as const;

/** Which account owns a bucket: those of the data side, and all others production's. */
export function bucketOwner(bucket: string): string {
  const data: readonly string[] = [BUCKET.lake, BUCKET.results, BUCKET.models];
  return data.includes(bucket) ? DATA : PRODUCTION;
}

/** KMS key ids in the form of the documentation's `1234abcd-12ab-34cd-56ef-1234567890ab`. */
export const KEY = {
  orders: '1234abcd-12ab-34cd-56ef-1234567890ab',
  invoices: '0987dcba-09fe-87dc-65ba-ab0987654321',
  secrets: '2345bcde-23bc-45de-67fa-2345678901bc',
  lake: '3456cdef-34cd-56ef-78ab-3456789012cd',
} as const;

export const VPC_ENDPOINT = 'vpce-1234567890abcdef0';

const ADDRESS_BLOCKS = { office: '203.0.113', cloud: '198.51.100', partner: '192.0.2' } as const;
export type Site = keyof typeof ADDRESS_BLOCKS;

/** An address of a site, from its documentation block. */
export function address(site: Site, host: number): string {
  return `${ADDRESS_BLOCKS[site]}.${host}`;
}

/** `arn:aws:service:region:account:resource`. */
export function arn(service: string, region: string, account: string, resource: string): string {
  return `arn:aws:${service}:${region}:${account}:${resource}`;
}

export function keyArn(region: string, account: string, key: string): string {
  return arn('kms', region, account, `key/${key}`);
}
