// A place that holds a policy, as the tables of templates and plans name it, and the way there through a tree.
import type { JsonNode } from '../policy/json-node.js';
import { memberOf } from '../policy/json-node.js';
import type { PolicyType } from '../policy/policy-type.js';
import type { ValidatedResourceType } from './found-policy.js';

export interface PolicyPlace {
  /** Members joined by dots; `[]` after one means each item of its list: `Policies[].PolicyDocument`. */
  readonly path: string;
  readonly policyType: PolicyType;
  readonly resourceType?: ValidatedResourceType;
  /** The page that says so. */
  readonly source: string;
}

export interface NodeAtPlace {
  /** The path with the indexes that were met: `Policies[0].PolicyDocument`. */
  readonly path: string;
  readonly node: JsonNode;
}

/** A step of a path: a member, or every item of a list. */
export type PlaceStep = { readonly member: string } | 'items';

export function stepsOf(path: string): readonly PlaceStep[] {
  return path.split('.').flatMap((part): PlaceStep[] => {
    const isList = part.endsWith('[]');
    const member = isList ? part.slice(0, -2) : part;
    return isList ? [{ member }, 'items'] : [{ member }];
  });
}

/**
 * The nodes that a path leads to. `open` says what a node on the way stands for (a template's functions); a node that is
 * not of the kind the path needs leads nowhere.
 */
export function nodesAtPath(
  root: JsonNode,
  path: string,
  open: (at: NodeAtPlace, isLast: boolean) => readonly NodeAtPlace[] = (at) => [at],
): readonly NodeAtPlace[] {
  const steps = stepsOf(path);
  let found: readonly NodeAtPlace[] = open({ path: '', node: root }, false);
  steps.forEach((step, index) => {
    found = found.flatMap((at) => stepInto(at, step)).flatMap((at) => open(at, index === steps.length - 1));
  });
  return found;
}

function stepInto({ path, node }: NodeAtPlace, step: PlaceStep): NodeAtPlace[] {
  if (step === 'items') {
    if (node.kind !== 'array') return [];
    return node.items.map((item, index) => ({ path: `${path}[${index}]`, node: item }));
  }
  const member = node.kind === 'object' ? memberOf(node, step.member) : undefined;
  if (member === undefined) return [];
  return [{ path: path === '' ? step.member : `${path}.${step.member}`, node: member.value }];
}

/** A table's rows by resource type. */
export function placesByType<Place extends { readonly type: string }>(
  places: readonly Place[],
): ReadonlyMap<string, readonly Place[]> {
  const byType = new Map<string, Place[]>();
  for (const place of places) {
    const list = byType.get(place.type);
    if (list === undefined) byType.set(place.type, [place]);
    else list.push(place);
  }
  return byType;
}
