// Calls of S3, as CloudTrail writes them: data events carry `bucketName`, `Host` and `key`, object and bucket.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-understanding-s3-entries.html
import { type Call, call, dataCall, type JsonFields, type Scene } from '../call.js';
import { bucketOwner, keyArn } from '../company.js';

interface ObjectOptions {
  versionId?: string;
  /** KMS key that encrypts the object. */
  key?: string;
  contentType?: string;
}

export function getObject(scene: Scene, bucket: string, key: string, options: ObjectOptions = {}): Call {
  const version: JsonFields = options.versionId === undefined ? {} : { versionId: options.versionId };
  return objectCall(scene, 'GetObject', bucket, key, version);
}

export function headObject(scene: Scene, bucket: string, key: string): Call {
  return objectCall(scene, 'HeadObject', bucket, key);
}

/** An upload; with a KMS key, the two headers that ask for SSE-KMS. */
export function putObject(scene: Scene, bucket: string, key: string, options: ObjectOptions = {}): Call {
  const encryption: JsonFields =
    options.key === undefined
      ? {}
      : {
          'x-amz-server-side-encryption': 'aws:kms',
          'x-amz-server-side-encryption-aws-kms-key-id': keyArn(
            scene.region,
            bucketOwner(bucket),
            options.key,
          ),
        };
  const response = { 'x-amz-server-side-encryption': options.key === undefined ? 'AES256' : 'aws:kms' };
  return { ...objectCall(scene, 'PutObject', bucket, key, encryption), response };
}

export function deleteObject(scene: Scene, bucket: string, key: string, options: ObjectOptions = {}): Call {
  const version: JsonFields = options.versionId === undefined ? {} : { versionId: options.versionId };
  return objectCall(scene, 'DeleteObject', bucket, key, version);
}

/** A copy; the source is `<bucket>/<key>` in a header, as the caller spelt it. */
export function copyObject(
  scene: Scene,
  from: { bucket: string; key: string },
  to: { bucket: string; key: string },
): Call {
  const source = `${from.bucket}/${from.key}`;
  return objectCall(scene, 'CopyObject', to.bucket, to.key, { 'x-amz-copy-source': source });
}

export function putObjectTagging(scene: Scene, bucket: string, key: string, tags: JsonFields): Call {
  const Tag = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  return objectCall(scene, 'PutObjectTagging', bucket, key, { tagging: '', Tagging: { TagSet: { Tag } } });
}

/** ListObjectsV2 is logged under the name ListObjects, with `list-type`. */
export function listObjects(scene: Scene, bucket: string, prefix: string): Call {
  const request = { 'list-type': '2', bucketName: bucket, prefix, Host: bucketHost(scene, bucket) };
  return dataCall('s3', 'ListObjects', { ...request, 'encoding-type': 'url' }, underBucket(bucket), {
    ...wire(scene, bucket),
    readOnly: true,
  });
}

/** DeleteObjects names no key: the keys are in the body, which is not logged. */
export function deleteObjects(scene: Scene, bucket: string): Call {
  const request = { bucketName: bucket, Host: bucketHost(scene, bucket), delete: '' };
  return dataCall('s3', 'DeleteObjects', request, underBucket(bucket), wire(scene, bucket));
}

/** A call on an upload in parts. */
export function multipart(scene: Scene, bucket: string, key: string): Call[] {
  const uploadId = scene.random.alphanumeric(64);
  return [
    objectCall(scene, 'CreateMultipartUpload', bucket, key, { uploads: '' }),
    objectCall(scene, 'UploadPart', bucket, key, { partNumber: '1', uploadId }),
    objectCall(scene, 'UploadPart', bucket, key, { partNumber: '2', uploadId }),
    objectCall(scene, 'CompleteMultipartUpload', bucket, key, { uploadId }),
  ];
}

/** A management call on a bucket; `subresource` is the bare query parameter that S3 logs, as in `policy`. */
export function bucketCall(
  scene: Scene,
  name: string,
  bucket: string,
  subresource?: string,
  more: JsonFields = {},
): Call {
  const request: JsonFields = { bucketName: bucket, Host: bucketHost(scene, bucket), ...more };
  if (subresource !== undefined) request[subresource] = '';
  const resources = [
    { accountId: bucketOwner(bucket), type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${bucket}` },
  ];
  return call('s3', name, request, { ...wire(scene, bucket), resources });
}

export function listBuckets(scene: Scene): Call {
  const host = `s3.${scene.region}.amazonaws.com`;
  return call('s3', 'ListBuckets', { Host: host }, { additional: transfer(scene), host });
}

/** GetObject through an access point: the record names the access point beside object and bucket. */
export function getObjectThroughAccessPoint(scene: Scene, bucket: string, key: string, name: string): Call {
  const made = objectCall(scene, 'GetObject', bucket, key);
  const accessPoint = {
    accountId: bucketOwner(bucket),
    type: 'AWS::S3::AccessPoint',
    ARN: `arn:aws:s3:${scene.region}:${bucketOwner(bucket)}:accesspoint/${name}`,
  };
  const host = `${name}-${bucketOwner(bucket)}.s3-accesspoint.${scene.region}.amazonaws.com`;
  const request = { ...made.request, bucketName: accessPoint.ARN, Host: host };
  return { ...made, request, host, resources: [...(made.resources ?? []), accessPoint] };
}

function objectCall(scene: Scene, name: string, bucket: string, key: string, more: JsonFields = {}): Call {
  const request = { ...more, bucketName: bucket, Host: bucketHost(scene, bucket), key };
  const resources = [
    { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${bucket}/${key}` },
    { accountId: bucketOwner(bucket), type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${bucket}` },
  ];
  return dataCall('s3', name, request, resources, wire(scene, bucket));
}

function underBucket(bucket: string) {
  return [
    { type: 'AWS::S3::Object', ARNPrefix: `arn:aws:s3:::${bucket}/` },
    { accountId: bucketOwner(bucket), type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${bucket}` },
  ];
}

function bucketHost(scene: Scene, bucket: string): string {
  return `${bucket}.s3.${scene.region}.amazonaws.com`;
}

function wire(scene: Scene, bucket: string): Partial<Call> {
  return { additional: transfer(scene), host: bucketHost(scene, bucket) };
}

function transfer(scene: Scene): JsonFields {
  return {
    SignatureVersion: 'SigV4',
    CipherSuite: 'TLS_AES_128_GCM_SHA256',
    bytesTransferredIn: 0,
    AuthenticationMethod: 'AuthHeader',
    'x-amz-id-2': `${scene.random.alphanumeric(24)}EXAMPLE=`,
    bytesTransferredOut: scene.random.integer(200, 90_000),
  };
}
