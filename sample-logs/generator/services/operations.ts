// Calls of services for running and watching things: logs, metrics, stacks, pipelines, backups, audits.
import { type Call, call, type JsonFields, type Scene } from '../call.js';
import { arn } from '../company.js';

export function logs(name: string, request: JsonFields | null): Call {
  return call('logs', name, request, { apiVersion: '20140328' });
}

/** CloudWatch's event source is `monitoring`. */
export function cloudWatch(name: string, request: JsonFields | null): Call {
  return call('monitoring', name, request);
}

export function stack(scene: Scene, name: string, stackName: string, more: JsonFields = {}): Call {
  const stackId = arn(
    'cloudformation',
    scene.region,
    scene.account,
    `stack/${stackName}/${scene.random.uuid()}`,
  );
  const response = name.startsWith('Describe') || name.startsWith('Get') ? null : { stackId };
  return call('cloudformation', name, { stackName, ...more }, { response });
}

/** A call without parameters, or with those given, of any Regional service. */
export function plain(source: string, name: string, request: JsonFields | null = null): Call {
  return call(source, name, request);
}

/** API Gateway's management: CloudTrail logs the operation, IAM knows verbs on paths. */
export function apiGateway(name: string, request: JsonFields | null): Call {
  return call('apigateway', name, request);
}

export function systemsManager(name: string, request: JsonFields | null): Call {
  return call('ssm', name, request);
}
