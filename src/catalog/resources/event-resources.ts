// The resources that the record itself lists (`resources[]`), as far as they are of the action's types.
import { type Arn, formatArn, parseArn } from '../../core/arn.js';
import type { TrailEvent } from '../../core/event.js';
import type { PermissionResource } from '../../core/permission.js';
import { escapePolicyText } from '../../core/policy-text.js';
import { matchArn } from './arn-format.js';
import { MAX_NAME_LENGTH } from './request-index.js';
import type { ResolutionPlan, TypePlan } from './resolution-plan.js';

/** Per type of the plan, the listed ARNs that are of it; strict matches first, then names that hold separators. */
export function listedResources(
  plan: ResolutionPlan,
  event: TrailEvent,
): ReadonlyMap<TypePlan, readonly PermissionResource[]> {
  const found = new Map<TypePlan, PermissionResource[]>();
  for (const { arn: text } of event.resources) {
    if (text === undefined || text.length > MAX_NAME_LENGTH) continue;
    const arn = parseArn(text);
    if (arn === undefined) continue;
    const type = typeOf(plan, arn);
    if (type === undefined) continue;
    const list = found.get(type) ?? [];
    list.push(literal(arn, type));
    found.set(type, list);
  }
  return found;
}

/** An ARN of a record is a name: it means itself, whatever characters it has. */
function literal(arn: Arn, type: TypePlan): PermissionResource {
  const raw = formatArn(arn);
  const escaped = escapePolicyText(raw);
  return escaped === raw
    ? { arn: raw, type: type.qualified }
    : { arn: escaped, rawArn: raw, type: type.qualified };
}

function typeOf(plan: ResolutionPlan, arn: Arn): TypePlan | undefined {
  for (const how of ['strict', 'lenient'] as const) {
    let best: TypePlan | undefined;
    let literals = -1;
    for (const type of plan.types) {
      for (const { format } of type.formats) {
        if (format.service === '' || matchArn(format, arn, how) === undefined) continue;
        const length = format.parts.reduce(
          (sum, part) => sum + ('literal' in part ? part.literal.length : 0),
          0,
        );
        if (length > literals) [best, literals] = [type, length];
      }
    }
    if (best !== undefined) return best;
  }
  return undefined;
}
