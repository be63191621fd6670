// Calls of STS, IAM and Organizations. IAM is global and logs in us-east-1.
import { type Call, call, type JsonFields, type Scene } from '../call.js';
import { GLOBAL_REGION, SESSION_KEY } from '../company.js';

const GLOBAL = { global: true, host: 'iam.amazonaws.com' } as const;

export function iam(name: string, request: JsonFields | null = null, more: Partial<Call> = {}): Call {
  return call('iam', name, request, { ...GLOBAL, ...more });
}

/** A call of a service that has one endpoint, in us-east-1. */
export function globalCall(
  source: string,
  name: string,
  request: JsonFields | null,
  more: Partial<Call> = {},
): Call {
  return call(source, name, request, { global: true, ...more });
}

export function organizations(name: string, request: JsonFields | null = null): Call {
  return globalCall('organizations', name, request, {
    host: `organizations.${GLOBAL_REGION}.amazonaws.com`,
  });
}

export function callerIdentity(): Call {
  return call('sts', 'GetCallerIdentity', null);
}

interface Assumption {
  roleArn: string;
  uniqueId: string;
  roleSessionName: string;
  tags?: JsonFields;
  sourceIdentity?: string;
  externalId?: string;
}

/** AssumeRole that succeeded; with the token, as ever, left out. */
export function assumeRole(scene: Scene, assumption: Assumption): Call {
  const { roleArn, roleSessionName } = assumption;
  const request: JsonFields = { roleArn, roleSessionName, durationSeconds: 3600 };
  if (assumption.externalId !== undefined) request.externalId = assumption.externalId;
  if (assumption.sourceIdentity !== undefined) request.sourceIdentity = assumption.sourceIdentity;
  if (assumption.tags !== undefined) {
    request.tags = Object.entries(assumption.tags).map(([key, value]) => ({ key, value }));
  }
  const accountId = roleArn.split(':')[4] ?? scene.account;
  const name = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  const response = {
    credentials: {
      accessKeyId: SESSION_KEY,
      sessionToken: 'EXAMPLE',
      expiration: 'Sep 30, 2026, 11:59:59 PM',
    },
    assumedRoleUser: {
      assumedRoleId: `${assumption.uniqueId}:${roleSessionName}`,
      arn: `arn:aws:sts::${accountId}:assumed-role/${name}/${roleSessionName}`,
    },
  };
  return call('sts', 'AssumeRole', request, {
    readOnly: true,
    response,
    resources: [{ accountId, type: 'AWS::IAM::Role', ARN: roleArn }],
  });
}

/** CreateRole as deployers make it. */
export function createRole(scene: Scene, roleName: string, service: string, path = '/'): Call {
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
  };
  const request = {
    path,
    roleName,
    assumeRolePolicyDocument: JSON.stringify(trust),
    tags: [{ key: 'managed-by', value: 'terraform' }],
  };
  const arn = `arn:aws:iam::${scene.account}:role${path}${roleName}`;
  return iam('CreateRole', request, {
    response: { role: { path, roleName, arn, roleId: `AROA${scene.random.base32(10)}EXAMPLE` } },
  });
}
