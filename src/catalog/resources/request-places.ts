// Where values may stand in requests: a tree of parameters, each with all that hangs on names alone. Requests of one
// operation have the same parameters over and over, so their names are read once.
// CloudTrail writes the same parameter in several manners: `instancesSet.items[].instanceId`,
// `CreateFlowLogsRequest.ResourceId.content`, `createStageInput.restApiId`, `instanceIds[]`.
import { normaliseName } from './parameter-name.js';
import { readTable } from './read-table.js';

/** Where a scalar stands. */
export interface Place {
  /** Dotted and lower case, without steps that only wrap (`items`, `member`, `…Request`). */
  path: string;
  /** `normaliseName` of the parameter that holds it; undefined where it is known by its path alone. */
  name: string | undefined;
  /** For an element of `…Set` or `…List`: the whole name. */
  alias: string | undefined;
  /** 0 for a parameter of the request itself. */
  depth: number;
}

/** A parameter: what stands under one key of the objects at one place. */
export interface Parameter {
  path: string;
  depth: number;
  scalar: Place;
  /** Of the elements, where it is a list. */
  element: Place;
  /** Its objects stand for the whole request; `input`: and for themselves. */
  envelope: 'request' | 'input' | undefined;
  /** Policy documents, tags, filters, free text: what they name is not what the call acts on. */
  ignored: 'always' | 'object' | undefined;
  /** Ignored where the value is the text or the statements of a policy. */
  policy: boolean;
  /** What is looked up in an ignored parameter all the same: whose tags they are. */
  keep: { key: string; place: Place } | undefined;
  /** By key. */
  inside: Map<string, Parameter> | undefined;
  /** Of `targets: [{key: 'InstanceIds', values: ['i-0abc']}]`, by that key's value. */
  keyed: Map<string, Place> | undefined;
}

const WRAPPERS = new Set(['items', 'item', 'member', 'content']);
/** A log can hold any number of made-up names: past this the tree is grown anew. */
const MAX_PARAMETERS = 10_000;

let ignoredRows: ReadonlyMap<string, { always: boolean; keep: string }> | undefined;
let root = makeParameter('', '', -1);
let size = 0;

/** The request as a whole. */
export function rootParameter(): Parameter {
  if (size > MAX_PARAMETERS) {
    root = makeParameter('', '', -1);
    size = 0;
  }
  return root;
}

/** The parameter under `key` of an object at `at`. */
export function parameterUnder(at: Parameter, key: string): Parameter {
  at.inside ??= new Map();
  const known = at.inside.get(key);
  if (known !== undefined) return known;
  const made = WRAPPERS.has(key) && at.path !== '' ? wrapper(at) : named(at, key);
  at.inside.set(key, made);
  size++;
  return made;
}

/** The place of values that stand beside a key's value `key`: `targets.values(instanceids)`. */
export function placeOfKeyed(at: Parameter, key: string): Place {
  at.keyed ??= new Map();
  const known = at.keyed.get(key);
  if (known !== undefined) return known;
  const made = pathOnly(`${at.path}.values(${key.toLowerCase()})`);
  at.keyed.set(key, made);
  size++;
  return made;
}

function wrapper(at: Parameter): Parameter {
  return makeParameter(at.path, at.path.slice(at.path.lastIndexOf('.') + 1), at.depth);
}

function named(at: Parameter, key: string): Parameter {
  const lower = key.toLowerCase();
  const made = makeParameter(at.path === '' ? lower : `${at.path}.${lower}`, key, at.depth + 1);
  const row = ignoredRow(key);
  if (row !== undefined) {
    made.ignored = row.always ? 'always' : 'object';
    if (row.keep !== '') made.keep = { key: row.keep, place: pathOnly(`${lower}.${row.keep.toLowerCase()}`) };
  }
  made.policy = normaliseName(key).endsWith('policy');
  if (made.depth === 0 && /(?:Request|Input)$/.test(key) && !/^[a-z]+Input$/.test(key))
    made.envelope = key.endsWith('Input') ? 'input' : 'request';
  return made;
}

function makeParameter(path: string, key: string, depth: number): Parameter {
  const name = normaliseName(key);
  const singular = key.replace(/(?:Set|List)$/, '');
  const scalar = { path, name, alias: undefined, depth };
  return {
    path,
    depth,
    scalar,
    element: singular === key ? scalar : { path, name: normaliseName(singular), alias: name, depth },
    envelope: undefined,
    ignored: undefined,
    policy: false,
    keep: undefined,
    inside: undefined,
    keyed: undefined,
  };
}

function pathOnly(path: string): Place {
  return { path, name: undefined, alias: undefined, depth: 0 };
}

function ignoredRow(key: string): { always: boolean; keep: string } | undefined {
  ignoredRows ??= new Map(
    readTable('resource-ignored-parameters.tsv').map((row) => [
      normaliseName(row.parameter ?? ''),
      { always: row.when === 'always', keep: row.keep ?? '' },
    ]),
  );
  return ignoredRows.get(normaliseName(key));
}
