// The resources that the record itself lists (`resources[]`), as far as they are of the action's types.
import { type Arn, parseArn } from '../../core/arn.js';
import type { TrailEvent } from '../../core/event.js';
import { isOfFormat } from './arn-format.js';
import { MAX_NAME_LENGTH } from './request-reading.js';
import type { ResolutionPlan, TypePlan } from './resolution-plan.js';

/** By type of the plan, the listed ARNs that are of it; undefined if none is of any. Strict matches first, then names that hold separators. */
export function listedArns(
  plan: ResolutionPlan,
  event: TrailEvent,
): readonly (readonly string[] | undefined)[] | undefined {
  let found: (string[] | undefined)[] | undefined;
  for (const { arn: text } of event.resources) {
    if (text === undefined || text.length > MAX_NAME_LENGTH) continue;
    const arn = parseArn(text);
    const type = arn === undefined ? -1 : typeOf(plan, arn);
    if (type < 0) continue;
    found ??= plan.types.map(() => undefined);
    const list = found[type];
    if (list === undefined) found[type] = [text];
    else list.push(text);
  }
  return found;
}

/** The type's place in the plan, or -1. */
function typeOf({ types }: ResolutionPlan, arn: Arn): number {
  for (const how of HOW) {
    let best = -1;
    let literals = -1;
    for (let i = 0; i < types.length; i++) {
      for (const { format } of (types[i] as TypePlan).formats) {
        if (format.literalLength <= literals || format.service === '') continue;
        if (isOfFormat(format, arn, how)) [best, literals] = [i, format.literalLength];
      }
    }
    if (best >= 0) return best;
  }
  return -1;
}

const HOW = ['strict', 'lenient'] as const;
