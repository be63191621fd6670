// What AWS asks of single condition keys: the form of their values, the keys that belong beside them, the services
// that set them. Names of keys are in lower case here, as they are compared. Tables are read when first asked for.
import { readTable, type TableRow } from './resources/read-table.js';

export type ConditionValueForm =
  | 'region'
  | 'service-host'
  | 'one-label-service-host'
  | 'regional-service-host'
  | 'vpc-id'
  | 'vpce-id'
  | 'kms-key-arn';

export interface PairedKey {
  /** Any one of them suffices. */
  readonly partners: readonly string[];
  /** The partners as AWS writes them in its recommendation. */
  readonly shown: string;
  readonly resourcePoliciesOnly: boolean;
}

export interface KeyWithAction {
  /** In AWS's own case: `sts:TagSession`. */
  readonly action: string;
  /** The actions, in lower case, whose requests carry the value. */
  readonly withActions: readonly string[];
}

/** What the values of a key look like; undefined where they are free text, or nothing is known. */
export function formOfConditionValue(key: string): ConditionValueForm | undefined {
  return valueForms().get(key);
}

/** The keys of which one belongs beside this one; undefined where it stands alone. */
export function partnersOfKey(key: string): PairedKey | undefined {
  return pairs().get(key);
}

/** The action without which nobody may send a value for the key. */
export function actionBehindKey(key: string): KeyWithAction | undefined {
  const slash = key.indexOf('/');
  return actions().get(slash < 0 ? key : `${key.slice(0, slash)}/*`);
}

/** The prefixes of the services that set the key; undefined where any may. */
export function servicesThatSetKey(key: string): ReadonlySet<string> | undefined {
  return services().get(key);
}

/** True if the value is whatever the caller writes. */
export function isWrittenByCaller(key: string): boolean {
  return callerWritten().has(key);
}

const valueForms = tableByKey('condition-key-values.tsv', ({ form }) => form as ConditionValueForm);
const callerWritten = tableByKey('caller-written-keys.tsv', () => true);
const services = tableByKey(
  'condition-key-services.tsv',
  ({ services: list = '' }): ReadonlySet<string> => new Set(list.split(' ')),
);
const actions = tableByKey(
  'condition-key-actions.tsv',
  ({ action = '', with: list = '' }): KeyWithAction => ({
    action,
    withActions: list.toLowerCase().split(' '),
  }),
);
const pairs = tableByKey(
  'condition-key-pairs.tsv',
  ({ partners = '', shown = '', policies }): PairedKey => ({
    partners: partners.toLowerCase().split(' '),
    shown,
    resourcePoliciesOnly: policies === 'resource',
  }),
);

function tableByKey<T>(name: string, read: (row: TableRow) => T): () => ReadonlyMap<string, T> {
  let made: ReadonlyMap<string, T> | undefined;
  return () => {
    made ??= new Map(readTable(name).map((row) => [(row.key ?? '').toLowerCase(), read(row)] as const));
    return made;
  };
}
