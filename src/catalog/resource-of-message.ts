// The resource that a denial message names, as a policy would write it.
import { type Arn, parseArn } from '../core/arn.js';
import type { TrailEvent } from '../core/event.js';
import type { PermissionResource } from '../core/permission.js';
import { escapePolicyText } from '../core/policy-text.js';
import { type ActionFacts, resourceTypesOf } from './actions.js';
import { textsIn } from './request-parameter.js';
import { isOfFormat, parseArnFormat } from './resources/arn-format.js';

/** Services whose names may hold a literal `*`: object keys, topics, paths. There a star is part of the name. */
const STAR_IN_NAMES: ReadonlySet<string> = new Set([
  's3',
  's3-object-lambda',
  's3-outposts',
  'iot',
  'execute-api',
  'vpc-lattice',
]);

/**
 * `text` is `*` or an ARN as raw text. It is a name and is escaped, but for one form: AWS itself writes a lone `*`
 * for the last part where it refuses before it looks at an id (EC2's `instance/*`, `db:*`). It is AWS's own where
 * names of the service cannot hold a star and no text that the caller sent has one; EC2's ids never have one.
 * `resolved` is what the rest of the record gives for the action: it knows why a resource is a wildcard.
 */
export function resourceOfMessage(
  text: string,
  action: ActionFacts,
  event: TrailEvent,
  resolved: readonly PermissionResource[],
): PermissionResource {
  const arn = parseArn(text);
  if (arn === undefined) return resolved.find((resource) => resource.arn === '*') ?? ALL;
  const type = typeOfArn(arn, action);
  if (/[/:]\*$/.test(text) && isOwnWildcard(arn, event)) {
    const escaped = `${escapePolicyText(text.slice(0, -1))}*`;
    const reason = resolved.find((resource) => resource.arn === escaped)?.reason ?? 'resource-not-in-record';
    return escaped === text ? { arn: text, type, reason } : { arn: escaped, rawArn: text, type, reason };
  }
  const escaped = escapePolicyText(text);
  return escaped === text ? { arn: text, type } : { arn: escaped, rawArn: text, type };
}

/** The source of a denied permission that is not on what the message names, but on what the call needs besides. */
export const NEEDED_BESIDE_REFUSED =
  'the access denied message names one of the resource types that the action requires';

/**
 * Of `resolved`, what the call is on under each further type that its action requires or that it makes: the message
 * names the first refusal only. Nothing that the record does not tell.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function resourcesBeside(
  refused: PermissionResource,
  action: ActionFacts,
  resolved: readonly PermissionResource[],
): readonly PermissionResource[] {
  const required = new Set(
    action.resourceTypes.filter((type) => type.required).map(({ type }) => `${action.service}:${type}`),
  );
  if (refused.type === undefined || !required.has(refused.type)) return [];
  return resolved.filter(
    ({ type, reason }) =>
      type !== undefined &&
      type !== refused.type &&
      (reason === 'id-assigned-by-service' ||
        (required.has(type) && (reason === undefined || reason === 'suffix-unknown'))),
  );
}

const ALL: PermissionResource = { arn: '*', type: undefined, reason: 'resource-not-in-record' };

function isOwnWildcard(arn: Arn, event: TrailEvent): boolean {
  if (arn.service === 'ec2') return true;
  if (STAR_IN_NAMES.has(arn.service)) return false;
  return (
    event.requestParameters === undefined || !textsIn(event.requestParameters).some((t) => t.includes('*'))
  );
}

/** `service:type` of the action's resource type that the ARN is of, the one with the most literal text first. */
function typeOfArn(arn: Arn, action: ActionFacts): string | undefined {
  const types = resourceTypesOf(action.service);
  for (const how of ['strict', 'lenient'] as const) {
    let best: string | undefined;
    let most = -1;
    for (const { type } of action.resourceTypes) {
      for (const text of types.get(type.toLowerCase())?.arnFormats ?? []) {
        const format = parseArnFormat(text);
        if (format.literalLength <= most || format.service === '') continue;
        if (isOfFormat(format, arn, how)) [best, most] = [`${action.service}:${type}`, format.literalLength];
      }
    }
    if (best !== undefined) return best;
  }
  return undefined;
}
