// What an inference gets and gives: further permissions that the record shows to have been needed.
import type { TrailEvent } from '../../core/event.js';
import type { Permission } from '../../core/permission.js';
import type { Operation } from '../operation-of-event.js';

export interface InferenceContext {
  event: TrailEvent;
  operation: Operation;
  /** The permissions of the call itself. */
  own: readonly Permission[];
}

/** Pure; empty where the record has no evidence. Every permission is marked `inferred`. */
export type Inference = (context: InferenceContext) => readonly Permission[];
