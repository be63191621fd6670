// Where the values of one variable of an ARN format may stand in a request, in the order in which they are believed:
// the project's own table, the transcribed templates, names, names that the service uses elsewhere, ids by prefix.
import { remembered } from '../../core/remembered.js';
import type { ActionFacts } from '../actions.js';
import { resourceTypesOf } from '../actions.js';
import { type ArnFormat, parseArnFormat } from './arn-format.js';
import { surroundingsOf, type VariableSurroundings } from './interpret-value.js';
import {
  bareNames,
  candidateNames,
  isBareVariable,
  isIdVariable,
  principalVariable,
  RESOURCE_ARN_NAMES,
  stemOf,
} from './naming.js';
import { normaliseName } from './parameter-name.js';
import {
  type IdPatternRow,
  idPatternRows,
  otherNames,
  type TemplateRow,
  templateRows,
  type VariableRow,
  variableRows,
} from './resource-tables.js';

/** One place where a value may stand. The first source that has a value is believed. */
export interface Source {
  by: 'path' | 'name' | 'bare' | 'keys' | 'id-prefix' | 'outside';
  /** Paths (`outside`: in the record), normalised names, or id prefixes; all that have values count. */
  keys: readonly string[];
  pattern: RegExp | undefined;
  /** How the value is written in the ARN. */
  becomes?: (value: string) => string;
}

export interface VariablePlan {
  variable: string;
  around: VariableSurroundings;
  /** A path beside the name is a part of it. */
  takesPath: boolean;
  sources: readonly Source[];
  fallback: string | undefined;
  idPattern: IdPatternRow | undefined;
  /** Names under which a caller gives the resource another name than the ARN has. */
  otherNames: readonly string[];
}

/** A resource type of the action, its formats parsed. */
export interface CatalogType {
  type: string;
  required: boolean;
  formats: readonly ArnFormat[];
}

/** What the plan's parts have in common. */
export interface PlanContext {
  action: ActionFacts;
  /** The operation's name. */
  name: string;
  creating: boolean;
  templates: readonly TemplateRow[];
  siblings: readonly CatalogType[];
}

/** The plan for `variable` of `format`; `about`: the operation is about such a resource. */
export function planVariable(
  variable: string,
  one: CatalogType,
  format: ArnFormat,
  about: boolean,
  { action, name, creating, templates, siblings }: PlanContext,
): VariablePlan {
  const lowerType = one.type.toLowerCase();
  const role = {
    creating,
    own: principalVariable(format.variables, one.type) === variable,
    idBeside: format.variables.some((other) => other !== variable && isIdVariable(other)),
  };
  const own = variableRows(action.service)
    .filter(
      (row) =>
        row.variable === variable &&
        (row.type === '*' || row.type === lowerType) &&
        (row.operation === '*' || row.operation === name),
    )
    .sort((a, b) => Number(a.operation === '*') - Number(b.operation === '*'));
  const idPattern = idPatternOf(one.type, variable, format, action.service);
  const sources: Source[] = own.flatMap((row) => ownSources(row));
  // Where a row has the service's default, what the templates and a bare name say is of something else: the name
  // of a query in a workgroup.
  const fallback = own.find((row) => row.fallback !== undefined)?.fallback;
  const ambiguous = isBareVariable(variable) && siblings.length > 1 && !about;
  if (!ambiguous && fallback === undefined) {
    const rows = templates.filter((row) => row.kind === 'variable' && row.target === variable);
    if (rows.length > 0) sources.push(...templateSources(rows));
  }
  sources.push({ by: 'name', keys: candidateNames(variable, one.type, role), pattern: undefined });
  if (!isBareVariable(variable)) {
    const names = learnedNames(action.service).get(variable) ?? [];
    const keys =
      creating && isIdVariable(variable) ? names.filter((other) => !other.endsWith('name')) : names;
    if (keys.length > 0) sources.push({ by: 'name', keys, pattern: undefined });
  }
  if (about && fallback === undefined && isLastOfItsKind(variable, format)) {
    const keys = bareNames(variable, role);
    if (keys.length > 0) sources.push({ by: 'bare', keys, pattern: undefined });
  }
  if (idPattern !== undefined && idPattern.prefixes.length > 0) {
    sources.push({ by: 'id-prefix', keys: idPattern.prefixes, pattern: undefined });
  }
  return {
    variable,
    around: surroundingsOf(variable, format, kinOf(action.service)),
    takesPath: variable.endsWith('WithPath'),
    sources,
    fallback,
    idPattern,
    otherNames: otherNamesOf(variable, one.type, action.service, creating),
  };
}

function ownSources({ parameters, pattern, becomes }: VariableRow): readonly Source[] {
  return parameters.map((parameter) => {
    const [by, key]: [Source['by'], string] = parameter.endsWith('{}')
      ? ['keys', parameter.slice(0, -2).toLowerCase()]
      : parameter.startsWith('+')
        ? ['outside', parameter.slice(1)]
        : parameter.startsWith('=')
          ? ['bare', normaliseName(parameter.slice(1))]
          : parameter.includes('.')
            ? ['path', parameter.toLowerCase()]
            : ['name', normaliseName(parameter)];
    return { by, keys: [key], pattern, becomes };
  });
}

function templateSources(rows: readonly TemplateRow[]): readonly Source[] {
  const plain = rows.filter((row) => row.pattern === undefined).map((row) => row.parameter.toLowerCase());
  const sources: Source[] = plain.length === 0 ? [] : [{ by: 'path', keys: plain, pattern: undefined }];
  for (const row of rows) {
    if (row.pattern !== undefined)
      sources.push({ by: 'path', keys: [row.parameter.toLowerCase()], pattern: row.pattern });
  }
  return sources;
}

/** Where the whole ARN of a resource of `type` may stand. */
export function arnSources(type: string, templates: readonly TemplateRow[]): readonly Source[] {
  const rows = templates.filter(
    (row) =>
      row.kind === 'type' && (row.target === '*' || row.target.split('|').includes(type.toLowerCase())),
  );
  const sources: Source[] = rows.length === 0 ? [] : [...templateSources(rows)];
  const plain = normaliseName(type);
  sources.push({ by: 'name', keys: [`${plain}arn`], pattern: undefined });
  sources.push({ by: 'bare', keys: RESOURCE_ARN_NAMES, pattern: undefined });
  return sources;
}

/** What ids of the type look like: by the action's service, else by the ARN's. */
export function idPatternOf(
  type: string,
  variable: string,
  format: ArnFormat,
  service: string,
): IdPatternRow | undefined {
  const matches = (row: IdPatternRow): boolean =>
    row.type === type.toLowerCase() && row.variable === variable;
  return idPatternRows(service).find(matches) ?? idPatternRows(format.service).find(matches);
}

/** A bare `name` fills the last name of a format, a bare `id` the last id. */
function isLastOfItsKind(variable: string, format: ArnFormat): boolean {
  return format.variables.findLast((other) => isIdVariable(other) === isIdVariable(variable)) === variable;
}

function otherNamesOf(variable: string, type: string, service: string, creating: boolean): readonly string[] {
  const listed = otherNames(service)
    .filter((row) => row.type === type.toLowerCase() && !row.parameter.includes('.'))
    .map((row) => normaliseName(row.parameter));
  if (creating || !isIdVariable(variable)) return listed;
  return [...new Set([...listed, `${stemOf(variable, type)}name`, `${normaliseName(type)}name`])];
}

/** The formats of every type of a service. */
export const kinOf = remembered((service): readonly ArnFormat[] =>
  [...resourceTypesOf(service).values()].flatMap(({ arnFormats }) => arnFormats.map(parseArnFormat)),
);

const learned = new Map<string, ReadonlyMap<string, readonly string[]>>();

/** Names that the templates of a service give to a variable in any operation, most frequent first. */
function learnedNames(service: string): ReadonlyMap<string, readonly string[]> {
  const known = learned.get(service);
  if (known !== undefined) return known;
  const named = new Set(kinOf(service).flatMap((format) => format.variables.map(normaliseName)));
  const counts = new Map<string, Map<string, number>>();
  for (const row of templateRows(service)) {
    if (row.kind !== 'variable' || row.parameter.includes('.') || !row.action.startsWith(`${service}:`))
      continue;
    const name = normaliseName(row.parameter);
    if (isBareVariable(row.parameter) || (named.has(name) && name !== normaliseName(row.target))) continue;
    const names = counts.get(row.target) ?? new Map<string, number>();
    names.set(name, (names.get(name) ?? 0) + 1);
    counts.set(row.target, names);
  }
  const made = new Map(
    [...counts].map(([variable, names]) => [
      variable,
      [...names].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([name]) => name),
    ]),
  );
  learned.set(service, made);
  return made;
}
