// Which condition keys an action takes: its own, and those of the resource types that it is authorised on.
import { findAction, serviceExists } from './actions.js';
import { type KeyForms, keyForms } from './condition-key-forms.js';
import { readIamData } from './iam-data.js';
import { currentActionsMatching } from './known-names.js';

/** The value of a form is the form's own name, lower case. */
type Keys = KeyForms<string>;

const ofAction = new Map<string, Keys>();
const ofTypes = new Map<string, ReadonlyMap<string, readonly string[]>>();
const TAG_KEYS = ['aws:resourcetag/x', 'aws:requesttag/x', 'aws:tagkeys'];

/** True if the action takes the condition key, by its own keys or its resource types'; undefined for an unknown action. */
export function takesConditionKey(service: string, action: string, key: string): boolean | undefined {
  const keys = keysOfAction(service.toLowerCase(), action.toLowerCase());
  return keys === undefined ? undefined : keys.find(key.toLowerCase()) !== undefined;
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
