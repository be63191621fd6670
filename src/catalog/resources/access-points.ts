// S3: calls through access points are authorised on the access point's object and on the bucket's; a copy reads
// its source and writes its target.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
import { type Arn, formatArn, parseArn } from '../../core/arn.js';
import type { EventResource } from '../../core/event.js';
import type { PermissionResource } from '../../core/permission.js';
import { escapePolicyText } from '../../core/policy-text.js';
import type { BoundPlan } from './bound-plan.js';
import { MAX_NAME_LENGTH, type RequestReading } from './request-reading.js';
import type { ResolutionPlan } from './resolution-plan.js';

const ACCESS_POINT = /^accesspoint\/[^/]+$/;
const BUCKET = /^[^/:]+$/;

/**
 * The access point's ARN (with `/object/<key>` for an action on objects) and the bucket's (or its object's), where the
 * record lists an access point or names one as its bucket; else undefined.
 */
export function throughAccessPoint(
  { plan, bucket: bucketAt }: BoundPlan,
  reading: RequestReading,
): readonly PermissionResource[] | undefined {
  if (!plan.accessPoints) return undefined;
  const listed = reading.event.resources;
  const bucket = bucketAt === undefined ? undefined : reading.request.values[bucketAt];
  if (!isPoint(bucket) && !anyPoint(listed)) return undefined;
  const named = [...listed.map(({ arn }) => arn), bucket];
  const arns = named.flatMap((text) =>
    text === undefined || text.length > MAX_NAME_LENGTH ? [] : (parseArn(text) ?? []),
  );
  const points = arns.filter((arn) => arn.region !== '' && ACCESS_POINT.test(arn.resource));
  if (points.length === 0) return undefined;
  const onObjects = plan.types.some((type) => type.type === 'object');
  const buckets = arns.filter(
    (arn) => arn.service === 's3' && arn.region === '' && BUCKET.test(arn.resource),
  );
  const objects = arns.filter(
    (arn) => arn.service === 's3' && arn.region === '' && arn.resource.includes('/'),
  );
  if (!onObjects) {
    return [
      ...points.map((arn) => point(arn, 's3:accesspoint')),
      ...buckets.map((arn) => point(arn, 's3:bucket')),
    ];
  }
  const object = objects[0]?.resource;
  const key = reading.at('key') ?? object?.slice(object.indexOf('/') + 1);
  const suffix = (separator: string, arn: Arn, type: string): PermissionResource =>
    key === undefined
      ? {
          ...point({ ...arn, resource: `${arn.resource}${separator}` }, type, '*'),
          reason: 'resource-not-in-record',
        }
      : point({ ...arn, resource: `${arn.resource}${separator}${key}` }, type);
  return [
    ...points.map((arn) => suffix('/object/', arn, 's3:accesspointobject')),
    ...(objects.length > 0
      ? objects.map((arn) => point(arn, 's3:object'))
      : buckets.map((arn) => suffix('/', arn, 's3:object'))),
  ];
}

function anyPoint(listed: readonly EventResource[]): boolean {
  for (const { arn } of listed) if (isPoint(arn)) return true;
  return false;
}

function isPoint(text: string | undefined): boolean {
  return text?.includes(':accesspoint/') === true;
}

/** `x-amz-copy-source` (`bucket/key`, URL-encoded, perhaps with a version), for the action that reads it. */
export function copySource(
  plan: ResolutionPlan,
  reading: RequestReading,
  partition: string,
): PermissionResource | undefined {
  if (!plan.readsCopySource) return undefined;
  const header = reading.named('xamzcopysource');
  if (header === undefined) return undefined;
  const path = decode(header.replace(/\?versionId=[^?]*$/, '')).replace(/^\//, '');
  if (!/^[^/]+\/[\s\S]+$/.test(path)) return undefined;
  return path.startsWith('arn:')
    ? fromArn(path)
    : point({ partition, service: 's3', region: '', account: '', resource: path }, 's3:object');
}

function fromArn(text: string): PermissionResource | undefined {
  const arn = parseArn(text);
  return arn === undefined ? undefined : point(arn, arn.region === '' ? 's3:object' : 's3:accesspointobject');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function point(arn: Arn, type: string, wildcard = ''): PermissionResource {
  const raw = formatArn(arn) + wildcard;
  const escaped = escapePolicyText(formatArn(arn)) + wildcard;
  return escaped === raw ? { arn: raw, type } : { arn: escaped, rawArn: raw, type };
}
