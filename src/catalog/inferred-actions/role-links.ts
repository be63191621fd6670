// What a record teaches of task definitions and instance profiles: which role they stand for.
import type { TrailEvent } from '../../core/event.js';
import { own, ownObject, ownString } from '../../core/json.js';
import type { RoleLink } from '../../core/permission.js';
import type { Operation } from '../operation-of-event.js';
import { instanceProfileKey, roleArnOf, taskDefinitionKey } from './role-source.js';

/** The links of a successful RegisterTaskDefinition or AddRoleToInstanceProfile; none for other calls. */
export function roleLinksOf(event: TrailEvent, operation: Operation): readonly RoleLink[] {
  if (operation.service === 'ecs' && operation.name === 'RegisterTaskDefinition')
    return ofTaskDefinition(event);
  if (operation.service === 'iam' && operation.name === 'AddRoleToInstanceProfile')
    return ofInstanceProfile(event);
  return [];
}

function ofTaskDefinition(event: TrailEvent): RoleLink[] {
  const answer = ownObject(event.responseElements, 'taskDefinition');
  const key = taskDefinitionKey(ownString(answer, 'taskDefinitionArn') ?? null, event);
  if (key === undefined) return [];
  const roles = ['executionRoleArn', 'taskRoleArn'].flatMap(
    (name) => roleArnOf(own(answer, name) ?? own(event.requestParameters, name), event) ?? [],
  );
  return [...new Set(roles)].map((roleArn) => ({ kind: 'ecs-task-definition', key, roleArn }));
}

function ofInstanceProfile(event: TrailEvent): RoleLink[] {
  const key = instanceProfileKey(ownString(event.requestParameters, 'instanceProfileName') ?? null, event);
  const roleArn = roleArnOf(own(event.requestParameters, 'roleName'), event);
  return key === undefined || roleArn === undefined ? [] : [{ kind: 'instance-profile', key, roleArn }];
}
