// What generation asks of the catalog: access levels, and the ARN formats of resource types.
import { findAction, resourceTypesOf } from '../catalog/actions.js';
import { parseArn } from '../core/arn.js';
import { remembered } from '../core/remembered.js';
import { serviceOf } from './grant.js';

/**
 * Services whose resources are never widened: a wildcard there reaches other principals, keys or secrets.
 * Compared with the action's service and with the ARN's.
 */
const NEVER_WIDENED: ReadonlySet<string> = new Set(['iam', 'sts', 'kms', 'organizations', 'secretsmanager']);

const PERMISSIONS_MANAGEMENT = 'Permissions management';

/** AWS's access levels of the action (`Read`, `List`, `Write`, `Tagging`, `Permissions management`). */
export function accessLevelsOf(action: string): readonly string[] {
  const level = findAction(serviceOf(action), nameOf(action))?.accessLevel;
  return level === undefined ? [] : level.split(',').map((part) => part.trim());
}

/** True where no option and no quota may put a wildcard in place of the resource's name. */
export function isProtected(action: string, resource: string): boolean {
  return isProtectedAction(action) || NEVER_WIDENED.has(parseArn(resource)?.service ?? '');
}

const isProtectedAction = remembered((action): boolean => {
  if (NEVER_WIDENED.has(serviceOf(action).toLowerCase())) return true;
  const levels = accessLevelsOf(action);
  return levels.length === 0 || levels.includes(PERMISSIONS_MANAGEMENT);
});

/** ARN formats (`arn:${Partition}:s3:::${BucketName}`) of a type written `service:type`; none if unknown. */
export function arnFormatsOf(resourceType: string | undefined): readonly string[] {
  if (resourceType === undefined) return [];
  const colon = resourceType.indexOf(':');
  const types = resourceTypesOf(resourceType.slice(0, colon));
  return types.get(resourceType.slice(colon + 1).toLowerCase())?.arnFormats ?? [];
}

/** `service:type` of each type that the action is authorised on; empty if it knows only `*`. */
export function resourceTypesOfAction(action: string): readonly string[] {
  const service = serviceOf(action);
  const types = findAction(service, nameOf(action))?.resourceTypes ?? [];
  const required = types.filter((type) => type.required);
  return (required.length > 0 ? required : types).map(({ type }) => `${service}:${type}`);
}

function nameOf(action: string): string {
  return action.slice(action.indexOf(':') + 1);
}
