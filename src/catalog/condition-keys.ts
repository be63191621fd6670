// Condition keys: name, type, how many values, and where a key exists. Global keys are data/global-condition-keys.tsv,
// a service's are its file of the catalog's data, read when first asked for. Names are compared without case.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
import { serviceExists } from './actions.js';
import { type KeyForms, keyForms } from './condition-key-forms.js';
import { readIamData } from './iam-data.js';
import { isKnownService } from './known-names.js';
import { readTable } from './resources/read-table.js';

export type ConditionKeyType = 'String' | 'ARN' | 'Bool' | 'Numeric' | 'Date' | 'IPAddress' | 'Binary';

export interface ConditionKeyFacts {
  /** As AWS writes it: `aws:ResourceTag/${TagKey}`. */
  readonly name: string;
  /** Two where operators of both fit; none where the key exists and nothing more is known. */
  readonly types: readonly ConditionKeyType[];
  /** True if a request may have several values; undefined where that is not known. */
  readonly isMultivalued: boolean | undefined;
  /** True for keys that draw a line around accounts, organizations or networks. */
  readonly isSensitive: boolean;
}

export type ConditionKeyReading =
  | { readonly standing: 'known'; readonly facts: ConditionKeyFacts }
  | { readonly standing: 'malformed' | 'unknown-global-key' | 'unknown-service' | 'unknown-service-key' };

/** The service whose file has the keys that begin with the name of an identity provider. */
const PROVIDERS = 'sts';
const PROVIDER_HOST = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/.*)?$/;
/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif */
const claimValues: ReadonlyMap<string, boolean> = new Map([
  ['aud', false],
  ['sub', false],
  ['amr', true],
]);
const MOST_READINGS = 10_000;

let globalKeys: KeyForms<ConditionKeyFacts> | undefined;
let homes: ReadonlyMap<string, readonly string[]> | undefined;
const services = new Map<string, KeyForms<ConditionKeyFacts>>();
const readings = new Map<string, ConditionKeyReading>();

/** What AWS knows of a condition key as a policy writes it: `aws:PrincipalTag/team`, `S3:prefix`. */
export function readConditionKey(written: string): ConditionKeyReading {
  const lower = written.toLowerCase();
  const before = readings.get(lower);
  if (before !== undefined) return before;
  const reading = lookUp(lower, written);
  if (readings.size >= MOST_READINGS) readings.clear();
  readings.set(lower, reading);
  return reading;
}

function lookUp(lower: string, written: string): ConditionKeyReading {
  const colon = lower.indexOf(':');
  if (colon <= 0 || colon === lower.length - 1) return { standing: 'malformed' };
  const prefix = lower.slice(0, colon);
  const global = globals().find(lower);
  if (global !== undefined) return { standing: 'known', facts: global };
  if (prefix === 'aws') return { standing: 'unknown-global-key' };
  for (const service of homesOf(prefix)) {
    const facts = keysOf(service).find(lower);
    if (facts !== undefined) return { standing: 'known', facts };
  }
  // Keys of an OpenID Connect provider begin with its host; which claims it has, its owner knows.
  if (PROVIDER_HOST.test(prefix)) {
    const isMultivalued = claimValues.get(lower.slice(lower.lastIndexOf(':') + 1));
    return {
      standing: 'known',
      facts: { name: written, types: ['String'], isMultivalued, isSensitive: false },
    };
  }
  if (serviceExists(prefix)) return { standing: 'unknown-service-key' };
  // A service that is known by name only, or an identity provider's prefix.
  if (isKnownService(prefix)) {
    return {
      standing: 'known',
      facts: { name: written, types: [], isMultivalued: undefined, isSensitive: false },
    };
  }
  return { standing: homesOf(prefix).length > 0 ? 'unknown-service-key' : 'unknown-service' };
}

/** Services whose files may have keys of this prefix, the likeliest first. */
function homesOf(prefix: string): readonly string[] {
  const own = serviceExists(prefix) ? [prefix] : [];
  homes ??= new Map(
    Object.entries(readIamData<Record<string, string[]>>('unassociatedConditions.json')).map(
      ([name, list]) => [name.toLowerCase(), list],
    ),
  );
  const listed = homes.get(prefix) ?? [];
  return own.length + listed.length === 0 && PROVIDER_HOST.test(prefix) ? [PROVIDERS] : [...own, ...listed];
}

function keysOf(service: string): KeyForms<ConditionKeyFacts> {
  const before = services.get(service);
  if (before !== undefined) return before;
  const raw = readIamData<Record<string, { key: string; type: string }>>(`conditionKeys/${service}.json`);
  const made = keyForms(Object.values(raw).map(({ key, type }) => [key, toFacts(key, type)] as const));
  services.set(service, made);
  return made;
}

const LIST = 'ArrayOf';

function toFacts(name: string, type: string): ConditionKeyFacts {
  const isMultivalued = type.startsWith(LIST);
  const single = (isMultivalued ? type.slice(LIST.length) : type) as ConditionKeyType;
  return { name, types: [single], isMultivalued, isSensitive: false };
}

function globals(): KeyForms<ConditionKeyFacts> {
  globalKeys ??= keyForms(
    readTable('global-condition-keys.tsv').map(({ key = '', type = '', multivalued, sensitive }) => {
      const types = type.split(' ').filter(Boolean) as ConditionKeyType[];
      const facts = { name: key, types, isMultivalued: multivalued === 'yes', isSensitive: sensitive !== '' };
      return [key, facts] as const;
    }),
  );
  return globalKeys;
}
