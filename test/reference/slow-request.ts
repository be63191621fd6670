// A request laid flat the slow way: walked anew for each, into maps by path, by name and by what a value looks like.
import { normaliseName } from '../../src/catalog/resources/parameter-name.js';
import { readTable } from '../../src/catalog/resources/read-table.js';
import { isJsonObject, type JsonObject, type JsonValue, own, ownString } from '../../src/core/json.js';

/** One scalar of the request. */
export interface Leaf {
  value: string;
  /** `normaliseName` of the parameter that holds it (of the list, for an element). */
  name: string;
  /** 0 for a parameter of the request itself. */
  depth: number;
}

export interface RequestIndex {
  /** By dotted lower-case path, without steps that only wrap (`items`, `member`, `…Request`). */
  byPath: ReadonlyMap<string, readonly string[]>;
  /** By normalised name, outer parameters first. */
  byName: ReadonlyMap<string, readonly Leaf[]>;
  /** Keys of the object at a path: DynamoDB's `requestItems` has tables as keys. */
  keysByPath: ReadonlyMap<string, readonly string[]>;
  /** Scalars that are ARNs. */
  arns: readonly Leaf[];
  /** Ids by prefix: `vpc` for `vpc-0abc`. Values under a parameter `…Name` are no ids. */
  byIdPrefix: ReadonlyMap<string, readonly string[]>;
}

const MAX_NAME_LENGTH = 2048;
const MAX_DEPTH = 8;
const MAX_LEAVES = 4000;
const WRAPPERS = new Set(['items', 'item', 'member', 'content']);
const ID = /^([a-z][a-z0-9]*(?:-[a-z][a-z0-9]*)*)-[0-9A-Za-z]{8,17}$/;

interface IgnoredRow {
  always: boolean;
  keep: string;
}

let ignored: ReadonlyMap<string, IgnoredRow> | undefined;
/** The index of a request's parameters. */
export function indexRequest(parameters: JsonObject): RequestIndex {
  return new Builder().build(parameters);
}

class Builder {
  private readonly byPath = new Map<string, string[]>();
  private readonly byName = new Map<string, Leaf[]>();
  private readonly keysByPath = new Map<string, string[]>();
  private readonly byIdPrefix = new Map<string, string[]>();
  private readonly arns: Leaf[] = [];
  private count = 0;

  build(parameters: JsonObject): RequestIndex {
    ignored ??= new Map(
      readTable('resource-ignored-parameters.tsv').map((row) => [
        normaliseName(row.parameter ?? ''),
        { always: row.when === 'always', keep: row.keep ?? '' },
      ]),
    );
    this.object(parameters, '', 0);
    for (const leaves of this.byName.values()) {
      if (leaves.length > 1) leaves.sort((a, b) => a.depth - b.depth);
    }
    const { byPath, byName, keysByPath, byIdPrefix, arns } = this;
    return { byPath, byName, keysByPath, byIdPrefix, arns };
  }

  private object(object: JsonObject, path: string, depth: number): void {
    const keys = Object.keys(object);
    if (path !== '') this.keyedValues(object, path);
    for (const key of keys) {
      const value = object[key];
      if (value === undefined || value === null) continue;
      if (WRAPPERS.has(key) && path !== '') {
        this.value(value, lastStep(path), path, depth - 1);
      } else if (
        depth === 0 &&
        isJsonObject(value) &&
        /(?:Request|Input)$/.test(key) &&
        !/^[a-z]+Input$/.test(key)
      ) {
        this.object(value, '', 0);
        if (/Input$/.test(key)) this.object(value, key.toLowerCase(), 1);
      } else if (isIgnored(key, value)) {
        this.kept(key, value);
      } else {
        this.value(value, key, path === '' ? key.toLowerCase() : `${path}.${key.toLowerCase()}`, depth);
      }
    }
    if (path !== '') this.keysByPath.set(path, keys);
  }

  /** `targets: [{key: 'InstanceIds', values: ['i-0abc']}]`: the values under `targets.values(instanceids)`. */
  private keyedValues(object: JsonObject, path: string): void {
    const key = ownString(object, 'key');
    const values = own(object, 'values');
    if (key === undefined || key.length > MAX_NAME_LENGTH || !Array.isArray(values)) return;
    for (const value of values) {
      if (typeof value !== 'string' || value === '' || value.length > MAX_NAME_LENGTH) continue;
      if (++this.count > MAX_LEAVES) return;
      push(this.byPath, `${path}.values(${key.toLowerCase()})`, value);
    }
  }

  /** What is looked up in an ignored parameter all the same: whose tags they are. */
  private kept(key: string, value: JsonValue): void {
    const keep = ignored?.get(normaliseName(key))?.keep ?? '';
    if (keep === '' || !Array.isArray(value)) return;
    for (const element of value) {
      const text = isJsonObject(element) ? ownString(element, keep) : undefined;
      if (text !== undefined && text.length <= MAX_NAME_LENGTH) {
        push(this.byPath, `${key.toLowerCase()}.${keep.toLowerCase()}`, text);
      }
    }
  }

  private value(value: JsonValue, key: string, path: string, depth: number): void {
    if (this.count > MAX_LEAVES || depth > MAX_DEPTH) return;
    if (Array.isArray(value)) {
      const name = key.replace(/(?:Set|List)$/, '');
      for (const element of value) {
        if (isJsonObject(element)) this.object(element, path, depth + 1);
        else if (element !== null && !Array.isArray(element)) this.scalar(element, name, key, path, depth);
      }
    } else if (isJsonObject(value)) {
      this.object(value, path, depth + 1);
    } else if (value !== null) {
      this.scalar(value, key, key, path, depth);
    }
  }

  private scalar(
    value: string | number | boolean,
    name: string,
    key: string,
    path: string,
    depth: number,
  ): void {
    if (typeof value === 'boolean' || value === '') return;
    const text = String(value);
    if (text.length > MAX_NAME_LENGTH) return;
    this.count++;
    push(this.byPath, path, text);
    const leaf: Leaf = { value: text, name: normaliseName(name), depth };
    push(this.byName, leaf.name, leaf);
    if (name !== key) push(this.byName, normaliseName(key), leaf);
    if (text.startsWith('arn:')) {
      this.arns.push(leaf);
    } else if (!leaf.name.endsWith('name')) {
      const id = ID.exec(text);
      if (id?.[1] !== undefined) push(this.byIdPrefix, id[1], text);
    }
  }
}

/** Policy documents, tags, filters, free text: what they name is not what the call acts on. */
function isIgnored(key: string, value: JsonValue): boolean {
  const name = normaliseName(key);
  const when = ignored?.get(name);
  if (when !== undefined && (when.always || typeof value === 'object')) return true;
  // A policy by its text or its statements, not an object that describes a policy.
  if (!name.endsWith('policy')) return false;
  if (typeof value === 'string') return value.trimStart().startsWith('{');
  return isJsonObject(value) && (Object.hasOwn(value, 'Statement') || Object.hasOwn(value, 'statement'));
}

function lastStep(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
