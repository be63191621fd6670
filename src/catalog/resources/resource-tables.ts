// The resolver's tables, by service, read when first asked for. What each column means is said in the file's head.
import type { ResourceReason } from '../../core/permission.js';
import { readTable, type TableRow } from './read-table.js';

/** A row of resource-variables.tsv: where a variable of an ARN is found in requests. */
export interface VariableRow {
  type: string;
  variable: string;
  operation: string;
  parameters: readonly string[];
  pattern: RegExp | undefined;
  /** How the value is written in the ARN. */
  becomes: (value: string) => string;
  fallback: string | undefined;
}

/** A row of resource-id-patterns.tsv: what values of a variable look like for this type. */
export interface IdPatternRow {
  type: string;
  variable: string;
  pattern: RegExp;
  prefixes: readonly string[];
  /** A value that looks otherwise names such a resource by another name. */
  otherwiseNamed: boolean;
}

/** A row of resource-selectors.tsv: the type is meant only where the parameter (empty if absent) matches. */
export interface SelectorRow {
  type: string;
  operation: RegExp;
  parameter: string;
  pattern: RegExp;
}

/** A row of resource-suffixes.tsv: what a policy writes after the ARN. */
export interface SuffixRow {
  type: string;
  actions: RegExp;
  trim: RegExp | undefined;
  complete: RegExp | undefined;
  keep: boolean;
  suffix: string;
  /** Normalised name of the parameter whose value goes in for `{}`; empty where there is none. */
  parameter: string;
  reason: ResourceReason | undefined;
}

/** A row of arn-templates.tsv. */
export interface TemplateRow {
  operation: string;
  action: string;
  kind: string;
  target: string;
  parameter: string;
  pattern: RegExp | undefined;
}

const cell = (row: TableRow, column: string): string => row[column] ?? '';
const REASONS: readonly ResourceReason[] = ['id-assigned-by-service', 'suffix-unknown', 'arn-not-derivable'];
const reasonOf = (row: TableRow): ResourceReason | undefined =>
  REASONS.find((reason) => reason === cell(row, 'reason'));
const optionalPattern = (text: string): RegExp | undefined =>
  text === '' ? undefined : new RegExp(text, 'u');

/** Reads a table once and groups its rows by their `service`, in the form that `make` gives them. */
function byService<T>(file: string, make: (row: TableRow) => T): (service: string) => readonly T[] {
  let rows: Map<string, TableRow[]> | undefined;
  const made = new Map<string, readonly T[]>();
  return (service) => {
    const known = made.get(service);
    if (known !== undefined) return known;
    rows ??= grouped(readTable(file));
    const list = (rows.get(service) ?? []).map(make);
    made.set(service, list);
    return list;
  };
}

/** `lower`, or pairs as `REGIONAL=regional|CLOUDFRONT=global`, or nothing. */
function rewriting(text: string): (value: string) => string {
  if (text === 'lower') return (value) => value.toLowerCase();
  const pairs = new Map(
    text
      .split('|')
      .map((pair) => pair.split('='))
      .flatMap(([from, to]) => (from !== undefined && to !== undefined ? [[from, to] as const] : [])),
  );
  return (value) => pairs.get(value) ?? value;
}

function grouped(rows: readonly TableRow[]): Map<string, TableRow[]> {
  const groups = new Map<string, TableRow[]>();
  for (const row of rows) {
    const service = cell(row, 'service');
    const group = groups.get(service);
    if (group === undefined) groups.set(service, [row]);
    else group.push(row);
  }
  return groups;
}

export const variableRows = byService<VariableRow>('resource-variables.tsv', (row) => ({
  type: cell(row, 'type').toLowerCase(),
  variable: cell(row, 'variable'),
  operation: cell(row, 'operation'),
  parameters: cell(row, 'parameters')
    .split('|')
    .filter((name) => name !== ''),
  pattern: optionalPattern(cell(row, 'pattern')),
  becomes: rewriting(cell(row, 'becomes')),
  fallback: cell(row, 'default') === '' ? undefined : cell(row, 'default'),
}));

export const idPatternRows = byService<IdPatternRow>('resource-id-patterns.tsv', (row) => ({
  type: cell(row, 'type').toLowerCase(),
  variable: cell(row, 'variable'),
  pattern: new RegExp(cell(row, 'pattern'), 'u'),
  prefixes: cell(row, 'prefixes')
    .split('|')
    .filter((prefix) => prefix !== ''),
  otherwiseNamed: cell(row, 'otherwise') === 'arn-not-derivable',
}));

export const selectorRows = byService<SelectorRow>('resource-selectors.tsv', (row) => ({
  type: cell(row, 'type').toLowerCase(),
  operation: new RegExp(cell(row, 'operation'), 'u'),
  parameter: cell(row, 'parameter'),
  pattern: new RegExp(cell(row, 'pattern'), 'u'),
}));

export const suffixRows = byService<SuffixRow>('resource-suffixes.tsv', (row) => ({
  type: cell(row, 'type').toLowerCase(),
  actions: new RegExp(cell(row, 'actions'), 'u'),
  trim: optionalPattern(cell(row, 'trim')),
  complete: optionalPattern(cell(row, 'complete')),
  keep: cell(row, 'keep') === 'yes',
  suffix: cell(row, 'suffix'),
  parameter: cell(row, 'parameter'),
  reason: reasonOf(row),
}));

export const templateRows = byService<TemplateRow>('arn-templates.tsv', (row) => ({
  operation: cell(row, 'operation'),
  action: cell(row, 'action'),
  kind: cell(row, 'kind'),
  target: cell(row, 'target'),
  parameter: cell(row, 'parameter'),
  pattern: optionalPattern(cell(row, 'pattern')),
}));

/** Parameters that hold the owner's account id: `registryId` for ecr. */
export const accountParameters = byService('resource-account-parameters.tsv', (row) =>
  cell(row, 'parameter'),
);

/** Types that an operation makes though their names do not say so (RunInstances makes volumes). */
export const createdTypes = byService('resource-created-types.tsv', (row) => ({
  operation: cell(row, 'operation'),
  type: cell(row, 'type').toLowerCase(),
}));

/** Types with one ARN in an account that are needed beside others, or where a call names no other. */
export const fixedTypes = byService('resource-fixed-types.tsv', (row) => ({
  type: cell(row, 'type').toLowerCase(),
  when: cell(row, 'when') === 'always' ? ('always' as const) : ('alone' as const),
}));

/** Names of resources that another account owns, or none: AWS's own Systems Manager documents. */
export const nameOwners = byService('resource-name-owners.tsv', (row) => ({
  type: cell(row, 'type').toLowerCase(),
  name: new RegExp(cell(row, 'name'), 'u'),
  account: cell(row, 'account'),
}));

/** Parameters that name a resource by something that its ARN does not contain. */
export const otherNames = byService('resource-other-names.tsv', (row) => ({
  type: cell(row, 'type').toLowerCase(),
  parameter: cell(row, 'parameter'),
}));

/** A row of resource-formats.tsv: the ARN that an operation is authorised on, made of parameters. */
export interface FormatRow {
  operation: string;
  action: string;
  type: string;
  format: string;
  /** Parameter paths (lower case) and what each must look like. */
  when: readonly { parameter: string; pattern: RegExp }[];
  reason: ResourceReason | undefined;
}

export const formatRows = byService<FormatRow>('resource-formats.tsv', (row) => ({
  operation: cell(row, 'operation'),
  action: cell(row, 'action'),
  type: cell(row, 'type'),
  format: cell(row, 'format'),
  when: cell(row, 'when')
    .split(' && ')
    .filter((one) => one !== '')
    .map((one) => {
      const at = one.indexOf('~');
      return { parameter: one.slice(0, at).toLowerCase(), pattern: new RegExp(one.slice(at + 1), 'u') };
    }),
  reason: reasonOf(row),
}));

/** A row of resource-implied.tsv. */
export interface ImpliedRow {
  type: string;
  name: RegExp;
  implied: string;
  arn: string;
  region: string;
}

export const impliedRows = byService<ImpliedRow>('resource-implied.tsv', (row) => ({
  type: cell(row, 'type'),
  name: new RegExp(cell(row, 'name'), 'u'),
  implied: cell(row, 'implied'),
  arn: cell(row, 'arn'),
  region: cell(row, 'region'),
}));

/** Operations that mean the calling user where they name none. */
export const callerDefaults = byService('resource-caller-defaults.tsv', (row) => ({
  type: cell(row, 'type').toLowerCase(),
  operation: cell(row, 'operation'),
}));

/** Names that are always below a path: service-linked roles. */
export const namePaths = byService('resource-name-paths.tsv', (row) => ({
  type: cell(row, 'type').toLowerCase(),
  name: new RegExp(cell(row, 'name'), 'u'),
  path: cell(row, 'path'),
}));

let verbs: ReadonlySet<string> | undefined;

/** The verbs of operations that make something. */
export function createVerbs(): ReadonlySet<string> {
  verbs ??= new Set(readTable('resource-create-verbs.tsv').map((row) => cell(row, 'verb')));
  return verbs;
}
