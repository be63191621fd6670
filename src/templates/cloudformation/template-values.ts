// What a template's names stand for where nobody has deployed it: pseudo parameters, parameters by their defaults,
// resources by texts of the right form, mappings as they are written.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
import { type JsonNode, type JsonObjectNode, memberOf, scalarText } from '../../policy/json-node.js';
import { RESOURCE_TEXTS, type ResourceTexts } from './resource-texts.js';

export type TemplateValue =
  /** `from` says whose text it is; absent where it is what the template says. */
  | {
      readonly kind: 'texts';
      readonly texts: readonly string[];
      readonly isList: boolean;
      readonly from: string;
    }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly reason: string };

/** Twelve digits that stand for the account. */
export const ACCOUNT_STAND_IN = '123456789012';
/** A Region that stands for the template's. */
export const REGION_STAND_IN = 'us-east-1';

const PSEUDO_PARAMETERS: ReadonlyMap<string, string> = new Map([
  ['AWS::AccountId', ACCOUNT_STAND_IN],
  ['AWS::Partition', 'aws'],
  ['AWS::Region', REGION_STAND_IN],
  [
    'AWS::StackId',
    `arn:aws:cloudformation:${REGION_STAND_IN}:${ACCOUNT_STAND_IN}:stack/stack/1234abcd-12ab-34cd-56ef-1234567890ab`,
  ],
  ['AWS::StackName', 'stack'],
  ['AWS::URLSuffix', 'amazonaws.com'],
]);

/** A parameter's value has no more: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const MAX_VALUE = 4096;
const MAX_NAME = 255;
const BY_TYPE: ReadonlyMap<string, ResourceTexts> = new Map(RESOURCE_TEXTS.map((row) => [row.type, row]));

export class TemplateValues {
  readonly #parameters: ReadonlyMap<string, JsonNode>;
  readonly #resources: ReadonlyMap<string, JsonNode>;
  readonly #mappings: JsonNode | undefined;
  /** By what was asked: a name is asked for often. */
  readonly #known = new Map<string, TemplateValue>();
  readonly #entries = new WeakMap<JsonNode, ReadonlyMap<string, JsonNode>>();

  constructor(template: JsonObjectNode) {
    this.#parameters = section(template, 'Parameters');
    this.#resources = section(template, 'Resources');
    this.#mappings = memberOf(template, 'Mappings')?.value;
  }

  /** What `Ref` returns. */
  ref(name: string): TemplateValue {
    return this.#remembered(name, () => this.#ref(name));
  }

  /** What `Fn::GetAtt` returns. */
  attribute(name: string, attribute: string): TemplateValue {
    return this.#remembered(`${name}.${attribute}`, () => this.#attribute(name, attribute));
  }

  #remembered(asked: string, find: () => TemplateValue): TemplateValue {
    const before = this.#known.get(asked);
    if (before !== undefined) return before;
    const value = find();
    this.#known.set(asked, value);
    return value;
  }

  #ref(name: string): TemplateValue {
    if (name === 'AWS::NoValue') return { kind: 'none' };
    const pseudo = PSEUDO_PARAMETERS.get(name);
    if (pseudo !== undefined) return textOf(pseudo, 'a pseudo parameter');
    const parameter = this.#parameters.get(name);
    if (parameter !== undefined) return parameterValue(name, parameter);
    const resource = this.#resources.get(name);
    if (resource === undefined) return unknown(`the template has no parameter or resource \`${name}\``);
    const type = typeOf(resource);
    const texts = type === undefined ? undefined : BY_TYPE.get(type);
    if (texts === undefined) return unknown(`what \`Ref\` is for \`${type ?? name}\` is not known here`);
    return filled(texts.ref, texts, name, resource);
  }

  #attribute(name: string, attribute: string): TemplateValue {
    const resource = this.#resources.get(name);
    if (resource === undefined) return unknown(`the template has no resource \`${name}\``);
    const type = typeOf(resource);
    const texts = type === undefined ? undefined : BY_TYPE.get(type);
    const known = texts?.attributes?.[attribute] ?? (attribute.endsWith('Arn') ? texts?.arn : undefined);
    if (texts === undefined || known === undefined || known === '') {
      return unknown(`the attribute \`${attribute}\` of \`${type ?? name}\` is not known here`);
    }
    return filled(known, texts, name, resource);
  }

  /**
   * What `Fn::FindInMap` returns. A top-level key that a stand-in gave may be none of the map's: then the first entry
   * counts, if `isKeyGiven`.
   */
  found(map: string, top: string, second: string, isKeyGiven: boolean): JsonNode | undefined {
    const mapping = this.#entry(this.#mappings, map);
    const entry = this.#entry(mapping, top);
    const first = mapping?.kind === 'object' && !isKeyGiven ? mapping.members[0]?.value : undefined;
    return this.#entry(entry ?? first, second);
  }

  #entry(node: JsonNode | undefined, key: string): JsonNode | undefined {
    if (node?.kind !== 'object') return undefined;
    let entries = this.#entries.get(node);
    if (entries === undefined) {
      entries = new Map(node.members.map((entry) => [entry.key.value, entry.value]));
      this.#entries.set(node, entries);
    }
    return entries.get(key);
  }
}

function section(template: JsonObjectNode, name: string): Map<string, JsonNode> {
  const value = memberOf(template, name)?.value;
  return new Map(
    value?.kind === 'object' ? value.members.map((entry) => [entry.key.value, entry.value]) : [],
  );
}

function member(node: JsonNode | undefined, key: string): JsonNode | undefined {
  return node?.kind === 'object' ? memberOf(node, key)?.value : undefined;
}

function typeOf(resource: JsonNode): string | undefined {
  const type = member(resource, 'Type');
  return type?.kind === 'string' ? type.value : undefined;
}

function parameterValue(name: string, parameter: JsonNode): TemplateValue {
  const typeNode = member(parameter, 'Type');
  const type = typeNode?.kind === 'string' ? typeNode.value : 'String';
  if (type.startsWith('AWS::SSM::')) return unknown(`the parameter \`${name}\` is read from Systems Manager`);
  const fallback = member(parameter, 'Default');
  const allowed = member(parameter, 'AllowedValues');
  const node = fallback ?? (allowed?.kind === 'array' ? allowed.items[0] : undefined);
  const value = node && scalarText(node);
  if (value === undefined) return unknown(`the parameter \`${name}\` has no default`);
  if (value === '') return unknown(`the default of the parameter \`${name}\` is empty`);
  if (value.length > MAX_VALUE) return unknown(`the default of the parameter \`${name}\` is too long`);
  const from = fallback === undefined ? "the parameter's first allowed value" : "the parameter's default";
  const isList = type === 'CommaDelimitedList' || type.startsWith('List<');
  return {
    kind: 'texts',
    texts: isList ? value.split(',').map((text) => text.trim()) : [value],
    isList,
    from,
  };
}

function filled(text: string, texts: ResourceTexts, logicalId: string, resource: JsonNode): TemplateValue {
  const property = texts.nameProperty && member(member(resource, 'Properties'), texts.nameProperty);
  const written =
    property && property.kind === 'string' && property.value !== '' ? property.value : undefined;
  const name = (written ?? texts.example ?? standInName(texts.type, logicalId)).slice(0, MAX_NAME);
  // Systems Manager's names may begin with the slash that their ARNs have already.
  const isInPath = text.endsWith('/{name}');
  return textOf(
    text.replace('{name}', () => (isInPath ? name.replace(/^\//, '') : name)),
    'as AWS forms it',
  );
}

/** A bucket's name has no capitals. */
function standInName(type: string, logicalId: string): string {
  return type === 'AWS::S3::Bucket' ? logicalId.toLowerCase() : logicalId;
}

function textOf(text: string, from: string): TemplateValue {
  return { kind: 'texts', texts: [text], isList: false, from };
}

function unknown(reason: string): TemplateValue {
  return { kind: 'unknown', reason };
}
