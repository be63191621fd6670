// Operations of a chunk told apart by the services that their permissions are of: so that lists of services are told
// from operations, which are few, and not from the permissions of every call.
import { type CallColumns, type Column, type Columns, rowCount } from './scanned-chunk.js';

/** The calls with a column `services` on their operations (see schema.sql), of which there may be more than before. */
export function operationsByService(calls: CallColumns): CallColumns {
  const services = servicesOfMeanings(calls);
  const before = calls.meanings.operation as Int32Array;
  const operation = new Int32Array(before.length);
  const origins: number[] = [];
  const texts: string[] = [];
  const rows = new Map<string, number>();
  for (let meaning = 0; meaning < before.length; meaning++) {
    const origin = before[meaning] ?? 0;
    const text = services[meaning] ?? '';
    const key = `${origin} ${text}`;
    let row = rows.get(key);
    if (row === undefined) {
      row = origins.push(origin) - 1;
      texts.push(text);
      rows.set(key, row);
    }
    operation[meaning] = row;
  }
  return {
    ...calls,
    operations: { ...rowsOf(calls.operations, origins), services: texts },
    meanings: { ...calls.meanings, operation },
  };
}

/** Of each meaning. */
function servicesOfMeanings({ meanings, mappings, permissions }: CallColumns): string[] {
  const ofMapping = (mappings.action as string[]).map((action) => action.split(':', 1)[0] ?? '');
  const services = new Array<string>(rowCount(meanings)).fill('');
  const several = new Map<number, Set<string>>();
  const meaningOf = permissions.meaning as Int32Array;
  const mappingOf = permissions.mapping as Int32Array;
  for (let row = 0; row < meaningOf.length; row++) {
    const meaning = meaningOf[row] ?? 0;
    const service = ofMapping[mappingOf[row] ?? 0] ?? '';
    const known = services[meaning] ?? '';
    if (known === '') services[meaning] = service;
    else if (known !== service) several.set(meaning, (several.get(meaning) ?? new Set([known])).add(service));
  }
  for (const [meaning, set] of several) services[meaning] = [...set].sort().join(',');
  return services;
}

function rowsOf(columns: Columns, rows: readonly number[]): Columns {
  const taken = ([name, column]: [string, Column]): [string, Column] => {
    if (Array.isArray(column)) return [name, rows.map((row) => column[row] ?? '')];
    if (!(column instanceof Uint8Array)) throw new Error(`operations have no numbers such as ${name}`);
    return [name, Uint8Array.from(rows, (row) => column[row] ?? 0)];
  };
  return Object.fromEntries(Object.entries(columns).map(taken));
}
