// What can be worked out before any event is seen: for one action and operation, which parameters of the request
// fill which parts of which ARN formats, in the order in which they are believed.
import type { ResourceReason } from '../../core/permission.js';
import type { ActionFacts } from '../actions.js';
import { resourceTypesOf } from '../actions.js';
import { type ArnFormat, isParent, parseArnFormat } from './arn-format.js';
import { isAbout, isIdVariable, isMade, nounOf, principalVariable, stemOf, verbOf } from './naming.js';
import { normaliseName } from './parameter-name.js';
import {
  accountParameters,
  callerDefaults,
  createdTypes,
  createVerbs,
  type FormatRow,
  fixedTypes,
  formatRows,
  type ImpliedRow,
  impliedRows,
  nameOwners,
  namePaths,
  otherNames,
  type SelectorRow,
  type SuffixRow,
  selectorRows,
  suffixRows,
  type TemplateRow,
  templateRows,
} from './resource-tables.js';
import {
  arnSources,
  type CatalogType,
  idPatternOf,
  kinOf,
  type PlanContext,
  planVariable,
  type Source,
  type VariablePlan,
} from './variable-plan.js';

export interface FormatPlan {
  format: ArnFormat;
  variables: readonly VariablePlan[];
  /** Variables that name a resource to which this one belongs. */
  parents: ReadonlySet<string>;
  /** The variable that names the resource itself. */
  principal: string | undefined;
  /** Only the answer tells the name that the caller chose: of what the operation makes, by its whole ARN. */
  answered: boolean;
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
  /** The operation makes such a resource: by the table, or by what it is called. */
  created: 'listed' | 'by-name' | undefined;
  /** It makes one under an id of its own, whatever others it names (a copy's source). */
  addsOwn: boolean;
  /** The operation is about such a resource. */
  about: boolean;
  selectors: readonly SelectorRow[];
  suffixes: readonly SuffixRow[];
  /** Paths of parameters that say that such resources are meant, though not which. */
  meantBy: readonly string[];
  /** Variables that no other type of the action has: without one of them an optional type is not meant. */
  ownVariables: ReadonlySet<string>;
  /** The type has one ARN (in an account), and calls of this kind need it, or need it where they name no other. */
  fixed: 'always' | 'alone' | undefined;
  /** Types with the same key are alternatives: a request names one of them. */
  alternativeKey: string;
  /** The name has a path, which a request may leave out. */
  hasPath: boolean;
  /** Names that are always below a path. */
  namePaths: readonly { name: RegExp; path: string }[];
  /** Names of resources that another account owns. */
  owners: readonly { name: RegExp; account: string }[];
  /** A call that names none is about the calling user. */
  callersOwn: boolean;
}

export interface ResolutionPlan {
  service: string;
  operation: string;
  creating: boolean;
  types: readonly TypePlan[];
  /** ARNs of parameters, as API Gateway's paths; they stand for all types. */
  requestFormats: readonly RequestFormat[];
  /** Some of its types are alternatives. */
  hasAlternatives: boolean;
  /** It makes resources of one of its types. */
  makes: boolean;
  /** Such calls may go through S3 access points. */
  accessPoints: boolean;
  /** The action reads the source of a copy. */
  readsCopySource: boolean;
  /** Normalised names of parameters that hold the owner's account. */
  accountParameters: readonly string[];
  /** What else a resource of its types needs. */
  implied: readonly ImpliedRow[];
}

/** The plan for `action` in a call of `operation`; `made`: the operation makes all types of the action. */
export function makeResolutionPlan(
  action: ActionFacts,
  operation: { service: string; name: string },
  made = false,
): ResolutionPlan {
  const name = operation.name.replace(/20\d{6}(?:v\d+)?$|\d{4}_\d{2}_\d{2}$/, '');
  const templates = templatesOf(action, operation.service, name);
  const ownCall = operation.service.toLowerCase() === action.service;
  const creating = made || (ownCall && createVerbs().has(verbOf(name)));
  const catalogTypes = resourceTypesOf(action.service);
  const known = action.resourceTypes.flatMap(({ type, required }) => {
    const facts = catalogTypes.get(type.toLowerCase());
    if (facts === undefined) return [];
    const formats = facts.arnFormats.map(parseArnFormat);
    return [{ type, required, formats }];
  });
  const context: PlanContext = { action, name, creating, templates, siblings: known };
  const types = known
    .map((one) => planType(one, context))
    .map((type) => (made ? { ...type, created: 'listed' as const, about: true } : type));
  return {
    service: action.service,
    operation: name,
    creating,
    types,
    requestFormats: made ? [] : requestFormats(action, name, templates),
    hasAlternatives: new Set(types.map((type) => type.alternativeKey)).size < types.length,
    makes: types.some((type) => type.created !== undefined),
    accessPoints: action.service === 's3' && types.some(({ type }) => type === 'object' || type === 'bucket'),
    readsCopySource:
      action.service === 's3' &&
      action.name.startsWith('Get') &&
      /^(?:CopyObject|UploadPartCopy)$/.test(name),
    accountParameters: accountParameters(action.service).map(normaliseName),
    implied: impliedRows(action.service).filter((row) => types.some(({ type }) => type === row.implied)),
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

function planType(one: CatalogType, context: PlanContext): TypePlan {
  const { action, name, creating, templates, siblings } = context;
  const noun = nounOf(name);
  const variables = new Set(one.formats.flatMap((format) => format.variables));
  const stems =
    variables.size === 0
      ? [normaliseName(one.type)]
      : [...variables].map((variable) => stemOf(variable, one.type));
  const about = siblings.length === 1 || stems.some((stem) => isAbout(noun, one.type, stem));
  const listed = createdTypes(action.service).some(
    (row) => row.operation === name && row.type === one.type.toLowerCase(),
  );
  const made = stems.some((stem) => isMade(noun, one.type, stem));
  const others = siblings.filter((other) => other !== one);
  const shared = new Set(others.flatMap((other) => other.formats.flatMap((format) => format.variables)));
  const lowerType = one.type.toLowerCase();
  const created = listed ? 'listed' : creating && made ? 'by-name' : undefined;
  return {
    type: one.type,
    qualified: `${action.service}:${one.type}`,
    required: one.required,
    formats: one.formats.map((format) => ({
      format,
      variables: format.variables.map((variable) => planVariable(variable, one, format, about, context)),
      principal: principalVariable(format.variables, one.type),
      answered: creating && isAnswered(format, principalVariable(format.variables, one.type)),
      parents: parentVariables(format, one.type, kinOf(action.service)),
    })),
    arnSources: arnSources(one.type, templates),
    created,
    addsOwn:
      made && creating && one.formats.some((format) => hasAssignedId(one.type, format, action.service)),
    about,
    selectors: selectorRows(action.service).filter(
      (row) => row.type === lowerType && row.operation.test(name),
    ),
    suffixes: suffixRows(action.service).filter(
      (row) => row.type === lowerType && row.actions.test(action.name),
    ),
    meantBy: otherNames(action.service)
      .filter((row) => row.type === lowerType && row.parameter.includes('.'))
      .map((row) => row.parameter.toLowerCase()),
    ownVariables: new Set([...variables].filter((variable) => !shared.has(variable))),
    fixed: fixedKind(one, lowerType, action.service, siblings.length === 1),
    alternativeKey: variables.size === 0 ? lowerType : [...variables].join(),
    hasPath: one.formats.some(
      (format) => format.variables.length === 1 && format.variables[0]?.endsWith('WithPath'),
    ),
    namePaths: namePaths(action.service).filter((row) => row.type === one.type),
    owners: nameOwners(action.service).filter((row) => row.type === lowerType),
    callersOwn: callerDefaults(action.service).some(
      (row) => row.type === lowerType && row.operation === name,
    ),
  };
}

/** Undefined names and ids that the service gives are no names that a caller chose. */
function isAnswered(format: ArnFormat, principal: string | undefined): boolean {
  return (
    /Name(?:WithPath)?$/.test(principal ?? '') &&
    format.service !== '' &&
    !format.variables.some(isIdVariable)
  );
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

function parentVariables(format: ArnFormat, type: string, kin: readonly ArnFormat[]): ReadonlySet<string> {
  const principal = principalVariable(format.variables, type) ?? '';
  const parents = kin.filter((other) => isParent(other, format) && !other.variables.includes(principal));
  return new Set(parents.flatMap((other) => other.variables));
}

function templatesOf(action: ActionFacts, service: string, operation: string): readonly TemplateRow[] {
  const key = `${action.service}:${action.name}`;
  return templateRows(service.toLowerCase()).filter(
    (row) => row.operation === operation && row.action === key,
  );
}
