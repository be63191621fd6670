// The policies of a Terraform plan or state as `terraform show -json` prints it: JSON text in attributes, by the table of
// places. A policy that holds a value known only after apply is unknown as a whole, and is said to be.
// https://developer.hashicorp.com/terraform/internals/json-format
import { type JsonNode, type JsonObjectNode, memberOf } from '../../policy/json-node.js';
import { isPolicyType, type PolicyType } from '../../policy/policy-type.js';
import type { FoundPolicy, Unresolved } from '../found-policy.js';
import { type FileReading, policyAt } from '../policy-in-file.js';
import { nodesAtPath, placesByType, stepsOf } from '../policy-place.js';
import { ConfiguredAttributes } from './configured-attributes.js';
import { PLAN_PLACES, type PlanPlace } from './policy-places.js';

const PLACES_BY_TYPE = placesByType(PLAN_PLACES);

/** True for a plan, or for a state in the same format. */
export function isPlan(root: JsonObjectNode): boolean {
  return rootModule(root) !== undefined || memberOf(root, 'resource_changes')?.value.kind === 'array';
}

export function policiesOfPlan(
  file: FileReading,
  root: JsonObjectNode,
): { readonly policies: readonly FoundPolicy[]; readonly unresolved: readonly Unresolved[] } {
  const policies: FoundPolicy[] = [];
  const unresolved: Unresolved[] = [];
  const unknownByAddress = unknownValues(root);
  const configured = new ConfiguredAttributes(root);
  for (const resource of resourcesOf(rootModule(root))) {
    const address = stringOf(resource, 'address');
    const values = member(resource, 'values');
    if (address === undefined || values === undefined || stringOf(resource, 'mode') === 'data') continue;
    for (const place of PLACES_BY_TYPE.get(stringOf(resource, 'type') ?? '') ?? []) {
      const policyType = policyTypeOf(values, place);
      if (policyType === undefined) continue;
      for (const { path, node } of nodesAtPath(values, place.path)) {
        if (node.kind === 'null' || (node.kind === 'string' && node.value === '')) continue;
        const { resourceType } = place;
        policies.push({
          name: nameOf(address, path),
          ...policyAt(file, node),
          policyType,
          ...(resourceType && { resourceType }),
          place: { type: place.type, path: place.path },
        });
      }
      const unknown = unknownByAddress.get(address);
      if (unknown === undefined) continue;
      const identity = { address, type: place.type, name: stringOf(resource, 'name') ?? '' };
      for (const path of unknownPaths(unknown, place.path)) {
        const attribute = path.replace(/[.[].*/, '');
        if (path === attribute && !configured.mayHave(identity, attribute)) continue;
        const { start, end } = member(resource, 'address') ?? resource;
        const reason = 'the policy is known only after apply: it is left out of the checks';
        unresolved.push({ name: nameOf(address, path), extent: { start, end }, reason, outcome: 'left-out' });
      }
    }
  }
  return { policies, unresolved };
}

/** The attribute is named where it is not simply the policy. */
function nameOf(address: string, path: string): string {
  return path === 'policy' ? address : `${address}.${path}`;
}

function rootModule(root: JsonObjectNode): JsonNode | undefined {
  return member(member(root, 'planned_values') ?? member(root, 'values'), 'root_module');
}

/** Of a module and those below it, in the order of the file. */
function resourcesOf(module: JsonNode | undefined): JsonNode[] {
  const resources: JsonNode[] = [];
  const left = module === undefined ? [] : [module];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    for (const resource of itemsOf(member(next, 'resources'))) resources.push(resource);
    for (const child of itemsOf(member(next, 'child_modules')).toReversed()) left.push(child);
  }
  return resources;
}

/** `after_unknown` of each resource that the plan changes. */
function unknownValues(root: JsonObjectNode): ReadonlyMap<string, JsonNode> {
  const byAddress = new Map<string, JsonNode>();
  for (const change of itemsOf(member(root, 'resource_changes'))) {
    const address = stringOf(change, 'address');
    const unknown = member(member(change, 'change'), 'after_unknown');
    // A deposed object's change has the address of the current one.
    if (address !== undefined && unknown !== undefined && member(change, 'deposed') === undefined) {
      byAddress.set(address, unknown);
    }
  }
  return byAddress;
}

/** The paths of a place at which `after_unknown` has `true`, as a leaf or for all that would be there. */
function unknownPaths(unknown: JsonNode, path: string): string[] {
  let nodes = [{ path: '', node: unknown }];
  const found: string[] = [];
  for (const step of stepsOf(path)) {
    nodes = nodes.flatMap(({ path: before, node }) => {
      if (step === 'items')
        return itemsOf(node).map((item, index) => ({ path: `${before}[${index}]`, node: item }));
      const value = member(node, step.member);
      return value === undefined
        ? []
        : [{ path: before === '' ? step.member : `${before}.${step.member}`, node: value }];
    });
    for (const at of nodes) if (at.node.kind === 'boolean' && at.node.value) found.push(at.path);
  }
  return found;
}

/** Undefined for a policy that is none of IAM's: tag policies, backup policies and their like. */
function policyTypeOf(values: JsonNode, { policyType, typeProperty }: PlanPlace): PolicyType | undefined {
  const type = typeProperty === undefined ? undefined : stringOf(values, typeProperty);
  if (type === undefined) return policyType;
  return isPolicyType(type) ? type : undefined;
}

function member(node: JsonNode | undefined, key: string): JsonNode | undefined {
  return node?.kind === 'object' ? memberOf(node, key)?.value : undefined;
}

function stringOf(node: JsonNode, key: string): string | undefined {
  const value = member(node, key);
  return value?.kind === 'string' ? value.value : undefined;
}

function itemsOf(node: JsonNode | undefined): readonly JsonNode[] {
  return node?.kind === 'array' ? node.items : [];
}
