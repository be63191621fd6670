// iam:PassRole for the role that a call hands to a service. Table: data/pass-role.tsv.
// Only on a role that the request names, or on what stands for one (RoleReference); never on `*`.
import type { TrailEvent } from '../../core/event.js';
import { type JsonValue, ownObject, ownString } from '../../core/json.js';
import type { Permission, RoleReference } from '../../core/permission.js';
import { escapePolicyText } from '../../core/policy-text.js';
import { operationTable } from '../operation-table.js';
import { type ParameterPath, parseParameterPath, textsIn, valuesAt } from '../request-parameter.js';
import type { Inference } from './inference.js';
import { instanceProfileKey, ROLE_ARN, roleArnOf, taskDefinitionKey } from './role-source.js';

interface Row {
  path: ParameterPath;
  names: string;
  passedToService: readonly string[];
  source: string;
}

const rowsOf = operationTable<Row>('pass-role.tsv', (row) => ({
  path: parseParameterPath(row.parameter ?? ''),
  names: row.names ?? '',
  passedToService: (row.passedToService ?? '').split(' ').sort(),
  source: row.source ?? '',
}));

export const passRole: Inference = {
  appliesTo: (operation) => rowsOf(operation).length > 0,
  infer: ({ event, operation }) =>
    rowsOf(operation).flatMap((row) =>
      valuesAt(event.requestParameters, row.path).flatMap((value) => passed(row, value, event)),
    ),
};

function passed(row: Row, value: JsonValue, event: TrailEvent): readonly Permission[] {
  if (row.names === 'instance-profile')
    return byReference(row, 'instance-profile', instanceProfileKey(value, event));
  if (row.names === 'task-definition') {
    const key = taskDefinitionKey(value, event) ?? answeredTaskDefinition(event);
    return byReference(row, 'ecs-task-definition', key);
  }
  return byRole(row, value, event);
}

function byRole(row: Row, value: JsonValue, event: TrailEvent): Permission[] {
  return textsIn(value).flatMap((text) => {
    const role = row.names === 'arn' ? (ROLE_ARN.test(text) ? text : undefined) : roleArnOf(text, event);
    if (role === undefined) return [];
    const arn = escapePolicyText(role);
    const resource = arn === role ? { arn, type: 'iam:role' } : { arn, rawArn: role, type: 'iam:role' };
    return [{ ...permission(row), resources: [resource] }];
  });
}

function byReference(row: Row, kind: RoleReference['kind'], key: string | undefined): Permission[] {
  return key === undefined ? [] : [{ ...permission(row), resources: [], roleReference: { kind, key } }];
}

/** A call that names a family only: the answer names the revision that it took. */
function answeredTaskDefinition(event: TrailEvent): string | undefined {
  const response = event.responseElements;
  const service = ownString(ownObject(response, 'service'), 'taskDefinition');
  if (service !== undefined) return taskDefinitionKey(service, event);
  const [task] = valuesAt(response, TASKS);
  return task === undefined ? undefined : taskDefinitionKey(task, event);
}

const TASKS = parseParameterPath('tasks.taskDefinitionArn');

function permission(row: Row): Omit<Permission, 'resources'> {
  return {
    action: 'iam:PassRole',
    conditions: { StringEquals: { 'iam:PassedToService': row.passedToService } },
    evidence: 'inferred',
    source: row.source,
  };
}
