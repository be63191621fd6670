// What an inference gets and gives: further permissions that the record shows to have been needed.
import type { TrailEvent } from '../../core/event.js';
import type { Permission } from '../../core/permission.js';
import type { Operation } from '../operation-of-event.js';
import type { RequestReading } from '../resources/request-reading.js';

export interface InferenceContext {
  event: TrailEvent;
  reading: RequestReading;
  operation: Operation;
  /** The permissions of the call itself. */
  own: readonly Permission[];
}

export interface Inference {
  /** True if records of the operation can have evidence. Only then are they asked. */
  appliesTo: (operation: Operation) => boolean;
  /** Pure; empty where the record has no evidence. Every permission is marked `inferred`. */
  infer: (context: InferenceContext) => readonly Permission[];
}
