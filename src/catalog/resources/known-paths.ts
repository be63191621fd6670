// IAM names have paths that requests leave out: they are told from the answer, from the caller, or from the name.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
import { formatArn, parseArn } from '../../core/arn.js';
import type { TrailEvent } from '../../core/event.js';
import { isJsonObject, type JsonValue } from '../../core/json.js';
import type { PermissionResource } from '../../core/permission.js';
import { escapePolicyText } from '../../core/policy-text.js';
import type { ResolutionPlan, TypePlan } from './resolution-plan.js';
import { callerDefaults, namePaths } from './resource-tables.js';

const MAX_DEPTH = 4;

/** The type's own resource where the request names none: IAM then means the calling user. */
export function callersOwn(
  type: TypePlan,
  plan: ResolutionPlan,
  event: TrailEvent,
): PermissionResource | undefined {
  if (event.principal.type !== 'IAMUser') return undefined;
  const rows = callerDefaults(plan.service);
  if (!rows.some((row) => row.type === type.type.toLowerCase() && row.operation === plan.operation))
    return undefined;
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
  if (!hasPath(type) || resource.reason !== undefined) return resource;
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
  const place = namePaths(plan.service).find((row) => row.type === type.type && row.name.test(name));
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

function hasPath(type: TypePlan): boolean {
  return type.formats.some(
    ({ format }) => format.variables.length === 1 && format.variables[0]?.endsWith('WithPath'),
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
