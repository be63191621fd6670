// The policies of a CloudFormation template, by the table of places, their functions resolved.
import type { Extent } from '../../core/span.js';
import { type JsonNode, type JsonObjectNode, memberOf } from '../../policy/json-node.js';
import { isPolicyType, type PolicyType } from '../../policy/policy-type.js';
import type { FoundPolicy, Unresolved } from '../found-policy.js';
import { type FileReading, policyAt } from '../policy-in-file.js';
import { type NodeAtPlace, nodesAtPath, placesByType } from '../policy-place.js';
import { functionCallOf, isFunctionName, isNoValue } from './function-call.js';
import { TEMPLATE_PLACES, type TemplatePlace } from './policy-places.js';
import { FunctionResolver, type Outcome, type TemplateContext } from './resolve-functions.js';
import { TemplateValues } from './template-values.js';

export interface TemplatePolicies {
  readonly policies: readonly FoundPolicy[];
  readonly unresolved: readonly Unresolved[];
}

const PLACES_BY_TYPE: ReadonlyMap<string, readonly TemplatePlace[]> = placesByType(TEMPLATE_PLACES);

/** True for a template: by its format's version, its transform, or a resource with a type of AWS's form. */
export function isTemplate(root: JsonObjectNode): boolean {
  const resources = memberOf(root, 'Resources')?.value;
  if (resources?.kind !== 'object') return false;
  if (memberOf(root, 'AWSTemplateFormatVersion') ?? memberOf(root, 'Transform')) return true;
  return resources.members.some(({ value }) => typeOf(value)?.includes('::'));
}

/** `original` gives the nodes as they are written, for those that an alias put where they are. */
export function policiesOfTemplate(
  file: FileReading,
  root: JsonObjectNode,
  original: (node: JsonNode) => JsonNode,
): TemplatePolicies {
  return new Finder(file, root, original).find();
}

class Finder {
  readonly #file: FileReading;
  readonly #root: JsonObjectNode;
  readonly #original: (node: JsonNode) => JsonNode;
  readonly #context: TemplateContext;
  readonly #policies: FoundPolicy[] = [];
  readonly #unresolved: Unresolved[] = [];

  constructor(file: FileReading, root: JsonObjectNode, original: (node: JsonNode) => JsonNode) {
    this.#file = file;
    this.#root = root;
    this.#original = original;
    this.#context = { text: file.text, values: new TemplateValues(root), spent: 0 };
  }

  find(): TemplatePolicies {
    const resources = memberOf(this.#root, 'Resources')?.value;
    for (const { key, value } of resources?.kind === 'object' ? resources.members : []) {
      if (isFunctionName(key.value)) {
        this.#leftOut(
          key.value,
          key,
          `\`${key.value}\` makes resources only CloudFormation knows: none is checked`,
        );
      } else {
        this.#resource(key.value, value);
      }
    }
    return { policies: this.#policies, unresolved: this.#unresolved };
  }

  #resource(logicalId: string, resource: JsonNode): void {
    const properties = resource.kind === 'object' ? memberOf(resource, 'Properties')?.value : undefined;
    if (properties === undefined) return;
    for (const place of PLACES_BY_TYPE.get(typeOf(resource) ?? '') ?? []) {
      const nameOf = (path: string) => `${logicalId}.Properties${path === '' ? '' : `.${path}`}`;
      const nodes = nodesAtPath(properties, place.path, (at, isLast) =>
        this.#open(at, isLast, nameOf, place),
      );
      for (const { path, node } of nodes) this.#policy(nameOf(path), node, properties, place);
    }
  }

  /** A function on the way to a policy: its branches, its argument, or the end of the way. */
  #open(
    at: NodeAtPlace,
    isLast: boolean,
    nameOf: (path: string) => string,
    place: TemplatePlace,
  ): NodeAtPlace[] {
    const call = functionCallOf(at.node);
    if (call === undefined) return [at];
    if (isNoValue(at.node)) return [];
    const under = (suffix: string, node: JsonNode) =>
      this.#open({ path: `${at.path}${suffix}`, node }, isLast, nameOf, place);
    if (call.name === 'Fn::If' && call.argument.kind === 'array') {
      return call.argument.items.flatMap((item, index) =>
        index > 0 ? under(`.Fn::If[${index}]`, item) : [],
      );
    }
    if (isLast && call.name === 'Fn::ToJsonString') return under('.Fn::ToJsonString', call.argument);
    if (isLast) return place.isMixed ? [] : [at];
    const name = nameOf(at.path);
    this.#leftOut(
      name,
      at.node,
      `what \`${call.name}\` returns holds the policy: it is left out of the checks`,
    );
    return [];
  }

  #policy(name: string, at: JsonNode, properties: JsonNode, place: TemplatePlace): void {
    const node = this.#original(at);
    if (node.kind === 'null') return;
    if (place.isMixed && !(node.kind === 'object' && memberOf(node, 'Statement'))) return;
    const resolver = new FunctionResolver(this.#context, name, this.#unresolved);
    const policyType = this.#policyType(properties, place, resolver);
    if (policyType === undefined) return;
    const outcome = resolver.resolve(place.isStatement ? asDocument(node) : node, place.path);
    if (outcome.kind === 'unknown') resolver.leaveOut(outcome.place, outcome.reason, 'the policy');
    if (outcome.kind !== 'node') return;
    this.#policies.push({
      name,
      ...policyAt(this.#file, outcome.node, outcome.node === node ? undefined : mapOf(outcome)),
      policyType,
      ...(place.resourceType && { resourceType: place.resourceType }),
      place: { type: place.type, path: place.path },
    });
  }

  /** Undefined for a policy that is none of IAM's: tag policies, backup policies and their like. */
  #policyType(
    properties: JsonNode,
    { policyType, typeProperty }: TemplatePlace,
    resolver: FunctionResolver,
  ): PolicyType | undefined {
    if (typeProperty === undefined) return policyType;
    const type = properties.kind === 'object' ? memberOf(properties, typeProperty)?.value : undefined;
    if (type === undefined) return policyType;
    const outcome = resolver.resolve(type, typeProperty);
    if (outcome.kind === 'node' && outcome.node.kind === 'string') {
      return isPolicyType(outcome.node.value) ? outcome.node.value : undefined;
    }
    resolver.leaveOut(type, "the policy's type is not known", 'the policy');
    return undefined;
  }

  #leftOut(name: string, { start, end }: Extent, reason: string): void {
    this.#unresolved.push({ name, extent: { start, end }, reason, outcome: 'left-out' });
  }
}

function mapOf(outcome: Extract<Outcome, { kind: 'node' }>) {
  return outcome.map ?? (() => undefined);
}

/** A statement alone as the document that the service makes of it. */
function asDocument(statement: JsonNode): JsonNode {
  const { start, end } = statement;
  const token = (value: string) => ({ kind: 'string', start, end: start, value }) as const;
  const members = [
    { key: token('Version'), value: token('2012-10-17') },
    { key: token('Statement'), value: statement },
  ];
  return { kind: 'object', start, end, members };
}

function typeOf(resource: JsonNode): string | undefined {
  const type = resource.kind === 'object' ? memberOf(resource, 'Type')?.value : undefined;
  return type?.kind === 'string' ? type.value : undefined;
}
