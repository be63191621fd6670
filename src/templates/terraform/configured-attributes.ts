// Which attributes a plan's configuration sets. An attribute known only after apply may be one that nobody wrote: AWS gives
// it a value of its own (a bucket's `policy`, a role's `inline_policy`), and then there is no policy to tell of.
// https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation
import { type JsonNode, type JsonObjectNode, memberOf } from '../../policy/json-node.js';

/** A module's step in an address, with the key of `count` or `for_each` that the configuration does not have. */
const MODULE_STEP = /module\.([^.[\]"]+)(?:\["(?:[^"\\]|\\.)*"\]|\[\d+\])?\./y;

export class ConfiguredAttributes {
  /** Names of the attributes set, by module path, type and name. Undefined where the plan has no configuration. */
  readonly #attributes: ReadonlyMap<string, ReadonlySet<string>> | undefined;

  constructor(plan: JsonObjectNode) {
    const root = member(member(plan, 'configuration'), 'root_module');
    this.#attributes = root && attributesBelow(root);
  }

  /** False only where the configuration has the resource, without the attribute. Blocks that are `dynamic` are not in it. */
  mayHave(resource: { address: string; type: string; name: string }, attribute: string): boolean {
    const names = this.#attributes?.get(keyOf(modulesOf(resource.address), resource.type, resource.name));
    return names === undefined || names.has(attribute);
  }
}

function attributesBelow(root: JsonNode): Map<string, ReadonlySet<string>> {
  const attributes = new Map<string, ReadonlySet<string>>();
  const left: { module: JsonNode; path: readonly string[] }[] = [{ module: root, path: [] }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { module, path } = next;
    const resources = member(module, 'resources');
    for (const resource of resources?.kind === 'array' ? resources.items : []) {
      const expressions = member(resource, 'expressions');
      const names = expressions?.kind === 'object' ? expressions.members.map(({ key }) => key.value) : [];
      attributes.set(keyOf(path, textOf(resource, 'type'), textOf(resource, 'name')), new Set(names));
    }
    const calls = member(module, 'module_calls');
    for (const { key, value } of calls?.kind === 'object' ? calls.members : []) {
      const called = member(value, 'module');
      if (called !== undefined) left.push({ module: called, path: [...path, key.value] });
    }
  }
  return attributes;
}

function modulesOf(address: string): string[] {
  const modules: string[] = [];
  MODULE_STEP.lastIndex = 0;
  for (let step = MODULE_STEP.exec(address); step !== null; step = MODULE_STEP.exec(address)) {
    modules.push(step[1] ?? '');
  }
  return modules;
}

function keyOf(modules: readonly string[], type: string, name: string): string {
  return [...modules, type, name].join(' ');
}

function member(node: JsonNode | undefined, key: string): JsonNode | undefined {
  return node?.kind === 'object' ? memberOf(node, key)?.value : undefined;
}

function textOf(node: JsonNode, key: string): string {
  const value = member(node, key);
  return value?.kind === 'string' ? value.value : '';
}
