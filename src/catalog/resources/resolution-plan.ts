// What can be worked out before any event is seen: for one action and operation, which parameters of the request
// fill which parts of which ARN formats, in the order in which they are believed.
import type { ResourceReason } from '../../core/permission.js';
import type { ActionFacts } from '../actions.js';
import { resourceTypesOf } from '../actions.js';
import { type ArnFormat, parseArnFormat } from './arn-format.js';
import {
  bareNames,
  candidateNames,
  isAbout,
  isBareVariable,
  isIdVariable,
  isMade,
  nounOf,
  RESOURCE_ARN_NAMES,
  stemOf,
  verbOf,
} from './naming.js';
import { normaliseName } from './request-index.js';
import {
  createdTypes,
  createVerbs,
  type FormatRow,
  fixedTypes,
  formatRows,
  type IdPatternRow,
  idPatternRows,
  otherNames,
  type SelectorRow,
  type SuffixRow,
  selectorRows,
  suffixRows,
  type TemplateRow,
  templateRows,
  type VariableRow,
  variableRows,
} from './resource-tables.js';

/** One place where a value may stand. The first source that has a value is believed. */
export interface Source {
  by: 'path' | 'name' | 'bare' | 'keys' | 'id-prefix';
  /** Paths, normalised names, or id prefixes; all that have values count. */
  keys: readonly string[];
  pattern: RegExp | undefined;
  /** How the value is written in the ARN. */
  becomes?: (value: string) => string;
}

export interface VariablePlan {
  variable: string;
  sources: readonly Source[];
  fallback: string | undefined;
  idPattern: IdPatternRow | undefined;
  /** Names under which a caller gives the resource another name than the ARN has. */
  otherNames: readonly string[];
}

export interface FormatPlan {
  format: ArnFormat;
  variables: readonly VariablePlan[];
}

export interface TypePlan {
  /** As in the catalog: `function`. */
  type: string;
  /** `lambda:function`. */
  qualified: string;
  required: boolean;
  formats: readonly FormatPlan[];
  /** Where a whole ARN may stand. */
  arnSources: readonly Source[];
  /** The operation makes such a resource. */
  created: boolean;
  /** It makes one under an id of its own, whatever others it names (a copy's source). */
  addsOwn: boolean;
  /** The operation is about such a resource. */
  about: boolean;
  selectors: readonly SelectorRow[];
  suffixes: readonly SuffixRow[];
  /** Variables that no other type of the action has: without one of them an optional type is not meant. */
  ownVariables: ReadonlySet<string>;
  /** The type has one ARN (in an account), and calls of this kind need it, or need it where they name no other. */
  fixed: 'always' | 'alone' | undefined;
  /** Types with the same key are alternatives: a request names one of them. */
  alternativeKey: string;
}

export interface ResolutionPlan {
  service: string;
  operation: string;
  creating: boolean;
  types: readonly TypePlan[];
  /** ARNs of parameters, as API Gateway's paths; they stand for all types. */
  requestFormats: readonly RequestFormat[];
  /** Formats of every type of the service: an ARN of one may name a part of another. */
  kin: readonly ArnFormat[];
}

/** The plan for `action` in a call of `operation`. */
export function makeResolutionPlan(
  action: ActionFacts,
  operation: { service: string; name: string },
): ResolutionPlan {
  const name = operation.name.replace(/20\d{6}(?:v\d+)?$|\d{4}_\d{2}_\d{2}$/, '');
  const templates = templatesOf(action, operation.service, name);
  const ownCall = operation.service.toLowerCase() === action.service;
  const creating = ownCall && createVerbs().has(verbOf(name));
  const catalogTypes = resourceTypesOf(action.service);
  const known = action.resourceTypes.flatMap(({ type, required }) => {
    const facts = catalogTypes.get(type.toLowerCase());
    if (facts === undefined) return [];
    const formats = facts.arnFormats.flatMap((text) => text.split(/,\s*(?=arn:)/)).map(parseArnFormat);
    return [{ type, required, formats }];
  });
  const context: Context = { action, name, creating, templates, siblings: known };
  return {
    service: action.service,
    operation: name,
    creating,
    types: known.map((one) => planType(one, context)),
    requestFormats: requestFormats(action, name, templates),
    kin: [...catalogTypes.values()].flatMap((facts) =>
      facts.arnFormats.flatMap((text) => text.split(/,\s*(?=arn:)/)).map(parseArnFormat),
    ),
  };
}

/** An ARN whose variables are parameter paths. */
export interface RequestFormat {
  format: ArnFormat;
  type: string | undefined;
  when: FormatRow['when'];
  reason: ResourceReason | undefined;
}

function requestFormats(
  action: ActionFacts,
  operation: string,
  templates: readonly TemplateRow[],
): readonly RequestFormat[] {
  const own = formatRows(action.service)
    .filter((row) => row.operation === operation && row.action === action.name)
    .map((row) => ({
      format: parseArnFormat(row.format),
      type: row.type === '' ? undefined : `${action.service}:${row.type}`,
      when: row.when,
      reason: row.reason,
    }));
  if (own.length > 0) return own;
  return templates
    .filter((row) => row.kind === 'format')
    .map((row) => ({ format: parseArnFormat(row.parameter), type: undefined, when: [], reason: undefined }));
}

interface CatalogType {
  type: string;
  required: boolean;
  formats: readonly ArnFormat[];
}

interface Context {
  action: ActionFacts;
  name: string;
  creating: boolean;
  templates: readonly TemplateRow[];
  siblings: readonly CatalogType[];
}

function planType(one: CatalogType, context: Context): TypePlan {
  const { action, name, creating, templates, siblings } = context;
  const noun = nounOf(name);
  const variables = new Set(one.formats.flatMap((format) => format.variables));
  const about =
    siblings.length === 1 ||
    [...variables].some((variable) => isAbout(noun, one.type, stemOf(variable, one.type)));
  const listed = createdTypes(action.service).some(
    (row) => row.operation === name && row.type === one.type.toLowerCase(),
  );
  const made = [...variables].some((variable) => isMade(noun, one.type, stemOf(variable, one.type)));
  const others = siblings.filter((other) => other !== one);
  const shared = new Set(others.flatMap((other) => other.formats.flatMap((format) => format.variables)));
  const lowerType = one.type.toLowerCase();
  return {
    type: one.type,
    qualified: `${action.service}:${one.type}`,
    required: one.required,
    formats: one.formats.map((format) => ({
      format,
      variables: format.variables.map((variable) => planVariable(variable, one, format, about, context)),
    })),
    arnSources: arnSources(one.type, templates),
    created: listed || (creating && made),
    addsOwn:
      made && creating && one.formats.some((format) => hasAssignedId(one.type, format, action.service)),
    about,
    selectors: selectorRows(action.service).filter(
      (row) => row.type === lowerType && row.operation.test(name),
    ),
    suffixes: suffixRows(action.service).filter(
      (row) => row.type === lowerType && row.actions.test(action.name),
    ),
    ownVariables: new Set([...variables].filter((variable) => !shared.has(variable))),
    fixed: fixedKind(one, lowerType, action.service, siblings.length === 1),
    alternativeKey: variables.size === 0 ? lowerType : [...variables].join(),
  };
}

function fixedKind(one: CatalogType, lowerType: string, service: string, sole: boolean): TypePlan['fixed'] {
  const plain = one.formats.every(({ parts }) =>
    parts.every((part) => 'literal' in part && !part.literal.includes('*')),
  );
  if (!plain) return undefined;
  return fixedTypes(service).find((row) => row.type === lowerType)?.when ?? (sole ? 'alone' : undefined);
}

/** Ids with a prefix of their own (`vpc-…`) are given by the service. */
function hasAssignedId(type: string, format: ArnFormat, service: string): boolean {
  const pattern = idPatternOf(type, format.variables.at(-1) ?? '', format, service);
  return pattern !== undefined && pattern.prefixes.length > 0;
}

function idPatternOf(
  type: string,
  variable: string,
  format: ArnFormat,
  service: string,
): IdPatternRow | undefined {
  const matches = (row: IdPatternRow): boolean =>
    row.type === type.toLowerCase() && row.variable === variable;
  return idPatternRows(service).find(matches) ?? idPatternRows(format.service).find(matches);
}

function planVariable(
  variable: string,
  one: CatalogType,
  format: ArnFormat,
  about: boolean,
  { action, name, creating, templates, siblings }: Context,
): VariablePlan {
  const lowerType = one.type.toLowerCase();
  const role = { creating, own: isLastOfItsKind(variable, format) };
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
  const ambiguous = isBareVariable(variable) && siblings.length > 1 && !about;
  if (!ambiguous) {
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
  if (about && role.own) {
    const keys = bareNames(variable, role);
    if (keys.length > 0) sources.push({ by: 'bare', keys, pattern: undefined });
  }
  if (idPattern !== undefined && idPattern.prefixes.length > 0) {
    sources.push({ by: 'id-prefix', keys: idPattern.prefixes, pattern: undefined });
  }
  return {
    variable,
    sources,
    fallback: own.find((row) => row.fallback !== undefined)?.fallback,
    idPattern,
    otherNames: otherNamesOf(variable, one.type, action.service, creating),
  };
}

function ownSources({ parameters, pattern, becomes }: VariableRow): readonly Source[] {
  return parameters.map((parameter) => {
    const [by, key]: [Source['by'], string] = parameter.endsWith('{}')
      ? ['keys', parameter.slice(0, -2).toLowerCase()]
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

function arnSources(type: string, templates: readonly TemplateRow[]): readonly Source[] {
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

/** A bare `name` fills the last name of a format, a bare `id` the last id. */
function isLastOfItsKind(variable: string, format: ArnFormat): boolean {
  return format.variables.findLast((other) => isIdVariable(other) === isIdVariable(variable)) === variable;
}

function otherNamesOf(variable: string, type: string, service: string, creating: boolean): readonly string[] {
  const listed = otherNames(service)
    .filter((row) => row.type === type.toLowerCase())
    .map((row) => normaliseName(row.parameter));
  if (creating || !isIdVariable(variable)) return listed;
  return [...new Set([...listed, `${stemOf(variable, type)}name`, `${normaliseName(type)}name`])];
}

function templatesOf(action: ActionFacts, service: string, operation: string): readonly TemplateRow[] {
  const key = `${action.service}:${action.name}`;
  return templateRows(service.toLowerCase()).filter(
    (row) => row.operation === operation && row.action === key,
  );
}

const learned = new Map<string, ReadonlyMap<string, readonly string[]>>();

/** Names that the templates of a service give to a variable in any operation, most frequent first. */
function learnedNames(service: string): ReadonlyMap<string, readonly string[]> {
  const known = learned.get(service);
  if (known !== undefined) return known;
  const counts = new Map<string, Map<string, number>>();
  for (const row of templateRows(service)) {
    if (row.kind !== 'variable' || row.parameter.includes('.') || !row.action.startsWith(`${service}:`))
      continue;
    const name = normaliseName(row.parameter);
    if (isBareVariable(row.parameter)) continue;
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
