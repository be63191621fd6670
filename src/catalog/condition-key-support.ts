// Which condition keys an action takes: its own, and those of the resource types that it is authorised on.
import { allActionsOf, findAction, serviceExists } from './actions.js';
import { type KeyForms, keyForms } from './condition-key-forms.js';
import { readIamData } from './iam-data.js';
import { currentActionsMatching } from './known-names.js';
import { readTable } from './resources/read-table.js';

/** The value of a form is the form's own name, lower case. */
type Keys = KeyForms<string>;

const ofAction = new Map<string, Keys>();
const ofTypes = new Map<string, ReadonlyMap<string, readonly string[]>>();
const attached = new Map<string, Keys>();
let severalPages: ReadonlySet<string> | undefined;
const TAG_KEYS = ['aws:resourcetag/x', 'aws:requesttag/x', 'aws:tagkeys'];

/**
 * True if the action has the service's condition key, of its own or by its resource types; undefined for an unknown
 * action, for a key that the data attaches to no action at all, and for a prefix of several pages: it does not say.
 */
export function takesConditionKey(service: string, action: string, key: string): boolean | undefined {
  const prefix = service.toLowerCase();
  const keys = keysOfAction(prefix, action.toLowerCase());
  if (keys === undefined) return undefined;
  if (keys.find(key.toLowerCase()) !== undefined) return true;
  if (hasSeveralPages(prefix) || attachedKeys(prefix).find(key.toLowerCase()) === undefined) return undefined;
  return false;
}

/**
 * True if a tag on a resource can never be in the request of some action that the pattern matches: an action that takes
 * none of `aws:ResourceTag`, `aws:RequestTag`, `aws:TagKeys`. False where the pattern matches no action of the catalog.
 */
export function hasActionWithoutTags(service: string, pattern: string): boolean {
  const prefix = service.toLowerCase();
  return currentActionsMatching(prefix, pattern).some((name) => {
    const keys = keysOfAction(prefix, name);
    return keys !== undefined && !TAG_KEYS.some((key) => keys.find(key) !== undefined);
  });
}

function keysOfAction(prefix: string, name: string): Keys | undefined {
  const id = `${prefix}:${name}`;
  const before = ofAction.get(id);
  if (before !== undefined) return before;
  const facts = findAction(prefix, name);
  if (facts === undefined) return undefined;
  const types = keysOfTypes(prefix);
  const all = new Set(facts.conditionKeys);
  for (const { type } of facts.resourceTypes) {
    for (const key of types.get(type.toLowerCase()) ?? []) all.add(key);
  }
  const made = keyForms([...all].map((key) => [key, key.toLowerCase()] as const));
  ofAction.set(id, made);
  return made;
}

function hasSeveralPages(prefix: string): boolean {
  severalPages ??= new Set(readTable('several-pages.tsv').map(({ service }) => service ?? ''));
  return severalPages.has(prefix);
}

/** The keys that some action or resource type of the service has. */
function attachedKeys(prefix: string): Keys {
  const before = attached.get(prefix);
  if (before !== undefined) return before;
  const all = new Set([
    ...allActionsOf(prefix).flatMap(({ conditionKeys }) => conditionKeys),
    ...[...keysOfTypes(prefix).values()].flat(),
  ]);
  const made = keyForms([...all].map((key) => [key, key.toLowerCase()] as const));
  attached.set(prefix, made);
  return made;
}

function keysOfTypes(prefix: string): ReadonlyMap<string, readonly string[]> {
  const before = ofTypes.get(prefix);
  if (before !== undefined) return before;
  if (!serviceExists(prefix)) return new Map();
  const raw = readIamData<Record<string, { key: string; conditionKeys?: string[] }>>(
    `resourceTypes/${prefix}.json`,
  );
  const made = new Map(
    Object.values(raw).map(({ key, conditionKeys }) => [key.toLowerCase(), conditionKeys ?? []]),
  );
  ofTypes.set(prefix, made);
  return made;
}
