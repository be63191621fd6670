// The tag action that a call needs besides its own where it gives tags to what it makes. Table: data/tag-on-create.tsv.
import { isJsonObject, type JsonObject, type JsonValue } from '../../core/json.js';
import type { Permission, PermissionResource } from '../../core/permission.js';
import { remembered } from '../../core/remembered.js';
import { type ActionFacts, resourceTypesOf } from '../actions.js';
import { findByFullName, type Operation } from '../operation-of-event.js';
import { operationTable } from '../operation-table.js';
import { perLayout } from '../per-layout.js';
import { isGiven, parseParameterPath, textsIn, valuesAt } from '../request-parameter.js';
import { fillArn, parseArnFormat } from '../resources/arn-format.js';
import { resolveMade, resolveResources } from '../resources/resolve-resources.js';
import { callerScope } from './caller-scope.js';
import type { Inference, InferenceContext } from './inference.js';
import { madeTypes } from './made-types.js';

interface Row {
  action: string;
  createAction: string;
  source: string;
}

const rowsOf = operationTable<Row>('tag-on-create.tsv', (row) => ({
  action: row.action ?? '',
  createAction: row.createAction ?? '',
  source: row.source ?? '',
}));

export const tagOnCreate: Inference = {
  appliesTo: (operation) => rowsOf(operation).length > 0,
  infer: (context) => {
    if (!mayGiveTags(context.event) || !givesTags(context.event.requestParameters)) return [];
    const created = context.own.find((p) => p.evidence === 'observed')?.action;
    if (created === undefined) return [];
    const name = created.slice(created.indexOf(':') + 1);
    return rowsOf(context.operation).flatMap((row): Permission[] => {
      const facts = findByFullName(row.action);
      if (facts === undefined) return [];
      return [
        {
          action: row.action,
          resources: taggedResources(facts, context),
          conditions: row.createAction === '' ? {} : { StringEquals: { [row.createAction]: [name] } },
          evidence: 'inferred',
          source: row.source,
        },
      ];
    });
  },
};

/** `tags`, `tagList`, `tagSet`, `tagSpecificationSet`, `fileSystemTags`, `tagging` … with something in it. */
const TAGS = /^(?:tags?|taglist|tagset|tagging|tagspecifications?(?:set)?|x-amz-tagging|.*[^s]tags)$/;
const isNameOfTags = remembered((name) => TAGS.test(name.toLowerCase()));

/** False where no name in the request is one that `givesTags` looks for. */
const mayGiveTags = perLayout((request) =>
  Object.entries(request ?? {}).some(
    ([name, value]) => isNameOfTags(name) || (isJsonObject(value) && Object.keys(value).some(isNameOfTags)),
  ),
);

function givesTags(request: JsonObject | undefined): boolean {
  if (request === undefined) return false;
  return Object.entries(request).some(([name, value]) => {
    if (isNameOfTags(name)) return isTagList(value);
    // REST calls wrap the whole body: `{distributionConfigWithTags: {tags: …}}`.
    return isJsonObject(value) && Object.entries(value).some(([n, v]) => isNameOfTags(n) && isTagList(v));
  });
}

function isTagList(value: JsonValue): boolean {
  return typeof value !== 'boolean' && typeof value !== 'number' && isGiven(value);
}

/**
 * EC2 says in the request which types get tags. Elsewhere it is what the call makes: as the call's own action has it,
 * else of the made one of the tag action's types (RunTask is authorised on the definition, and tags the task).
 */
function taggedResources(facts: ActionFacts, context: InferenceContext): readonly PermissionResource[] {
  const { event, reading, operation, own } = context;
  if (operation.service === 'ec2') {
    const made = ec2Types(context);
    if (made.length > 0) return made;
  }
  if (facts.resourceTypes.length === 0) return resolveResources(facts, event, operation, reading);
  const observed = own.filter((p) => p.evidence === 'observed');
  const types = taggedTypes(
    facts,
    operation,
    observed.map(({ action }) => action),
  );
  const wanted = new Set(types.map((type) => `${facts.service}:${type}`));
  const named = observed
    .flatMap((p) => p.resources)
    .filter(({ type }) => type !== undefined && wanted.has(type));
  return named.length > 0 ? named : resolveMade(facts, types, operation, reading);
}

const known = new WeakMap<Operation, Map<string, readonly string[]>>();

/** The types that get tags, of those that the tag action `facts` has; they hang on the names of actions alone. */
function taggedTypes(
  facts: ActionFacts,
  operation: Operation,
  ownActions: readonly string[],
): readonly string[] {
  const key = `${facts.fullName} ${ownActions.join()}`;
  const ofOperation = known.get(operation) ?? new Map<string, readonly string[]>();
  const before = ofOperation.get(key);
  if (before !== undefined) return before;
  const own = typesOf(ownActions);
  const all = facts.resourceTypes.map(({ type }) => type);
  const made = all.length === 1 ? all : madeTypes(facts.service, all, operation, own);
  // The reference has not listed every new type with its tag action.
  const types = made.length > 0 ? made : madeTypes(operation.service, [...own], operation, own);
  known.set(operation, ofOperation.set(key, types));
  return types;
}

/** Types of the operation's own actions in its service. */
function typesOf(actions: readonly string[]): ReadonlySet<string> {
  return new Set(
    actions.flatMap((action) => findByFullName(action)?.resourceTypes.map(({ type }) => type) ?? []),
  );
}

const RESOURCE_TYPE = parseParameterPath('**.tagSpecification*.resourceType');

/** `<type>/*` of each type that the request's tag specifications name: EC2 assigns the ids. */
function ec2Types({ event }: InferenceContext): readonly PermissionResource[] {
  const scope = callerScope(event);
  if (scope === undefined) return [];
  const types = resourceTypesOf('ec2');
  const names = new Set(valuesAt(event.requestParameters, RESOURCE_TYPE).flatMap((value) => textsIn(value)));
  return [...names].sort().flatMap((name): PermissionResource[] => {
    const type = types.get(name.toLowerCase());
    const format = type?.arnFormats[0];
    if (type === undefined || format === undefined) return [];
    const parsed = parseArnFormat(format);
    const { arn } = fillArn(parsed, parsed.noValues, { ...scope, region: event.region });
    return [{ arn, type: `ec2:${type.type}`, reason: 'id-assigned-by-service' }];
  });
}
