// The path of a token in Access Analyzer's own elements: which member, which index, key or value.
// https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_PathElement.html
import type { Extent } from '../core/span.js';
import type { JsonMember, JsonNode } from './json-node.js';

export type PathElement = { readonly value: string } | { readonly key: string } | { readonly index: number };

/**
 * The path from the root to the token at these offsets: `key` last where it is a member's key, `value` or `index`
 * otherwise. Empty for the root itself, and for what is no token of the tree.
 */
export function pathTo(root: JsonNode | undefined, target: Extent): PathElement[] {
  const path: PathElement[] = [];
  let node = root;
  while (node !== undefined && !isSame(node, target)) {
    if (node.kind === 'array') {
      const index = indexHolding(node.items, startOf, endOf, target);
      node = node.items[index];
      path.push({ index });
    } else if (node.kind === 'object') {
      const member: JsonMember | undefined =
        node.members[indexHolding(node.members, startOfMember, endOfMember, target)];
      if (member !== undefined && isSame(member.key, target)) return [...path, { key: member.key.value }];
      node = member?.value;
      path.push({ value: member?.key.value ?? '' });
    } else {
      node = undefined;
    }
  }
  return node === undefined ? [] : path;
}

const startOf = (node: Extent): number => node.start;
const endOf = (node: Extent): number => node.end;
const startOfMember = ({ key }: JsonMember): number => key.start;
const endOfMember = ({ value }: JsonMember): number => value.end;

function isSame(a: Extent, b: Extent): boolean {
  return a.start === b.start && a.end === b.end;
}

/** The index of the one that holds the target; -1 if none does. They follow each other and do not overlap. */
function indexHolding<T>(
  parts: readonly T[],
  start: (part: T) => number,
  end: (part: T) => number,
  target: Extent,
): number {
  let low = 0;
  let high = parts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (start(parts[middle] as T) <= target.start) low = middle;
    else high = middle - 1;
  }
  const found = parts[low];
  return found !== undefined && start(found) <= target.start && target.end <= end(found) ? low : -1;
}
