// A request's scalars, laid flat: each value with its place.
import type { JsonObject } from '../../core/json.js';
import type { RequestShape } from './request-shape.js';

export interface RequestValues {
  shape: RequestShape;
  /** By the number of the place in the shape. */
  values: readonly string[];
  /** The objects that stand at a path, inner ones first: DynamoDB's `requestItems` has tables as keys. */
  objects: readonly { path: string; object: JsonObject }[];
  /** The record left the parameters out, or cut them. */
  omitted: boolean;
}
