// Which parameter names a part of an ARN, told from names alone: `${FunctionName}` of a `function` is found in
// `functionName`, `functionArn`, `function` …, and in a bare `name` where the operation is about functions.
import { normaliseName, plainName } from './parameter-name.js';

const BARE = new Set(['resourceid', 'resourcename', 'id', 'name', 'identifier', 'uuid', 'token']);
const ENDINGS =
  /(?:NameWithPath|WithPath|WithoutLeadingSlash|FriendlyName|ResourceId|Identifier|Name|Uuid|UUID|Id|ID|Arn|ARN|Label|Key)$/;
const ID_ENDING = /(?:Id|ID|Uuid|UUID|Identifier|Token|Hex)$/;

/** True for a variable that says nothing but that it is an id or a name. */
export function isBareVariable(variable: string): boolean {
  return BARE.has(variable.toLowerCase());
}

/** True for a variable that holds an id, as opposed to a name. */
export function isIdVariable(variable: string): boolean {
  return ID_ENDING.test(variable);
}

/** What the variable names: `function` for `FunctionName`; of a bare one, its type. Normalised. */
export function stemOf(variable: string, type: string): string {
  if (isBareVariable(variable)) return normaliseName(type);
  const stem = variable.replace(ENDINGS, '');
  return normaliseName(stem === '' ? type : stem);
}

/** The operation's noun, normalised: `function` for `CreateFunction`, `bucketpolicy` for `GetBucketPolicy`. */
export function nounOf(operation: string): string {
  return normaliseName(operation.replace(/^[A-Z]?[a-z]+(?=[A-Z])/, ''));
}

/** The operation's verb: `Create`. */
export function verbOf(operation: string): string {
  return /^[A-Z]?[a-z]+/.exec(operation)?.[0] ?? operation;
}

/** True if an operation of this noun is about `type`, or about what `stem` names. */
export function isAbout(noun: string, type: string, stem: string): boolean {
  return isMade(noun, type, stem) || noun.startsWith(normaliseName(type));
}

/** True if what an operation of this noun makes is a `type`, or what `stem` names. */
export function isMade(noun: string, type: string, stem: string): boolean {
  const plainType = normaliseName(type);
  return (
    noun === plainType ||
    noun === stem ||
    [plainType, stem].some((name) => name.length > 3 && noun.endsWith(name))
  );
}

/** The variable of a format that names the resource itself: the one called as the type, else the last id or name. */
export function principalVariable(variables: readonly string[], type: string): string | undefined {
  const plainType = normaliseName(type);
  const stems = variables.map((variable) => stemOf(variable, type));
  const like = (test: (stem: string) => boolean): string | undefined => variables[stems.findIndex(test)];
  return (
    like((stem) => stem === plainType) ??
    like((stem) => stem.includes(plainType)) ??
    like((stem) => stem.length > 3 && plainType.includes(stem)) ??
    variables.findLast(isIdVariable) ??
    variables.at(-1)
  );
}

/** How a variable stands in its format and operation. */
export interface VariableRole {
  /** The operation makes something: an id is then not taken from the name that the caller gives it. */
  creating: boolean;
  /** The variable names the resource itself, not one that it belongs to. */
  own: boolean;
  /** The ARN has an id besides this variable. */
  idBeside: boolean;
}

/** Names of parameters that may hold the variable, normalised, best first. */
export function candidateNames(
  variable: string,
  type: string,
  { creating, own, idBeside }: VariableRole,
): readonly string[] {
  const id = isIdVariable(variable);
  const anyKind = isAnyKind(variable) && !creating;
  const names: string[] = isBareVariable(variable) ? [] : [normaliseName(variable)];
  for (const base of bases(variable, type, own)) {
    if (!id) names.push(`${base}name`, `${base}identifier`, `${base}arn`, base);
    if (id) names.push(`${base}id`, `${base}identifier`, `${base}arn`, `${base}uuid`);
    if (anyKind) names.push(`${base}name`);
    if (id && !creating) names.push(base);
    if (!id && !creating && !idBeside) names.push(`${base}id`);
  }
  return [...new Set(names.map(normaliseName))];
}

/** What the variable and its type are called: as they are and in the singular. */
function bases(variable: string, type: string, own: boolean): readonly string[] {
  const stem = isBareVariable(variable) ? '' : variable.replace(ENDINGS, '');
  const words = stem === '' ? [type] : own ? [stem, type] : [stem];
  return [...new Set(words.flatMap((word) => [plainName(word), normaliseName(word)]))];
}

/** Bare parameters of the request itself, for an operation that is about the resource. */
export function bareNames(variable: string, { creating, idBeside }: VariableRole): readonly string[] {
  if (!isIdVariable(variable)) return creating || idBeside ? ['name'] : ['name', 'identifier', 'arn', 'id'];
  if (creating) return [];
  const ids = ['id', 'identifier', 'arn', 'uuid', 'resourceid'];
  return isAnyKind(variable) ? [...ids, 'name'] : ids;
}

/** `${ResourceId}` is an id or a name, as the service pleases. */
function isAnyKind(variable: string): boolean {
  return variable.toLowerCase() === 'resourceid';
}

/** Parameters that hold the whole ARN of any kind of resource. */
export const RESOURCE_ARN_NAMES: readonly string[] = [
  'resourceArn',
  'resource',
  'resourceName',
  'resourceId',
  'resourceIdList',
  'resourceArnList',
  'arn',
  'arnList',
].map(normaliseName);
