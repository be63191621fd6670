// S3 answers 404 only to who may list the bucket; to others it is 403.
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html, API_HeadObject.html
import { findAction } from '../actions.js';
import { resolveResources } from '../resources/resolve-resources.js';
import type { Inference } from './inference.js';

const SOURCE = 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html';
const LISTING = { service: 's3', name: 'ListObjectsV2' };
const READS: ReadonlySet<string> = new Set(['getobject', 'headobject']);

/** s3:ListBucket on the bucket of a GetObject or HeadObject that ended in NoSuchKey. */
export const listBucketBehind404: Inference = {
  appliesTo: ({ service, name }) => service === 's3' && READS.has(name.toLowerCase()),
  infer: ({ event, reading }) => {
    const facts = event.errorCode === 'NoSuchKey' ? findAction('s3', 'ListBucket') : undefined;
    if (facts === undefined) return [];
    const resources = resolveResources(facts, event, LISTING, reading);
    return [{ action: 's3:ListBucket', resources, conditions: {}, evidence: 'inferred', source: SOURCE }];
  },
};
