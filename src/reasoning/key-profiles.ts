// Which values the condition keys of a question can have: absent or not, one or several, and of what kind.
import { readConditionKey } from '../catalog/condition-keys.js';
import { ALWAYS_PRESENT_KEYS } from './always-present-keys.js';
import { type Atom, KEY_PREFIX, type VariableName } from './atom.js';
import type { FacetFamily } from './facet.js';
import type { KeyProfile } from './key-theory.js';

/** A profile for each key that an atom is about. */
export function keyProfiles(atoms: Iterable<Atom>): Map<VariableName, KeyProfile> {
  const families = new Map<VariableName, Set<FacetFamily>>();
  const asSet = new Set<VariableName>();
  for (const atom of atoms) {
    if (atom.kind === 'text') continue;
    const own = families.get(atom.variable) ?? new Set();
    families.set(atom.variable, own);
    if (atom.kind !== 'key') continue;
    own.add(atom.facet.family);
    if (atom.quantifier !== 'single') asSet.add(atom.variable);
  }
  const profiles = new Map<VariableName, KeyProfile>();
  for (const [variable, own] of families) {
    const key = variable.slice(KEY_PREFIX.length);
    profiles.set(variable, {
      families: own,
      mayBeAbsent: !ALWAYS_PRESENT_KEYS.has(key),
      mayBeSeveral: asSet.has(variable) && isMultivalued(key) !== false,
    });
  }
  return profiles;
}

/** Undefined where the catalog does not say. */
function isMultivalued(key: string): boolean | undefined {
  const reading = readConditionKey(key);
  return reading.standing === 'known' ? reading.facts.isMultivalued : undefined;
}
