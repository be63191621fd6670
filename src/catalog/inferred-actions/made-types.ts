// Which resource types an operation makes, told from its name: CreateDBSnapshot names an instance, too, and makes a
// snapshot. Table: data/resource-created-types.tsv, for operations whose names do not say it.
import { resourceTypesOf } from '../actions.js';
import type { OperationName } from '../operation-table.js';
import { parseArnFormat } from '../resources/arn-format.js';
import { nounOf, principalVariable, stemOf, verbOf } from '../resources/naming.js';
import { normaliseName } from '../resources/parameter-name.js';
import { createdTypes, createVerbs } from '../resources/resource-tables.js';

/**
 * Those of `types` (of `service`, as the catalog writes them) that `operation` makes: several where it makes several
 * or where they are alternatives. `own`: types of the operation's own action, believed where names tell no difference.
 * Empty where nothing tells.
 */
export function madeTypes(
  service: string,
  types: readonly string[],
  operation: OperationName,
  own: ReadonlySet<string>,
): readonly string[] {
  const whole = nounOf(operation.name);
  const listed = new Set(
    createdTypes(operation.service)
      .filter((row) => row.operation === operation.name)
      .map((row) => row.type),
  );
  if (listed.size > 0) {
    const creates = createVerbs().has(verbOf(operation.name));
    return types.filter(
      (type) => listed.has(type.toLowerCase()) || (creates && normaliseName(type) === whole),
    );
  }
  const noun = nounOf(madeIn(operation.name));
  const same = types.filter((type) => normaliseName(type) === whole);
  if (same.length > 0) return same;
  for (const { fits, namesOf } of FITS) {
    const scores = types.map((type) =>
      Math.max(0, ...namesOf(type, service).map((name) => (fits(noun, name) ? name.length : 0))),
    );
    const best = Math.max(0, ...scores);
    if (best === 0) continue;
    const made = types.filter((_, i) => scores[i] === best);
    const confirmed = made.filter((type) => own.has(type));
    return confirmed.length > 0 ? confirmed : made;
  }
  return [];
}

interface Fit {
  fits: (noun: string, name: string) => boolean;
  namesOf: (type: string, service: string) => readonly string[];
}

/** The shortest name that counts as a part of a noun: `job`, `app`; not `es`, `pg`. */
const SHORTEST = 3;
const typeNames = (type: string): readonly string[] => [
  ...new Set([type, type.replace(/Resource$/, '')].map(normaliseName)),
];
/** What the variable that names such a resource is called after. */
const stems = (type: string, service: string): readonly string[] =>
  (resourceTypesOf(service).get(type.toLowerCase())?.arnFormats ?? []).flatMap((text) => {
    const variable = principalVariable(parseArnFormat(text).variables, type);
    return variable === undefined ? [] : [stemOf(variable, type)];
  });
const allNames = (type: string, service: string): readonly string[] => [
  ...typeNames(type),
  ...stems(type, service),
];
const equal = (noun: string, name: string): boolean => noun === name;

/** In this order: the noun is the type, is its variable, ends with either, starts with it (CreateLocationS3). */
const FITS: readonly Fit[] = [
  { fits: equal, namesOf: typeNames },
  { fits: equal, namesOf: stems },
  { fits: (noun, name) => name.length >= SHORTEST && noun.endsWith(name), namesOf: allNames },
  { fits: (noun, name) => name.length >= SHORTEST && noun.startsWith(name), namesOf: allNames },
];

/** `CreateGraphFromSnapshot`, `CreateClusterV2`: what is made stands before the preposition and the version. */
function madeIn(operation: string): string {
  return operation
    .replace(/V\d+$/, '')
    .replace(/(?<=[a-z0-9])(?:From|With|Using|ToPointInTime)(?:[A-Z].*)?$/, '');
}
