// What a trail logs, out of its event selectors, basic or advanced. An event is logged if any selector takes it; within an
// advanced selector all fields must.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html (defaults, what can be excluded)
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DataResource.html (values that stand for all resources)
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html (fields, operators, categories)
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html (how conditions combine)
import { isJsonObject, type JsonObject, own, ownString } from '../core/json.js';

/** Calls that read and calls that write; `isPartial`: only those of some names, callers or resources. */
export interface LoggedEvents {
  readonly read: boolean;
  readonly write: boolean;
  readonly isPartial: boolean;
}

export interface LoggedManagementEvents extends LoggedEvents {
  /** As `kms.amazonaws.com`. */
  readonly excludedSources: readonly string[];
}

export interface LoggedDataEvents extends LoggedEvents {
  /** As `AWS::S3::Object`. */
  readonly resourceType: string;
}

/** Each entry adds to the others. */
export interface Selection {
  readonly management: readonly LoggedManagementEvents[];
  readonly data: readonly LoggedDataEvents[];
}

/** Of a trail that was never given selectors: all management events, no data events. */
export const DEFAULT_SELECTION: Selection = {
  management: [{ read: true, write: true, isPartial: false, excludedSources: [] }],
  data: [],
};

/** Of a document of `get-event-selectors`; undefined where it has no selectors. What is no selector is taken to log nothing. */
export function selectionOf(document: JsonObject): Selection | undefined {
  const basic = objectsIn(document, 'EventSelectors');
  const advanced = objectsIn(document, 'AdvancedEventSelectors');
  if (basic.length + advanced.length === 0) return undefined;
  const selections = [...basic.map(basicSelection), ...advanced.map(advancedSelection)];
  return {
    management: selections.flatMap(({ management }) => management).filter(takesAny),
    data: selections.flatMap(({ data }) => data).filter(takesAny),
  };
}

function takesAny({ read, write }: LoggedEvents): boolean {
  return read || write;
}

function basicSelection(selector: JsonObject): Selection {
  const kind = own(selector, 'ReadWriteType') ?? 'All';
  const access = {
    read: kind === 'All' || kind === 'ReadOnly',
    write: kind === 'All' || kind === 'WriteOnly',
  };
  const excludedSources = textsIn(selector, 'ExcludeManagementEventSources');
  return {
    management:
      (own(selector, 'IncludeManagementEvents') ?? true) === true
        ? [{ ...access, isPartial: false, excludedSources }]
        : [],
    data: objectsIn(selector, 'DataResources').flatMap((resources) => {
      const resourceType = ownString(resources, 'Type');
      const values = textsIn(resources, 'Values');
      if (resourceType === undefined || values.length === 0) return [];
      return [{ resourceType, ...access, isPartial: !values.some(isWholeService) }];
    }),
  };
}

/** `arn:aws:lambda`, `arn:aws:s3:::`: the start of an ARN that names a service and nothing of it. */
function isWholeService(value: string): boolean {
  return /^arn:[^:]+:[^:]+(?::::)?$/.test(value);
}

function advancedSelection(selector: JsonObject): Selection {
  const fields = objectsIn(selector, 'FieldSelectors');
  const of = (name: string) => fields.filter((field) => own(field, 'Field') === name);
  const equal = (name: string) => of(name).flatMap((field) => textsIn(field, 'Equals'));
  const isLimited = (...known: string[]) =>
    fields.some((field) => !known.includes(ownString(field, 'Field') ?? ''));
  const categories = equal('eventCategory');
  const readOnly = of('readOnly').length === 0 ? ['true', 'false'] : equal('readOnly');
  const access = { read: readOnly.includes('true'), write: readOnly.includes('false') };
  return {
    management: categories.includes('Management')
      ? [
          {
            ...access,
            isPartial:
              isLimited('eventCategory', 'readOnly', 'eventSource') ||
              of('eventSource').some((field) => !hasOnlyNotEquals(field)),
            excludedSources: of('eventSource').flatMap((field) => textsIn(field, 'NotEquals')),
          },
        ]
      : [],
    data: categories.includes('Data')
      ? equal('resources.type').map((resourceType) => ({
          resourceType,
          ...access,
          isPartial: isLimited('eventCategory', 'readOnly', 'resources.type'),
        }))
      : [],
  };
}

const OTHER_OPERATORS = ['Equals', 'StartsWith', 'EndsWith', 'NotStartsWith', 'NotEndsWith'];

function hasOnlyNotEquals(field: JsonObject): boolean {
  return OTHER_OPERATORS.every((operator) => textsIn(field, operator).length === 0);
}

function objectsIn(object: JsonObject, key: string): JsonObject[] {
  const value = own(object, key);
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function textsIn(object: JsonObject, key: string): string[] {
  const value = own(object, key);
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
