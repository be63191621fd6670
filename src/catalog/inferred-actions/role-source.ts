// Task definitions and instance profiles: the ARN under which a record knows something that stands for a role.
import { parseArn } from '../../core/arn.js';
import type { TrailEvent } from '../../core/event.js';
import { isJsonObject, type JsonObject, type JsonValue, ownString } from '../../core/json.js';
import { callerScope } from './caller-scope.js';

/**
 * The key of an instance profile from its name, its ARN or EC2's `{arn | name}`. Names are unique in an account
 * whatever their path, so the key leaves the path out: only the ARN has it.
 */
export function instanceProfileKey(value: JsonValue, event: TrailEvent): string | undefined {
  const text = isJsonObject(value) ? (textUnder(value, 'arn') ?? textUnder(value, 'name')) : value;
  if (typeof text !== 'string') return undefined;
  const arn = parseArn(text);
  const name = (arn === undefined ? text : arn.resource).split('/').at(-1) ?? '';
  const scope = arn ?? callerScope(event);
  if (scope === undefined || !IAM_NAME.test(name)) return undefined;
  return `arn:${scope.partition}:iam::${scope.account}:instance-profile/${name}`;
}

/** EC2 writes `arn` in some records and `Arn` in others. */
function textUnder(object: JsonObject, name: string): string | undefined {
  const key = Object.keys(object).find((k) => k.toLowerCase() === name);
  return key === undefined ? undefined : ownString(object, key);
}

/** The key of a task definition from `family:revision` or its ARN; a family alone does not tell the revision. */
export function taskDefinitionKey(value: JsonValue, event: TrailEvent): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (TASK_DEFINITION_ARN.test(value)) return value;
  const scope = callerScope(event);
  if (scope === undefined || event.region === '' || !/^[\w-]+:\d+$/.test(value)) return undefined;
  return `arn:${scope.partition}:ecs:${event.region}:${scope.account}:task-definition/${value}`;
}

/** A role's ARN from its ARN or name; a name alone does not tell the path, which is taken to be `/`. */
export function roleArnOf(value: JsonValue | undefined, event: TrailEvent): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (ROLE_ARN.test(value)) return value;
  const scope = callerScope(event);
  if (scope === undefined || !IAM_PATH_AND_NAME.test(value)) return undefined;
  return `arn:${scope.partition}:iam::${scope.account}:role/${value.replace(/^\//, '')}`;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html (name requirements) */
const IAM_NAME = /^[\w+=,.@-]+$/;
const IAM_PATH_AND_NAME = /^\/?(?:[\w+=,.@-]+\/)*[\w+=,.@-]+$/;
const TASK_DEFINITION_ARN = /^arn:[^:]+:ecs:[^:]+:\d{12}:task-definition\/[\w-]+:\d+$/;
export const ROLE_ARN = /^arn:[^:]+:iam::\d{12}:role\/[\x21-\x7e]+$/;
