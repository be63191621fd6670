// Calls of KMS, Secrets Manager and Parameter Store, and the KMS calls that other services make for the caller.
// https://docs.aws.amazon.com/kms/latest/developerguide/understanding-kms-entries.html
import { type Call, call, type JsonFields, type Scene } from '../call.js';
import { arn, keyArn, MASKED } from '../company.js';

/** `kms:<name>` on a key of the account, or of another. */
export function kms(
  scene: Scene,
  name: string,
  key: string,
  request: JsonFields = {},
  account = scene.account,
): Call {
  const ARN = keyArn(scene.region, account, key);
  const readOnly = /^(Decrypt|Encrypt|GenerateDataKey|ReEncrypt|Describe|Get|List|Sign|Verify)/.test(name);
  const named = name === 'Decrypt' ? request : { keyId: ARN, ...request };
  return call('kms', name, named, {
    readOnly,
    resources: [{ accountId: account, type: 'AWS::KMS::Key', ARN }],
  });
}

/** What a service does on the caller's behalf when it reads or writes something encrypted. */
export function kmsFor(
  scene: Scene,
  service: string,
  name: 'Decrypt' | 'GenerateDataKey' | 'Encrypt' | 'CreateGrant',
  key: string,
  encryptionContext: JsonFields,
  account = scene.account,
): Call {
  const request: JsonFields = { encryptionContext };
  if (name === 'GenerateDataKey') request.keySpec = 'AES_256';
  else request.encryptionAlgorithm = 'SYMMETRIC_DEFAULT';
  return { ...kms(scene, name, key, request, account), invokedBy: service };
}

/** S3's own call for an object under SSE-KMS. Its records name the caller `AWS Internal`. */
export function kmsForObject(
  scene: Scene,
  name: 'Decrypt' | 'GenerateDataKey',
  key: string,
  bucket: string,
  object: string,
  account = scene.account,
): Call {
  return kmsFor(
    scene,
    'AWS Internal',
    name,
    key,
    { 'aws:s3:arn': `arn:aws:s3:::${bucket}/${object}` },
    account,
  );
}

/** A secret's ARN: its name and six characters that Secrets Manager adds. */
export function secretArn(scene: Scene, name: string, suffix = 'a1b2c3'): string {
  return arn('secretsmanager', scene.region, scene.account, `secret:${name}-${suffix}`);
}

/** GetSecretValue by ARN, and the Decrypt that it makes. */
export function readSecret(scene: Scene, name: string, key: string, suffix?: string): Call[] {
  const secretId = secretArn(scene, name, suffix);
  const context = { SecretARN: secretId, SecretVersionId: scene.random.uuid() };
  return [
    call('secretsmanager', 'GetSecretValue', { secretId }),
    kmsFor(scene, 'secretsmanager.amazonaws.com', 'Decrypt', key, context),
  ];
}

/** A call that knows the secret by its name only. */
export function secretByName(name: string, secretId: string, more: JsonFields = {}): Call {
  return call('secretsmanager', name, { secretId, ...more });
}

export function createSecret(scene: Scene, name: string, tags: JsonFields): Call {
  const request = {
    name,
    clientRequestToken: scene.random.uuid(),
    secretString: MASKED,
    tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
  };
  return call('secretsmanager', 'CreateSecret', request, {
    response: { aRN: secretArn(scene, name), name, versionId: scene.random.uuid() },
  });
}

/** GetParameter of a SecureString and the Decrypt that it makes. */
export function readParameter(scene: Scene, name: string, key?: string): Call[] {
  const made = call('ssm', 'GetParameter', { name, withDecryption: key !== undefined });
  if (key === undefined) return [made];
  const PARAMETER_ARN = arn('ssm', scene.region, scene.account, `parameter${name}`);
  return [made, kmsFor(scene, 'AWS Internal', 'Decrypt', key, { PARAMETER_ARN })];
}

export function putParameter(name: string): Call {
  const request = { name, value: MASKED, type: 'SecureString', overwrite: true, tier: 'Standard' };
  return call('ssm', 'PutParameter', request, { response: { version: 3, tier: 'Standard' } });
}
