// The resources that the record itself lists (`resources[]`), as far as they are of the action's types.
import { type Arn, parseArn } from '../../core/arn.js';
import type { TrailEvent } from '../../core/event.js';
import { isOfFormat } from './arn-format.js';
import { MAX_NAME_LENGTH } from './request-reading.js';
import type { ResolutionPlan, TypePlan } from './resolution-plan.js';

/** Per type of the plan, the listed ARNs that are of it, undefined if none is; strict matches first, then names that hold separators. */
export function listedArns(
  plan: ResolutionPlan,
  event: TrailEvent,
): ReadonlyMap<TypePlan, readonly string[]> | undefined {
  let found: Map<TypePlan, string[]> | undefined;
  for (const { arn: text } of event.resources) {
    if (text === undefined || text.length > MAX_NAME_LENGTH) continue;
    const arn = parseArn(text);
    const type = arn === undefined ? undefined : typeOf(plan, arn);
    if (type === undefined) continue;
    found ??= new Map();
    const list = found.get(type);
    if (list === undefined) found.set(type, [text]);
    else list.push(text);
  }
  return found;
}

function typeOf(plan: ResolutionPlan, arn: Arn): TypePlan | undefined {
  for (const how of ['strict', 'lenient'] as const) {
    let best: TypePlan | undefined;
    let literals = -1;
    for (const type of plan.types) {
      for (const { format } of type.formats) {
        if (format.literalLength <= literals || format.service === '') continue;
        if (isOfFormat(format, arn, how)) [best, literals] = [type, format.literalLength];
      }
    }
    if (best !== undefined) return best;
  }
  return undefined;
}
