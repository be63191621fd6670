// Sids that read: what may be done on what, as `S3ReadObject`, `IamPassRoleWhenPassedToService`.
// ASCII letters and digits, unique within the document:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html
import { sortedUnique } from '../policy/compare-text.js';
import { accessLevelsOf } from './catalog-facts.js';
import { serviceOf } from './grant.js';
import type { StatementBlock } from './statement-block.js';

/** Resource as written → `service:type`, where it is known. */
export type ResourceTypes = ReadonlyMap<string, string>;

/** Longest Sid, without the number that makes it unique. AWS states no limit. */
const SID_CHARACTERS = 96;
/** More services or types than this are not named one by one. */
const NAMED = 2;

/** AWS's access levels in the order of a Sid, and the word that each becomes. */
const LEVEL_WORDS: readonly (readonly [level: string, word: string])[] = [
  ['List', 'List'],
  ['Read', 'Read'],
  ['Write', 'Write'],
  ['Tagging', 'Tag'],
  ['Permissions management', 'ManagePermissions'],
];

/** One Sid for each block, in their order; equal names get `2`, `3` … from the second on. */
export function statementIds(blocks: readonly StatementBlock[], types: ResourceTypes): string[] {
  const used = new Set<string>();
  return blocks.map((block) => {
    const name = describeBlock(block, types);
    let sid = name;
    for (let n = 2; used.has(sid); n++) sid = `${name}${/\d$/.test(name) ? 'No' : ''}${n}`;
    used.add(sid);
    return sid;
  });
}

function describeBlock({ actions, resources, conditions }: StatementBlock, types: ResourceTypes): string {
  const services = sortedUnique(actions.map(serviceOf));
  const service = services.length > NAMED ? 'Shared' : services.map(pascal).join('');
  const [only] = actions;
  const verb =
    actions.length === 1 && only !== undefined
      ? pascal(only.slice(only.indexOf(':') + 1))
      : levelWords(actions) + typeWords(resources, types);
  return `${service}${verb}${conditionWords(Object.values(conditions).flatMap(Object.keys))}`.slice(
    0,
    SID_CHARACTERS,
  );
}

function levelWords(actions: readonly string[]): string {
  const levels = actions.map(accessLevelsOf);
  // `Write` comes along with the two narrower levels: named only where an action has it alone.
  const plain = levels.filter((l) => !l.includes('Tagging') && !l.includes('Permissions management')).flat();
  const narrow = levels.flat().filter((level) => level === 'Tagging' || level === 'Permissions management');
  const present = new Set([...plain, ...narrow]);
  const words = LEVEL_WORDS.filter(([level]) => present.has(level)).map(([, word]) => word);
  return words.length === 0 ? 'Use' : words.join('');
}

function typeWords(resources: readonly string[], types: ResourceTypes): string {
  if (resources.includes('*')) return 'AllResources';
  const names = sortedUnique(resources.map((r) => (types.get(r) ?? ':Resources').replace(/^[^:]*:/, '')));
  return names.length > NAMED ? 'Resources' : names.map(pascal).join('');
}

function conditionWords(keys: readonly string[]): string {
  const names = sortedUnique(keys.map((key) => key.slice(key.indexOf(':') + 1)));
  return names.length === 0 ? '' : `When${names.map(pascal).join('And')}`;
}

/** `dynamodb` → `Dynamodb`, `code signing config` → `CodeSigningConfig`; other characters are word breaks. */
function pascal(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}
