// The tag action that a call needs besides its own where it gives tags to what it makes. Table: data/tag-on-create.tsv.
import { isJsonObject, type JsonObject, type JsonValue } from '../../core/json.js';
import type { Permission, PermissionResource } from '../../core/permission.js';
import { type ActionFacts, resourceTypesOf } from '../actions.js';
import { findByFullName } from '../operation-of-event.js';
import { operationTable } from '../operation-table.js';
import { isGiven, parseParameterPath, textsIn, valuesAt } from '../request-parameter.js';
import { fillArn, parseArnFormat } from '../resources/arn-format.js';
import { resolveResources } from '../resources/resolve-resources.js';
import { callerScope } from './caller-scope.js';
import type { Inference, InferenceContext } from './inference.js';

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

export const inferTagOnCreate: Inference = (context) => {
  const { event, operation } = context;
  const rows = rowsOf(operation);
  if (rows.length === 0 || !givesTags(event.requestParameters)) return [];
  return rows.flatMap((row): Permission[] => {
    const facts = findByFullName(row.action);
    const created = context.own.find((p) => p.evidence === 'observed')?.action;
    if (facts === undefined || created === undefined) return [];
    const name = created.slice(created.indexOf(':') + 1);
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
};

/** `tags`, `tagList`, `tagSet`, `tagSpecificationSet`, `fileSystemTags`, `tagging` … with something in it. */
const TAGS = /^(?:tags?|taglist|tagset|tagging|tagspecifications?(?:set)?|x-amz-tagging|.*[^s]tags)$/;

function givesTags(request: JsonObject | undefined): boolean {
  if (request === undefined) return false;
  return Object.entries(request).some(([name, value]) => {
    const lower = name.toLowerCase();
    if (TAGS.test(lower)) return isTagList(value);
    // REST calls wrap the whole body: `{distributionConfigWithTags: {tags: …}}`.
    return (
      isJsonObject(value) &&
      Object.entries(value).some(([n, v]) => TAGS.test(n.toLowerCase()) && isTagList(v))
    );
  });
}

function isTagList(value: JsonValue): boolean {
  return typeof value !== 'boolean' && typeof value !== 'number' && isGiven(value);
}

/** EC2 says in the request which types get tags; elsewhere it is what the call makes, if the tag action knows its type. */
function taggedResources(facts: ActionFacts, context: InferenceContext): readonly PermissionResource[] {
  const { event, operation, own } = context;
  if (operation.service === 'ec2') {
    const made = ec2Types(context);
    if (made.length > 0) return made;
  }
  const types = new Set(facts.resourceTypes.map(({ type }) => `${facts.service}:${type}`));
  const made = own
    .filter((p) => p.evidence === 'observed')
    .flatMap((p) => p.resources)
    .filter((r) => r.type !== undefined && types.has(r.type));
  return made.length > 0 ? whatIsMade(made, operation.name) : resolveResources(facts, event, operation);
}

/** CreateDBSnapshot names the instance, too, but makes and tags the snapshot: the type that the operation is named for. */
function whatIsMade(
  resources: readonly PermissionResource[],
  operation: string,
): readonly PermissionResource[] {
  const noun = operation.replace(/^[A-Z][a-z]+/, '').toLowerCase();
  const nameOf = (r: PermissionResource): string =>
    (r.type ?? '')
      .slice((r.type ?? '').indexOf(':') + 1)
      .replace(/[^a-z0-9]/gi, '')
      .toLowerCase();
  const ending = resources.filter((r) => noun.endsWith(nameOf(r)));
  if (ending.length > 0) return ending;
  const starting = resources.filter((r) => noun.startsWith(nameOf(r)));
  return starting.length > 0 ? starting : resources;
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
    const { arn } = fillArn(parseArnFormat(format), new Map(), { ...scope, region: event.region });
    return [{ arn, type: `ec2:${type.type}`, reason: 'id-assigned-by-service' }];
  });
}
