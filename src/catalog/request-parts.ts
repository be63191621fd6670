// Requests that are lists of requests, such as a transaction: each item names its own action and resources.
// Table: data/request-parts.tsv.
import type { TrailEvent } from '../core/event.js';
import { isJsonObject, type JsonObject } from '../core/json.js';
import { type OperationName, operationTable } from './operation-table.js';
import { type ParameterPath, parseParameterPath, valuesAt } from './request-parameter.js';

const listsOf = operationTable<ParameterPath>('request-parts.tsv', (row) =>
  parseParameterPath(row.list ?? ''),
);

/** The event once for each item of its request, with nothing but the item for a request; undefined where there are none. */
export function partsOf(operation: OperationName, event: TrailEvent): readonly TrailEvent[] | undefined {
  const [list] = listsOf(operation);
  if (list === undefined) return undefined;
  const items = valuesAt(event.requestParameters, list)
    .flatMap((value) => (Array.isArray(value) ? value : [value]))
    .filter(isJsonObject);
  return items.length === 0 ? undefined : items.map((item) => partOf(event, item));
}

/** What the record lists as resources is of all parts together: which is whose it does not say. */
function partOf(event: TrailEvent, item: JsonObject): TrailEvent {
  const own: Partial<TrailEvent> = {
    requestParameters: item,
    requestLayout: undefined,
    requestTexts: undefined,
    resources: [],
  };
  return new Proxy(event, {
    get: (target, name) => (name in own ? own[name as keyof TrailEvent] : Reflect.get(target, name, target)),
  });
}
