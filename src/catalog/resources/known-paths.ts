// What the request leaves out of a name: IAM's paths are told from the answer, from the caller, or from the name;
// the name of what was made, where only the answer has it.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
import { formatArn, parseArn } from '../../core/arn.js';
import type { TrailEvent } from '../../core/event.js';
import { isJsonObject, type JsonValue } from '../../core/json.js';
import type { PermissionResource } from '../../core/permission.js';
import { escapePolicyText } from '../../core/policy-text.js';
import { type ArnFormat, type ArnScope, isOfFormat } from './arn-format.js';
import { MAX_NAME_LENGTH } from './request-reading.js';
import type { ResolutionPlan, TypePlan } from './resolution-plan.js';

const MAX_DEPTH = 4;

/** The type's own resource where the request names none: IAM then means the calling user. */
export function callersOwn(type: TypePlan, event: TrailEvent): PermissionResource | undefined {
  if (!type.callersOwn || event.principal.type !== 'IAMUser') return undefined;
  const { arn } = event.principal;
  return parseArn(arn)?.resource.startsWith('user/') === true ? literal(arn, type) : undefined;
}

/** `resource` with the path that the answer, the caller's own ARN or a fixed place of such names gives it. */
export function withKnownPath(
  resource: PermissionResource,
  type: TypePlan,
  plan: ResolutionPlan,
  event: TrailEvent,
): PermissionResource {
  if (!type.hasPath || resource.reason !== undefined) return resource;
  const raw = resource.rawArn ?? resource.arn;
  const arn = parseArn(raw);
  const name = arn?.resource.slice(arn.resource.lastIndexOf('/') + 1);
  if (arn === undefined || name === undefined) return resource;
  const kind = `${arn.resource.slice(0, arn.resource.indexOf('/'))}/`;
  const same = (text: string): boolean => {
    const other = parseArn(text);
    return (
      other !== undefined &&
      other.service === arn.service &&
      other.account === arn.account &&
      other.resource.startsWith(kind) &&
      other.resource.endsWith(`/${name}`)
    );
  };
  const answered = plan.creating ? findText(event.responseElements, same, 0) : undefined;
  if (answered !== undefined) return literal(answered, type);
  if (arn.resource !== kind + name) return resource;
  if (same(event.principal.arn)) return literal(event.principal.arn, type);
  const place = type.namePaths.find((row) => row.name.test(name));
  if (place === undefined) return resource;
  const head = formatArn({ ...arn, resource: kind });
  const placed = `${head}${place.path}${escapePolicyText(name)}`;
  const placedRaw = `${head}${place.path}${name}`;
  return {
    arn: placed,
    ...(placedRaw === placed ? {} : { rawArn: placedRaw }),
    type: type.qualified,
    reason: 'arn-not-derivable',
  };
}

/**
 * What the call made, where the caller chose its name and only the answer tells it (CodeBuild's CreateProject).
 * Undefined for ids that the service gives: a policy has to be there before they are.
 */
export function madeByAnswer(
  type: TypePlan,
  event: TrailEvent,
  scope: ArnScope,
): PermissionResource | undefined {
  if (type.created === undefined) return undefined;
  for (const { format, answered } of type.formats) {
    if (!answered) continue;
    const found = findText(event.responseElements, (text) => isOwn(text, format, scope), 0);
    if (found !== undefined) return literal(found, type);
  }
  return undefined;
}

function isOwn(text: string, format: ArnFormat, scope: ArnScope): boolean {
  const arn = text.startsWith('arn:') && text.length <= MAX_NAME_LENGTH ? parseArn(text) : undefined;
  return (
    arn !== undefined &&
    (arn.account === '' || arn.account === scope.account) &&
    isOfFormat(format, arn, 'strict')
  );
}

function findText(
  value: JsonValue | undefined,
  test: (text: string) => boolean,
  depth: number,
): string | undefined {
  if (typeof value === 'string') return test(value) ? value : undefined;
  if (depth > MAX_DEPTH || value === undefined || value === null) return undefined;
  const inner = Array.isArray(value) ? value : isJsonObject(value) ? Object.values(value) : [];
  for (const one of inner) {
    const found = findText(one, test, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function literal(arn: string, type: TypePlan): PermissionResource {
  const escaped = escapePolicyText(arn);
  return escaped === arn
    ? { arn, type: type.qualified }
    : { arn: escaped, rawArn: arn, type: type.qualified };
}
