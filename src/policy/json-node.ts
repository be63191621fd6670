// JSON with places: each token keeps its offsets, each object its members in written order, duplicates and all.
import type { JsonValue } from '../core/json.js';
import type { Extent } from '../core/span.js';

export interface JsonStringNode extends Extent {
  readonly kind: 'string';
  /** With escapes undone. Lone surrogates stay. */
  readonly value: string;
}

export interface JsonNumberNode extends Extent {
  readonly kind: 'number';
  /** As written. */
  readonly text: string;
}

export interface JsonBooleanNode extends Extent {
  readonly kind: 'boolean';
  readonly value: boolean;
}

export interface JsonNullNode extends Extent {
  readonly kind: 'null';
}

export interface JsonMember {
  readonly key: JsonStringNode;
  readonly value: JsonNode;
}

export interface JsonObjectNode extends Extent {
  readonly kind: 'object';
  readonly members: readonly JsonMember[];
}

export interface JsonArrayNode extends Extent {
  readonly kind: 'array';
  readonly items: readonly JsonNode[];
}

export type JsonNode =
  | JsonStringNode
  | JsonNumberNode
  | JsonBooleanNode
  | JsonNullNode
  | JsonObjectNode
  | JsonArrayNode;

/** The plain value. Of members with one key the last counts, as in `JSON.parse`; `__proto__` is a key like others. */
export function jsonOfNode(node: JsonNode): JsonValue {
  switch (node.kind) {
    case 'string':
    case 'boolean':
      return node.value;
    case 'number':
      return Number(node.text);
    case 'null':
      return null;
    case 'array':
      return node.items.map(jsonOfNode);
    case 'object':
      // Object.fromEntries defines own properties: nothing reaches a prototype.
      return Object.fromEntries(node.members.map((member) => [member.key.value, jsonOfNode(member.value)]));
  }
}

/** The last member under the key, as `JSON.parse` would take it. */
export function memberOf(node: JsonObjectNode, key: string): JsonMember | undefined {
  for (let i = node.members.length - 1; i >= 0; i--)
    if (node.members[i]?.key.value === key) return node.members[i];
  return undefined;
}

/** A scalar as a policy reads it: numbers and booleans as they are written. Undefined for null, lists and objects. */
export function scalarText(node: JsonNode): string | undefined {
  switch (node.kind) {
    case 'string':
      return node.value;
    case 'number':
      return node.text;
    case 'boolean':
      return String(node.value);
    default:
      return undefined;
  }
}
