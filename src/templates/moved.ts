// A copy of a tree whose every token lies at one place: what an alias or a function of a template stands for.
import type { Extent } from '../core/span.js';
import type { JsonNode } from '../policy/json-node.js';

export function moved(node: JsonNode, { start, end }: Extent): JsonNode {
  const place = { start, end };
  if (node.kind === 'array')
    return { ...node, ...place, items: node.items.map((item) => moved(item, place)) };
  if (node.kind !== 'object') return { ...node, ...place };
  const members = node.members.map(({ key, value }) => ({
    key: { ...key, ...place },
    value: moved(value, place),
  }));
  return { ...node, ...place, members };
}
