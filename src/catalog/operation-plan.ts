// What can be told of an event from its source and name alone, worked out once: its operation, and what else its
// records may show.

import type { Inference } from './inferred-actions/inference.js';
import { kmsForwardAccess } from './inferred-actions/kms-forward-access.js';
import { listBucketBehind404 } from './inferred-actions/list-bucket-behind-404.js';
import { passRole } from './inferred-actions/pass-role.js';
import { setSourceIdentity } from './inferred-actions/sts-session.js';
import { tagOnCreate } from './inferred-actions/tag-on-create.js';
import { type Operation, operationOfEvent } from './operation-of-event.js';
import { mayChangeActions } from './request-actions.js';

export interface OperationPlan {
  /** Undefined if the catalog has no action for such events. */
  operation: Operation | undefined;
  /** What the request says may change the actions. */
  readsRequest: boolean;
  /** Those that apply to the operation, in the order of what they give. */
  inferences: readonly Inference[];
}

const INFERENCES: readonly Inference[] = [
  passRole,
  tagOnCreate,
  kmsForwardAccess,
  listBucketBehind404,
  setSourceIdentity,
];

/** A log can hold any number of made-up names: the memory of them is bounded. */
const MAX_PLANS = 20_000;
const plans = new Map<string, Map<string, OperationPlan>>();
let size = 0;

/** The plan for events of this source and name. */
export function planOfEvent(eventSource: string, eventName: string): OperationPlan {
  const known = plans.get(eventSource)?.get(eventName);
  if (known !== undefined) return known;
  const operation = operationOfEvent(eventSource, eventName);
  const inferences =
    operation === undefined ? [] : INFERENCES.filter((inference) => inference.appliesTo(operation));
  const readsRequest = operation !== undefined && mayChangeActions(operation);
  const made = { operation, readsRequest, inferences };
  if (size++ >= MAX_PLANS) {
    plans.clear();
    size = 0;
  }
  const ofSource = plans.get(eventSource);
  if (ofSource === undefined) plans.set(eventSource, new Map([[eventName, made]]));
  else ofSource.set(eventName, made);
  return made;
}
